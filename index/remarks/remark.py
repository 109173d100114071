"""A remark: sentences in our own words, what they say, and links that go with them. Values only.

The sentences are English; what they say is told as values too, for who words it in another language.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class RemarkLink:
    """A page of the show: what it is called, and its address ("" where it has none)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class OfNeed:
    """Somebody may be in danger: where help is."""


@dataclass(frozen=True, slots=True)
class OfIndex:
    """The program itself (`bot`), how to use it (`help`), or how much it knows (`number`): so many episodes."""

    kind: Literal["bot", "help", "number"]
    episodes: int


@dataclass(frozen=True, slots=True)
class OfEpisode:
    """The latest or the first episode: its title and date (ISO)."""

    kind: Literal["latest", "first"]
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class OfUndated:
    """No episode has a date, so none is the latest or the first."""


@dataclass(frozen=True, slots=True)
class OfHosts:
    """Who the hosts are, who says most first; nobody where the transcripts do not tell."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfGuests:
    """The guests that say most, and how many more there are."""

    names: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class OfShow:
    """What the show is: so many episodes, the days of the first and the last (ISO), the newest titles; where no days
    are known, titles.
    """

    episodes: int
    days: tuple[str, str] | None
    newest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfPerson:
    """Where somebody speaks: episodes with the sections that are most theirs, and in how many more episodes."""

    name: str
    places: tuple[tuple[str, tuple[str, ...]], ...]
    more: int


@dataclass(frozen=True, slots=True)
class OfSilence:
    """Somebody does not speak of a topic; whether others do."""

    name: str
    topic: str
    others: bool


Subject = OfNeed | OfIndex | OfEpisode | OfUndated | OfHosts | OfGuests | OfShow | OfPerson | OfSilence


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said instead of passages, or before them.

    `alone` tells that no passages go with it; `subject` is what the text says, None where that has no other wording.
    """

    text: str
    links: tuple[RemarkLink, ...] = ()
    alone: bool = True
    subject: Subject | None = None

    @property
    def silent(self) -> OfSilence | None:
        """Who says nothing of what is asked, where others do, so that the passages that follow are theirs."""
        return self.subject if isinstance(self.subject, OfSilence) and self.subject.others else None
