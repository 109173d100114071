"""Automatic captions that roll → the same captions with every line said once.

In: `TimedText`s in order of time. Out: the same, without the lines that a cue repeats of the cue before it, as players
show them: two lines, of which the upper one is what was said before.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.transcripts.caption_markup import plain
from index.transcripts.timed_text import TimedText

ROLLING_SHARE = 0.3  # of the cues repeat the one before: then it is no chance
MOST_LINES = 6  # that a player shows at a time
HOLD = 0.1  # seconds between two cues that follow one another


def unrolled(cues: Sequence[TimedText]) -> list[TimedText]:
    """Return the cues with each line once; captions that do not roll are returned as they are."""
    shown = [[words for line in cue.body if (words := plain(line))][-MOST_LINES:] for cue in cues]
    repeated = [0, *(_repeated(before, now) for before, now in pairwise(shown))]
    for number in range(1, len(cues)):
        if cues[number].start > cues[number - 1].end + HOLD:
            repeated[number] = 0
    grown = [False, *(_grown(before, now) for before, now in pairwise(shown))]
    if sum(bool(count) or more for count, more in zip(repeated, grown, strict=True)) < ROLLING_SHARE * len(cues):
        return list(cues)
    new: list[TimedText] = []
    for number, cue in enumerate(cues):
        lines = [line for line in cue.body if plain(line)][repeated[number] :]
        if grown[number] and not repeated[number] and new:  # word by word: this cue says all of the one before again
            start = new[-1].start if new[-1].body else cue.start
            new[-1] = replace(new[-1], body=())
            new.append(replace(cue, start=start, body=tuple(lines)))
        else:
            new.append(replace(cue, body=tuple(lines)))
    return [cue for cue in new if cue.body]


def _repeated(before: Sequence[str], now: Sequence[str]) -> int:
    """Return how many of the first lines are the last ones of the cue before."""
    for count in range(min(len(before), len(now)), 0, -1):
        if before[-count:] == now[:count]:
            return count
    return 0


def _grown(before: Sequence[str], now: Sequence[str]) -> bool:
    """Tell whether a cue is the one before and some words more, as captions made while somebody speaks."""
    earlier, later = " ".join(before), " ".join(now)
    return bool(earlier) and len(later) > len(earlier) and later.startswith(earlier + " ")
