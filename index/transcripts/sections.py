"""Sections for an episode whose page has no headings: its chapters, else stretches of about ten minutes.

In: an episode whose turns tell times, and the chapters that somebody names. Out: the same words in several sections,
the same on every run. A stretch is named by the time at which it begins. A turn stays whole unless a chapter begins
in it, or it goes on and on.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from index.transcripts.description import Chapter
from index.transcripts.episode import Episode, Mark, Section, Turn
from index.transcripts.stamps import clock

STRETCH = 600.0  # seconds
SHORTEST = 900.0  # seconds: a shorter recording stays as it is
LONG_TURN = 1200.0  # seconds from a stretch's begin on from which a turn that still goes on is divided
EARLY = 1.0  # seconds that a turn may begin before the chapter that it opens
NEAR = 30.0  # seconds within which a sentence's begin is waited for
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+$")


@dataclass(slots=True)
class _OpenSection:
    title: str
    turns: list[Turn] = field(default_factory=list)


def in_sections(episode: Episode, chapters: Sequence[Chapter] = ()) -> Episode:
    """Return the episode in sections, or as it is where it has headings, or tells no times."""
    (section, *others) = episode.sections or (None,)
    if section is None or others or section.level or not section.turns:
        return episode
    latest = max((turn.marks[-1].second for turn in section.turns if turn.marks), default=0.0)
    if chapters and latest:
        begun = list(_chaptered(section.turns, chapters))
    elif latest >= SHORTEST:
        begun = list(_stretches(section.turns))
    else:
        return episode
    sections = (
        Section(one.title, 2 if one.title else 0, "", (), tuple(one.turns), one.turns[0].line)
        for one in begun
        if one.turns
    )
    return replace(episode, sections=tuple(sections))


def _chaptered(turns: Sequence[Turn], chapters: Sequence[Chapter]) -> Iterator[_OpenSection]:
    coming = 0
    current = _OpenSection("")
    for turn in turns:
        cuts: list[int] = []
        titles: list[str] = []
        for chapter in chapters[coming:]:
            begin, end = _span(turn)
            opens = begin is not None and begin + EARLY >= chapter.start
            cut = 0 if opens else _cut(turn, chapter.start) if end is not None and end > chapter.start else None
            if cut is None:
                break
            cuts.append(cut)
            titles.append(chapter.title)
            coming += 1
        first, *pieces = _divided(turn, cuts)
        current.turns += [first] if first.text else []
        for title, piece in zip(titles, pieces, strict=True):
            yield current
            current = _OpenSection(title, [piece] if piece.text else [])
    yield current


def _stretches(turns: Sequence[Turn]) -> Iterator[_OpenSection]:
    start = 0.0
    current = _OpenSection(clock(start))
    for turn in turns:
        begin, end = _span(turn)
        if begin is not None and begin >= start + STRETCH:
            yield current
            start, current = begin, _OpenSection(clock(begin))
        cuts: list[int] = []
        while end is not None and end > start + LONG_TURN and (cut := _cut(turn, start + STRETCH)) is not None:
            cuts.append(cut)
            start = turn.marks[cut].second
        first, *pieces = _divided(turn, cuts)
        current.turns.append(first)
        for cut, piece in zip(cuts, pieces, strict=True):
            yield current
            current = _OpenSection(clock(turn.marks[cut].second), [piece])
    yield current


def _span(turn: Turn) -> tuple[float | None, float | None]:
    return (turn.marks[0].second, turn.marks[-1].second) if turn.marks else (None, None)


def _cut(turn: Turn, second: float) -> int | None:
    """Return the mark at which a turn is divided where a second is reached, at a sentence's begin if one is near."""
    reached = bisect_left(turn.marks, second, key=lambda mark: mark.second)
    if reached == len(turn.marks) or not turn.marks[reached].offset:
        return None
    for number in range(reached, len(turn.marks)):
        mark = turn.marks[number]
        if mark.second > second + NEAR:
            break
        if SENTENCE_END.search(turn.text, max(0, mark.offset - 8), mark.offset):
            return number
    return reached


def _divided(turn: Turn, cuts: Sequence[int]) -> list[Turn]:
    """Return a turn's pieces: from its begin, then from each of the marks `cuts` (ascending numbers) on."""
    if not cuts:
        return [turn]
    begins = [0, *(turn.marks[cut].offset if cut else 0 for cut in cuts), len(turn.text)]
    numbers = [0, *cuts, len(turn.marks)]
    pieces = []
    for (begin, end), (first, last) in zip(pairwise(begins), pairwise(numbers), strict=True):
        marks = tuple(Mark(mark.offset - begin, mark.second) for mark in turn.marks[first:last])
        pieces.append(replace(turn, text=turn.text[begin:end].rstrip(), marks=marks))
    return pieces
