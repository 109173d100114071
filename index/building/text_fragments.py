"""With which words a link to a passage begins to highlight it.

In: passages and the text of their pages. Out: a run of words for each: its first ones, as many as tell it from all else
on the page. A browser looks for a fragment's words from the top of the page, so they must stand nowhere before the
passage: only words that occur once are taken (https://wicg.github.io/scroll-to-text-fragment/).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import compress

import numpy as np
import numpy.typing as npt

from index.text.vocabulary import Numbers, Vocabulary

Hashes = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int32]

BEGINS = (4, 7, 12)  # first words that tell a passage from all else on its page; the fewest that do are taken
WHOLE = 8  # spaces: a passage of one paragraph with no more is taken as it is
# Words of a paragraph with what stands between them, but for marks that a page's generator sets otherwise.
TOKEN = re.compile(r"[^\s…]+")
TYPESET = re.compile(r"--|\.\.\.|…|<<|>>")
FIRST_LETTER, LAST_LETTER = re.compile(r"\w"), re.compile(r"\W+$")
FIRST_WORDS = {count: re.compile(rf"[^\w\n]*(\w+(?:[^\w\n]+\w+){{{count - 1}}})(\S*)") for count in BEGINS}
# Where even the first words stand elsewhere too, a later run of plain ones: nothing that typography would change.
LATER_LENGTHS = (8, 6, 4)  # words; the longest that is plain is taken
PLAIN_RUN = re.compile(r"(?<!\S)[A-Za-z0-9]+(?: [A-Za-z0-9]+){3,}(?![^\s.,;:!?)])")
PAGE_WORD = re.compile(r"\w+")
HASH_BASE = 1_099_511_628_211  # a large odd number: the FNV prime
ENDING_BITS = 18  # some forty times as many endings as there are passages in a batch


class PageWords:
    """The words of some pages in order, as far as a browser's search tells them apart: without case and punctuation."""

    def __init__(self, page_texts: Sequence[str]) -> None:
        """Take the plain text of each page."""
        self._words, counts = _page_words.numbers(page_texts)
        self._pages = np.repeat(np.arange(len(page_texts)), counts)

    def hold_once(self, runs: Sequence[str], pages: Numbers) -> npt.NDArray[np.bool_]:
        """Tell for each of some plain runs whether it stands exactly once on its page (of `pages`, counted from 0)."""
        numbers, counts = _page_words.numbers(runs)
        begins = np.cumsum(counts) - counts
        once = np.zeros(len(runs), np.bool_)
        for length in np.unique(counts).tolist():
            chosen = np.flatnonzero(counts == length)
            wanted = _hashes([pages[chosen], *(numbers[begins[chosen] + place] for place in range(length))])
            alike = self._runs_like(wanted, length)
            once[chosen] = alike.searchsorted(wanted, "right") - alike.searchsorted(wanted) == 1
        return once

    def _runs_like(self, wanted: Hashes, length: int) -> Hashes:
        """Return, sorted, the hashes of the pages' runs of so many words that end in the same bits as a wanted one.

        All that are wanted are among them, and few others: to sort those of all runs would take many times longer.
        """
        starts = max(len(self._words) - length + 1, 0)
        hashes = _hashes([self._pages[:starts], *(self._words[place : place + starts] for place in range(length))])
        may_be_wanted = np.zeros(1 << ENDING_BITS, np.bool_)
        may_be_wanted[_endings(wanted)] = True
        on_one_page = self._pages[length - 1 :] == self._pages[:starts]
        return np.sort(hashes[on_one_page & may_be_wanted[_endings(hashes)]])


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


def _endings(hashes: Hashes) -> Numbers:
    """Return the last bits of some hashes, as numbers that index an array."""
    return (hashes & np.uint64((1 << ENDING_BITS) - 1)).view(np.int64)


def fragment_spans(texts: Sequence[str], page_words: PageWords, pages: Numbers) -> tuple[Offsets, Offsets]:
    """Return with which run of words the link to each passage begins, one that stands once on its page: offsets and
    lengths.

    `pages` tells the page of each passage. Without such a run the offset is -1, the length 0. Nearly all passages are
    served by their first few words; only of the others more are looked at.
    """
    starts, lengths = np.full(len(texts), -1, np.int32), np.zeros(len(texts), np.int32)
    waiting = list(range(len(texts)))
    for count in BEGINS:
        runs = [(text, *run) for text in waiting if (run := _begin(texts[text], count))]
        once = _unique([(text, start, words) for text, start, words, _ in runs], page_words, pages)
        for text, start, _, shown in compress(runs, once):
            starts[text], lengths[text] = start, shown
        waiting = [text for text in waiting if not lengths[text]]
    later = [(text, start, words) for text in waiting for start, words in _later_runs(texts[text])]
    # A text's runs from last to first: what comes last stays.
    for text, start, words in compress(reversed(later), reversed(_unique(later, page_words, pages))):
        starts[text], lengths[text] = start, len(words)
    return starts, lengths


def _begin(text: str, count: int) -> tuple[int, str, int] | None:
    """Return a text's first words of a paragraph, so many of them, and how much of it a link begins with: the offset,
    the words, the number of characters; None where it has fewer.
    """
    first = FIRST_WORDS[count].match(text)
    if first is None:
        return None
    end = len(text) if "\n" not in text and text.count(" ") < WHOLE else first.end()
    while not text[end - 1].isalnum():
        end -= 1
    if TYPESET.search(text, first.start(1), end):
        return None
    return first.start(1), first[1], end - first.start(1)


def _later_runs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the plain runs of a text, each cut to the numbers of words that are taken: the offset and the words."""
    for run in PLAIN_RUN.finditer(text):
        words = run[0].split(" ", LATER_LENGTHS[0])
        for length in LATER_LENGTHS:
            if len(words) >= length:
                yield run.start(), " ".join(words[:length])


def _unique(runs: Sequence[tuple[int, int, str]], page_words: PageWords, pages: Numbers) -> list[bool]:
    """Tell for each of some runs (the number of its text, the offset, the words) whether it is unique on its page."""
    texts = np.fromiter((number for number, _, _ in runs), np.int64, len(runs))
    return list(page_words.hold_once([words for _, _, words in runs], pages[texts]))
