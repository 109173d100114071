"""A page's words laid beside its captions', so that the page's turns tell the captions' times.

In: the episode of a page, and that of its captions. Out: the page's episode with the second of each word that stands
in both, and of those between two such. Where the two do not fit, no times.

Runs of three words that both hold once, in the same order, are certain (as patience diff takes lines that stand once);
between two of them rapidfuzz aligns what is left.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from rapidfuzz.distance import Indel

from index.transcripts.episode import Episode, Mark, Turn

# A word, and the marks before it: where it is said begin the bracket and the dots before it too.
WORD = re.compile(r"(?:[^\w\s]+\s*)*(?P<word>\w+(?:['’]\w+)*)")
RUN = 3  # words
LARGEST_GAP = 4_000_000  # words of one times words of the other: more between two certain runs is left alone
FEWEST_SHARED = 0.4  # the share of a page's words found in its captions, in order, from which on the two fit
FARTHEST = 40  # words from the next one found within which a word's second is reckoned from its neighbours
SLOWEST = 1.5  # times the usual pace: what a piece lasts beyond is silence after its words
LONGEST_REACH = 30.0  # seconds between two words found from which on nothing between them is reckoned


@dataclass(frozen=True, slots=True)
class _Words:
    """An episode's words folded, each with its turn's number and its offset there."""

    folded: list[str]
    turns: list[int]
    offsets: list[int]


def aligned(page: Episode, captions: Episode) -> Episode:
    """Return the page's episode with the times of its captions, or as it is where the two do not fit."""
    turns = [turn for section in page.sections for turn in section.turns]
    spoken = [turn for section in captions.sections for turn in section.turns]
    words, heard = _words(turns), _words(spoken)
    pairs = _pairs(words.folded, heard.folded)
    if len(pairs) < FEWEST_SHARED * len(words.folded):
        return page
    told = _seconds_told(spoken, heard)
    marks: dict[int, list[Mark]] = {}
    for number, second in _seconds(pairs, told):
        marks.setdefault(words.turns[number], []).append(Mark(words.offsets[number], second))
    timed = iter([replace(turn, marks=tuple(marks.get(number, ()))) for number, turn in enumerate(turns)])
    sections = (replace(section, turns=tuple(next(timed) for _ in section.turns)) for section in page.sections)
    return replace(page, sections=tuple(sections))


def _words(turns: Sequence[Turn]) -> _Words:
    spoken = ((number, word) for number, turn in enumerate(turns) for word in WORD.finditer(turn.text))
    found = [(word["word"].lower().replace("’", "'"), number, word.start()) for number, word in spoken]
    return _Words([word for word, _, _ in found], [turn for _, turn, _ in found], [place for _, _, place in found])


def _pairs(words: Sequence[str], heard: Sequence[str]) -> list[tuple[int, int]]:
    """Return which word of the page is which of the captions, ascending in both."""
    certain = _certain(words, heard)
    pairs: list[tuple[int, int]] = []
    here, there = 0, 0
    for place, other in [*certain, (len(words), len(heard))]:
        if 0 < (place - here) * (other - there) <= LARGEST_GAP:
            blocks = Indel.opcodes(words[here:place], heard[there:other]).as_matching_blocks()
            pairs += [(here + b.a + i, there + b.b + i) for b in blocks for i in range(b.size)]
        if place < len(words):
            pairs.append((place, other))
        here, there = place + 1, other + 1
    return pairs


def _certain(words: Sequence[str], heard: Sequence[str]) -> list[tuple[int, int]]:
    """Return where runs begin that both hold once: the longest list of them that ascends in both."""
    once, other = _once(words), _once(heard)
    shared = sorted((place, other[run]) for run, place in once.items() if run in other)
    return _longest_ascending(shared)


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def _longest_ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of pairs (ascending by the first) that ascends by the second too, by patience sorting."""
    tops: list[int] = []  # the second of the last pair of the best list of each length
    last: list[int] = []  # that pair's number
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(tops, second)
        before.append(last[length - 1] if length else -1)
        tops[length : length + 1] = [second]
        last[length : length + 1] = [number]
    longest = []
    number = last[-1] if last else -1
    while number >= 0:
        longest.append(pairs[number])
        number = before[number]
    return longest[::-1]


def _seconds_told(spoken: Sequence[Turn], heard: _Words) -> list[float | None]:
    """Return the second of each word of the captions; between two marks it grows with the letters, at a usual pace."""
    slowest = SLOWEST * _pace(spoken)
    seconds: list[float | None] = []
    turn, at = -1, 0
    marks: tuple[Mark, ...] = ()
    for number, offset in zip(heard.turns, heard.offsets, strict=True):
        if number != turn:
            turn, marks, at = number, spoken[number].marks, 0
        while at + 1 < len(marks) and marks[at + 1].offset <= offset:
            at += 1
        seconds.append(_between(marks[at : at + 2], offset, slowest) if marks and marks[0].offset <= offset else None)
    return seconds


def _pace(spoken: Sequence[Turn]) -> float:
    """Return the median of the seconds that a letter takes."""
    paces = [
        (later.second - first.second) / (later.offset - first.offset)
        for turn in spoken
        for first, later in pairwise(turn.marks)
        if later.second > first.second
    ]
    return median(paces) if paces else 0.0


def _between(marks: Sequence[Mark], offset: int, slowest: float) -> float:
    first, *later = marks
    letters = offset - first.offset
    pace = max(0.0, later[0].second - first.second) / (later[0].offset - first.offset) if later else slowest
    return first.second + letters * min(pace, slowest)


def _seconds(pairs: Sequence[tuple[int, int]], told: Sequence[float | None]) -> Iterator[tuple[int, float]]:
    """Yield the page's words that have a second: those found, and those between two found that lie close by."""
    found = [(place, second) for place, other in pairs if (second := told[other]) is not None]
    for (place, second), (following, later) in zip(found, [*found[1:], (-1, 0.0)], strict=True):
        yield place, second
        between = following - place
        if 1 < between <= FARTHEST and 0 <= later - second <= LONGEST_REACH:
            for step in range(1, between):
                yield place + step, second + (later - second) * step / between
