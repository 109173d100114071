"""Ranking in compiled loops (`compiled_loops`), several times quicker than array by array in a large collection.

In and out: what the numpy code of `first_stage`, `features` and `diversification` takes and gives. Needs numba (the
extra `fast`).
"""

import numpy as np

from index.bm25 import K1, B
from index.file.context_windows import BACK, HOST, QUESTION, WINDOW, ContextWindows
from index.file.postings import IN_LABEL, MOST_MENTIONS, Ids
from index.ranking import compiled_loops
from index.ranking.diversification import BESIDE_A_BETTER, FEWEST_TERMS
from index.ranking.engine import Engine
from index.ranking.features import (
    FEATURES,
    HEADING_IN_SECTION,
    PARENT_IN_SECTION,
    WINDOW_B,
    WINDOW_K1,
    Features,
)
from index.ranking.field_weights import FREQUENCIES, HEADING, NAMED, PARENT
from index.ranking.first_stage import Floats, Mask
from index.ranking.postings_cache import PostingsCache, QueryTerms
from index.ranking.postings_layout import REACHING, WINDOW_PASSAGES

CODE_TABLES = np.stack((FREQUENCIES, NAMED, HEADING, PARENT))
NO_FILTER = np.empty(0, bool)


def near_the_best(postings: PostingsCache, asked: QueryTerms, k: int, allowed: Mask | None = None) -> Ids:
    """Return the k passages that score best (above zero), ascending, and those that come near."""
    reached_by_k = asked.reached if allowed is None and k <= REACHING else 0
    near: Ids = compiled_loops.near_the_best(
        postings.impacts, postings.starts, asked.slots, WINDOW_PASSAGES, k, reached_by_k,
        NO_FILTER if allowed is None else allowed,
    )  # fmt: skip
    return near


def exact_scores(postings: PostingsCache, asked: QueryTerms, passages: Ids) -> Floats:
    """Return the passages' BM25 scores, added in the order of the terms."""
    scores: Floats = compiled_loops.exact_scores(
        postings.impacts, postings.codes, postings.starts, asked.slots, asked.idfs, WINDOW_PASSAGES, passages,
        postings.lengths, postings.norms, FREQUENCIES, K1,
    )  # fmt: skip
    return scores


def with_neighbours(found: Ids, size: int) -> Ids:
    """Return the passages and those beside them, ascending, each once; there are `size` passages in all."""
    beside: Ids = compiled_loops.with_neighbours(found, size)
    return beside


def features_of(postings: PostingsCache, asked: QueryTerms, contexts: ContextWindows, candidates: Ids) -> Features:
    """Return the features for the candidates."""
    size, traits = len(candidates), contexts.traits.take(candidates)
    found = Features(candidates, np.zeros((len(FEATURES), size)), np.zeros(size), np.zeros(size, bool))
    compiled_loops.add_features(
        found.values, found.surrounded, found.mentioned, postings.impacts, postings.codes, postings.starts, asked.slots,
        asked.idfs, asked.section_idfs, asked.root, asked.total, asked.total_squares, WINDOW_PASSAGES,
        candidates, traits, contexts.section_starts, contexts.terms_before, postings.average_length,
        contexts.average_window, CODE_TABLES, K1, B, WINDOW_K1, WINDOW_B, HEADING_IN_SECTION, PARENT_IN_SECTION,
        BACK, HOST, QUESTION, MOST_MENTIONS, IN_LABEL, WINDOW,
    )  # fmt: skip
    return found


def order(features: Features, contexts: ContextWindows, weights: Floats, count: int) -> tuple[Ids, Floats]:
    """Return the places of the candidates in the order to show them, and their scores (see `diversification.order`)."""
    scores = np.empty(len(features.candidates))
    places: Ids = compiled_loops.order(
        scores, features.values, weights, features.mentioned, features.candidates, contexts.terms_before,
        contexts.section_starts, FEWEST_TERMS, WINDOW, BESIDE_A_BETTER, count,
    )  # fmt: skip
    return places, scores[places]


ENGINE = Engine(near_the_best, exact_scores, with_neighbours, features_of, order)
