"""Words that the index does not know → the words of the index that are most like them.

In: the index's own words with their counts, and a question. Out: corrections, word by word.
"""

from collections.abc import Callable, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.terms import STOP_WORDS, bare, term_of

SHORTEST = 4  # letters: shorter words have too many neighbours
LONG = 8  # letters: from here on two slips are forgiven, below one
FEWEST = 2  # times a word must be said in the transcripts to be believed


class Spelling:
    """The words of an index, to correct a question by."""

    def __init__(self, counts: Mapping[str, int], knows: Callable[[str], bool]) -> None:
        """Take how often each word (folded) is said, and what tells whether a passage has a term."""
        self._counts = counts
        self._knows = knows

    @cached_property
    def _by_first_letter(self) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = {}
        for word in [*(word for word, count in self._counts.items() if count >= FEWEST), *STOP_WORDS]:
            if len(word) >= SHORTEST and word.isalpha():
                grouped.setdefault(word[0], []).append(word)
        return grouped

    def correction(self, word: str) -> str | None:
        """Return the word of the index that is meant, or None where the word is known, short, or like none.

        One slip (a letter too many, too few, another, or two swapped) is forgiven, two in long words, none in the
        first letter; of equally near words the one said most is taken.
        """
        written = bare(word)
        term = term_of(word)
        if len(written) < SHORTEST or not written.isalpha() or not term or self._knows(term):
            return None
        slips = 1 if len(written) < LONG else 2
        words = self._by_first_letter.get(written[0], [])
        near = process.extract(written, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
        if not near:
            return None
        return min((distance, -self._said(other), other) for other, distance, _ in near)[2]

    def _said(self, word: str) -> int:
        return 1_000_000 if word in STOP_WORDS else self._counts[word]
