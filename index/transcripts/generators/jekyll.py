"""Jekyll: `_config.yml`, posts in `_posts`, collections, and pages. https://jekyllrb.com/docs/permalinks/

In: the path of a `_config.yml`. Out: its `Site`.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from index.transcripts.addresses import below, page_date, title_part
from index.transcripts.generators.configuration import read_configuration
from index.transcripts.site import Site, title_told

CONFIGURATIONS = ("_config.yml", "_config.yaml")
PERMALINK_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
TITLE_OF_NEW_SITES = "Your awesome title"
POSTS = "posts"
PAGES = "pages"
# Folders that tell a whole site from a folder of posts with a configuration beside them.
SITE_FOLDERS = ("_posts", "_layouts", "_includes", "_data", "_sass")


@dataclass(frozen=True, slots=True)
class JekyllPages:
    """What a `_config.yml` says of pages.

    `defaults` are (path, type, values) of its front matter defaults, the values as sorted pairs; `collections` the
    permalink patterns of its collections, by name, "" where one has none.
    """

    root: str
    permalink: str
    timezone: str
    collections: tuple[tuple[str, str], ...]
    defaults: tuple[tuple[str, str, tuple[tuple[str, Any], ...]], ...]
    whole: bool

    def filled(self, path: Path, front_matter: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the front matter over the site's defaults; of these the most specific path wins, then the last."""
        if not self.defaults:
            return front_matter
        place, kind = below(path, self.root), self._kind(path)
        fitting = [one for one in self.defaults if _in_scope(place, one[0]) and one[1] in ("", kind)]
        values: dict[str, Any] = {}
        for _, _, given in sorted(fitting, key=lambda one: (len(one[0]), bool(one[1]))):
            values.update(given)
        return {**values, **front_matter}

    def place(self, path: Path, front_matter: Mapping[str, Any]) -> str:
        """Return the page's place by its own permalink, its collection's, or the site's."""
        kind = self._kind(path)
        own = str(front_matter.get("permalink") or "")
        pattern = own or dict(self.collections).get(kind) or self._usual(kind)
        values = self._placeholders(path, front_matter, kind)
        pattern = PERMALINK_STYLES.get(pattern, pattern)
        return re.sub(r":([a-z_]+)", lambda match: values.get(match[1], ""), pattern)

    def date(self, path: Path, front_matter: Mapping[str, Any]) -> str | None:
        """Return the page's day in the site's time zone."""
        return page_date(path, front_matter, self.timezone)

    def unpublished(self, front_matter: Mapping[str, Any]) -> str:
        """Return what keeps Jekyll from making the page."""
        return "its front matter says `published: false`" if front_matter.get("published") is False else ""

    def _kind(self, path: Path) -> str:
        """Return whether a file is of the posts, of a collection (its name) or of the pages."""
        folders = below(path, self.root).parts[:-1]
        named = [name for name, _ in self.collections]
        underscored = next((folder[1:] for folder in reversed(folders) if folder[:1] == "_" and folder[1:]), "")
        if underscored == POSTS or underscored in named:
            return underscored
        return PAGES if self.whole and not underscored else underscored or POSTS

    def _usual(self, kind: str) -> str:
        if kind == POSTS:
            return self.permalink
        ending = "/" if self.permalink == "pretty" or self.permalink.endswith("/") else ":output_ext"
        if self.permalink not in PERMALINK_STYLES and not self.permalink.endswith(("/", ":output_ext")):
            ending = ""
        return ("/:path" if kind == PAGES else "/:collection/:path") + ending

    def _placeholders(self, path: Path, front_matter: Mapping[str, Any], kind: str) -> dict[str, str]:
        title = str(front_matter.get("slug") or title_part(path))
        place = below(path, self.root)
        inside = place.with_suffix("").parts
        start = inside.index(f"_{kind}") + 1 if f"_{kind}" in inside else 0
        return {
            "title": title,
            "slug": _slugified(title),
            "name": _slugified(path.stem),
            "basename": path.stem,
            "path": "/".join(inside[start:]) if kind != POSTS else title,
            "collection": kind,
            "output_ext": ".html",
            **_categories(place, front_matter),
            **_calendar(self.date(path, front_matter)),
        }


