"""Eleventy: pages wherever they lie, each at its path. https://www.11ty.dev/docs/permalinks/

In: the path of a site's configuration. Out: its `Site`. The configuration is a program that names neither the site's
address nor, as a rule, how heading ids are made: the settings say both.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.transcripts.addresses import below, page_date, title_part
from index.transcripts.site import Site

CONFIGURATIONS = (".eleventy.js", *(f"eleventy.config.{kind}" for kind in ("js", "mjs", "cjs")))
INPUT = re.compile(r"\binput\s*:\s*['\"]([^'\"]+)['\"]")


@dataclass(frozen=True, slots=True)
class EleventyPages:
    """Where the pages lie."""

    root: str

    def filled(self, path: Path, front_matter: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the front matter as it is."""
        return front_matter

    def place(self, path: Path, front_matter: Mapping[str, Any]) -> str:
        """Return the page's own permalink, its variables filled in as far as they are known, else its path."""
        own = front_matter.get("permalink")
        if isinstance(own, str) and own:
            return re.sub(r"\{\{\s*(?:page\.)?(\w+)[^}]*\}\}", lambda match: _value(match[1], path, front_matter), own)
        place = below(path, self.root)
        parts = list(place.with_suffix("").parts)
        if parts[-1] == "index" or parts[-1:] == parts[-2:-1]:
            parts.pop()
        return "/".join([*parts, ""])

    def date(self, path: Path, front_matter: Mapping[str, Any]) -> str | None:
        """Return the day, in UTC, of the front matter, else of the file's name."""
        return page_date(path, front_matter)

    def unpublished(self, front_matter: Mapping[str, Any]) -> str:
        """Return what keeps Eleventy from writing the page."""
        return "its front matter says `permalink: false`" if front_matter.get("permalink") is False else ""


def read_site(path: Path) -> Site:
    """Return the site of a configuration, without an address."""
    found = None
    with suppress(OSError, UnicodeDecodeError):
        found = INPUT.search(path.read_text(encoding="utf-8-sig"))
    root = path.parent / found[1] if found else path.parent
    return Site(anchors="github", pages=EleventyPages(str(root.resolve() if found else root)))


def _value(name: str, path: Path, front_matter: Mapping[str, Any]) -> str:
    if name in ("fileSlug", "filePathStem"):
        return title_part(path)
    return re.sub(r"\W+", "-", str(front_matter.get(name, "")).lower()).strip("-")
