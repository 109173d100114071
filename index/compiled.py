"""Ranking in compiled loops (`index.loops`), several times quicker than array by array in a large collection.

In and out: what the numpy code of `first_stage` and `second_stage` takes and gives; `index.search` decides which is
used. Needs numba (the extra `fast`).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index import loops
from index.bm25 import K1
from index.layout import BACK, WINDOW, Layout
from index.postings import FREQUENCIES, HEADING, MOST_MENTIONS, NAME, PARENT, Ids
from index.second_stage import (
    EVIDENCE,
    HEADING_IN_SECTION,
    PARENT_IN_SECTION,
    WINDOW_B,
    WINDOW_K1,
    Question,
)
from index.term_blocks import PEAK_UNIT, SLACK, TermBlocks

FIRST_GROUPS = 160  # groups of blocks looked at first, to learn how good the k-th best passage is at least
GROWTH = 5  # how many times more groups each further round looks at
SIFTED_AFTER = 3  # terms: then the blocks that cannot reach the k-th best any more are left
NO_BOUND = 2**16
CODE_TABLES = np.stack((FREQUENCIES, NAME, HEADING, PARENT))

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Bounds = npt.NDArray[np.uint16]


def best(found: Sequence[TermBlocks], norms: Floats, k: int, mask: Mask | None) -> tuple[Ids, Floats]:
    """Return at least the k best passages with exact scores, in no order, and no more than those equal to the k-th.

    Blocks are looked at in rounds, those with the highest bounds first, until no bound reaches the k-th best score. Of
    a block only the passages are scored whose own terms could reach it.
    """
    bounds = np.zeros(len(norms) // loops.BLOCK, np.uint16)
    for term in found:
        loops.add_peaks(bounds, term.held, term.peaks)
    if mask is not None:
        bounds *= mask.view(np.uint64) > 0
    groups = loops.highest(bounds)
    rarest_first = sorted(found, key=lambda term: -term.idf)
    ids, scores = np.empty(0, np.int64), np.empty(0)
    wanted, high, reach = FIRST_GROUPS + k, NO_BOUND, 1
    while high > reach:
        low = max(loops.start_bound(groups, wanted), reach)
        blocks = loops.blocks_between(bounds, groups, low, high)
        even, odd, count = _passage_bounds(rarest_first, bounds, blocks, reach)
        top = NO_BOUND
        likely = loops.start_bound(np.concatenate((even.view(np.uint16), odd.view(np.uint16))), 2 * k)
        for at in (likely, reach):
            at = max(at, reach)  # noqa: PLW2901  (the first pass raises it)
            passages = loops.passages_between(even, odd, blocks, count, at, top) if at < top else ids[:0]
            if mask is not None:
                passages = passages[mask[passages]]
            ids = np.concatenate((ids, passages))
            scores = np.concatenate((scores, _scores(found, norms, passages)))
            if len(ids) > k:
                floor = np.partition(scores, len(scores) - k)[len(scores) - k]
                keep = scores >= floor
                ids, scores = ids[keep], scores[keep]
                reach = max(int(floor * (1 - SLACK) / PEAK_UNIT), 1)
            top = min(top, at)
        high, wanted = low, wanted * GROWTH
    return ids, scores


def with_neighbours(found: Ids, size: int) -> Ids:
    """Return the passages and those beside them, ascending, each once."""
    beside: Ids = loops.with_neighbours(found, size)
    return beside


def _passage_bounds(
    found: Sequence[TermBlocks], bounds: Bounds, blocks: Ids, reach: int
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64], int]:
    """Return the bounds of the blocks' passages (see `loops.add_passage_peaks`), and how many blocks may reach `reach`.

    Those are moved to the front of `blocks`.
    """
    count = len(blocks)
    even, odd, rest = np.zeros(count, np.uint64), np.zeros(count, np.uint64), bounds[blocks]
    for number, term in enumerate(found, start=1):
        loops.add_passage_peaks(
            even,
            odd,
            rest,
            blocks,
            count,
            term.held,
            term.signposts,
            term.run,
            term.rows,
            term.peaks,
            term.peak_for_all,
        )
        if number % SIFTED_AFTER == 0:
            count = loops.sift(even, odd, rest, blocks, count, reach)
    return even[:count], odd[:count], count


def _scores(found: Sequence[TermBlocks], norms: Floats, passages: Ids) -> Floats:
    scores = np.zeros(len(passages))
    for term in found:
        loops.add_scores(
            scores, passages, term.held, term.signposts, term.run, term.rows, term.idf, norms, FREQUENCIES, K1
        )
    return scores


def evidence(
    question: Question, norms: Floats, layout: Layout, candidates: Ids
) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """Return the evidence (rows of the candidate's kind still empty), how much of the question surrounds each
    candidate, and which of them mention a term.
    """
    size = len(candidates)
    low, high, window_norms = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size)
    loops.windows(
        candidates, layout.section_starts, layout.lengths, layout.ends, layout.average_window, WINDOW_K1, WINDOW_B,
        WINDOW, low, high, window_norms,
    )  # fmt: skip
    back = (layout.traits.take(candidates) & BACK).astype(np.int64)
    found, surrounded, mentioned = np.zeros((len(EVIDENCE), size)), np.zeros(size), np.zeros(size, bool)
    root = question.total**0.5
    for term, idf, section_idf in zip(question.known, question.idfs, question.section_idfs, strict=True):
        loops.add_evidence(
            found, surrounded, mentioned, candidates, low, high, back, term.held, term.signposts, term.run, term.rows,
            CODE_TABLES, norms, window_norms, idf / root, section_idf / root, idf / question.total,
            idf * idf / question.total_squares, K1, WINDOW_K1, HEADING_IN_SECTION, PARENT_IN_SECTION, WINDOW,
            MOST_MENTIONS,
        )  # fmt: skip
    return found, surrounded, mentioned
