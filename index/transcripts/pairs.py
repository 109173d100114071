"""Which files are one episode in several forms: a page and its captions, or captions in several formats.

In: paths. Out: for each episode the file that is read, and the captions that tell its times.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

# The best first: what tells speakers and words before what often does not.
CAPTIONS = (".vtt", ".json", ".srt", ".html", ".htm")
LANGUAGE = re.compile(r"(?<=[^.])\.(?:[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*|transcript|captions|subtitles)$")


class Forms(NamedTuple):
    """An episode's files: the one that is read, and, beside a page, the captions that tell its times."""

    read: Path
    captions: Path | None


def shared_stem(path: Path) -> str:
    """Return a file's name without its ending, and for captions without their language (`mill.en.vtt`: `mill`)."""
    return LANGUAGE.sub("", path.stem) if are_captions(path) else path.stem


def are_captions(path: Path) -> bool:
    """Tell captions from pages by the file's ending."""
    return path.suffix.lower() in CAPTIONS


def forms_of_each(paths: Iterable[Path]) -> list[Forms]:
    """Return the forms of each episode, in the order given: its page with the best of its captions, or these alone."""
    given = list(paths)
    captions: dict[Path, list[Path]] = defaultdict(list)
    for path in filter(are_captions, given):
        captions[path.parent / shared_stem(path)].append(path)
    best = {place: min(files, key=_rank) for place, files in captions.items()}
    pages = {path.parent / path.stem for path in given if not are_captions(path)}
    return [
        Forms(path, None if are_captions(path) else best.get(path.parent / path.stem))
        for path in given
        if not are_captions(path) or _is_read(path, best[path.parent / shared_stem(path)], pages)
    ]


def _is_read(path: Path, best: Path, pages: Collection[Path]) -> bool:
    return best == path and path.parent / shared_stem(path) not in pages


def _rank(path: Path) -> tuple[int, int, str]:
    tagged = path.stem != shared_stem(path)
    return CAPTIONS.index(path.suffix.lower()), tagged + (tagged and ".en" not in path.stem), path.name
