"""The settings of the index: where it lies, what it is built from, how the site makes its addresses.

In: the environment and a `.env` file in the working folder (the environment wins). Out: one frozen `IndexSettings`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from index.ranking.confidence import ANSWERED
from index.transcripts.anchors import ANCHOR_STYLES


class SettingsError(Exception):
    """A setting that cannot be used; the message names it and says what it may be."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """What building and reading the index needs to know."""

    index: Path = Path("askcast.db")
    transcripts: Path = Path("transcripts")
    site_url: str | None = None
    anchors: str | None = None
    answered_from: float = ANSWERED


def environment() -> dict[str, str]:
    """Return the values of `.env` in the working folder, overlaid with the process's own environment.

    Empty values count as absent. Raises `SettingsError` for a file that is no text, naming the line that is no setting.
    """
    try:
        text = Path(".env").read_text(encoding="utf-8") if Path(".env").exists() else ""
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(".env", f"cannot be read ({error}); write it as .env.example is written") from error
    for line in parse_stream(StringIO(text)):
        if line.error:
            blank = len(line.original.string) - len(line.original.string.lstrip("\n"))  # lines that belong to it
            where = f".env:{line.original.line + blank}"
            raise SettingsError(where, "is no setting; write it as NAME=value, or as a # comment")
    written = dotenv_values(stream=StringIO(text))
    values = {**written, **os.environ}
    return {name: value for name, value in values.items() if value}


def read_index_settings(values: Mapping[str, str]) -> IndexSettings:
    """Return the index's settings from the given environment; raise `SettingsError` for a malformed one."""
    site_url = values.get("ASKCAST_SITE_URL")
    if site_url is not None:
        refuse_no_address("ASKCAST_SITE_URL", site_url)
    anchors = values.get("ASKCAST_ANCHORS")
    if anchors is not None and anchors not in ANCHOR_STYLES:
        raise SettingsError("ASKCAST_ANCHORS", f"{anchors!r} is unknown; choose one of {', '.join(ANCHOR_STYLES)}")
    return IndexSettings(
        index=Path(values.get("ASKCAST_INDEX", "askcast.db")),
        transcripts=Path(values.get("ASKCAST_TRANSCRIPTS", "transcripts")),
        site_url=site_url,
        anchors=anchors,
        answered_from=_share("ASKCAST_ANSWERED_FROM", values, ANSWERED),
    )


def refuse_no_address(name: str, site_url: str) -> None:
    """Raise `SettingsError` where what a setting or option says is no address that pages' paths can be added to."""
    try:
        parts = urlsplit(site_url)
        right = parts.scheme in ("http", "https") and parts.netloc and not (parts.query or parts.fragment)
    except ValueError:
        right = False
    if not right:
        raise SettingsError(name, f"{site_url!r} is no web address; write it as https://example.org")


def _share(name: str, values: Mapping[str, str], default: float) -> float:
    written = values.get(name, str(default))
    try:
        share = float(written)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise SettingsError(name, f"{written!r} is no number from 0 to 1; write it as {default}")
    return share
