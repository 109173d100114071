"""A card → where each of its texts goes, and how large.

In: a card, and what measures a text. Out: a `Layout`: the card's height and its texts with their boxes, none outside
and none over another. Long words are set smaller, then cut at a sentence.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.cards.card import Card
from bot.limits import cropped
from index.building.passages import SENTENCE_END
from index.shows import LONGEST_NAME

WIDTH = 1080  # pixels, as all that follow
MARGIN = 84
HIGHEST, LOWEST = 1350, 566  # what feeds show whole
SIZES = (60, 54, 48, 43, 38, 34, 31)  # of the words
SMALL, NAME = 30, 38
GAP, WIDE_GAP = 14, 44
LONGEST_SPEAKERS, LONGEST_EPISODE, LONGEST_SECTION = 120, 160, 120  # characters: below the words, which matter more
ELLIPSIS = " …"

Role = Literal["words", "speaker", "place", "address"]
Measure = Callable[[str, Role, int, int], float]  # text, role, size, width → the height that it takes


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
    """A card of `WIDTH` times `height` pixels; `words` are those shown, `placed` all texts from top to bottom."""

    height: int
    words: str
    placed: tuple[Placed, ...]


def laid_out(card: Card, measure: Measure) -> Layout:
    """Return where everything on a card goes."""
    below = _below(card, measure)
    foot = sum(box.height + GAP for box in below) + WIDE_GAP
    room = HIGHEST - 2 * MARGIN - foot
    words, size, height = _fitting(card.words, measure, room)
    total = max(LOWEST, height + foot + 2 * MARGIN)
    top = MARGIN + (total - 2 * MARGIN - foot - height) // 2
    placed = [Placed(words, "words", size, MARGIN, top, WIDTH - 2 * MARGIN, height)]
    y = total - MARGIN - foot + WIDE_GAP
    for box in below:
        placed.append(Placed(box.text, box.role, box.size, MARGIN, y, box.width, box.height))
        y += box.height + GAP
    return Layout(total, words, tuple(placed))


def _below(card: Card, measure: Measure) -> list[Placed]:
    """Return the texts below the words, not yet in their places."""
    place = (cropped(card.episode, LONGEST_EPISODE), cropped(card.section, LONGEST_SECTION))
    whose = (cropped(card.podcast, LONGEST_NAME), card.address)
    texts: tuple[tuple[str, Role, int], ...] = (
        (cropped(card.speaker, LONGEST_SPEAKERS), "speaker", NAME),
        (" · ".join(filter(None, place)), "place", SMALL),
        (" · ".join(filter(None, whose)), "address", SMALL),
    )
    width = WIDTH - 2 * MARGIN
    return [
        Placed(text, role, size, 0, 0, width, round(measure(text, role, size, width)))
        for text, role, size in texts
        if text
    ]


def _fitting(words: str, measure: Measure, room: int) -> tuple[str, int, int]:
    """Return the words, or as many of their sentences as fit, the size to set them in, and the height that takes."""
    width = WIDTH - 2 * MARGIN
    for size in SIZES:
        height = measure(f"“{words}”", "words", size, width)
        if height <= room:
            return f"“{words}”", size, round(height)
    for shorter in _shorter(words):
        height = measure(f"“{shorter}{ELLIPSIS}”", "words", SIZES[-1], width)
        if height <= room:
            return f"“{shorter}{ELLIPSIS}”", SIZES[-1], round(height)
    return f"“{ELLIPSIS.strip()}”", SIZES[-1], round(measure("“…”", "words", SIZES[-1], width))


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
