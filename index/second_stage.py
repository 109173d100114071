"""The second stage of ranking: the first stage's best passages, weighed by what stands around them.

In: a question's weighted terms and candidate passages. Out: each candidate's score and the evidence it is made of.

A spoken answer often leaves out the words of the question, for the host has just said them. So a passage is weighed
together with the last words of the other speaker and with its section, and by whether it asks or answers. The score is
a sum of seven pieces of evidence with the weights of `WEIGHTS`, fitted by leaving one episode out at a time
(docs/quality.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.bm25 import inverse_document_frequency, saturated
from index.first_stage import BLOCK, FirstStage, TermBlocks
from index.layout import BACK, HOST, QUESTION, Layout
from index.postings import FREQUENCIES, HEADING, IN_HEADING, IN_NAME, IN_PARENT, MOST_MENTIONS, NAME, PARENT, Ids

Floats = npt.NDArray[np.float64]

EVIDENCE = ("words", "names", "before", "section", "covered", "host", "question")
WEIGHTS: Mapping[str, float] = {
    "words": 1.37,
    "names": 3.1,
    "before": 0.39,
    "section": 1.7,
    "covered": 1.03,
    "host": -2.74,
    "question": -0.78,
}
WINDOW_K1, WINDOW_B = 1.2, 0.75  # BM25's own usual values, for sections
HEADING_IN_SECTION, PARENT_IN_SECTION = 2.0, 1.0  # what a heading's mention counts for its section


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates in order, the best first.

    `evidence` has a row for each name of `EVIDENCE`; `told` and `surrounded` are the shares (0 to 1) of what the
    question asks that the passage's own words, and its surroundings too, mention: a rare term weighs by its square.
    """

    ids: Ids
    scores: Floats
    evidence: Floats
    told: Floats
    surrounded: Floats


def rank(first: FirstStage, layout: Layout, asked: Mapping[str, float], candidates: Ids) -> Ranked:
    """Score the candidates (passage ids, distinct) and return them in order; equal scores are ordered by id."""
    known = [(blocks, weight) for term, weight in asked.items() if (blocks := first.term(term))]
    unheard = float(inverse_document_frequency(first.size, 0))
    missing = np.array([weight * unheard for term, weight in asked.items() if not first.term(term)])
    surroundings = _Surroundings([blocks for blocks, _ in known], first, layout, candidates)
    weights = np.array([weight for _, weight in known])
    weighed = weights * np.array([blocks.idf for blocks, _ in known])
    total = float(weighed.sum() + missing.sum())
    squares = weighed**2
    square_total = float(squares.sum() + (missing**2).sum())

    own, window, before = surroundings.own, surroundings.window, surroundings.before
    mentioned = (own & MOST_MENTIONS) > 0
    near = ((own & (MOST_MENTIONS | IN_HEADING | IN_PARENT | IN_NAME)) > 0) | (before > 0)
    evidence = np.empty((len(EVIDENCE), len(candidates)))
    evidence[0] = weighed @ saturated(FREQUENCIES.take(own), first.norms.take(candidates))
    evidence[1] = weighed @ NAME.take(own)
    evidence[2] = weighed @ saturated(before.astype(np.float64), surroundings.norms_before)
    evidence[3] = (weights * surroundings.section_idf) @ _in_section(surroundings, layout)
    evidence[:4] /= total**0.5
    evidence[4] = weighed @ near / total
    traits = layout.traits.take(candidates)
    evidence[5] = (traits & HOST) > 0
    evidence[6] = (traits & QUESTION) > 0

    scores = np.array([WEIGHTS[name] for name in EVIDENCE]) @ evidence
    order = np.lexsort((candidates, -scores))
    told, surrounded = squares @ mentioned / square_total, squares @ ((window > 0) | near) / square_total
    return Ranked(candidates[order], scores[order], evidence[:, order], told[order], surrounded[order])


class _Surroundings:
    """The posting codes at the candidates and around them; arrays have a row a term and a column a candidate.

    `own`: the code at the candidate. `window`: mentions in its window. `before`: mentions in the last passage of
    another speaker, with `norms_before` its length norms.
    """

    def __init__(self, terms: list[TermBlocks], first: FirstStage, layout: Layout, candidates: Ids) -> None:
        here = candidates // BLOCK
        blocks = np.unique(np.concatenate((here - 1, here, here + 1)))
        blocks = blocks[(blocks >= 0) & (blocks < first.blocks)]
        codes = np.empty((len(terms), len(blocks) * BLOCK), np.uint8)
        for row, term in zip(codes, terms, strict=True):
            row[:] = term.rows_of(blocks).view(np.uint8)
        # Where each candidate stands among the fetched codes; its neighbours within a block stand beside it.
        place = blocks.searchsorted(here) * BLOCK + candidates % BLOCK
        said = np.zeros((len(terms), codes.shape[1] + 1), np.int32)
        np.cumsum(codes & MOST_MENTIONS, axis=1, out=said[:, 1:])
        low, high = layout.windows(candidates)
        back = (layout.traits.take(candidates) & BACK).astype(np.int64)
        self.own = codes.take(place, axis=1)
        self.window = said.take(place + (high - candidates), axis=1) - said.take(place - (candidates - low), axis=1)
        self.before = (codes.take(place - back, axis=1) & MOST_MENTIONS) * (back > 0)
        self.norms_before = first.norms.take(candidates - back)
        self.window_lengths = layout.window_lengths(low, high)
        sections = len(layout.section_starts) - 1
        self.section_idf = inverse_document_frequency(sections, np.array([term.sections for term in terms]))


def _in_section(surroundings: _Surroundings, layout: Layout) -> Floats:
    own = surroundings.own
    mentions = surroundings.window + HEADING_IN_SECTION * HEADING.take(own) + PARENT_IN_SECTION * PARENT.take(own)
    lengths = surroundings.window_lengths / layout.average_window
    return saturated(mentions, WINDOW_K1 * (1 - WINDOW_B + WINDOW_B * lengths), WINDOW_K1)
