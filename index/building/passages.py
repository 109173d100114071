"""Section → passages: one speaker's words within one section, in parts that read on their own.

In: the turns of a section. Out: `Passage`s in page order. No word is lost, doubled or changed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from index.transcripts.episode import Mark, Turn

# Longer turns are split. docs/quality.md has the sizes that were measured.
LONGEST_PASSAGE = 150  # words

# Where one sentence ends and the next begins; the white space between them belongs to the first.
SENTENCE_END = re.compile(
    r"""
    [.!?…\n]  # first of all, for what begins with one of few characters is found quickly
    (?: (?<=\n) \s*
      | (?<!\n) (?<![.!?…][.!?…]) (?P<more>[.!?…]*) ["'”’)\]]* \s+ (?=["'“‘(\[]?[A-Z0-9])
    )
    """,
    re.VERBOSE,
)
WORD_AND_SPACE = re.compile(r"\S+\s*")
ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Dr|Mrs?|Ms|St|vs|etc|e\.g|i\.e|No|Inc))$")


class Passage(NamedTuple):
    """Words of one turn, verbatim: what is shown, quoted and linked as one answer.

    `turn` counts the section's turns from 0; `start` is the second of the recording at which the words begin, as far as
    the transcript tells.
    """

    speaker: str
    text: str
    turn: int
    start: float | None


def passages(turns: Iterable[Turn]) -> Iterator[Passage]:
    """Yield the passages of a section's turns, in page order."""
    for number, turn in enumerate(turns):
        place = 0
        for part in parts(turn.text):
            place = turn.text.index(part, place)
            yield Passage(turn.speaker, part, number, _second(turn.marks, place) if turn.marks else None)
            place += len(part)


def _second(marks: Sequence[Mark], place: int) -> float | None:
    """Return the second that the last mark at or before a place tells."""
    passed = bisect_right(marks, place, key=lambda mark: mark.offset)
    return marks[passed - 1].second if passed else None


def parts(text: str, longest: int = LONGEST_PASSAGE) -> list[str]:
    """Split a text at sentence ends into parts of about equal length, at most about `longest` words each."""
    if text.count(" ") + text.count("\n") < longest:
        return [text] if text else []
    count = len(text.split())
    if count <= longest:
        return [text] if text else []
    target = count / ceil(count / longest)
    split: list[str] = []
    start, pending, pending_words = 0, 0, 0  # the part that is being put together begins at `start`
    for end in _sentence_ends(text, longest):
        size = len(text[pending:end].split())
        if pending > start and pending_words + size / 2 > target:
            split.append(text[start:pending].strip())
            start, pending_words = pending, 0
        pending = end
        pending_words += size
    last = text[start:].strip()
    return [*split, last] if last else split


def _sentence_ends(text: str, longest: int) -> Iterator[int]:
    """Yield where the sentences end, with the white space after them; one of over `longest` words is cut."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        mark, end = match.start(), match.end()
        alone = text[mark] == "." and not match["more"]
        if not alone or not ABBREVIATION.search(text, max(mark - 5, start), mark):
            if end - start > 2 * longest:  # so many words have at least so many characters
                yield from _cuts(text, start, end, longest)
            yield end
            start = end
    yield from _cuts(text, start, len(text), longest)
    yield len(text)


def _cuts(text: str, start: int, end: int, longest: int) -> Iterator[int]:
    """Yield where a sentence of over `longest` words is cut: between words."""
    ends = [word.end() for word in WORD_AND_SPACE.finditer(text, start, end)]
    if len(ends) > longest:
        step = ceil(len(ends) / ceil(len(ends) / longest))
        yield from ends[step - 1 : -1 : step]
