"""Which words of a passage a link to it highlights.

In: passages and the text of their pages. Out: a run of words for each. A browser looks for a fragment's words from the
top of the page, so they must stand nowhere before the passage: only words that occur once are taken
(https://wicg.github.io/scroll-to-text-fragment/).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import compress, islice

import numpy as np
import numpy.typing as npt

from index.text.vocabulary import Numbers, Vocabulary

Hashes = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int32]

RUN_LENGTHS = (8, 6, 4)  # words; the longest that is plain is taken
# Plain words and single spaces: nothing that a page's typography or a chat's Markdown would change.
RUN = r"(?<!\S)[A-Za-z0-9]+(?:{})(?![^\s.,;:!?)])"
PLAIN_RUN = re.compile(RUN.format(r"(?: [A-Za-z0-9]+){3,}"))
FIRST_RUN = re.compile(RUN.format("|".join(rf"(?: [A-Za-z0-9]+){{{length - 1}}}" for length in RUN_LENGTHS)))
PAGE_WORD = re.compile(r"\w+")
HASH_BASE = 1_099_511_628_211  # a large odd number: the FNV prime


class PageWords:
    """The words of some pages in order, as far as a browser's search tells them apart: without case and punctuation."""

    def __init__(self, page_texts: Sequence[str]) -> None:
        """Take the plain text of each page."""
        self._words, counts = _page_words.numbers(page_texts)
        self._pages = np.repeat(np.arange(len(page_texts)), counts)
        self._sorted: dict[int, Hashes] = {}

    def hold_once(self, runs: Sequence[str], pages: Numbers) -> npt.NDArray[np.bool_]:
        """Tell for each of some plain runs whether it stands exactly once on its page (of `pages`, counted from 0)."""
        numbers, counts = _page_words.numbers(runs)
        begins = np.cumsum(counts) - counts
        once = np.zeros(len(runs), np.bool_)
        for length in np.unique(counts).tolist():
            chosen = np.flatnonzero(counts == length)
            wanted = _hashes([pages[chosen], *(numbers[begins[chosen] + place] for place in range(length))])
            hashes = self._all_runs(length)
            once[chosen] = hashes.searchsorted(wanted, "right") - hashes.searchsorted(wanted) == 1
        return once

    def _all_runs(self, length: int) -> Hashes:
        """Return the hashes of all runs of so many words, sorted."""
        if length not in self._sorted:
            starts = max(len(self._words) - length + 1, 0)
            ends = self._pages[length - 1 :]
            hashes = _hashes([self._pages[:starts], *(self._words[place : place + starts] for place in range(length))])
            self._sorted[length] = np.sort(hashes[ends == self._pages[:starts]])
        return self._sorted[length]


_page_words = Vocabulary(lambda token: PAGE_WORD.findall(token.lower()))


def _hashes(columns: Sequence[Numbers]) -> Hashes:
    """Return a number for each page and run of words, given column by column.

    Equal numbers are equal runs of the same page, all but surely.
    """
    hashes = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        hashes *= np.uint64(HASH_BASE)
        hashes += column.view(np.uint64) + np.uint64(1)
    return hashes


def fragment_spans(texts: Sequence[str], page_words: PageWords, pages: Numbers) -> tuple[Offsets, Offsets]:
    """Return where in each passage its first plain run stands that is unique on its page: offsets and lengths.

    `pages` tells the page of each passage. Without such a run the offset is -1, the length 0. Most passages are served
    by their very first run; only of the others all are looked at.
    """
    first = [(number, run.start(), run[0]) for number, text in enumerate(texts) if (run := FIRST_RUN.search(text))]
    once = _unique(first, page_words, pages)
    others = (number for (number, _, _), unique in zip(first, once, strict=True) if not unique)
    later = [(number, start, words) for number in others for start, words in islice(_runs(texts[number]), 1, None)]
    # A text's runs from last to first: what comes last stays.
    found = [*compress(first, once), *compress(reversed(later), reversed(_unique(later, page_words, pages)))]
    starts, lengths = np.full(len(texts), -1, np.int32), np.zeros(len(texts), np.int32)
    places = [number for number, _, _ in found]
    starts[places] = [start for _, start, _ in found]
    lengths[places] = [len(words) for _, _, words in found]
    return starts, lengths


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the plain runs of a text, each cut to the numbers of words that are taken: the offset and the words."""
    for run in PLAIN_RUN.finditer(text):
        words = run[0].split(" ", RUN_LENGTHS[0])
        for length in RUN_LENGTHS:
            if len(words) >= length:
                yield run.start(), " ".join(words[:length])


def _unique(runs: Sequence[tuple[int, int, str]], page_words: PageWords, pages: Numbers) -> list[bool]:
    """Tell for each of some runs (the number of its text, the offset, the words) whether it is unique on its page."""
    texts = np.fromiter((number for number, _, _ in runs), np.int64, len(runs))
    return list(page_words.hold_once([words for _, _, words in runs], pages[texts]))
