"""What a page shows that nobody says, beside titles of sections and labels: lists of contents, highlights, credits.

In: an episode. Out: it as text for the index: a browser that looks for words finds these too, where they come first.
"""

import json
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from index.transcripts.episode import Episode

FEWEST = 3  # words that a line has to have, to stand for words of somebody


def unsaid(episode: Episode, texts: Sequence[str]) -> str:
    """Return the lines that nobody says, by the position of the passage that they stand before, as JSON; "" for none.

    `texts` are the episode's passages. Of what stands between two of them the last line may be a label, and those that
    are titles of sections are known.
    """
    titles = {section.title for section in episode.sections}
    lines = {
        number: shown
        for number, piece in enumerate(episode.page[::2])
        if piece.count("\n") > 1 and (shown := _lines(piece, titles))
    }
    if not lines:
        return ""
    told: dict[int, list[str]] = {}
    positions = _positions(episode.page[1::2], texts) if max(lines) else [0]
    for number, shown in lines.items():
        told.setdefault(positions[number], []).extend(shown)
    return json.dumps({position: "\n".join(shown) for position, shown in told.items()}, ensure_ascii=False)


def _positions(said: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Return how many passages come before each piece of what is said, and before the page's end."""
    ends = list(accumulate(map(_size, texts)))
    return [bisect_right(ends, before) for before in accumulate(map(_size, said), initial=0)]


def _size(text: str) -> int:
    """Return how many characters a text has, spaces aside: they differ between a page and its passages."""
    return len(text) - text.count(" ") - text.count("\n")


def _lines(piece: str, titles: set[str]) -> list[str]:
    return [line for line in piece.split("\n")[:-1] if line not in titles and line.count(" ") >= FEWEST - 1]
