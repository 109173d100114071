"""Which words a link to a passage marks, and by which words beside them a browser tells them from others alike.

In: passages and their pages. Out: a number for each passage, packed from a `Fragment`. A browser looks for a fragment
from the top of the page and takes the first place that fits, so the first must be where the passage is really said:
the fewest words are taken of which that is true (https://wicg.github.io/scroll-to-text-fragment/).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.building.fragment import AFTER_BACK_LINK, BACK_LINK, WORD_PART, packed, shown_after, shown_before
from index.building.places_alike import PageWords
from index.text.terms import fold
from index.text.vocabulary import Numbers, Vocabulary

Codes = npt.NDArray[np.uint16]

# So many words tell a passage from all before it on its page, the fewest that do: its first ones, of a short remark
# also what follows it, and where that is not enough its label, or what the speaker says before it.
WINDOWS = ((4, False), (7, False), (12, False), (8, True), (14, True))
MOST_BEFORE = 6  # words
MOST_BEGIN = MOST_AFTER = 14  # words
LONGEST_WHOLE = 200  # characters that are taken as they are, for want of fewer
SAID_BEFORE = 4  # words, of the passage before in the same turn

_page_words = Vocabulary(lambda token: [fold(word) for word in WORD_PART.findall(token)])


class Passages:
    """Some passages in page order, with what a link to each can be made of: column by column.

    `sections` and `turns` tell where each stands, `titles` and `speakers` their names.
    """

    def __init__(
        self,
        texts: Sequence[str],
        speakers: Sequence[str],
        episodes: Numbers,
        turns: Numbers,
        sections: Numbers,
        titles: Sequence[str],
    ) -> None:
        self.texts, self.speakers, self.titles, self.sections = texts, speakers, titles, sections
        self.counts = _page_words.numbers(texts)[1]
        self.first_line = self.counts.copy()
        self.several_lines = [number for number, text in enumerate(texts) if "\n" in text]
        lines = [texts[number].lstrip().split("\n", maxsplit=1)[0] for number in self.several_lines]
        self.first_line[self.several_lines] = _page_words.numbers(lines)[1]
        self.one_episode = np.append(episodes[1:] == episodes[:-1], False)  # as the next
        self.one_turn = np.append(turns[1:] == turns[:-1], False) & self.one_episode


def fragments(passages: Passages, pages: Sequence[Sequence[str]], episodes: Numbers) -> Codes:
    """Return how each passage's link marks it, as `Fragment.packed`; 0: not at all.

    `pages` are in pieces, as `Episode.page` holds them; `episodes` tells the page of each passage.
    """
    pieces = [piece for page in pages for piece in page]
    return _Choice(passages, pieces, PageWords(pages, *_page_words.numbers(pieces)), episodes).codes


class _Choice:
    """The choice for some passages: those that wait are looked at with more and more words."""

    def __init__(self, passages: Passages, pieces: Sequence[str], page: PageWords, episodes: Numbers) -> None:
        self._passages, self._pieces, self._page = passages, pieces, page
        self._said, located = self._located(episodes)  # where among all that is said
        self._places = np.append(page.said, 0)
        self._begins = self._places.take(self._said, mode="clip")
        self._ends = self._places.take(np.maximum(self._said + passages.counts - 1, 0), mode="clip") + 1
        self.codes = np.zeros(len(passages.texts), np.uint16)
        waiting = np.flatnonzero(located & (passages.counts > 0))
        self._before = np.full(len(self.codes), -1, np.int64)  # words; -1: not looked at yet
        self._after = self._before.copy()
        for length, leaning in WINDOWS:
            waiting = self._settle(waiting, length, leaning)
        for number in waiting.tolist():
            self._settle_alone(number)

    def _located(self, episodes: Numbers) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """Return where among the words that all pages say each passage begins, and whether that is sure: as many words
        are said on its page as its passages hold.
        """
        page, counts = self._page, self._passages.counts
        size = len(page.page_begins) - 1
        on_page = np.bincount(page.pages[page.said], minlength=size)
        in_passages = np.bincount(episodes, counts, minlength=size).astype(np.int64)
        moved = np.cumsum(on_page) - on_page - (np.cumsum(in_passages) - in_passages)
        return np.cumsum(counts) - counts + moved[episodes], (on_page == in_passages)[episodes]

    def _settle(self, waiting: Numbers, length: int, leaning: bool) -> Numbers:
        """Settle the passages of which a window of so many words stands first; return the others."""
        passages = self._passages
        before = self._words_before(waiting) if leaning else np.zeros(len(waiting), np.int64)
        counts, lines = passages.counts[waiting], passages.first_line[waiting]
        own = length - before
        within = (own <= lines) & (own > 0)
        last = self._places.take(self._said[waiting] + own - 1, mode="clip")
        within &= last - self._begins[waiting] == own - 1
        beyond = (own >= counts) & (lines == counts) & (self._ends[waiting] - self._begins[waiting] == counts)
        after = np.where(beyond, own - counts, 0)
        short = np.flatnonzero(after)
        beyond[short] = self._words_after(waiting[short]) >= after[short]
        possible = np.flatnonzero(within | beyond)
        first = self._page.stand_first(self._begins[waiting[possible]] - before[possible], length)
        chosen = possible[first]
        whole = beyond[chosen]
        self.codes[waiting[chosen]] = packed(
            np.where(whole, 0, own[chosen]), before[chosen], np.where(whole, after[chosen], 0)
        )
        kept = np.ones(len(waiting), np.bool_)
        kept[chosen] = False
        return waiting[kept]

    def _settle_alone(self, number: int) -> None:
        """Settle a passage that no window serves: by its first line, and all that may be leant on."""
        count, begin, end = int(self._passages.counts[number]), int(self._begins[number]), int(self._ends[number])
        own = self._unbroken(number)
        before = int(self._words_before(np.array([number]))[0])
        whole = own == count == end - begin and len(self._passages.texts[number]) <= LONGEST_WHOLE
        after = min(int(self._words_after(np.array([number]))[0]), MOST_AFTER) if whole else 0
        own = own if whole else min(own, MOST_BEGIN, count - 1)
        if not own:
            return
        for leant in (0, before):
            if self._page.stands_first(begin - leant, leant + own + after):
                self.codes[number] = packed(0 if whole else own, leant, after)
                return
        if whole and self._is_first_before_back_link(number):
            self.codes[number] = packed(0, 0, AFTER_BACK_LINK)

    def _unbroken(self, number: int) -> int:
        """Return how many words a passage begins with in one line, no stamp among them."""
        said, line = int(self._said[number]), int(self._passages.first_line[number])
        places = self._places[said : said + line]
        return int((places - places[0] == np.arange(len(places))).cumprod().sum())

    def _is_first_before_back_link(self, number: int) -> bool:
        """Tell whether a passage is the first on its page to say its words before a link back to the contents."""
        begin, end = int(self._begins[number]), int(self._ends[number])
        piece = int(self._page.piece_ends.searchsorted(begin, "right"))
        if end != self._page.piece_ends[piece] or self._pieces[piece + 1].partition("\n")[0].strip() != BACK_LINK:
            return False
        first = int(self._page.piece_begins[self._page.pages[begin]])
        shown = " ".join("".join(self._pieces[first : piece + 2]).split())
        wanted = fold(f"{' '.join(self._passages.texts[number].split())} {BACK_LINK}")
        return fold(shown).count(wanted) == 1

    def _words_before(self, numbers: Numbers) -> Numbers:
        """Return how many words before each passage its link may lean on."""
        for number in numbers[self._before[numbers] < 0].tolist():
            self._before[number] = self._counted_before(number)
        return self._before[numbers]

    def _counted_before(self, number: int) -> int:
        passages, begin = self._passages, int(self._begins[number])
        if number and passages.one_turn[number - 1]:
            told = shown_before(passages.texts[number - 1], passages.speakers[number])
            count = len(WORD_PART.findall(told))
            return min(count, SAID_BEFORE) if self._ends[number - 1] == begin else 0
        told = shown_before(None, passages.speakers[number])
        piece = int(self._page.piece_ends.searchsorted(begin, "right"))
        opens = begin == self._page.piece_ends[piece - 1]
        count = len(WORD_PART.findall(told))
        is_label = opens and self._pieces[piece - 1].rpartition("\n")[2].strip() == told
        return count if told and is_label and count <= MOST_BEFORE else 0

    def _words_after(self, numbers: Numbers) -> Numbers:
        """Return how many words after each passage its link may lean on."""
        for number in numbers[self._after[numbers] < 0].tolist():
            self._after[number] = self._counted_after(number)
        return self._after[numbers]

    def _counted_after(self, number: int) -> int:
        passages, end, following = self._passages, int(self._ends[number]), number + 1
        if not passages.one_episode[number]:
            return 0
        title = ""
        if not passages.one_turn[number]:
            piece = int(self._page.piece_ends.searchsorted(end - 1, "right"))
            opens = passages.sections[following] != passages.sections[number]
            title = passages.titles[passages.sections[following]] if opens else ""
            told, *lines = self._pieces[piece + 1].split("\n")
            shown = title or f"{passages.speakers[following]}:"
            wanted = next((line for line in lines if line), "") if title else "\n".join(lines)
            if end != self._page.piece_ends[piece] or told or wanted.strip() != shown or shown == ":":
                return 0
        elif self._begins[following] != end:
            return 0
        told = shown_after(
            bool(passages.one_turn[number]), title, passages.speakers[following], passages.texts[following]
        )
        return len(WORD_PART.findall(told))
