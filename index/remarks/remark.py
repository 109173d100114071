"""A remark: sentences in our own words, and links that go with them. Values only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RemarkLink:
    """A page of the show: what it is called, and its address ("" where it has none)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said instead of passages, or before them.

    `alone` tells that no passages go with it.
    """

    text: str
    links: tuple[RemarkLink, ...] = ()
    alone: bool = True
