"""What is found of a quotation: how true it is, where it stands, how it differs.

Values only; `index.quotes.finding` makes them, `bot/` shows them.
"""

from dataclasses import dataclass
from typing import Literal

from index.quotes.alignment import Operation

Kind = Literal["exact", "close", "paraphrase", "not found"]
FEWEST_WORDS, MOST_WORDS = 2, 300
LONGEST_QUOTATION = 4_000  # characters


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation beside those that were said: the `same`, `replaced`, `added` to them or `left out`."""

    operation: Operation
    quoted: str
    said: str


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """A place where the words were said, or all but.

    `said` is what was really said, `before` and `after` the words around it. `speakers` are all who speak in it, the
    one who says most first; `host` tells whether that one is the host. `position` and `turn` are those of the first
    passage, `url` lands on the very words; `start` is the second at which that passage begins, `media_url` leads there.
    `similarity` is the share of words that are the same, from 0 to 1.
    """

    rank: int
    episode: str
    title: str
    section: str
    anchor: str
    speakers: tuple[str, ...]
    host: bool
    before: str
    said: str
    after: str
    differences: tuple[Difference, ...]
    similarity: float
    url: str
    position: int
    turn: int
    date: str | None
    start: float | None
    media_url: str | None

    @property
    def speaker(self) -> str:
        """Who says most of it."""
        return self.speakers[0]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What the index says to a quotation: its `kind`, and the `places`, the truest first.

    `quoted` are the words that were looked for; `attributed` is the name they are given to, None where to nobody, and
    `misattributed` tells that somebody else says them. A paraphrase has the one place that says it in other words.
    """

    text: str
    quoted: str
    kind: Kind
    attributed: str | None
    misattributed: bool
    places: tuple[QuotedPlace, ...]
