"""The settings of the Discord bot, read once into a frozen `Settings`.

In: the environment's values (see `index.settings.environment`) and the shows. Out: `Settings`, or a
`SettingsError` that names the setting and says what it may be.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

from bot.replies.passages import Links
from index.answer import LONGEST_QUESTION
from index.settings import SettingsError, environment
from index.shows import Show, read_shows
from index.transcripts.likest import likest

LogForm = Literal["text", "json"]
LINKS = ("fragments", "anchors")
LOG_FORMS = ("text", "json")
KNOWN = (
    "ASKCAST_INDEX",
    "ASKCAST_CLUSTER_USER",
    "ASKCAST_CLUSTER_PASSWORD",
    "ASKCAST_TRANSCRIPTS",
    "ASKCAST_SHOWS",
    "ASKCAST_SITE_URL",
    "ASKCAST_ANCHORS",
    "ASKCAST_URL_TEMPLATE",
    "ASKCAST_MEDIA_URL",
    "ASKCAST_ANSWERED_FROM",
    "ASKCAST_MEANING",
    "ASKCAST_DEV_GUILDS",
    "ASKCAST_MEMBER_COOLDOWN",
    "ASKCAST_CHANNEL_COOLDOWN",
    "ASKCAST_QUESTION_LENGTH",
    "ASKCAST_KEEP_DAYS",
    "ASKCAST_MEMORY",
    "ASKCAST_LINKS",
    "ASKCAST_SHARDS",
    "ASKCAST_METRICS_PORT",
    "ASKCAST_LOG",
    "ASKCAST_DISCORD_API",
    "DISCORD_TOKEN",
)
EXAMPLE_API = "https://discord.com/api/v10"
TOKEN = re.compile(r"[\w.=+/-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shards:
    """Which of the gateway's shards this process runs, by number from 0, and how many there are in all."""

    own: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What the bot needs to know: cooldowns in seconds (0: none), a question's length in characters.

    `discord_api` None is Discord's own; `keep_days` is how long questions are remembered.
    """

    shows: tuple[Show, ...]
    memory: Path
    token: str = field(repr=False)
    discord_api: str | None
    dev_guilds: tuple[int, ...]
    member_cooldown: float
    channel_cooldown: float
    question_length: int
    keep_days: int
    links: Links
    shards: Shards | None
    metrics_port: int | None
    log: LogForm


def read_settings(values: Mapping[str, str] | None = None, shows: Sequence[Show] | None = None) -> Settings:
    """Return the bot's settings, by default from the process's environment and `.env`.

    Raises `SettingsError` for one that is missing or malformed.
    """
    values = environment() if values is None else values
    shows = shows or read_shows(values)
    return Settings(
        shows=tuple(shows),
        memory=memory_path(values, shows),
        token=_token(values),
        discord_api=_address(values, "ASKCAST_DISCORD_API"),
        dev_guilds=_ids(values, "ASKCAST_DEV_GUILDS"),
        member_cooldown=_seconds(values, "ASKCAST_MEMBER_COOLDOWN", 5.0),
        channel_cooldown=_seconds(values, "ASKCAST_CHANNEL_COOLDOWN", 1.0),
        question_length=_whole(values, "ASKCAST_QUESTION_LENGTH", 300, 20, LONGEST_QUESTION),
        keep_days=_whole(values, "ASKCAST_KEEP_DAYS", 30, 1, 3_650),
        links=_links(values),
        shards=_shards(values),
        metrics_port=_whole(values, "ASKCAST_METRICS_PORT", 0, 0, 65_535) or None,
        log=_log_form(values),
    )


def memory_path(values: Mapping[str, str], shows: Sequence[Show]) -> Path:
    """Return where the bot's own file lies: beside the index, or the file of shows, unless a setting says otherwise."""
    beside = Path(values["ASKCAST_SHOWS"]).expanduser() if "ASKCAST_SHOWS" in values else shows[0].settings.index
    return Path(values.get("ASKCAST_MEMORY", beside.with_name("askcast-memory.db")))


def _token(values: Mapping[str, str]) -> str:
    token = values.get("DISCORD_TOKEN", "").strip()
    if not token:
        raise SettingsError("DISCORD_TOKEN", "is missing; write the bot's token from the developer portal into .env")
    if not TOKEN.fullmatch(token):
        raise SettingsError("DISCORD_TOKEN", "is no token as Discord gives them out; copy it anew, alone, into .env")
    return token


def _address(values: Mapping[str, str], name: str) -> str | None:
    address = values.get(name)
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingsError(name, f"{address!r} is no web address; write it as {EXAMPLE_API}")
    return address.rstrip("/")


def _ids(values: Mapping[str, str], name: str) -> tuple[int, ...]:
    written = values.get(name, "").replace(",", " ").split()
    for value in written:
        if not re.fullmatch(r"[0-9]{15,20}", value):
            raise SettingsError(name, f"{value!r} is no server id; write ids of 15 to 20 digits, with commas between")
    return tuple(map(int, written))


def _seconds(values: Mapping[str, str], name: str, default: float) -> float:
    written = values.get(name, str(default))
    try:
        seconds = float(written)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds <= 3_600:
        raise SettingsError(name, f"{written!r} will not do; write seconds from 0 to 3600")
    return seconds


def _whole(values: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    written = values.get(name, str(default)).strip()
    if not re.fullmatch(r"[0-9]{1,9}", written) or not least <= int(written) <= most:
        raise SettingsError(name, f"{written!r} will not do; write a whole number from {least} to {most}")
    return int(written)


def _shards(values: Mapping[str, str]) -> Shards | None:
    written = values.get("ASKCAST_SHARDS")
    if written is None:
        return None
    form = re.fullmatch(r"\s*(\d{1,4}(?:\s*,\s*\d{1,4})*)\s*/\s*(\d{1,4})\s*", written)
    own = tuple(sorted(set(map(int, form[1].split(","))))) if form else ()
    if not form or own[-1] >= int(form[2]):
        problem = f"{written!r} will not do; write this process's shards and how many there are in all, as 0,1/4"
        raise SettingsError("ASKCAST_SHARDS", problem)
    return Shards(own, int(form[2]))


def misspelt(values: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """Return the names that look like settings of ours and are none, each with the one that is meant, if any."""
    unknown = [name for name in values if name.startswith(("ASKCAST_", "DISCORD_")) and name not in KNOWN]
    return [(name, likest(name, KNOWN)) for name in unknown]


def _log_form(values: Mapping[str, str]) -> LogForm:
    written = values.get("ASKCAST_LOG", "text")
    if written not in LOG_FORMS:
        raise SettingsError("ASKCAST_LOG", f"{written!r} is unknown; choose one of {', '.join(LOG_FORMS)}")
    return cast(LogForm, written)


def _links(values: Mapping[str, str]) -> Links:
    written = values.get("ASKCAST_LINKS", "fragments")
    if written not in LINKS:
        raise SettingsError("ASKCAST_LINKS", f"{written!r} is unknown; choose one of {', '.join(LINKS)}")
    return cast(Links, written)
