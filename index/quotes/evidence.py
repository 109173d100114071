"""Whether words that are like a quotation are it, or only what everybody says: how much they tell, how many differ.

In: how often each word of the index is said; a quotation's words and their alignment. Out: how many nats they tell, and
from how many on chance would hardly bring so much likeness about.

A word that is said once in a thousand words tells ln 1,000 nats (Shannon's information). A run that tells I nats stands
among N words by chance about N exp(-I) times, so that ln N nats have to be told beyond it. Words do not follow one
another at random, so each of these counts for more or less than that; how much was fitted (docs/quotes.md).
"""

from collections.abc import Mapping, Sequence
from math import log

from index.quotes.alignment import Alignment
from index.text.terms import bare

MOST_TOLD = 12.0  # nats of one word: a word that is nowhere else tells no more
DIFFERING = 5.5  # nats that each word takes which differs
SIZE = 1.7  # nats for each factor of e in the words of the index
BEYOND = 1.0  # nats
UNSURE = 10.0  # nats below what is needed: a likeness that may be meant
MOST_DIFFERING = 0.5  # of a quotation's words; with more it is another's


class Evidence:
    """How much the words of an index tell."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Take how often each word is said, bare."""
        self._counts = counts
        self._number = max(sum(counts.values()), 1)

    def beyond_chance(self, words: Sequence[str], alignment: Alignment) -> float:
        """Return how many nats a quotation's words (folded) tell that were said as they are quoted, less what each word
        takes that differs.
        """
        told, place = 0.0, 0
        for operation in alignment.operations:
            if operation == "same":
                told += min(log(self._number / (self._counts.get(bare(words[place]), 0) + 0.5)), MOST_TOLD)
            place += operation != "left out"
        return told - DIFFERING * alignment.cost

    @property
    def needed(self) -> float:
        """From how many nats on words are more than chance brings about."""
        return BEYOND + SIZE * log(self._number)
