"""The score: BM25 as rank-bm25 defines it, with an inverse document frequency that stays positive.

In: term frequencies (whole or weighted), passage lengths, document frequencies. Out: scores.

rank-bm25's `BM25Okapi` gives terms that half of the passages hold a weight of zero, and a floor to those that more of
them hold, so in a small collection the subject itself stops counting. `BM25` below keeps Okapi's saturation and length
rule and takes Lucene's inverse document frequency, ln(1 + (N - n + 0.5) / (n + 0.5)), which is positive from one
passage to any number of them (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"; Lucene's
BM25Similarity).
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

K1 = 1.2  # how soon further mentions of a term stop counting
B = 0.5  # how much a long passage's mentions are discounted

Floats = npt.NDArray[np.float64]


def inverse_document_frequency(passages: int, holding: int | Floats) -> Floats:
    """Return how much a term tells that `holding` of `passages` passages hold (Lucene's form, always positive)."""
    return np.log1p((passages - holding + 0.5) / (holding + 0.5))


def length_norms(lengths: Floats, average_length: float, k1: float = K1, b: float = B) -> Floats:
    """Return what Okapi adds to a frequency before dividing by it: more for longer passages; shape of `lengths`."""
    return k1 * (1 - b + b * lengths / average_length)


def saturated(frequencies: Floats, norms: Floats, k1: float = K1) -> Floats:
    """Return Okapi's share of a term's weight: 0 where the term is absent, towards k1 + 1 for many mentions.

    `norms` (see `length_norms`) has a value a passage; `frequencies` the same, or a row a term.
    """
    return frequencies * (k1 + 1) / (frequencies + norms)


class BM25(BM25Okapi):  # type: ignore[misc]
    """rank-bm25's dense scorer over weighted term frequencies: the definition that the index's scores must equal."""

    def __init__(
        self, frequencies: Sequence[Mapping[str, float]], lengths: Iterable[float], k1: float = K1, b: float = B
    ) -> None:
        """Take each passage's weighted term frequencies and its weighted length."""
        self._lengths = list(lengths)
        super().__init__(frequencies, k1=k1, b=b)

    def _initialize(self, corpus: Sequence[Mapping[str, float]]) -> dict[str, int]:
        self.doc_freqs = list(corpus)
        self.doc_len = self._lengths
        self.corpus_size = len(self.doc_freqs)
        self.avgdl = sum(self._lengths) / max(self.corpus_size, 1) or 1.0
        holding: dict[str, int] = {}
        for passage in corpus:
            for term in passage:
                holding[term] = holding.get(term, 0) + 1
        return holding

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {term: float(inverse_document_frequency(self.corpus_size, n)) for term, n in nd.items()}