def read_site(path: Path) -> Site:
    """Return the site of a `_config.yml`; raise `TranscriptError` where it is no YAML mapping."""
    config = read_configuration(path)
    url = str(config.get("url") or "").rstrip("/") or _own_domain(path.with_name("CNAME"))
    address = (url + "/" + str(config.get("baseurl") or "").strip("/")).rstrip("/")
    pages = JekyllPages(
        root=str(path.parent),
        permalink=str(config.get("permalink") or "date"),
        timezone=str(config.get("timezone") or "UTC"),
        collections=_collections(config.get("collections")),
        defaults=_defaults(config.get("defaults")),
        whole=any((path.parent / folder).is_dir() for folder in SITE_FOLDERS),
    )
    return Site(address, pages=pages, title=title_told(config.get("title"), TITLE_OF_NEW_SITES))


def _own_domain(file: Path) -> str:
    """Return the address that GitHub Pages' file for a domain of one's own gives a site, "" where there is none."""
    with suppress(OSError, UnicodeDecodeError):
        name = file.read_text(encoding="utf-8").strip()
        if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name):
            return f"https://{name}"
    return ""


def _collections(named: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(named, list):
        return tuple((str(name), "") for name in named)
    described = named.items() if isinstance(named, dict) else ()
    return tuple(
        (str(name), str(values.get("permalink") or "") if isinstance(values, dict) else "")
        for name, values in described
    )


def _defaults(listed: Any) -> tuple[tuple[str, str, tuple[tuple[str, Any], ...]], ...]:
    found = []
    for entry in listed if isinstance(listed, list) else ():
        scope, values = (entry.get("scope"), entry.get("values")) if isinstance(entry, dict) else (None, None)
        if isinstance(scope, dict) and isinstance(values, dict):
            pairs = tuple((str(name), value) for name, value in values.items())
            found.append((str(scope.get("path") or ""), str(scope.get("type") or ""), pairs))
    return tuple(found)


def _in_scope(place: Path, scope: str) -> bool:
    scope = scope.strip("/")
    if "*" in scope:
        return fnmatch(place.as_posix(), scope) or fnmatch(place.as_posix(), f"{scope}/*")
    return not scope or place.as_posix() == scope or place.as_posix().startswith(f"{scope}/")


def _categories(place: Path, front_matter: Mapping[str, Any]) -> dict[str, str]:
    """Return the folders of a post's categories: those above `_posts`, then those of its front matter."""
    told = front_matter.get("categories") or front_matter.get("category") or ""
    named = told.split() if isinstance(told, str) else [str(one) for one in told if one]
    above = place.parts[: place.parts.index("_posts")] if "_posts" in place.parts else ()
    folders = list(dict.fromkeys([*above, *named]))
    return {
        "categories": "/".join(folder.lower().replace(" ", "-") for folder in folders),
        "slugified_categories": "/".join(map(_slugified, folders)),
    }


def _calendar(day: str | None) -> dict[str, str]:
    try:
        told = date.fromisoformat(day or "")
    except ValueError:
        return {}
    names = {"year": "%Y", "month": "%m", "day": "%d", "short_year": "%y", "y_day": "%j", "week": "%V", "w_year": "%G"}
    names |= {"short_month": "%b", "long_month": "%B", "short_day": "%a", "long_day": "%A", "w_day": "%u"}
    return {
        **{name: told.strftime(code) for name, code in names.items()},
        "i_month": str(told.month),
        "i_day": str(told.day),
        "hour": "00",
        "minute": "00",
        "second": "00",
    }


def _slugified(text: str) -> str:
    return re.sub(r"[^\w]+|_", "-", text.lower()).strip("-")
