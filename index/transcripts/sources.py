"""Which files the index is made of.

In: the paths somebody named (files, folders, a Jekyll site's root). Out: the transcript files below them, each with the
site it stands on, in a fixed order.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.transcripts.episode import TranscriptError
from index.transcripts.formats import SUFFIXES
from index.transcripts.pairs import read_of_each
from index.transcripts.site import Site, find_site, with_overrides

# Pages that stand beside transcripts and are none.
PROJECT_PAGES = frozenset(
    {"readme", "license", "licence", "copying", "changelog", "contributing", "code_of_conduct", "security"}
)
# What a transcript of these endings has among its first bytes, and other files of them have not.
AMONG_OTHERS = {".json": (b'"segments"',), ".html": (b"<cite", b"<time"), ".htm": (b"<cite", b"<time")}
LOOKED_AT = 100_000  # bytes
BESIDE_CONTENT = frozenset({"_site", "_drafts", "_includes", "_layouts", "_data", "_sass", "node_modules", "vendor"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it is, its site, its size in bytes and its last change in nanoseconds."""

    path: Path
    site: Site
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Sources:
    """The files found, by path, the sources that were named, and those that could not be read at all."""

    files: tuple[SourceFile, ...]
    errors: tuple[TranscriptError, ...]
    named: tuple[Path, ...]


def find_files(sources: Sequence[Path], site_url: str | None = None, anchors: str | None = None) -> Sources:
    """Return the transcript files of the given sources, each once, sorted by path."""
    found: dict[str, SourceFile] = {}
    errors: list[TranscriptError] = []
    for source in sources:
        try:
            site = with_overrides(find_site(source), site_url, anchors)
            paths = [source] if not source.is_dir() else read_of_each(_walk(source))
            for path in paths:
                file = _source_file(path, site)
                found.setdefault(os.path.realpath(path), file)
        except TranscriptError as error:
            errors.append(error)
        except OSError as error:
            errors.append(_unreadable(source, error))
    named = tuple(Path(os.path.abspath(source)) for source in sources)
    return Sources(tuple(sorted(found.values(), key=lambda file: str(file.path))), tuple(errors), named)


def _source_file(path: Path, site: Site) -> SourceFile:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise TranscriptError(path, None, "is neither a file nor a folder", "name a transcript, a folder or a site")
    return SourceFile(Path(os.path.abspath(path)), site, status.st_size, status.st_mtime_ns)


def _unreadable(path: Path, error: OSError) -> TranscriptError:
    if isinstance(error, FileNotFoundError):
        return TranscriptError(path, None, "there is no such file or folder", "check the path")
    return TranscriptError(path, None, f"cannot be read ({error.strerror})", "check its rights")


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the transcript files below a folder, following links but no link twice."""
    seen: set[str] = set()

    def refuse(error: OSError) -> None:
        if Path(str(error.filename)) == folder:
            raise error

    for place, folders, files in os.walk(folder, followlinks=True, onerror=refuse):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in BESIDE_CONTENT)
        for name in sorted(files):
            path = Path(place, name)
            hidden = name.startswith(".") or path.stem.lower() in PROJECT_PAGES
            if path.suffix.lower() in SUFFIXES and not hidden and path.is_file() and _may_be_transcript(path):
                yield path


def _may_be_transcript(path: Path) -> bool:
    """Tell whether a file that may hold anything, JSON or HTML, has what such transcripts begin with."""
    marks = AMONG_OTHERS.get(path.suffix.lower())
    if marks is None:
        return True
    try:
        with path.open("rb") as file:
            begin = file.read(LOOKED_AT)
    except OSError:
        return True  # it is told when it is read
    return any(mark in begin for mark in marks)
