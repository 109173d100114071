"""Stretches of speech in which a quotation may stand.

In: a quotation's terms and words, an open index. Out: `Stretch`es: neighbouring passages of one episode with their
words, the likeliest first. Quotations run over the ends of passages, turns and sections, so passages are voted for
together with the one after.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.file.postings import MOST_MENTIONS
from index.quotes.wording import WORD, folded
from index.ranking.first_stage import Mask
from index.reader import IndexReader
from index.rows import PassageEntry

MOST_TERMS = 24  # a longer quotation's rarest
CANDIDATES = 8  # passages around which is looked
LIKELY = 60  # passages with most votes, of which those with the quotation's pairs of words become candidates
SEARCHED = 3_000  # passages with votes enough in which a short quotation's very words are looked for
SHORT = 15  # words
ENOUGH = 0.6  # of the most votes
FARTHEST = 16  # passages before and after
MARGIN = 10  # words
LONGEST_CONTRACTION = 9  # letters: "wouldnt" may be written "wouldn't"


@dataclass(frozen=True, slots=True)
class SaidWord:
    """Where a word is written: its passage's number in the stretch, and its characters."""

    passage: int
    begin: int
    end: int


class Stretch:
    """Neighbouring passages of one episode."""

    def __init__(self, passages: Sequence[PassageEntry]) -> None:
        """Take the passages' rows, in page order."""
        self.passages = passages

    @cached_property
    def words(self) -> list[SaidWord]:
        """Where the words of all the passages are written."""
        return [
            SaidWord(number, word.start(), word.end())
            for number, passage in enumerate(self.passages)
            for word in WORD.finditer(passage.text)
        ]

    @cached_property
    def folded(self) -> list[str]:
        """The words, folded."""
        return [word for passage in self.passages for word in folded_words(passage.text)]


def stretches(reader: IndexReader, terms: Sequence[str], words: Sequence[str], allowed: Mask | None) -> list[Stretch]:
    """Return where words may stand; `terms` are those of the index that they are made into."""
    votes = _votes(reader, terms)
    if allowed is not None:
        votes[: reader.postings.size] *= allowed
    bounds = dict.fromkeys(
        _bounds(reader, passage, len(words) + MARGIN) for passage in _likeliest(reader, votes, words)
    )
    return [Stretch(reader.passages(range(low, high))) for low, high in bounds]


def _votes(reader: IndexReader, terms: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return for each passage the inverse document frequencies of the terms that its text holds, added up."""
    postings = reader.postings
    asked = postings.look_up(terms)
    votes = np.zeros(postings.size + 1, np.float32)
    for place in np.argsort(-asked.idfs)[:MOST_TERMS].tolist():
        here = postings.places(int(asked.slots[place]))
        in_text = (postings.codes[here] & MOST_MENTIONS) > 0
        votes[postings.ids[here][in_text]] += np.float32(asked.idfs[place])
    return votes


def _likeliest(reader: IndexReader, votes: npt.NDArray[np.float32], words: Sequence[str]) -> list[int]:
    """Return the passages of most votes with the one after that hold most of the quotation's pairs of words; before
    all, those that hold a short one's very words.
    """
    together = votes[:-1] + votes[1:]
    number = min(LIKELY, len(together))
    best = np.argpartition(-together, number - 1)[:number]
    best = best[together[best] > 0]
    pairs = set(pairwise(words))
    shared = [len(pairs & set(pairwise(folded_words(text)))) for _, text in reader.texts(best.tolist())]
    order = np.lexsort((best, -together[best], -np.array(shared, np.int64)))[:CANDIDATES]
    verbatim = _verbatim(reader, votes, words) if len(words) <= SHORT else []
    return list(dict.fromkeys([*verbatim, *best[order].tolist()]))


def _verbatim(reader: IndexReader, votes: npt.NDArray[np.float32], words: Sequence[str]) -> list[int]:
    """Return passages that hold words one after another, of those with most votes."""
    highest = float(votes.max(initial=0.0))
    enough = np.flatnonzero(votes >= highest * ENOUGH) if highest else np.empty(0, np.int64)
    if len(enough) > SEARCHED:
        enough = np.flatnonzero(votes >= highest * 0.999)[:SEARCHED]
    spelt = (r"['’]?".join(word) if len(word) < LONGEST_CONTRACTION else word for word in words)
    run = re.compile(r"\b" + r"\W+".join(spelt) + r"\b", re.IGNORECASE)
    return [passage for passage, text in reader.texts(enough.tolist()) if run.search(text)][:CANDIDATES]


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


def folded_words(text: str) -> list[str]:
    """Return a text's words, folded."""
    return [folded(word) for word in WORD.findall(text)]
