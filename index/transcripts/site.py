"""Where a page stands on the web: the site's address, its permalinks, and how its generator makes ids.

In: a source path, the site's own `_config.yml` above it, and what the command line or settings say. Out: a `Site`,
which gives each page its slug, address and date.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from index.transcripts.episode import TranscriptError

DATED_STEM = re.compile(r"(?P<date>(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2}))-(?P<title>.+)")
# Jekyll's named permalink styles, https://jekyllrb.com/docs/permalinks/
PERMALINK_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
OFFSET_DATE = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ]+(?P<clock>\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(?P<offset>Z|[-+]\d{2}:?(?:\d{2})?)$"
)
SAYING_NOTHING = frozenset({"transcript", "index", "episode", "captions", "subtitles"})
CONFIG = "_config.yml"
ADDRESS_CHARACTERS = "/%:@!$&'()*+,;=~"  # what stays as it is in an address, beside letters, digits and -._
PAGE_SUFFIX = re.compile(r"\.(?:html?|md|markdown|txt)$")


@dataclass(frozen=True, slots=True)
class Site:
    """A site's address without a final slash ("" where unknown), its permalink pattern (None for no Jekyll site).

    `timezone` is the one in which its generator reckons days; `collections` are the permalink patterns of those of its
    collections that have one, by name.
    """

    address: str = ""
    permalink: str | None = None
    anchors: str = "kramdown"
    timezone: str = "UTC"
    collections: tuple[tuple[str, str], ...] = ()

    def page_address(self, path: Path, front_matter: Mapping[str, Any]) -> str:
        """Return the page's absolute address; relative to the site's root where the site's address is unknown."""
        collection = dict(self.collections).get(path.parent.name.lstrip("_"))
        pattern = str(front_matter.get("permalink") or collection or self.permalink or "/:title")
        pattern = PERMALINK_STYLES.get(pattern, pattern)
        place = re.sub(r":([a-z_]+)", lambda match: _placeholder(match[1], path, front_matter, self.timezone), pattern)
        place = re.sub(r"/{2,}", "/", "/" + place)
        return self.address + quote(place.removesuffix("index.html"), safe=ADDRESS_CHARACTERS)


def shown_address(address: str, recording: str) -> str:
    """Return where a page can be read: "" where its site is not known and there is a recording to lead to instead."""
    return "" if recording and "://" not in address else address


def page_slug(path: Path, address: str) -> str:
    """Return the first of `page_slugs`: what names a page where no other has the same last part of its address."""
    return next(page_slugs(path, address))


def page_slugs(path: Path, address: str) -> Iterator[str]:
    """Yield what may name a page, the shortest first: the last part of its address, then with the parts before it.

    An address that ends in numbers (a date, say) is named by the file's words and all those numbers; a page without
    address by the file's name without date and ending.
    """
    place = PAGE_SUFFIX.sub("", address.rsplit("://", maxsplit=1)[-1].partition("/")[2].rstrip("/"))
    parts = [unquote(part) for part in place.split("/") if part]
    numbers = list(reversed(list(takewhile(str.isdigit, reversed(parts)))))
    if not parts:
        yield _title_part(path)
    elif numbers:
        words = "" if _title_part(path).isdigit() else _title_part(path)
        yield "-".join(filter(None, (words, *numbers)))
    else:
        yield parts[-1]
    for begin in range(len(parts) - 2, -1, -1):
        yield "-".join(parts[begin:])


def page_date(path: Path, front_matter: Mapping[str, Any], timezone: str = "UTC") -> str | None:
    """Return the day the page is dated (YYYY-MM-DD), by its front matter or its file name.

    A date with an offset from UTC is the day that it then is in the site's time zone, as Jekyll reckons.
    """
    told = str(front_matter.get("date", ""))
    if moment := OFFSET_DATE.match(told):
        offset = moment["offset"].replace("Z", "+00:00")
        offset = offset if ":" in offset else f"{offset[:3]}:{offset[3:] or '00'}"
        with suppress(ValueError, ZoneInfoNotFoundError):
            there = datetime.fromisoformat(f"{moment['day']}T{moment['clock']}{offset}").astimezone(ZoneInfo(timezone))
            return there.date().isoformat()
    dated = re.match(r"\d{4}-\d{2}-\d{2}", told) or DATED_STEM.match(path.stem)
    return dated[0][:10] if dated else None


def find_site(source: Path) -> Site:
    """Return the site whose `_config.yml` stands in the source folder or above it, or a site without address.

    Raises `TranscriptError` where that file is no YAML mapping.
    """
    folder = source if source.is_dir() else source.parent
    for candidate in [folder, *folder.resolve().parents][:5]:
        if (candidate / CONFIG).is_file():
            return _read_config(candidate / CONFIG)
    return Site()


def with_overrides(site: Site, site_url: str | None, anchors: str | None) -> Site:
    """Fill in what the site's own configuration does not say."""
    if site_url and not site.address:
        site = replace(site, address=site_url.rstrip("/"))
    return replace(site, anchors=anchors) if anchors else site


def _read_config(path: Path) -> Site:
    try:
        config = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", -1) + 1 or None
        raise TranscriptError(path, line, "the site's configuration is no YAML", "mend it") from error
    if config is None:
        config = {}
    if not isinstance(config, dict):
        raise TranscriptError(path, 1, "the site's configuration holds no keys", "write it as `url: …`, one key a line")
    url = str(config.get("url") or "").rstrip("/") or _own_domain(path.with_name("CNAME"))
    address = url + "/" + str(config.get("baseurl") or "").strip("/")
    timezone = str(config.get("timezone") or "UTC")
    permalink = str(config.get("permalink") or "date")
    return Site(address.rstrip("/"), permalink, timezone=timezone, collections=_collections(config))


def _own_domain(file: Path) -> str:
    """Return the address that GitHub Pages' file for a domain of one's own gives a site, "" where there is none."""
    with suppress(OSError, UnicodeDecodeError):
        name = file.read_text(encoding="utf-8").strip()
        if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name):
            return f"https://{name}"
    return ""


def _collections(config: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    named = config.get("collections")
    described = named.items() if isinstance(named, dict) else ()
    return tuple(
        (str(name), str(values["permalink"]))
        for name, values in described
        if isinstance(values, dict) and values.get("permalink")
    )


def _title_part(path: Path) -> str:
    stem = path.stem.encode(errors="surrogateescape").decode(errors="replace")  # whatever bytes the name is made of
    if stem.lower() in SAYING_NOTHING and path.parent.name:
        stem = path.parent.name  # a folder an episode, all files named alike
    dated = DATED_STEM.fullmatch(stem)
    return dated["title"] if dated else stem


def _placeholder(name: str, path: Path, front_matter: Mapping[str, Any], timezone: str) -> str:
    dated = page_date(path, front_matter, timezone) or ""
    year, month, day = dated.split("-") if dated else ("", "", "")
    categories = front_matter.get("categories") or front_matter.get("category") or ""
    folders = categories.split() if isinstance(categories, str) else [str(c) for c in categories]
    values = {
        "title": _title_part(path),
        "slug": _title_part(path),
        "name": _title_part(path),
        "year": year,
        "month": month,
        "day": day,
        "i_month": month.lstrip("0"),
        "i_day": day.lstrip("0"),
        "short_year": year[2:],
        "categories": "/".join(folder.lower().replace(" ", "-") for folder in folders),
        "output_ext": ".html",
        "path": _title_part(path),
        "collection": path.parent.name.lstrip("_"),
    }
    return values.get(name, "")
