"""Ranking in compiled loops (`index.loops`), several times quicker than array by array in a large collection.

In and out: what the numpy code of `first_stage` and `surroundings` takes and gives. Needs numba (the extra `fast`).
"""

import numpy as np

from index import loops
from index.bm25 import K1
from index.first_stage import Floats, Mask
from index.layout import BACK, WINDOW, Layout
from index.postings import FREQUENCIES, HEADING, MOST_MENTIONS, NAME, PARENT, Ids
from index.ranking import Engine
from index.surroundings import HEADING_IN_SECTION, PARENT_IN_SECTION, WINDOW_B, WINDOW_K1, Evidence
from index.term_memory import WINDOW_PASSAGES, AskedTerms, TermMemory

CODE_TABLES = np.stack((FREQUENCIES, NAME, HEADING, PARENT))
PIECES = 5
NO_FILTER = np.empty(0, bool)


def near_the_best(memory: TermMemory, asked: AskedTerms, k: int, allowed: Mask | None = None) -> Ids:
    """Return the k passages that score best (above zero), ascending, and those that come near."""
    mask = NO_FILTER if allowed is None else allowed
    near: Ids = loops.near_the_best(memory.ids, memory.impacts, memory.starts, asked.slots, WINDOW_PASSAGES, k, mask)
    return near


def exact_scores(memory: TermMemory, asked: AskedTerms, passages: Ids) -> Floats:
    """Return the passages' BM25 scores, added in the order of the terms."""
    scores: Floats = loops.exact_scores(
        memory.ids, memory.codes, memory.starts, asked.slots, asked.idfs, WINDOW_PASSAGES, passages, memory.norms,
        FREQUENCIES, K1,
    )  # fmt: skip
    return scores


def with_neighbours(found: Ids, size: int) -> Ids:
    """Return the passages and those beside them, ascending, each once; there are `size` passages in all."""
    beside: Ids = loops.with_neighbours(found, size)
    return beside


def evidence(memory: TermMemory, asked: AskedTerms, layout: Layout, candidates: Ids) -> Evidence:
    """Return the evidence for the candidates."""
    size = len(candidates)
    low, high, window_norms = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size)
    loops.windows(
        candidates, layout.section_starts, layout.lengths, layout.ends, layout.average_window, WINDOW_K1, WINDOW_B,
        WINDOW, low, high, window_norms,
    )  # fmt: skip
    found = Evidence(candidates, np.zeros((PIECES, size)), np.zeros(size), np.zeros(size, bool))
    loops.add_evidence(
        found.pieces, found.surrounded, found.mentioned, memory.ids, memory.codes, memory.starts, asked.slots,
        candidates, low, high, layout.traits.take(candidates), WINDOW_PASSAGES, _weights(asked), CODE_TABLES,
        memory.norms, window_norms, K1, WINDOW_K1, HEADING_IN_SECTION, PARENT_IN_SECTION, BACK, MOST_MENTIONS, WINDOW,
    )  # fmt: skip
    return found


def _weights(asked: AskedTerms) -> Floats:
    """Return what each term counts for, a row a term: for words and names, section, coverage, surroundings."""
    root, idfs = asked.total**0.5, asked.idfs
    columns = (idfs / root, asked.section_idfs / root, idfs / asked.total, idfs * idfs / asked.total_squares)
    return np.ascontiguousarray(np.array(columns).T)


ENGINE = Engine(near_the_best, exact_scores, with_neighbours, evidence)
