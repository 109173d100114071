"""Which files are one episode in several forms: a page and its captions, or captions in several formats.

In: paths. Out: for each episode the file that is read.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

# The best first: what tells speakers and words before what often does not.
CAPTIONS = (".vtt", ".json", ".srt", ".html", ".htm")
LANGUAGE = re.compile(r"(?<=[^.])\.(?:[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*|transcript|captions|subtitles)$")


def shared_stem(path: Path) -> str:
    """Return a file's name without its ending, and for captions without their language (`mill.en.vtt`: `mill`)."""
    return LANGUAGE.sub("", path.stem) if path.suffix.lower() in CAPTIONS else path.stem


def read_of_each(paths: Iterable[Path]) -> list[Path]:
    """Return of each episode the file that is read, in the order given: its page, or the best of its captions."""
    given = list(paths)
    captions: dict[Path, list[Path]] = defaultdict(list)
    for path in given:
        if path.suffix.lower() in CAPTIONS:
            captions[path.parent / shared_stem(path)].append(path)
    best = {place: min(files, key=_rank) for place, files in captions.items()}
    pages = {path.parent / shared_stem(path) for path in given if path.suffix.lower() not in CAPTIONS}
    return [path for path in given if path.suffix.lower() not in CAPTIONS or _is_read(path, best, pages)]


def _is_read(path: Path, best: Mapping[Path, Path], pages: Collection[Path]) -> bool:
    place = path.parent / shared_stem(path)
    return best[place] == path and place not in pages


def _rank(path: Path) -> tuple[int, int, str]:
    tagged = path.stem != shared_stem(path)
    return CAPTIONS.index(path.suffix.lower()), tagged + (tagged and ".en" not in path.stem), path.name
