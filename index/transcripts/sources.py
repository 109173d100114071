"""Which files the index is made of.

In: the paths somebody named (files, folders, a site's root). Out: the transcript files below them, each with the site
it stands on and what lies beside it, in a fixed order.
"""

import glob
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.transcripts.description import NOTHING_SAID, Description, description_file, read_description
from index.transcripts.episode import Episode, TranscriptError
from index.transcripts.formats import SUFFIXES, read_episode
from index.transcripts.generators import find_site
from index.transcripts.pairs import CAPTIONS, Forms, are_captions, forms_of_each
from index.transcripts.podcast import podcast_title
from index.transcripts.site import NOTHING_OVERRIDDEN, Site, SiteOverrides

# Pages that stand beside transcripts and are none.
PROJECT_PAGES = frozenset(
    {"readme", "license", "licence", "copying", "changelog", "contributing", "code_of_conduct", "security"}
)
# What a transcript of these endings has among its first bytes, and other files of them have not.
AMONG_OTHERS = {".json": (b'"segments"',), ".html": (b"<cite", b"<time"), ".htm": (b"<cite", b"<time")}
LOOKED_AT = 100_000  # bytes
BESIDE_CONTENT = frozenset({"_site", "_drafts", "_includes", "_layouts", "_data", "_sass", "node_modules", "vendor"})


@dataclass(frozen=True, slots=True)
class CaptionsFile:
    """Captions that tell the times of a page: where they are, their size in bytes and last change in nanoseconds."""

    path: Path
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it is, its site, its size in bytes, its last change in nanoseconds, and what is beside it.

    `described` is what a description beside it says, `captions` the same episode's captions.
    """

    path: Path
    site: Site
    size: int
    modified_ns: int
    described: Description = NOTHING_SAID
    captions: CaptionsFile | None = None

    def read(self) -> Episode:
        """Return the file's episode; raises `TranscriptError` and `NoTranscript` as `read_episode` does."""
        return read_episode(self.path, self.site, self.described, self.captions.path if self.captions else None)


@dataclass(frozen=True, slots=True)
class Sources:
    """The files found, by path, the sources that were named, and those that could not be read at all."""

    files: tuple[SourceFile, ...]
    errors: tuple[TranscriptError, ...]
    named: tuple[Path, ...]

    @property
    def title(self) -> str:
        """The podcast's name, as every file's site or feed gives it; "" where one gives none, or two differ."""
        titles = {file.site.title for file in self.files}
        return titles.pop() if len(titles) == 1 else ""


def find_files(sources: Sequence[Path], overrides: SiteOverrides = NOTHING_OVERRIDDEN) -> Sources:
    """Return the transcript files of the given sources, each once, sorted by path."""
    found: dict[str, SourceFile] = {}
    errors: list[TranscriptError] = []
    for source in sources:
        try:
            site = overrides.of(find_site(source))
            site = replace(site, title=podcast_title(source) or site.title)
            forms = forms_of_each(_walk(source)) if source.is_dir() else [_forms_of(source)]
            episodes = Counter(one.read.parent for one in forms)
            for one in forms:
                try:
                    file = _source_file(one, site, alone=episodes[one.read.parent] == 1)
                    found.setdefault(os.path.realpath(one.read), file)
                except TranscriptError as error:
                    errors.append(error)
        except TranscriptError as error:
            errors.append(error)
        except OSError as error:
            errors.append(_unreadable(source, error))
    named = tuple(Path(os.path.abspath(source)) for source in sources)
    return Sources(tuple(sorted(found.values(), key=lambda file: str(file.path))), tuple(errors), named)


def _forms_of(path: Path) -> Forms:
    """Return a file that somebody named, a page with the captions beside it."""
    if are_captions(path):
        return Forms(path, None)
    beside = sorted(path.parent.glob(f"{glob.escape(path.stem)}.*"))
    captions = [other for other in beside if other.suffix.lower() in CAPTIONS and _may_be_transcript(other)]
    return next((forms for forms in forms_of_each([path, *captions]) if forms.read == path), Forms(path, None))


def _source_file(forms: Forms, site: Site, alone: bool) -> SourceFile:
    path = Path(os.path.abspath(forms.read))
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise TranscriptError(path, None, "is neither a file nor a folder", "name a transcript, a folder or a site")
    described = description_file(path, alone)
    captions = None
    if forms.captions:
        beside = forms.captions.stat()
        captions = CaptionsFile(Path(os.path.abspath(forms.captions)), beside.st_size, beside.st_mtime_ns)
    said = read_description(described) if described else NOTHING_SAID
    return SourceFile(path, site, status.st_size, status.st_mtime_ns, said, captions)


def _unreadable(path: Path, error: OSError) -> TranscriptError:
    if isinstance(error, FileNotFoundError):
        remedy = "check the path; the address of a feed begins with https://"
        return TranscriptError(path, None, "there is no such file or folder", remedy)
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
