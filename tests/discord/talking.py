"""What scenes ask, and what they look for in a message."""

from tests.discord.server import DiscordServer
from tests.discord.server.limits import walk
from tests.discord.server.payloads import (
    Json,
)

WHEAT = "How does a water mill grind the wheat?"


FLOUR = "Who paid the miller for the flour?"


BEES = "Why do bees dance?"


def ids(message: Json, action: str) -> list[str]:
    """The custom ids of the buttons, and of the lists' choices, that do something."""
    prefix = f"askcast:{action}:"
    found = []
    for component in walk(message["components"]):
        found += [component.get("custom_id", ""), *(option["value"] for option in component.get("options", ()))]
    return [custom_id for custom_id in found if custom_id.startswith(prefix)]


def chatted(discord: DiscordServer, content: str, **where: str) -> Json:
    """Say something and return the bot's message in answer to it."""
    before = len(discord.posted)
    discord.say(content, **where)
    discord.wait(lambda: len(discord.posted) > before)
    return discord.posted[-1][1]
