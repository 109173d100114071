"""A card → where each of its texts goes, and how large.

In: a card, and what measures a text. Out: a `Layout`: the card's height and its texts with their boxes, none outside
and none over another, their lines about as long as one another. Long words are set smaller, then cut at a sentence.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal, NamedTuple

from bot.cards.card import Card
from bot.limits import cropped
from index.building.passages import SENTENCE_END
from index.shows import LONGEST_NAME

WIDTH = 1080  # pixels, as all that follow
MARGIN = 84
FULL = WIDTH - 2 * MARGIN
HIGHEST, LOWEST = 1350, 566  # what feeds show whole
SIZES = (60, 54, 48, 43, 38, 34, 31)  # of the words
SMALL, NAME = 30, 38
GAP, WIDE_GAP = 14, 44
LONGEST_SPEAKERS, LONGEST_EPISODE, LONGEST_SECTION = 120, 160, 120  # characters: below the words, which matter more
ELLIPSIS = " …"

NARROWED_TO = 8  # pixels
RIGHT_TO_LEFT = ("R", "AL")

Role = Literal["words", "speaker", "place", "address"]


class Extent(NamedTuple):
    """The height that a text takes in a width, and the least width that breaks none of its words; in pixels."""

    height: float
    least_width: float


Measure = Callable[[str, Role, int, int], Extent]  # text, role, size, width


@dataclass(frozen=True, slots=True)
class Placed:
    """A text in its box; lengths in pixels."""

    text: str
    role: Role
    size: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A card of `WIDTH` times `height` pixels; `words` are those shown, `placed` all texts from top to bottom.

    `from_right` tells that all begin at the right, as the words do.
    """

    height: int
    words: str
    from_right: bool
    placed: tuple[Placed, ...]


def laid_out(card: Card, measure: Measure) -> Layout:
    """Return where everything on a card goes."""
    below = _below(card, measure)
    foot = sum(box.height + GAP for box in below) + WIDE_GAP
    words, size = _fitting(card.words, measure, HIGHEST - 2 * MARGIN - foot)
    said = _set(words, "words", size, measure)
    total = max(LOWEST, said.height + foot + 2 * MARGIN)
    top = MARGIN + (total - 2 * MARGIN - foot - said.height) // 2
    from_right = reads_right_to_left(card.words)
    placed = [replace(said, y=top)]
    y = total - MARGIN - foot + WIDE_GAP
    for box in below:
        placed.append(replace(box, y=y))
        y += box.height + GAP
    if from_right:
        placed = [replace(box, x=WIDTH - MARGIN - box.width) for box in placed]
    return Layout(total, words, from_right, tuple(placed))


def reads_right_to_left(text: str) -> bool:
    """Tell by its first letter that has a direction whether a text runs from right to left."""
    directions = map(unicodedata.bidirectional, text)
    return next((one in RIGHT_TO_LEFT for one in directions if one in ("L", *RIGHT_TO_LEFT)), False)


def _below(card: Card, measure: Measure) -> list[Placed]:
    """Return the texts below the words, not yet at their heights."""
    place = (cropped(card.episode, LONGEST_EPISODE), cropped(card.section, LONGEST_SECTION))
    whose = (cropped(card.podcast, LONGEST_NAME), card.address)
    texts: tuple[tuple[str, Role, int], ...] = (
        (cropped(card.speaker, LONGEST_SPEAKERS), "speaker", NAME),
        (" · ".join(filter(None, place)), "place", SMALL),
        (" · ".join(filter(None, whose)), "address", SMALL),
    )
    return [_set(text, role, size, measure) for text, role, size in texts if text]


def _set(text: str, role: Role, size: int, measure: Measure) -> Placed:
    """Return a text in the narrowest box that takes no more lines than the widest does, so that no word is left alone
    in the last one.
    """
    height, least = measure(text, role, size, FULL)
    low, high = min(max(FULL // 2, ceil(least)), FULL), FULL
    while high - low > NARROWED_TO:
        middle = (low + high) // 2
        low, high = (low, middle) if measure(text, role, size, middle).height <= height else (middle, high)
    return Placed(text, role, size, MARGIN, 0, high, round(height))


def _fitting(words: str, measure: Measure, room: int) -> tuple[str, int]:
    """Return the words, or as many of their sentences as fit, and the size to set them in."""
    for size in SIZES:
        if measure(f"“{words}”", "words", size, FULL).height <= room:
            return f"“{words}”", size
    for shorter in _shorter(words):
        if measure(f"“{shorter}{ELLIPSIS}”", "words", SIZES[-1], FULL).height <= room:
            return f"“{shorter}{ELLIPSIS}”", SIZES[-1]
    return f"“{ELLIPSIS.strip()}”", SIZES[-1]


def _shorter(words: str) -> Iterator[str]:
    """Yield ever shorter beginnings: up to a sentence's end, then, of a first one that is too long, to a word's."""
    ends = [match.end() for match in SENTENCE_END.finditer(words)]
    for end in reversed(ends):
        yield words[:end].rstrip()
    first = words[: ends[0]] if ends else words
    step = max(len(first.split()) // 40, 1)
    kept = first.split(" ")
    while len(kept) > step:
        kept = kept[:-step]
        yield " ".join(kept)
    if " " not in first:  # a script that sets no spaces
        for end in range(len(first) - 20, 0, -20):
            yield first[:end]
