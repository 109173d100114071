"""`askcast bot --check`: whether token, index and permissions are in order, without starting.

In: the shows, and the settings. Out: findings, each with what to do where something is wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord.http import Route

from bot.memory.file import MemoryUnusable, refuse_unusable
from bot.settings import Settings, misspelt, read_settings
from index.feeds.folder import is_feed
from index.file.errors import IndexFileError, IndexMissing
from index.meaning.known import open_model
from index.meaning.model import MeaningUnavailable
from index.search import open_searcher
from index.settings import SettingsError, environment
from index.shows import Show

NEEDED = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
)
SCOPES = ("bot", "applications.commands")
SERVERS_SHOWN = 200  # what Discord lists at once


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what, whether it is in order, and what was found."""

    name: str
    ok: bool
    told: str

    def __str__(self) -> str:
        return f"{self.name}: {'in order' if self.ok else 'NOT in order'}: {self.told}"


async def check(shows: Sequence[Show]) -> list[Finding]:
    """Look at everything the bot needs, whatever does not depend on a setting that will not do included."""
    found = [*_names(), *map(_index, shows)]
    try:
        settings = read_settings(shows=shows)
    except SettingsError as error:
        return [*found, Finding("settings", False, str(error))]
    return [*found, _memory(settings), *await _discord(settings)]


def _names() -> list[Finding]:
    """Name settings that no part of askcast reads."""
    return [
        Finding("settings", False, f"{name} is unknown" + (f"; did you mean {meant}?" if meant else "; take it out"))
        for name, meant in misspelt(environment())
    ]


def _index(show: Show) -> Finding:
    settings, name = show.settings, f"index of {show.name}" if show.name else "index"
    try:
        model = open_model(settings.meaning, settings.index)
        with open_searcher(settings, model) as searcher:
            status, without_meaning = searcher.status(), searcher.without_meaning
    except IndexMissing:
        told = f"there is none yet; starting the bot builds it from {', '.join(settings.sources)}"
        missing = [source for source in settings.sources if not is_feed(source) and not Path(source).exists()]
        return Finding(name, not missing, f"{told}; {', '.join(missing)} does not exist" if missing else told)
    except (IndexFileError, MeaningUnavailable) as error:
        return Finding(name, False, str(error))
    if without_meaning:
        return Finding(name, False, without_meaning)
    return Finding(name, True, f"{status.episodes} episodes, {status.passages:,} passages, built {status.built_at}")


def _memory(settings: Settings) -> Finding:
    try:
        refuse_unusable(settings.memory)
    except MemoryUnusable as error:
        return Finding("memory", False, str(error))
    there = "" if settings.memory.exists() else "; it is made when the bot starts"
    return Finding("memory", True, f"{settings.memory}{there}")


async def _discord(settings: Settings) -> list[Finding]:
    Route.BASE = settings.discord_api or Route.BASE
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            await client.login(settings.token)
            guilds = await client.http.get_guilds(SERVERS_SHOWN)
        except discord.LoginFailure:
            return [Finding("token", False, "Discord refuses DISCORD_TOKEN; copy it anew from the developer portal")]
        except (aiohttp.ClientError, OSError, discord.HTTPException):
            return [Finding("token", False, f"Discord cannot be reached at {Route.BASE}")]
        assert client.user is not None
        assert client.application_id is not None
        invite = discord.utils.oauth_url(client.application_id, permissions=NEEDED, scopes=SCOPES)
        return [Finding("token", True, f"it is {client.user}'s"), *_permissions(guilds, invite)]


def _permissions(guilds: list[Any], invite: str) -> list[Finding]:
    if not guilds:
        return [Finding("permissions", False, f"the bot is in no server yet; invite it: {invite}")]
    findings = []
    for guild in guilds:
        has = discord.Permissions(int(guild["permissions"]))
        missing = [name.replace("_", " ") for name, needed in NEEDED if needed and not getattr(has, name)]
        if missing and not has.administrator:
            told = f"{guild['name']}: it lacks {', '.join(missing)}; invite it anew: {invite}"
            findings.append(Finding("permissions", False, told))
    return findings or [Finding("permissions", True, f"in all of {len(guilds)} servers")]
