"""Where the very words of a short quotation stand, however common they are.

In: words, the passages that hold each of their terms, an open index. Out: passages with which they begin. Votes do not
tell passages apart that all hold a few common words, so these are read.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from index.file.postings import Ids
from index.quotes.voting import Held
from index.quotes.wording import folded_words
from index.ranking.first_stage import Mask
from index.reader import IndexReader
from index.text.terms import STOP_WORDS

MOST_FOUND = 5
SEARCHED = 2_000  # passages with all the terms that are read, once for words within one, once for what runs on
FOLLOWING = 3  # passages over whose ends they may run
TAIL = 40  # characters that hold a passage's last words, but for the first of them, which may be cut
# Stop words that nobody writes with an apostrophe, as "dont" may be "don't".
UNCONTRACTED = STOP_WORDS - frozenset(
    """
    im ive id ill youre youve youd youll hes shes its theyre theyve weve were wed dont doesnt didnt cant couldnt
    wouldnt isnt arent wasnt werent havent hasnt hadnt wont thats theres lets whats
    """.split()
)


def verbatim(reader: IndexReader, held: Sequence[Held], words: Sequence[str], allowed: Mask | None = None) -> list[int]:
    """Return passages with which the very words begin, one after another, in as few passages as may be.

    `held` are their terms, in the passages that are `allowed` alone.
    """
    pattern = "%".join(["", *(word for word in words if word in UNCONTRACTED), ""])
    if not held:
        rows = reader.rows("SELECT id, text FROM passages WHERE text LIKE ?", pattern)
        among = (row for row in rows if allowed is None or allowed[row[0]])
        return [passage for passage, text in among if _runs_on(folded_words(text), words)][:MOST_FOUND]
    reaching = list(_reaching(reader, held))
    places = ",".join(map(str, reaching[0][:SEARCHED].tolist()))
    rows = reader.rows(f"SELECT id, text FROM passages WHERE id IN ({places}) AND text LIKE ?", pattern)
    if within := [passage for passage, text in rows if _runs_on(folded_words(text), words)]:
        return within[:MOST_FOUND]
    over = np.concatenate((*reaching[1:], reaching[0]))[:SEARCHED]
    rows = reader.rows(
        f"SELECT id, substr(text, -{TAIL}) FROM passages WHERE id IN ({','.join(map(str, over.tolist()))})"
    )
    begins = (passage for passage, tail in rows if _ends_in_begin(folded_words(tail)[1:], words))
    return [passage for passage in begins if _begins(reader, passage, words)][:MOST_FOUND]


def _reaching(reader: IndexReader, held: Sequence[Held]) -> Iterator[Ids]:
    """Yield the passages that hold all the terms themselves, then those that do with the next, with the next two …"""
    reached = [np.zeros(reader.postings.size, np.bool_) for _ in held]
    for term, mask in zip(held, reached, strict=True):
        mask[term.passages] = True
    before = np.zeros(reader.postings.size, np.bool_)
    for _ in range(FOLLOWING + 1):
        complete = np.logical_and.reduce(reached)
        yield np.flatnonzero(complete & ~before)
        before = complete
        for mask in reached:
            mask[:-1] |= mask[1:]


def _ends_in_begin(tail: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether a passage's last words, as far as they are known, are the first of some words."""
    return any(
        tail[-count:] == tuple(words[end - count : end])
        for end in range(1, len(words))
        if tail and words[end - 1] == tail[-1] and (count := min(end, len(tail)))
    )


def _begins(reader: IndexReader, passage: int, words: Sequence[str]) -> bool:
    """Tell whether words stand one after another in a passage and those that follow."""
    ids = range(passage, min(passage + FOLLOWING + 1, reader.postings.size))
    return _runs_on([word for _, text in reader.texts(ids) for word in folded_words(text)], words)


def _runs_on(said: Sequence[str], words: Sequence[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(said)} "
