"""Hugo: pages below `content/`. https://gohugo.io/configuration/permalinks/

In: the path of a site's configuration. Out: its `Site`, or None where a file of that name is no site's of Hugo.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.transcripts.addresses import below, page_date
from index.transcripts.generators.configuration import read_configuration
from index.transcripts.site import Site, title_told

CONFIGURATIONS = tuple(
    f"{folder}{name}.{kind}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for kind in ("toml", "yaml", "yml", "json")
)
TITLE_OF_NEW_SITES = "My New Hugo Site"
BUNDLES = ("index", "_index")  # names of files that stand for their folder
HEADING_IDS = {"github": "hugo", "github-ascii": "hugo", "blackfriday": "hugo"}


@dataclass(frozen=True, slots=True)
class HugoPages:
    """What a configuration says of pages: `permalinks` are patterns by section, `ugly` addresses end in `.html`."""

    content: str
    permalinks: tuple[tuple[str, str], ...]
    ugly: bool

    def filled(self, path: Path, front_matter: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the front matter as it is."""
        return front_matter

    def place(self, path: Path, front_matter: Mapping[str, Any]) -> str:
        """Return the page's place: its own `url`, its section's pattern, or its path below `content`."""
        if own := str(front_matter.get("url") or ""):
            return own
        folders, name = self._below(path)
        slug = _urlized(str(front_matter.get("slug") or ""))
        pattern = dict(self.permalinks).get(folders[0] if folders else "")
        if pattern:
            values = self._placeholders(path, front_matter, folders, name)
            place = re.sub(r":([a-z]+)(?:\[[^\]]*\])?", lambda match: values.get(match[1], ""), pattern)
        else:
            place = "/".join([*map(_urlized, folders), slug or _urlized(name)])
        ending = ".html" if self.ugly else "/"
        return place.rstrip("/") + ending

    def date(self, path: Path, front_matter: Mapping[str, Any]) -> str | None:
        """Return the day as it is written: Hugo leaves a date in its own offset."""
        return page_date(path, {"date": str(front_matter.get("date", ""))[:10]})

    def unpublished(self, front_matter: Mapping[str, Any]) -> str:
        """Return what keeps Hugo from making the page."""
        return "its front matter says `draft: true`" if front_matter.get("draft") is True else ""

    def _below(self, path: Path) -> tuple[list[str], str]:
        """Return the folders below `content` and the page's name; a bundle is named by its folder."""
        place = below(path, self.content)
        folders = list(place.parts[:-1])
        name = re.sub(r"\.[a-z]{2}(?:-[A-Za-z]{2})?$", "", place.stem)  # a page's language
        if name in BUNDLES and folders:
            name = folders.pop()
        return folders, name

    def _placeholders(
        self, path: Path, front_matter: Mapping[str, Any], folders: list[str], name: str
    ) -> dict[str, str]:
        slug = str(front_matter.get("slug") or "")
        title = str(front_matter.get("title") or name)
        return {
            "title": _urlized(title),
            "slug": _urlized(slug or title),
            "slugorfilename": _urlized(slug or name),
            "slugorcontentbasename": _urlized(slug or name),
            "filename": _urlized(name),
            "contentbasename": _urlized(name),
            "section": _urlized(folders[0] if folders else ""),
            "sections": "/".join(map(_urlized, folders)),
            **_calendar(self.date(path, front_matter)),
        }


def read_site(path: Path) -> Site | None:
    """Return the site of a configuration; raise `TranscriptError` where it cannot be read."""
    root = path.parent.parent.parent if path.parent.name == "_default" else path.parent
    if path.stem == "config" and not (root / "content").is_dir():
        return None
    config = {str(name).lower(): value for name, value in read_configuration(path).items()}
    content = root / str(config.get("contentdir") or "content")
    pages = HugoPages(str(content), _permalinks(config.get("permalinks")), bool(config.get("uglyurls")))
    address = str(config.get("baseurl") or "").rstrip("/")
    title = title_told(config.get("title"), TITLE_OF_NEW_SITES)
    return Site(address, "hugo", pages, typographer=_typographer(config.get("markup")), title=title)


def _typographer(markup: Any) -> bool:
    """Tell whether goldmark's typographer is on, which it is unless `markup.goldmark.extensions` turns it off."""
    told = markup
    for name in ("goldmark", "extensions", "typographer"):
        told = told.get(name, {}) if isinstance(told, dict) else {}
    return told.get("disable") is not True if isinstance(told, dict) else told is not False


def _permalinks(told: Any) -> tuple[tuple[str, str], ...]:
    """Return the patterns of pages by section, from either of the two forms that Hugo takes."""
    patterns = told if isinstance(told, dict) else {}
    nested = patterns.get("page")
    patterns = nested if isinstance(nested, dict) else patterns
    return tuple((str(section), str(pattern)) for section, pattern in patterns.items() if isinstance(pattern, str))


def _urlized(text: str) -> str:
    """Follow Hugo's `urlize`: lower-cased, spaces to hyphens, without punctuation that an address has to encode."""
    kept = (c for c in unicodedata.normalize("NFC", text) if c in " -_.+~" or unicodedata.category(c)[0] in "LMN")
    return re.sub(r"-{2,}", "-", re.sub(r"\s+", "-", "".join(kept).strip())).lower()


def _calendar(day: str | None) -> dict[str, str]:
    try:
        told = date.fromisoformat(day or "")
    except ValueError:
        return {}
    names = {"year": "%Y", "month": "%m", "monthname": "%B", "day": "%d", "weekdayname": "%A", "weekday": "%w"}
    return {**{name: told.strftime(code).lower() for name, code in names.items()}, "yearday": str(int(f"{told:%j}"))}
