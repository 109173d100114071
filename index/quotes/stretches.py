"""Stretches of speech in which a quotation may stand.

In: a quotation's terms and words, an open index. Out: `Stretch`es: neighbouring passages of one episode with their
words, the likeliest first.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz

from index.file.postings import Ids
from index.quotes.verbatim import verbatim
from index.quotes.voting import holding, likely
from index.quotes.wording import folded_words
from index.ranking.first_stage import Mask
from index.reader import IndexReader
from index.text.terms import WORD, term_of

LIKELY = 80  # passages with most votes, of which those likest to a short quotation become candidates; of a longer half
CANDIDATES = 5  # passages around which is looked
SHORT = 15  # words
WORD_FOR_WORD = 100.0  # rapidfuzz's likeness
FARTHEST = 24  # passages before and after
MARGIN = 10  # words


class SaidWord(NamedTuple):
    """Where a word is written: its passage's number in the stretch, and its characters."""

    passage: int
    begin: int
    end: int


class Stretch:
    """The texts of neighbouring passages of one episode; `first` is the id of the first of them."""

    def __init__(self, first: int, texts: Sequence[str]) -> None:
        """Take the texts in page order."""
        self.first = first
        self.texts = texts
        self._words: dict[int, list[SaidWord]] = {}  # those that were asked for

    @cached_property
    def folded(self) -> list[str]:
        """The words of all the passages, folded."""
        return [word for text in self.texts for word in folded_words(text)]

    @cached_property
    def passages(self) -> list[int]:
        """The passage of each word, by its number in the stretch."""
        return [number for number, text in enumerate(self.texts) for _ in folded_words(text)]

    def words(self, begin: int, end: int) -> list[SaidWord]:
        """Return where the words from `begin` to `end` (not included) are written."""
        if begin >= end:
            return []
        within = range(self.passages[begin], self.passages[end - 1] + 1)
        first = self.passages.index(within[0])
        found = [word for number in within for word in self._written(number)]
        return found[begin - first : end - first]

    def _written(self, passage: int) -> list[SaidWord]:
        if passage not in self._words:
            found = [SaidWord(passage, word.start(), word.end()) for word in WORD.finditer(self.texts[passage])]
            self._words[passage] = found
        return self._words[passage]


def stretches(reader: IndexReader, words: Sequence[str], allowed: Mask | None, thorough: bool) -> list[Stretch]:
    """Return where words (folded) may stand.

    `allowed` are the passages that may hold words of it; others are looked at only beside them. `thorough` tells to
    look for the very words of a short run, however common they are.
    """
    terms = tuple(dict.fromkeys(term for word in words if (term := term_of(word))))
    held = holding(reader, terms, allowed)
    short = len(words) <= SHORT
    voted = likely(reader, held, LIKELY if short else LIKELY // 2)
    begins, likeness = _likest(reader, voted, words)
    if thorough and short and likeness < WORD_FOR_WORD:
        begins = [*verbatim(reader, held, words, allowed), *begins]
    bounds = dict.fromkeys(_bounds(reader, passage, len(words) + MARGIN) for passage in begins)
    return [Stretch(low, [text for _, text in reader.texts(range(low, high))]) for low, high in bounds]


def _likest(reader: IndexReader, voted: Ids, words: Sequence[str]) -> tuple[list[int], float]:
    """Return those of some passages that hold words likest to a quotation, together with the one after, and how
    like the best of them is.
    """
    if not len(voted):
        return [], 0.0
    numbers = {word: chr(number) for number, word in enumerate(dict.fromkeys(words), start=1)}
    query = "".join(numbers[word] for word in words)
    both = np.unique(np.concatenate((voted, np.minimum(voted + 1, reader.postings.size - 1))))
    written = {
        passage: "".join([numbers.get(word, "\0") for word in folded_words(text)])
        for passage, text in reader.texts(both.tolist())
    }
    scores = []
    for passage in voted.tolist():
        said = written[passage] + written.get(passage + 1, "")
        scores.append(fuzz.partial_ratio(query, said) * min(len(said) / len(query), 1.0))
    order = np.lexsort((np.arange(len(voted)), -np.array(scores)))
    return voted[order][:CANDIDATES].tolist(), max(scores)


def _bounds(reader: IndexReader, passage: int, words: int) -> tuple[int, int]:
    """Return the passages to look in (the second not included): so many words before and after, in one episode."""
    episode = reader.episode_of(passage)
    before = reader.contexts.terms_before
    low, high = passage, passage + 1
    last = episode.first_passage + episode.passages
    while low > episode.first_passage and passage - low < FARTHEST and before[passage] - before[low] < words:
        low -= 1
    while high < last and high - passage <= FARTHEST and before[high] - before[passage + 1] < words:
        high += 1
    return low, high
