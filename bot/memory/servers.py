"""Each server's own settings, as whoever manages it chose them.

In: a server's id. Out: its `ServerSettings`; what nobody chose is as the bot's settings say.
"""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from bot.memory.file import MemoryFile


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where, for whom and how the bot answers in a server.

    `channels` and `roles` are ids (empty: all); `private` whether answers are for the asker alone unless the asker says
    otherwise; `mentions` whether it answers when it is mentioned; cooldowns in seconds and `links` are None where the
    bot's own settings hold. `welcomed` is whether the server was greeted. `language` is that of the bot's own words for
    all (see `bot.languages`), None where each member's Discord says it. `shows` are the names of the shows that it
    answers from (empty: all).
    """

    channels: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    private: bool = False
    mentions: bool = True
    member_cooldown: float | None = None
    channel_cooldown: float | None = None
    links: str | None = None
    welcomed: bool = False
    language: str | None = None
    shows: tuple[str, ...] = ()

    def hears(self, channels: set[int], roles: set[int]) -> bool:
        """Tell whether it answers somebody with these roles in a channel (a thread has its parent's id too)."""
        return (not self.channels or not channels.isdisjoint(self.channels)) and (
            not self.roles or not roles.isdisjoint(self.roles)
        )


class Servers:
    """The settings of all servers; read once, kept at hand."""

    def __init__(self, file: MemoryFile) -> None:
        self._file = file
        self._known = {int(guild): _settings(text) for guild, text in file.read("SELECT guild, settings FROM servers")}

    def of(self, guild: int | None) -> ServerSettings:
        """Return a server's settings; outside of servers, and where nobody chose any, the usual ones."""
        return self._known.get(guild, ServerSettings()) if guild is not None else ServerSettings()

    def keep(self, guild: int, settings: ServerSettings) -> None:
        """Keep a server's settings; they hold from now on."""
        self._known[guild] = settings
        self._file.write("INSERT OR REPLACE INTO servers VALUES (?, ?)", str(guild), json.dumps(asdict(settings)))

    def forget(self, guild: int) -> None:
        """Forget a server that the bot has left."""
        self._known.pop(guild, None)
        self._file.write("DELETE FROM servers WHERE guild = ?", str(guild))


def _settings(text: str) -> ServerSettings:
    """Return the settings that a JSON object holds; what this version does not know of is passed over."""
    kept: dict[str, Any] = json.loads(text)
    known = {field.name for field in fields(ServerSettings)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in kept.items() if name in known
    }
    return ServerSettings(**values)
