"""A small Discord on loopback: the HTTP API and the gateway, enough for an unpatched discord.py in a real process.

`server` is the door for tests, `gateway` the websocket, `rest` the HTTP API with what Discord refuses, `description`
the check of every request against Discord's own description, `payloads` what Discord sends.
"""

from tests.discord.server.server import DiscordServer, Exchange

__all__ = ["DiscordServer", "Exchange"]
