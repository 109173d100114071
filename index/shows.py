"""The shows that one askcast serves: one, as the settings say, or several, as a TOML file names them.

In: the environment's values and the file that `ASKCAST_SHOWS` names. Out: `Show`s, each with index settings of its own.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.cluster.address import is_address
from index.feeds.folder import is_feed
from index.settings import IndexSettings, SettingsError, place_of, read_index_settings, site_overrides
from index.transcripts.likest import likest

SITE_KEYS = {name: name for name in ("site_url", "anchors", "url_template", "media_url")}
KEYS = ("name", "sources", "index", "colours", *SITE_KEYS)
PARTS = ("background", "words", "bar")  # of a picture
LEAST_CONTRAST = 4.5  # of words before their background, as WCAG 2.1 asks of text (success criterion 1.4.3)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LONGEST_NAME = 80  # characters, as a button's label holds
LONGEST_FILE_NAME = 60  # characters of what an index is called
MOST = 100  # each has its index open in every thread that answers

Colours = tuple[tuple[str, int], ...]  # of parts of a picture: 0xRRGGBB


@dataclass(frozen=True, slots=True)
class Show:
    """A show: its name ("" where it is the only one and nobody named it), its index, and its colours.

    `settings` are those of its index; `colours` say what a picture's "background", "words" and "bar" are coloured in,
    where the file says it.
    """

    name: str
    settings: IndexSettings
    colours: Colours = ()

    @property
    def told(self) -> dict[str, str]:
        """What JSON says of the show beside everything else: its name, where it has one."""
        return {"show": self.name} if self.name else {}


class UnknownShow(Exception):
    """No show has this name; the message lists those that there are."""

    def __init__(self, name: str, shows: Sequence[Show]) -> None:
        super().__init__(f"no show is called {name!r}; there are: {names_of(shows)}")
        self.name, self.shows = name, tuple(shows)


def names_of(shows: Sequence[Show]) -> str:
    """Return the names of shows as a list in a sentence."""
    return ", ".join(show.name for show in shows)


def show_called(name: str, shows: Sequence[Show]) -> Show:
    """Return the show of that name, upper and lower case aside; raise `UnknownShow`."""
    found = next((show for show in shows if show.name.casefold() == name.strip().casefold()), None)
    if found is None:
        raise UnknownShow(name, shows)
    return found


def place_told(settings: IndexSettings) -> str:
    """Return where an index lies, as a person reads it."""
    return str(settings.cluster or settings.index)


def read_shows(values: Mapping[str, str]) -> tuple[Show, ...]:
    """Return the shows of `ASKCAST_SHOWS`, in the file's order; without it the one that the settings describe.

    Raises `SettingsError` naming the file and the show that is wrong.
    """
    usual = read_index_settings(values)
    path = values.get("ASKCAST_SHOWS")
    if path is None:
        return (Show("", usual),)
    file = _path("ASKCAST_SHOWS", path)
    tables = _tables(file)
    shows = tuple(_show(file, number, table, usual) for number, table in enumerate(tables, start=1))
    for number, show in enumerate(shows):
        for other in shows[:number]:
            if show.name.casefold() == other.name.casefold():
                raise SettingsError(str(file), f"two shows are called {show.name!r}; give each a name of its own")
            if _place_of(show.settings) == _place_of(other.settings):
                place = place_told(show.settings)
                raise SettingsError(str(file), f"{other.name!r} and {show.name!r} both have the index {place}")
    return shows


def _place_of(settings: IndexSettings) -> str:
    return str(settings.cluster or settings.index.resolve())


def _tables(file: Path) -> list[Any]:
    form = "write each show as [[show]] with its name and sources"
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError("ASKCAST_SHOWS", f"{file} does not exist; check the path, or {form} there") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("ASKCAST_SHOWS", f"{file} cannot be read ({error}); {form}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(str(file), f"is no TOML ({error}); {form}, and texts in quotation marks") from error
    tables = content.pop("show", None)
    if content:
        raise SettingsError(str(file), f"{next(iter(content))!r} is unknown; {form}")
    if not isinstance(tables, list) or not tables:
        raise SettingsError(str(file), f"names no show; {form}")
    if len(tables) > MOST:
        raise SettingsError(str(file), f"names {len(tables)} shows; one askcast serves at most {MOST}")
    return tables


def _show(file: Path, number: int, table: Any, usual: IndexSettings) -> Show:
    """Return the show of a table; paths in it are relative to the file's folder."""
    name = table.get("name") if isinstance(table, dict) else None
    name = " ".join(unicodedata.normalize("NFC", name).split()) if isinstance(name, str) else ""
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise SettingsError(f"{file}: show {number}", f"needs a name of 1 to {LONGEST_NAME} characters")
    where = f"{file}: show {name!r}"
    for key in table:
        if key not in KEYS:
            near = likest(key, KEYS)
            remedy = f"did you mean {near}?" if near else f"there are {', '.join(KEYS)}"
            raise SettingsError(where, f"{key!r} is unknown; {remedy}")
    site = {key: _text(where, key, table[key]) for key in SITE_KEYS if key in table}
    try:
        overrides = site_overrides(site, SITE_KEYS)
    except SettingsError as error:
        raise SettingsError(where, str(error)) from error
    sources = _sources(where, file, table.get("sources"))
    settings = replace(usual, cluster=None, index=file.parent / _file_name(name, number), sources=sources)
    settings = replace(settings, site=overrides, **_place(where, file, table.get("index")))
    return Show(name, settings, _colours(where, table.get("colours", {})))


