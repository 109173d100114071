"""Rows of the index file as its reader hands them on, with the names that they refer to. Values only."""

from typing import NamedTuple

from index.building.fragment import Fragment


class EpisodeEntry(NamedTuple):
    """An episode's row."""

    id: int
    slug: str
    title: str
    url: str
    date: str | None
    first_passage: int
    passages: int
    recording: str
    sets_type: bool


class Introduction(NamedTuple):
    """What is said of an episode, title, description or a name; `folded` is the same to look through quickly."""

    episode: EpisodeEntry
    text: str
    folded: str


class PassageEntry(NamedTuple):
    """A passage's row with the names it refers to.

    `before` and `after` are what the page shows beside it, where its link leans on them.
    """

    id: int
    turn: int
    text: str
    fragment: Fragment | None
    start: float | None
    section: str
    anchor: str
    speaker: str
    before: str = ""
    after: str = ""


class Surrounding(NamedTuple):
    """The same speaker's words before and after a passage, "" where there are none or it stands alone; whether the turn
    that the passage belongs to goes on after it.
    """

    before: str
    after: str
    goes_on: bool


ALONE = Surrounding("", "", False)
