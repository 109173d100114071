"""What names a page, and on which day it is dated.

In: a page's path, address and front matter. Out: slugs, the shortest first, and an ISO day.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DATED_STEM = re.compile(r"(?P<date>(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2}))-(?P<title>.+)")
OFFSET_DATE = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ]+(?P<clock>\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(?P<offset>Z|[-+]\d{2}:?(?:\d{2})?)$"
)
SAYING_NOTHING = frozenset({"transcript", "index", "_index", "episode", "captions", "subtitles"})
PAGE_SUFFIX = re.compile(r"\.(?:html?|md|mdx|markdown|txt)$")


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
        yield title_part(path)
    elif numbers:
        words = "" if title_part(path).isdigit() else title_part(path)
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


def below(path: Path, root: str) -> Path:
    """Return a path relative to a site's folder, also one reached by links; its name where it lies elsewhere."""
    for one, folder in ((path, root), (Path(os.path.realpath(path)), os.path.realpath(root))):
        with suppress(ValueError):
            return one.relative_to(folder)
    return Path(path.name)


def file_stem(path: Path) -> str:
    """Return a file's name without its ending, or its folder's where the folder is the episode and the name says so."""
    stem = path.stem.encode(errors="surrogateescape").decode(errors="replace")  # whatever bytes the name is made of
    return path.parent.name if stem.lower() in SAYING_NOTHING and path.parent.name else stem


def title_part(path: Path) -> str:
    """Return a file's stem without the date before it."""
    stem = file_stem(path)
    dated = DATED_STEM.fullmatch(stem)
    return dated["title"] if dated else stem