def _place(where: str, file: Path, value: Any) -> dict[str, Any]:
    """Return where a show's index lies, as settings, where its table says it: a file, or an alias on a cluster."""
    if value is None:
        return {}
    written = _text(where, "index", value)
    return place_of(where, written) if is_address(written) else {"index": file.parent / _path(where, written)}


def _file_name(name: str, number: int) -> str:
    """Return what a show's index is called where the file does not say it."""
    words = re.sub(r"\W+", "-", name.casefold()).strip("-")
    return f"{words[:LONGEST_FILE_NAME].rstrip('-') or number}.db"


def _path(where: str, written: str) -> Path:
    try:
        path = Path(written).expanduser()
    except RuntimeError as error:
        raise SettingsError(where, f"{written!r} is the folder of nobody here") from error
    if "\0" in written or not path.name:
        raise SettingsError(where, f"{written!r} is no path of a file or folder")
    return path


def _text(where: str, key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise SettingsError(where, f"{key} is no text; write it in quotation marks")
    if not value.strip():
        raise SettingsError(where, f"{key} is empty; say it, or take the line out")
    return value


def _sources(where: str, file: Path, value: Any) -> tuple[str, ...]:
    named = [value] if isinstance(value, str) else value
    if not isinstance(named, list) or not named:
        raise SettingsError(where, 'needs sources: folders, files or a feed\'s address, as ["transcripts"]')
    texts = [_text(where, "sources", one) for one in named]
    return tuple(text if is_feed(text) else str(file.parent / _path(where, text)) for text in texts)


def _colours(where: str, value: Any) -> Colours:
    """Return the colours of a show's pictures; words must be readable before their background."""
    form = 'write colours as { background = "#fbfaf7", words = "#1b1b1f", bar = "#5865f2" }'
    if not isinstance(value, dict):
        raise SettingsError(where, form)
    for part, colour in value.items():
        if part not in PARTS or not isinstance(colour, str) or not COLOUR.fullmatch(colour):
            raise SettingsError(where, f"{part} = {colour!r} is no colour of a part; {form}")
    chosen = {part: int(colour[1:], 16) for part, colour in value.items()}
    if ("background" in chosen) != ("words" in chosen):
        raise SettingsError(where, "give background and words together, so that one can be read before the other")
    if "words" in chosen and _contrast(chosen["background"], chosen["words"]) < LEAST_CONTRAST:
        raise SettingsError(
            where, f"words cannot be read before this background; a contrast of {LEAST_CONTRAST} is needed"
        )
    return tuple(chosen.items())


def _contrast(one: int, other: int) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.1 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: int) -> float:
    """Return the relative luminance of a colour, 0 to 1, as WCAG 2.1 defines it."""
    shares = [(colour >> shift & 0xFF) / 255 for shift in (16, 8, 0)]
    linear = [share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
