"""A passage's address: the page, the section's anchor, and a text fragment that highlights the passage.

In: the page's address, the anchor, the passage's words and the text of its page. Out: a link. A browser looks for a
fragment's words from the top of the page, so they must stand nowhere before the passage: only words that occur once
are taken (https://wicg.github.io/scroll-to-text-fragment/).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.numbering import Numbering

# Plain words and single spaces: nothing that a page's typography or a chat's Markdown would change.
PLAIN_RUN = re.compile(r"(?<![^\s])[A-Za-z0-9]+(?: [A-Za-z0-9]+){3,}(?![^\s.,;:!?)])")
PAGE_WORD = re.compile(r"\w+")
RUN_LENGTHS = (8, 6, 4)  # words; the longest that is plain is taken
END_WORDS = 4
END_REACH = 200  # characters from the end of a passage in which its last run of words is looked for
HASH_BASE = 1_099_511_628_211  # a large odd number: the FNV prime


@dataclass(frozen=True, slots=True)
class Span:
    """Where a run of words stands in a passage's text: character offset and length."""

    start: int
    length: int


class PageWords:
    """The words of one page in order, as far as a browser's search tells them apart: without case and punctuation."""

    def __init__(self, page_text: str) -> None:
        """Take the plain text of the page."""
        numbers, _ = _page_words.numbers([page_text])
        self._words = numbers.astype(np.uint64)
        self._sorted: dict[int, npt.NDArray[np.uint64]] = {}

    def hold_once(self, runs: Sequence[Sequence[str]]) -> npt.NDArray[np.bool_]:
        """Tell for each of some runs, of the same number of words, whether it stands on the page exactly once."""
        numbers = [[_page_words.number(word.lower()) for word in run] for run in runs]
        rows = np.array(numbers, np.int64).reshape(len(runs), -1)
        wanted = _hashes(rows.T.astype(np.uint64))
        length = rows.shape[1]
        if length not in self._sorted:
            starts = max(len(self._words) - length + 1, 0)
            self._sorted[length] = np.sort(_hashes([self._words[place : place + starts] for place in range(length)]))
        hashes = self._sorted[length]
        once: npt.NDArray[np.bool_] = hashes.searchsorted(wanted, "right") - hashes.searchsorted(wanted) == 1
        return once


_page_words = Numbering(lambda token: PAGE_WORD.findall(token.lower()))


def _hashes(columns: Sequence[npt.NDArray[np.uint64]] | npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return a number for each run of words, given column by column; equal numbers are equal runs, all but surely."""
    hashes = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        hashes *= np.uint64(HASH_BASE)
        hashes += column + np.uint64(1)
    return hashes


def fragment_spans(texts: Sequence[str], page: PageWords) -> list[Span | None]:
    """Return where in each passage its first plain run stands that is unique on the page, or None."""
    spans: list[Span | None] = [None] * len(texts)
    first: dict[int, list[tuple[int, int, list[str]]]] = {length: [] for length in RUN_LENGTHS}
    for number, text in enumerate(texts):
        if run := PLAIN_RUN.search(text):
            words = run[0].split(" ", RUN_LENGTHS[0])[: RUN_LENGTHS[0]]
            length = next(length for length in RUN_LENGTHS if len(words) >= length)
            first[length].append((number, run.start(), words[:length]))
    for length, found in first.items():
        once = page.hold_once([words for _, _, words in found]) if found else ()
        for (number, start, words), unique in zip(found, once, strict=True):
            spans[number] = Span(start, len(" ".join(words))) if unique else _later_span(texts[number], page, length)
    return spans


def _later_span(text: str, page: PageWords, tried: int) -> Span | None:
    """Return the span of a text whose first run is not unique with as many words as were tried."""
    for number, run in enumerate(PLAIN_RUN.finditer(text)):
        words = run[0].split(" ")
        for length in RUN_LENGTHS:
            known = number == 0 and length >= tried
            if len(words) >= length and not known and page.hold_once([words[:length]])[0]:
                return Span(run.start(), len(" ".join(words[:length])))
    return None


def passage_url(page_url: str, anchor: str, text: str, span: Span | None) -> str:
    """Return the link to a passage: page, anchor (if any) and, where there is a span, its text fragment."""
    if span is None:
        return f"{page_url}#{anchor}" if anchor else page_url
    start = text[span.start : span.start + span.length]
    fragment = ",".join(run.replace(" ", "%20") for run in (start, _end_run(text, span)) if run)
    return f"{page_url}#{anchor}:~:text={fragment}"


def _end_run(text: str, span: Span) -> str:
    """Return the passage's last plain run of `END_WORDS` words after the span, so that all between is highlighted.

    A browser takes the first such run after the start, hence one that comes but once.
    """
    after = span.start + span.length
    lowered = text.lower()
    for run in reversed(list(PLAIN_RUN.finditer(text, max(after, len(text) - END_REACH)))):
        chosen = " ".join(run[0].split(" ")[-END_WORDS:])
        if lowered.count(chosen.lower(), after) == 1:
            return chosen
    return ""
