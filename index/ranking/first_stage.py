"""The first stage of ranking: the k passages of the highest BM25 score, exactly, though few are scored exactly.

In: a question's terms. Out: the passages that come into question, and exact scores.

Each posting carries its impact, a whole number just above what it brings to a score (Anh and Moffat, "Pruned query
evaluation using pre-computed impacts", SIGIR 2006). Added up, impacts bound the score of every passage from above, and
closely: only passages whose bound comes near the k-th highest one are scored exactly. Equal scores are ordered by
passage id. This is array by array; `index.ranking.compiled_engine` does the same in compiled loops.
"""

import numpy as np
import numpy.typing as npt

from index.bm25 import saturated
from index.file.postings import Ids
from index.ranking.field_weights import FREQUENCIES
from index.ranking.postings_cache import PostingsCache, QueryTerms

GROUP = 16  # passages of which the highest bound is looked at, to find the k-th highest without sorting all

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


def near_the_best(postings: PostingsCache, asked: QueryTerms, k: int, allowed: Mask | None = None) -> Ids:
    """Return the k passages that score best (above zero), ascending, and those that come so near that only their exact
    scores tell: whose bounds are at most one unit a term below the k-th highest bound.

    `allowed` (one truth value a passage) limits the search.
    """
    bounds = np.zeros(-(-postings.size // GROUP) * GROUP, np.uint32)
    for slot in asked.slots.tolist():
        here = postings.places(slot)
        # Numpy adds at places quickly where no kind of number has to be turned into another.
        np.add.at(bounds, postings.ids[here].astype(np.intp), postings.plain_impacts(here))
    if allowed is not None:
        bounds[: postings.size] *= allowed
    highest = bounds.reshape(GROUP, -1).max(axis=0)
    near = (bounds >= _floor(highest, k, asked)).nonzero()[0]
    reached = bounds.take(near)
    return near[reached >= _floor(reached, k, asked)]


def _floor(bounds: npt.NDArray[np.uint32], k: int, asked: QueryTerms) -> int:
    """Return the least bound of a passage that may be among the k best, given some of the bounds, the highest too."""
    kth = int(np.sort(bounds)[-k]) if len(bounds) >= k else 0
    # Each impact is less than one unit above what it stands for.
    return max(kth - len(asked.slots), 1)


def exact_scores(postings: PostingsCache, asked: QueryTerms, passages: Ids) -> Floats:
    """Return the passages' BM25 scores, added in the order of the terms."""
    norms = postings.norms_of(passages)
    scores = np.zeros(len(passages))
    for slot, idf in zip(asked.slots.tolist(), asked.idfs.tolist(), strict=True):
        here = postings.places(slot)
        ids = postings.ids[here]
        if not len(ids):  # of an index that is not all at hand
            continue
        place = ids.searchsorted(passages.astype(np.uint32))
        codes = postings.codes[here].take(place, mode="clip") * (ids.take(place, mode="clip") == passages)
        scores += idf * saturated(FREQUENCIES.take(codes), norms)
    return scores


def with_neighbours(found: Ids, size: int) -> Ids:
    """Return the passages and those beside them, ascending, each once; there are `size` passages in all."""
    beside = np.concatenate((found - 1, found, found + 1))
    return np.unique(beside[(beside >= 0) & (beside < size)])
