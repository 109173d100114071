"""A passage's address: the page, the section's anchor, and a text fragment that highlights the passage.

In: the page's address, the anchor, the passage's words and the text of its page. Out: a link. A browser looks for a
fragment's words from the top of the page, so they must stand nowhere before the passage: only words that occur once
are taken (https://wicg.github.io/scroll-to-text-fragment/).
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

# Plain words and single spaces: nothing that a page's typography or a chat's Markdown would change.
PLAIN_RUN = re.compile(r"(?<![^\s])[A-Za-z0-9]+(?: [A-Za-z0-9]+){3,}(?![^\s.,;:!?)])")
PAGE_WORD = re.compile(r"\w+")
RUN_LENGTHS = (8, 6, 4)  # words; the longest that is plain is taken
END_WORDS = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Where a run of words stands in a passage's text: character offset and length."""

    start: int
    length: int


class PageWords:
    """The words of one page in order, as far as a browser's search tells them apart: without case and punctuation."""

    def __init__(self, page_text: str) -> None:
        self._words = PAGE_WORD.findall(page_text.lower())
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            self._places.setdefault(word, []).append(place)

    def holds_once(self, run: list[str]) -> bool:
        """Tell whether the words stand on the page in this order exactly once."""
        words = [word.lower() for word in run]
        rarest = min(range(len(words)), key=lambda i: len(self._places.get(words[i], ())))
        found = 0
        for place in self._places.get(words[rarest], ()):
            start = place - rarest
            found += start >= 0 and self._words[start : start + len(words)] == words
        return found == 1


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
    fragment = ",".join(quote(run, safe="") for run in (start, _end_run(text, span)) if run)
    return f"{page_url}#{anchor}:~:text={fragment}"


def _end_run(text: str, span: Span) -> str:
    """Return the passage's last plain run of `END_WORDS` words after the span, so that all between is highlighted.

    A browser takes the first such run after the start, hence one that comes but once.
    """
    after = span.start + span.length
    for run in reversed(list(PLAIN_RUN.finditer(text, after))):
        chosen = " ".join(run[0].split(" ")[-END_WORDS:])
        if text.lower().count(chosen.lower(), after) == 1:
            return chosen
    return ""
