"""Which files are one episode in several forms: a page and its captions, or captions in several formats.

In: paths. Out: for each episode the file that is read, and the captions beside it that tell its times.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

PAGES = (".md", ".markdown", ".txt")
# The best first: what tells speakers and words before what often does not.
CAPTIONS = (".vtt", ".json", ".srt", ".html", ".htm")
LANGUAGE = re.compile(r"(?<=[^.])\.(?:[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*|transcript|captions|subtitles)$")


class Pair(NamedTuple):
    """A file to read, and its captions (None where there are none, or where it is itself the captions)."""

    path: Path
    captions: Path | None


def shared_stem(path: Path) -> str:
    """Return a file's name without its ending, and for captions without their language (`mill.en.vtt`: `mill`)."""
    return LANGUAGE.sub("", path.stem) if path.suffix.lower() in CAPTIONS else path.stem


def paired(paths: Iterable[Path]) -> list[Pair]:
    """Return the files to read, in the order given, each with the captions of the same folder and stem.

    Captions that have no page are read themselves, the best of several.
    """
    given = list(paths)
    captions: dict[Path, list[Path]] = defaultdict(list)
    for path in given:
        if path.suffix.lower() in CAPTIONS:
            captions[path.parent / shared_stem(path)].append(path)
    best = {place: min(files, key=_rank) for place, files in captions.items()}
    pages = {path.parent / shared_stem(path) for path in given if path.suffix.lower() not in CAPTIONS}
    found = []
    for path in given:
        place = path.parent / shared_stem(path)
        if path.suffix.lower() not in CAPTIONS:
            found.append(Pair(path, best.get(place)))
        elif best[place] == path and place not in pages:
            found.append(Pair(path, None))
    return found


def _rank(path: Path) -> tuple[int, int, str]:
    tagged = path.stem != shared_stem(path)
    return CAPTIONS.index(path.suffix.lower()), tagged + (tagged and ".en" not in path.stem), path.name
