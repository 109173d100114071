"""Where the very words of a short quotation stand, however common they are.

In: words, the passages that hold each of their terms, an open index. Out: passages with which they begin. Votes do not
tell passages apart that all hold a few common words, so these are read.
"""

from collections.abc import Sequence

import numpy as np

from index.file.postings import Ids
from index.quotes.voting import Held
from index.quotes.wording import folded_words
from index.reader import IndexReader
from index.text.terms import STOP_WORDS

MOST_FOUND = 5
SEARCHED = 2_000  # passages with all the terms that are read, for each number of passages that the words run over
FOLLOWING = 3  # passages over whose ends they may run
TAIL = 40  # characters that hold a passage's last words, but for the first of them, which may be cut
# Stop words that nobody writes with an apostrophe, as "dont" may be "don't".
UNCONTRACTED = STOP_WORDS - frozenset(
    """
    im ive id ill youre youve youd youll hes shes its theyre theyve weve were wed dont doesnt didnt cant couldnt
    wouldnt isnt arent wasnt werent havent hasnt hadnt wont thats theres lets whats
    """.split()
)


def verbatim(reader: IndexReader, held: Sequence[Held], words: Sequence[str]) -> list[int]:
    """Return passages with which the very words begin, one after another, in as few passages as may be."""
    pattern = "%".join(["", *(word for word in words if word in UNCONTRACTED), ""])
    if not held:
        rows = reader.rows("SELECT id, text FROM passages WHERE text LIKE ?", pattern)
        return [passage for passage, text in rows if _runs_on(folded_words(text), words)][:MOST_FOUND]
    reached = [np.zeros(reader.postings.size, np.bool_) for _ in held]  # which passages hold a term, or one soon after
    for term, mask in zip(held, reached, strict=True):
        mask[term.passages] = True
    before = np.empty(0, np.int64)
    for further in range(FOLLOWING + 1):
        complete = np.flatnonzero(np.logical_and.reduce(reached))
        first = np.concatenate((np.setdiff1d(complete, before, assume_unique=True), before))[:SEARCHED]
        begins = _may_begin(reader, first, further, words, pattern)
        found = [passage for passage in begins if _begins(reader, passage, further, words)]
        if found:
            return found[:MOST_FOUND]
        before = complete
        for mask in reached:
            mask[:-1] |= mask[1:]
    return []


def _may_begin(reader: IndexReader, passages: Ids, further: int, words: Sequence[str], pattern: str) -> list[int]:
    """Return those passages with which words may begin that run over so many further ones: which end in one of them."""
    places = ",".join(map(str, passages.tolist()))
    if not further:
        rows = reader.rows(f"SELECT id FROM passages WHERE id IN ({places}) AND text LIKE ?", pattern)
        return [passage for (passage,) in rows]
    rows = reader.rows(f"SELECT id, substr(text, -{TAIL}) FROM passages WHERE id IN ({places})")
    return [passage for passage, tail in rows if _ends_in_begin(folded_words(tail)[1:], words)]


def _ends_in_begin(tail: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether a passage's last words, as far as they are known, are the first of some words."""
    return any(
        tail[-count:] == tuple(words[end - count : end])
        for end in range(1, len(words))
        if tail and words[end - 1] == tail[-1] and (count := min(end, len(tail)))
    )


def _begins(reader: IndexReader, passage: int, further: int, words: Sequence[str]) -> bool:
    """Tell whether words stand one after another in a passage and so many further ones."""
    ids = range(passage, min(passage + further + 1, reader.postings.size))
    return _runs_on([word for _, text in reader.texts(ids) for word in folded_words(text)], words)


def _runs_on(said: Sequence[str], words: Sequence[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(said)} "
