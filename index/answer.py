"""What the index says: an `Answer` with its passages, and what it tells of itself.

Values only; `index.search` makes them, `bot/` shows them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.remarks.remark import Remark

GOES_ON = " […]"
LONGEST_QUESTION = 2_000  # characters


Refusal = Literal[
    "question empty",
    "question too long",
    "half character",
    "quotation too long",
    "quotation too short",
    "quotation too many words",
]


class QuestionRefused(Exception):
    """A question that cannot be asked; the message is fit for whoever asked.

    `reason` and `values` (a `length` and its `limit`, in characters, or `words` and their `limit`) say the same for who
    words it in another language; None where there is no other wording.
    """

    def __init__(self, message: str, reason: Refusal | None = None, **values: int) -> None:
        super().__init__(message)
        self.reason = reason
        self.values = values


class QuestionSetError(Exception):
    """A question set that cannot be read: the file, the line, what is wrong."""


class UnknownName(Exception):
    """An episode, speaker or passage that the index does not hold; `near` are the names most like it, likest first."""

    def __init__(self, kind: Literal["episode", "speaker", "passage"], name: str, near: Sequence[str]) -> None:
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        written = name.encode(errors="backslashreplace").decode()
        super().__init__(f"there is no {kind} '{written}'{hint}")
        self.kind = kind
        self.name = name
        self.near = tuple(near)


@dataclass(frozen=True, slots=True)
class HostsQuestion:
    """What the host asked, as far as it fits: its last sentence or two."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage of an answer: its words as published, who said them where, and the link that lands on them.

    `matched` are the words that matched, as the text writes them; `position` counts the episode's passages from 0,
    `turn` its turns. `start` is the second of the recording at which it begins, `media_url` leads there; each is None
    where the transcript or its page does not tell. `asked` is the host's question that it answers, None where there is
    none, and for a passage that is shown with those around it. `said_before` and `said_after` are the same speaker's
    words around a passage too short to be understood alone; `goes_on` tells that the turn does, after it.
    """

    rank: int
    score: float
    episode: str
    title: str
    section: str
    anchor: str
    speaker: str
    text: str
    url: str
    matched: tuple[str, ...]
    position: int
    turn: int
    date: str | None
    start: float | None = None
    media_url: str | None = None
    asked: HostsQuestion | None = None
    said_before: str = ""
    said_after: str = ""
    goes_on: bool = False

    @property
    def told(self) -> tuple[str, str]:
        """The words to show: the passage's, with those around it where it is short, and what says that more follow."""
        said = " ".join(filter(None, (self.said_before, self.text, self.said_after)))
        return said, GOES_ON if self.goes_on and not self.said_after else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the index says to a question.

    `answered` is False where nothing in it answers; `passages` are then the nearest. `confidence` is between 0 and 1.
    `did_you_mean` is the question as corrected and searched for, where a word of it was unknown. `remark` is what is
    said of the index itself, where a message asks for that. `goes_on_from` is the question before, where this one was
    understood as leaning on it.
    """

    id: str | None
    question: str
    answered: bool
    confidence: float
    did_you_mean: str | None
    passages: tuple[RankedPassage, ...]
    remark: Remark | None = None
    goes_on_from: str | None = None


@dataclass(frozen=True, slots=True)
class EpisodeSummary:
    """An episode in a list: its slug, title, address, date (ISO or None), who speaks, and how many passages it has."""

    slug: str
    title: str
    url: str
    date: str | None
    speakers: tuple[str, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A heading of an episode: its title, level (1 to 6), anchor and link."""

    title: str
    level: int
    anchor: str
    url: str


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """A speaker's label, the slugs of the episodes it stands in, and how many passages carry it."""

    name: str
    episodes: tuple[str, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What an index holds, when (ISO, UTC), by which version and from where it was built; `build` names this build.

    `podcast` is the show's name as its site or feed gives it, "" where neither does.
    """

    episodes: int
    passages: int
    speakers: int
    words: int
    built_at: str
    built_by: str
    sources: tuple[str, ...]
    size_bytes: int
    build: str
    podcast: str = ""
