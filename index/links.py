"""A passage's address: the page, the section's anchor, and a text fragment that highlights the passage.

In: the page's address, the anchor, the passage's words and the text of its page. Out: a link. A browser looks for a
fragment's words from the top of the page, so they must stand nowhere before the passage: only words that occur once
are taken (https://wicg.github.io/scroll-to-text-fragment/).
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

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
        self._numbers: defaultdict[str, int] = defaultdict(count(1).__next__)
        self._words = np.array([self._numbers[word] for word in PAGE_WORD.findall(page_text.lower())], np.uint64)
        self._sorted: dict[int, npt.NDArray[np.uint64]] = {}

    def holds_once(self, run: list[str]) -> bool:
        """Tell whether the words stand on the page in this order exactly once."""
        if len(run) not in self._sorted:
            self._sorted[len(run)] = np.sort(self._hashes(len(run)))
        wanted = 0
        for word in run:
            wanted = (wanted * HASH_BASE + self._numbers.get(word.lower(), 0)) % 2**64
        hashes = self._sorted[len(run)]
        place = int(hashes.searchsorted(np.uint64(wanted)))
        found = hashes[place : place + 2].tolist()
        return bool(found[:1] == [wanted] and found[1:] != [wanted])

    def _hashes(self, length: int) -> npt.NDArray[np.uint64]:
        """Return a number for each run of that many words; equal numbers are equal runs, all but surely."""
        starts = max(len(self._words) - length + 1, 0)
        hashes = np.zeros(starts, np.uint64)
        for place in range(length):
            hashes *= np.uint64(HASH_BASE)
            hashes += self._words[place : place + starts]
        return hashes


def fragment_span(text: str, page: PageWords) -> Span | None:
    """Return where in the passage its first plain run stands that is unique on the page, or None."""
    for run in PLAIN_RUN.finditer(text):
        words = run[0].split(" ")
        for length in RUN_LENGTHS:
            if len(words) >= length and page.holds_once(words[:length]):
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
