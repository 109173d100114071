"""What a transcript holds once it is read: an `Episode` of `Section`s of `Turn`s, and the error a bad one raises.

Every later stage takes these values; only `index.transcripts.formats` makes them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class TranscriptError(Exception):
    """A transcript that cannot be read: the file, the line (None for the whole file), what is wrong, what to do."""

    def __init__(self, path: Path, line: int | None, problem: str, remedy: str) -> None:
        where = f"{path_text(path)}:{line}" if line else path_text(path)
        super().__init__(f"{where}: {problem}; {remedy}")
        self.path = path
        self.line = line
        self.problem = problem
        self.remedy = remedy


class NoTranscript(Exception):
    """A readable page on which nobody speaks; the message says which, and the reason why it was left out."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path_text(path)}: {reason}")
        self.reason = reason


def path_text(path: Path) -> str:
    """Return a path as text that any file, database and screen takes, whatever bytes it is made of."""
    return str(path).encode(errors="surrogateescape").decode(errors="backslashreplace")


class Mark(NamedTuple):
    """The second of the recording at which the words from a place on are said: `offset` is in characters of a text."""

    offset: int
    second: float


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's words within one section, from a label (or a heading) to the next.

    `speaker` is "" for somebody whom the transcript does not name. `marks` ascend by offset; where the source tells no
    times there are none. The text itself never holds a stamp.
    """

    speaker: str
    text: str
    line: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what is said below it, up to the next heading of any level.

    `level` is 1 to 6, or 0 for what stands before the first heading (then `title` and `anchor` are empty).
    `parents` are the titles of the enclosing headings, outermost first.
    """

    title: str
    level: int
    anchor: str
    parents: tuple[str, ...]
    turns: tuple[Turn, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a page that its editor may want to know: the line, and what was made of it."""

    line: int
    told: str


@dataclass(frozen=True, slots=True)
class Episode:
    """One page of the podcast's site: `slug` is the last part of its address, `date` is ISO (YYYY-MM-DD) or None.

    `url` is "" where there is no page. `page` is the plain text of the whole page in pieces, by turns what nobody says
    (titles, labels, lists of contents) and words of the turns, in page order: joined they are what a browser shows, a
    block a line. `recording` is the address of what was recorded, `{seconds}` in it standing for the second to begin
    at, "" where it is not known. `hosts` are the names of those known to be hosts, `people` all names that are given
    beside the words to who takes part. `notes` are lines that look like
    labels and were taken for none. `typeset` tells that the page's generator sets dashes and ellipses.
    """

    slug: str
    title: str
    url: str
    date: str | None
    description: str
    sections: tuple[Section, ...]
    page: tuple[str, ...]
    recording: str = ""
    hosts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    typeset: bool = False
