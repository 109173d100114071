"""Words laid beside what was said: where they fit best, and how they differ.

In: the folded words of a quotation and of a stretch of speech. Out: an `Alignment`. edlib finds the place of the
smallest edit distance within the stretch (Myers' bit-vector algorithm in its infix form).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import edlib

UNNUMBERED = 255
Operation = Literal["same", "replaced", "added", "left out"]
OPERATIONS: dict[str, Operation] = {"=": "same", "X": "replaced", "I": "added", "D": "left out"}
STEP = re.compile(r"(\d+)([=XID])")
# Words that speakers drop into what they say, and whoever quotes them leaves out; the second of a pair goes with the
# first ("you know").
FILLERS = frozenset(
    "ah actually basically er hmm just like literally mean oh okay right so uh uhm um well yeah".split()
)
PAIRS = frozenset([("you", "know"), ("i", "mean"), ("kind", "of"), ("sort", "of"), ("i", "guess"), ("you", "see")])


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where a quotation's words fit into a stretch: from word `begin` to `end` (not included) of it.

    `operations` tell word by word what was done: `added` to what was said, `left out` of it. `cost` is how many words
    differ; fillers and stutters left out are not counted, words in another order half.
    """

    begin: int
    end: int
    operations: tuple[Operation, ...]
    cost: float

    @property
    def exact(self) -> bool:
        """Whether the words are the same, one after another."""
        return all(operation == "same" for operation in self.operations)


def align(quoted: Sequence[str], said: Sequence[str], theirs: Sequence[bool] = ()) -> Alignment | None:
    """Return where words fit best into what was said, the first such place; None where either has no words.

    `theirs` tells for each word that was said whether it is the words of whom a quotation is given to: of several
    places that fit as well, the first that begins with one of those is taken.
    """
    if not quoted or not said:
        return None
    # edlib is quick with bytes, and knows 256 of them: words that the quotation does not have are one.
    numbers = {word: number for number, word in zip(range(1, UNNUMBERED), dict.fromkeys(quoted), strict=False)}
    query = bytes([numbers.get(word, UNNUMBERED) for word in quoted])
    target = bytes([numbers.get(word, 0) for word in said])
    found = edlib.align(query, target, mode="HW", task="path")
    begin, last = found["locations"][0]
    for other, end in found["locations"][1:] if theirs and not theirs[begin] else ():
        if theirs[other]:
            begin, last = other, end
            found = edlib.align(query, target[begin : last + 1], mode="NW", task="path")
            break
    operations = tuple(_steps(found["cigar"]))
    return _trimmed(Alignment(begin, last + 1, operations, 0.0), quoted, said)


def _steps(cigar: str) -> Iterator[Operation]:
    for count, letter in STEP.findall(cigar):
        yield from [OPERATIONS[letter]] * int(count)


def _trimmed(found: Alignment, quoted: Sequence[str], said: Sequence[str]) -> Alignment:
    """Return an alignment without replaced words at its ends: what does not fit there was added, not said otherwise."""
    operations, begin, end = list(found.operations), found.begin, found.end
    for places in (range(len(operations)), range(len(operations) - 1, -1, -1)):
        for place in places:
            if operations[place] == "same":
                break
            if operations[place] == "replaced":
                operations[place] = "added"
                begin, end = (begin + 1, end) if places.step > 0 else (begin, end - 1)
    return Alignment(begin, end, tuple(operations), _cost(operations, quoted, begin, said))


def _cost(operations: Sequence[Operation], quoted: Sequence[str], begin: int, said: Sequence[str]) -> float:
    cost, here, there = 0, 0, begin
    only_quoted: Counter[str] = Counter()
    only_said: Counter[str] = Counter()
    for operation in operations:
        if operation in ("added", "replaced"):
            only_quoted[quoted[here]] += 1
        if operation in ("left out", "replaced"):
            only_said[said[there]] += 1
        cost += operation != "same" and not (operation == "left out" and _goes_without_saying(said, there))
        here += operation != "left out"
        there += operation != "added"
    return cost - (only_quoted & only_said).total() / 2


def _goes_without_saying(said: Sequence[str], place: int) -> bool:
    """Tell a filler, or a word that comes again at once."""
    word = said[place]
    before, after = (said[n] if 0 <= n < len(said) else "" for n in (place - 1, place + 1))
    return word in FILLERS or word in (before, after) or (word, after) in PAIRS or (before, word) in PAIRS
