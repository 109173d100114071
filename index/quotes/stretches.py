"""Stretches of speech in which a quotation may stand.

In: a quotation's terms and words, an open index. Out: `Stretch`es: neighbouring passages of one episode with their
words, the likeliest first. Quotations run over the ends of passages, turns and sections, so passages are voted for
together with the one after.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.file.postings import MOST_MENTIONS
from index.quotes.wording import WORD, folded
from index.ranking.first_stage import Mask
from index.reader import IndexReader, PassageEntry

MOST_TERMS = 24  # a longer quotation's rarest
CANDIDATES = 12  # passages around which is looked
TIED = 3_000  # passages of equal votes whose words are looked at, to find those with the quotation's very words
BESIDE = 1  # passages before and after the two voted for
WORDS_A_PASSAGE = 60  # roughly: a longer quotation needs more passages


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word of a passage, folded, and where it is written: its passage's number in the stretch, its characters."""

    folded: str
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
        """The words of all the passages."""
        return [
            SaidWord(folded(word[0]), number, word.start(), word.end())
            for number, passage in enumerate(self.passages)
            for word in WORD.finditer(passage.text)
        ]

    @cached_property
    def folded(self) -> list[str]:
        """The words alone."""
        return [word.folded for word in self.words]


def stretches(reader: IndexReader, terms: Sequence[str], words: Sequence[str], allowed: Mask | None) -> list[Stretch]:
    """Return where words may stand; `terms` are those of the index that they are made into."""
    votes = _votes(reader, terms)
    if allowed is not None:
        votes[: reader.postings.size] *= allowed
    together = votes[:-1] + votes[1:]
    likely = _likeliest(reader, votes, together, words)
    reach = 1 + len(words) // WORDS_A_PASSAGE
    found: dict[tuple[int, int], None] = {}
    for passage in likely:
        episode = reader.episode_of(passage)
        low = max(passage - BESIDE, episode.first_passage)
        high = min(passage + reach + BESIDE + 1, episode.first_passage + episode.passages)
        found[low, high] = None
    return [Stretch(reader.passages(range(low, high))) for low, high in found]


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


def _likeliest(
    reader: IndexReader, votes: npt.NDArray[np.float32], together: npt.NDArray[np.float32], words: Sequence[str]
) -> list[int]:
    """Return the passages that get most votes with the one after; of many equals those that hold the very words."""
    number = min(CANDIDATES, len(together))
    best = np.argpartition(-together, number - 1)[:number]
    best = best[np.argsort(-together[best], kind="stable")]
    chosen = [int(passage) for passage in best if together[passage] > 0]
    highest = float(votes.max(initial=0.0))
    tied = np.flatnonzero(votes >= highest * 0.999)
    if number <= len(tied) <= TIED:
        wanted = " " + " ".join(words) + " "
        entries = reader.passages(tied.tolist())
        chosen[:0] = [entry.id for entry in entries if wanted in _spaced(entry.text)][:CANDIDATES]
    return list(dict.fromkeys(chosen))


def _spaced(text: str) -> str:
    return " " + " ".join(folded(word) for word in WORD.findall(text)) + " "
