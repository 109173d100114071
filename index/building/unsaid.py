"""What a page shows that nobody says, beside titles of sections and labels: lists of contents, highlights, credits.

In: an episode. Out: it as text for the index: a browser that looks for words finds these too, where they come first.
"""

import json
from bisect import bisect_right
from itertools import accumulate

from index.building.passages import passages
from index.transcripts.episode import Episode

FEWEST = 3  # words that a line has to have, to stand for words of somebody


def unsaid(episode: Episode) -> str:
    """Return the lines that nobody says, by the position of the passage that they stand before, as JSON; "" for none.

    Of what stands between two passages the last line may be a label, and those that are titles of sections are known.
    """
    titles = {section.title for section in episode.sections}
    lines = {number: _lines(piece, titles) for number, piece in enumerate(episode.page[::2]) if piece.count("\n") > 1}
    if not any(lines.values()):
        return ""
    sizes = [len(passage.text.split()) for section in episode.sections for passage in passages(section.turns)]
    ends, words = list(accumulate(sizes)), 0
    told: dict[int, list[str]] = {}
    for number, piece in enumerate(["", *episode.page[1::2]]):
        words += len(piece.split())
        if shown := lines.get(number):
            told.setdefault(bisect_right(ends, words), []).extend(shown)
    return json.dumps({position: "\n".join(shown) for position, shown in told.items()}, ensure_ascii=False)


def _lines(piece: str, titles: set[str]) -> list[str]:
    return [line for line in piece.split("\n")[:-1] if line not in titles and line.count(" ") >= FEWEST - 1]
