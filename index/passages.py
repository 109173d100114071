"""Section → passages: one speaker's words within one section, in parts that read on their own.

In: the turns of a section. Out: `Passage`s in page order. No word is lost, doubled or changed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from index.episode import Turn

# Longer turns are split. docs/quality.md has the sizes that were measured.
LONGEST_PASSAGE = 150  # words

# Where one sentence ends and the next begins; the white space between them belongs to the first.
SENTENCE_END = re.compile(r"""(?P<mark>[.!?…]+)["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])|\n\s*""")
ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Dr|Mrs?|Ms|St|vs|etc|e\.g|i\.e|No|Inc))$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one turn, verbatim: what is shown, quoted and linked as one answer.

    `turn` counts the section's turns from 0.
    """

    speaker: str
    text: str
    turn: int


def passages(turns: Iterable[Turn]) -> Iterator[Passage]:
    """Yield the passages of a section's turns, in page order."""
    for number, turn in enumerate(turns):
        for part in parts(turn.text):
            yield Passage(turn.speaker, part, number)


def parts(text: str, longest: int = LONGEST_PASSAGE) -> list[str]:
    """Split a text at sentence ends into parts of about equal length, at most about `longest` words each."""
    if text.count(" ") + text.count("\n") < longest:
        return [text] if text else []
    count = len(text.split())
    if count <= longest:
        return [text] if text else []
    target = count / ceil(count / longest)
    split: list[str] = []
    pending, pending_words = "", 0
    for sentence in _sentences(text, longest):
        size = len(sentence.split())
        if pending and pending_words + size / 2 > target:
            split.append(pending.strip())
            pending, pending_words = "", 0
        pending += sentence
        pending_words += size
    return [*split, pending.strip()] if pending.strip() else split


def _sentences(text: str, longest: int) -> Iterator[str]:
    """Yield the sentences with the white space after them; one of over `longest` words is cut between words."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        if match["mark"] != "." or not ABBREVIATION.search(text, max(match.start() - 5, start), match.start()):
            yield from _cut(text[start : match.end()], longest)
            start = match.end()
    yield from _cut(text[start:], longest)


def _cut(sentence: str, longest: int) -> Iterator[str]:
    words = re.findall(r"\S+\s*", sentence) if len(sentence) > longest else []
    if len(words) <= longest:
        yield sentence
        return
    step = ceil(len(words) / ceil(len(words) / longest))
    for start in range(0, len(words), step):
        yield "".join(words[start : start + step])
