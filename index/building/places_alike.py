"""Where runs of words stand on their pages, and where first: what a browser's search would find.

In: pages in pieces, as `Episode.page` holds them. Out: a `PageWords`, which knows the words of all the pages as
numbers, which of them are said, and the first place on its page of every run.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.text.vocabulary import Numbers

Hashes = npt.NDArray[np.uint64]

BASE = 0x9E3779B97F4A7C15 | 1  # odd, so that it has an inverse
INVERSE = pow(BASE, -1, 1 << 64)
SPREAD, SPREAD_AGAIN = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)  # of splitmix64
ENDING_BITS = 18  # some forty times as many endings as there are passages in a batch


class PageWords:
    """The words of some pages in order, as far as a browser's search tells them apart: without case and punctuation."""

    def __init__(self, pages: Sequence[Sequence[str]], words: Numbers, counts: Numbers) -> None:
        """Take the pieces of each page, the numbers of all their words, and how many words are of each piece."""
        sizes = [len(page) for page in pages]
        self._page_words = words
        self.piece_ends = np.cumsum(counts)
        self.piece_begins = np.cumsum(sizes) - sizes  # of each page, among the pieces of all
        is_said = np.concatenate([np.arange(size) % 2 for size in sizes]) if sizes else np.empty(0, np.int64)
        self.said = np.flatnonzero(np.repeat(is_said, counts))
        page_of_piece = np.repeat(np.arange(len(sizes)), sizes)
        self.pages = np.repeat(page_of_piece, counts)
        self.page_begins = np.searchsorted(self.pages, np.arange(len(sizes) + 1))
        self._sums, self._inverses = _sums(words)

    def stand_first(self, places: Numbers, length: int) -> npt.NDArray[np.bool_]:
        """Tell for each of some places whether the run of so many words from it on stands nowhere earlier on its page.

        False where the page has fewer words from there on.
        """
        starts = max(len(self._page_words) - length + 1, 0)
        inside = places < starts
        hashes = self._hashes(np.arange(starts), length)
        wanted = hashes[places[inside]]
        may_be_wanted = np.zeros(1 << ENDING_BITS, np.bool_)
        may_be_wanted[_endings(wanted)] = True
        alike = np.flatnonzero(may_be_wanted[_endings(hashes)] & (self.pages[length - 1 :] == self.pages[:starts]))
        order = np.argsort(hashes[alike], kind="stable")  # of equal runs the first stays first
        found = hashes[alike][order].searchsorted(wanted)
        first = np.zeros(len(places), np.bool_)
        known = np.append(alike[order], -1)
        first[inside] = known[found] == places[inside]
        return first

    def stands_first(self, place: int, length: int) -> bool:
        """Tell the same as `stand_first` of one place."""
        begin = int(self.page_begins[self.pages[place]])
        end = int(self.page_begins[self.pages[place] + 1])
        words = self._page_words
        alike = begin + np.flatnonzero(words[begin : place + 1] == words[place])
        for further in range(1, length):
            if place + further >= end or len(alike) == 1:
                break
            alike = alike[words[alike + further] == words[place + further]]
        return place + length <= end and len(alike) == 1

    def _hashes(self, places: Numbers, length: int) -> Hashes:
        """Return a number for the run of so many words from each place on.

        Equal numbers are equal runs of the same page, all but surely.
        """
        runs = (self._sums[places + length] - self._sums[places]) * self._inverses[places]
        return runs + self.pages[places].astype(np.uint64) * SPREAD


def _sums(words: Numbers) -> tuple[Hashes, Hashes]:
    """Return the sums of all words before each place, each times the base to the power of its own place, and the
    inverses of those powers: so that the sum over a run, times the inverse, does not depend on where it stands.
    """
    spread = (words.astype(np.uint64) + np.uint64(1)) * SPREAD
    spread = (spread ^ (spread >> np.uint64(31))) * SPREAD_AGAIN
    powers, inverses = np.full((2, len(words)), 1, np.uint64)
    powers[1:], inverses[1:] = np.uint64(BASE), np.uint64(INVERSE)
    powers, inverses = np.cumprod(powers, dtype=np.uint64), np.cumprod(inverses, dtype=np.uint64)
    sums = np.zeros(len(words) + 1, np.uint64)
    np.cumsum(spread * powers, dtype=np.uint64, out=sums[1:])
    return sums, inverses


def _endings(hashes: Hashes) -> Numbers:
    """Return the last bits of some hashes, as numbers that index an array."""
    return (hashes >> np.uint64(64 - ENDING_BITS)).view(np.int64)
