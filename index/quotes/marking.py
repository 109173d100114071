"""Which words of a page a link to a quotation names, so that a browser marks the quoted words and no others.

In: a page as it is shown, and where on it the words stand. Out: the runs of a text directive: prefix, start, end and
suffix, as few words as a search from the top of the page needs to find this very place
(https://wicg.github.io/scroll-to-text-fragment/).
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from index.building.fragment import TOKEN

RUNS = (4, 7, 12, 20)  # words of the start, and of the end
BESIDE = (1, 2, 4, 6, 9)  # words of a prefix, and of a suffix
WHOLE = 12  # words: a shorter quotation of one paragraph is taken as it is
LONGEST_WHOLE = 60  # words that are taken as they are, for want of fewer
JOINING = ".,:'’_"  # between letters or digits these part no words


class Runs(NamedTuple):
    """The runs of words of a text directive, "" for those that it does without."""

    prefix: str
    start: str
    end: str
    suffix: str


class ShownText:
    """A page's text, a block a line, as a browser's search reads it: without case and accents."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = text.lower() if text.isascii() else text.translate(_folds)

    def runs(self, begin: int, end: int) -> Runs | None:
        """Return the runs that mark what stands from one place to another; None where no search finds just that."""
        begin, end = self._trimmed(begin, end)
        if begin >= end:
            return None
        return next((runs for runs, place in self._candidates(begin, end) if self._first(*place) == place[0]), None)

    def _trimmed(self, begin: int, end: int) -> tuple[int, int]:
        """Return the same places at the first and last word, each whole."""
        text = self.text
        while begin < end and not text[begin].isalnum():
            begin += 1
        while end > begin and not text[end - 1].isalnum():
            end -= 1
        while begin > 1 and text[begin - 1] in JOINING and text[begin - 2].isalnum():
            begin = max(text.rfind(" ", 0, begin), text.rfind("\n", 0, begin)) + 1
        while end + 1 < len(text) and text[end] in JOINING and text[end + 1].isalnum():
            end = min(place for place in (text.find(" ", end), text.find("\n", end), len(text)) if place > 0)
        return begin, end

    def _candidates(self, begin: int, end: int) -> Iterator[tuple[Runs, tuple[int, int]]]:
        """Yield runs, each with the stretch of the page that must stand nowhere earlier, the shortest first."""
        text = self.text
        words = [token.end() for token in TOKEN.finditer(text, begin, self._line_end(begin, end))]
        one_line = words[-1] == end
        count = len(words)
        if one_line and count <= WHOLE:
            yield Runs("", text[begin:end], "", ""), (begin, end)
        else:
            yield from self._ranges(begin, end, begin, words, "")
        for place, prefix in self._prefixes(begin):
            if one_line and count <= WHOLE:
                yield Runs(prefix, text[begin:end], "", ""), (place, end)
            else:
                yield from self._ranges(begin, end, place, words, prefix)
        if one_line and count <= LONGEST_WHOLE:
            for place, prefix in ((begin, ""), *self._prefixes(begin)):
                for stop, suffix in self._suffixes(end):
                    yield Runs(prefix, text[begin : self._marks_end(end)], "", suffix), (place, stop)

    def _ranges(
        self, begin: int, end: int, place: int, words: list[int], prefix: str
    ) -> Iterator[tuple[Runs, tuple[int, int]]]:
        for number in RUNS:
            low = self._word_end(words[min(number, len(words)) - 1], begin)
            if low < end and (told := self._end(low, end)):
                yield Runs(prefix, self.text[begin:low], told, ""), (place, low)

    def _end(self, low: int, end: int) -> str:
        """Return the fewest last words before `end` that come nowhere earlier after `low`; "" where there are none."""
        line = max(low, self.text.rfind("\n", low, end) + 1)
        starts = [token.start() for token in TOKEN.finditer(self.text, line, end)]
        for number in (*RUNS, len(starts)):
            start = next((s for s in range(starts[-number:][0], end) if self.text[s].isalnum()), end) if starts else end
            if start < end and self._first(start, end, low) == start:
                return self.text[start:end]
        return ""

    def _prefixes(self, begin: int) -> Iterator[tuple[int, str]]:
        """Yield what stands before a place in one block, with where it begins."""
        stop = len(self.text[:begin].rstrip())
        line = self.text.rfind("\n", 0, stop) + 1
        if self.text[stop:begin].strip() or stop == line:
            return
        starts = [token.start() for token in TOKEN.finditer(self.text, line, stop)]
        for number in BESIDE:
            if number <= len(starts):
                yield starts[-number], self.text[starts[-number] : stop]

    def _suffixes(self, end: int) -> Iterator[tuple[int, str]]:
        """Yield what stands after a place in one block, with where it ends."""
        start = self._marks_end(end)
        while start < len(self.text) and self.text[start].isspace():
            start += 1
        stops = [token.end() for token in TOKEN.finditer(self.text, start, self._line_end(start, len(self.text)))]
        for number in BESIDE:
            if number <= len(stops):
                stop = self._word_end(stops[number - 1], start)
                yield stop, self.text[start:stop]

    def _marks_end(self, end: int) -> int:
        """Return where the marks that close a word end."""
        while end < len(self.text) and not self.text[end].isspace() and not self.text[end].isalnum():
            end += 1
        return end

    def _line_end(self, begin: int, end: int) -> int:
        stop = self.text.find("\n", begin, end)
        return end if stop < 0 else stop

    def _word_end(self, end: int, begin: int) -> int:
        while end > begin + 1 and not self.text[end - 1].isalnum():
            end -= 1
        return end

    def _first(self, begin: int, end: int, after: int = 0) -> int:
        """Return where the words of a stretch stand first from a place on, as words of their own."""
        wanted, place = self._folded[begin:end], after
        while (place := self._folded.find(wanted, place)) >= 0:
            stop = place + len(wanted)
            before, following = self._folded[place - 1 : place], self._folded[stop : stop + 1]
            if not (before.isalnum() and wanted[0].isalnum()) and not (following.isalnum() and wanted[-1].isalnum()):
                return place
            place += 1
        return -1


class _Folds(dict[int, str]):
    """Characters as a browser's search reads them, each one as one."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    if character in "‘’‛":
        return "'"
    if character in "“”‟":
        return '"'
    return (unicodedata.normalize("NFD", character)[0].lower() or character)[0]


_folds = _Folds()
