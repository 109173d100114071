"""Sections for an episode whose page has no headings: its chapters, else stretches of about ten minutes.

In: an episode whose turns tell times, and the chapters that somebody names. Out: the same words in several sections,
the same on every run. A stretch is named by the time at which it begins. A turn stays whole unless a chapter begins
in it, or it goes on and on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

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
    coming = list(chapters)
    current = _OpenSection("")
    for turn in turns:
        rest: Turn | None = turn
        while rest and coming:
            begin, end = _span(rest)
            if begin is not None and begin + EARLY >= coming[0].start:
                yield current
                current = _OpenSection(coming.pop(0).title)
            elif end is not None and end > coming[0].start and (parts := _divided(rest, coming[0].start)):
                current.turns.append(parts[0])
                rest = parts[1]
                yield current
                current = _OpenSection(coming.pop(0).title)
            else:
                break
        if rest:
            current.turns.append(rest)
    yield current


def _stretches(turns: Sequence[Turn]) -> Iterator[_OpenSection]:
    start = 0.0
    current = _OpenSection(clock(start))
    for turn in turns:
        rest = turn
        begin, end = _span(rest)
        if begin is not None and begin >= start + STRETCH:
            yield current
            start, current = begin, _OpenSection(clock(begin))
        while end is not None and end > start + LONG_TURN and (parts := _divided(rest, start + STRETCH)):
            current.turns.append(parts[0])
            yield current
            rest = parts[1]
            start = rest.marks[0].second
            current = _OpenSection(clock(start))
        current.turns.append(rest)
    yield current


def _span(turn: Turn) -> tuple[float | None, float | None]:
    return (turn.marks[0].second, turn.marks[-1].second) if turn.marks else (None, None)


def _divided(turn: Turn, second: float) -> tuple[Turn, Turn] | None:
    """Divide a turn where a second of the recording is reached, at a sentence's begin where one is near."""
    later = [mark for mark in turn.marks if mark.second >= second and mark.offset > 0]
    near = (
        mark
        for mark in later
        if mark.second <= second + NEAR and SENTENCE_END.search(turn.text, max(0, mark.offset - 8), mark.offset)
    )
    at = next(near, later[0] if later else None)
    if at is None:
        return None
    before = tuple(mark for mark in turn.marks if mark.offset < at.offset)
    after = tuple(Mark(mark.offset - at.offset, mark.second) for mark in turn.marks if mark.offset >= at.offset)
    return (
        replace(turn, text=turn.text[: at.offset].rstrip(), marks=before),
        replace(turn, text=turn.text[at.offset :], marks=after),
    )
