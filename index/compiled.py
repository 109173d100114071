"""Ranking in compiled loops (`index.loops`), several times quicker than array by array in a large collection.

In and out: what the numpy code of `first_stage`, `surroundings` and `spreading` takes and gives. Needs numba (the extra
`fast`).
"""

import numpy as np

from index import loops
from index.bm25 import K1, B
from index.first_stage import Floats, Mask
from index.layout import BACK, HOST, QUESTION, WINDOW, Layout
from index.postings import FREQUENCIES, HEADING, IN_LABEL, MOST_MENTIONS, NAMED, PARENT, Ids
from index.ranking import Engine
from index.spreading import ALREADY_SHOWN, BESIDE_A_BETTER, FEWEST_TERMS
from index.surroundings import (
    EVIDENCE,
    HEADING_IN_SECTION,
    PARENT_IN_SECTION,
    WINDOW_B,
    WINDOW_K1,
    Evidence,
)
from index.term_memory import REACHING, WINDOW_PASSAGES, AskedTerms, TermMemory

CODE_TABLES = np.stack((FREQUENCIES, NAMED, HEADING, PARENT))
NO_FILTER = np.empty(0, bool)


def near_the_best(memory: TermMemory, asked: AskedTerms, k: int, allowed: Mask | None = None) -> Ids:
    """Return the k passages that score best (above zero), ascending, and those that come near."""
    reached_by_k = asked.reached if allowed is None and k <= REACHING else 0
    near: Ids = loops.near_the_best(
        memory.impacts, memory.starts, asked.slots, WINDOW_PASSAGES, k, reached_by_k,
        NO_FILTER if allowed is None else allowed,
    )  # fmt: skip
    return near


def exact_scores(memory: TermMemory, asked: AskedTerms, passages: Ids) -> Floats:
    """Return the passages' BM25 scores, added in the order of the terms."""
    scores: Floats = loops.exact_scores(
        memory.impacts, memory.codes, memory.starts, asked.slots, asked.idfs, WINDOW_PASSAGES, passages, memory.norms,
        FREQUENCIES, K1,
    )  # fmt: skip
    return scores


def with_neighbours(found: Ids, size: int) -> Ids:
    """Return the passages and those beside them, ascending, each once; there are `size` passages in all."""
    beside: Ids = loops.with_neighbours(found, size)
    return beside


def evidence(memory: TermMemory, asked: AskedTerms, layout: Layout, candidates: Ids) -> Evidence:
    """Return the evidence for the candidates."""
    size, traits = len(candidates), layout.traits.take(candidates)
    found = Evidence(candidates, np.zeros((len(EVIDENCE), size)), np.zeros(size), np.zeros(size, bool))
    loops.add_evidence(
        found.pieces, found.surrounded, found.mentioned, memory.impacts, memory.codes, memory.starts, asked.slots,
        asked.idfs, asked.section_idfs, asked.root, asked.total, asked.total_squares, WINDOW_PASSAGES,
        candidates, traits, layout.section_starts, layout.terms_before, memory.average_length,
        layout.average_window, CODE_TABLES, K1, B, WINDOW_K1, WINDOW_B, HEADING_IN_SECTION, PARENT_IN_SECTION,
        BACK, HOST, QUESTION, MOST_MENTIONS, IN_LABEL, WINDOW,
    )  # fmt: skip
    return found


def order(evidence: Evidence, layout: Layout, weights: Floats, shown: Ids, count: int) -> tuple[Ids, Floats]:
    """Return the places of the candidates in the order to show them, and their scores (see `spreading.order`)."""
    scores = np.empty(len(evidence.candidates))
    places: Ids = loops.order(
        scores, evidence.pieces, weights, evidence.mentioned, evidence.candidates, layout.terms_before,
        layout.section_starts, shown, ALREADY_SHOWN, FEWEST_TERMS, WINDOW, BESIDE_A_BETTER, count,
    )  # fmt: skip
    return places, scores[places]


ENGINE = Engine(near_the_best, exact_scores, with_neighbours, evidence, order)
