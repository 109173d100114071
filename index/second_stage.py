"""The second stage of ranking: the first stage's best passages, weighed by what stands around them.

In: a question's terms and candidate passages. Out: each candidate's score and the evidence it is made of.

A spoken answer often leaves out the words of the question, for the host has just said them. So a passage is weighed
together with the last words of the other speaker and with its section, and by whether it asks or answers. The score is
a sum of seven pieces of evidence with fitted weights: `WEIGHTS`, or `WEIGHTS_WITHIN_EPISODE` where one episode is
searched (docs/quality.md has the measurements).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.bm25 import inverse_document_frequency, length_norms, saturated
from index.first_stage import FirstStage
from index.layout import BACK, HOST, QUESTION, Layout
from index.postings import (
    FREQUENCIES,
    HEADING,
    HEADING_WEIGHT,
    MENTIONS,
    MOST_MENTIONS,
    NAME,
    NAME_WEIGHT,
    PARENT,
    Ids,
)
from index.term_blocks import BLOCK, TermBlocks, codes_in, distinct

Floats = npt.NDArray[np.float64]

EVIDENCE = ("words", "names", "before", "section", "covered", "host", "question")
WEIGHTS: Mapping[str, float] = {
    "words": 1.39,
    "names": 3.33,
    "before": 0.39,
    "section": 1.63,
    "covered": 1.44,
    "host": -2.91,
    "question": -1.01,
}
# Where a member names the episode: names tell nothing then, and its sections are about one subject.
WEIGHTS_WITHIN_EPISODE: Mapping[str, float] = {
    "words": 1.85,
    "names": 0.0,
    "before": 0.51,
    "section": 1.23,
    "covered": 1.19,
    "host": -3.0,
    "question": -1.4,
}
FEWEST_TERMS = 3  # a passage with fewer is an answer only if its own words mention the question's
WEIGHTS_IN_ORDER, WEIGHTS_WITHIN_EPISODE_IN_ORDER = (
    np.array([weights[name] for name in EVIDENCE]) for weights in (WEIGHTS, WEIGHTS_WITHIN_EPISODE)
)
# How an explanation calls the evidence.
FIELDS: Mapping[str, str] = {
    "names": "names",
    "before": "the words before",
    "section": "section",
    "covered": "coverage",
    "host": "(said by the host)",
    "question": "(is itself a question)",
}
WINDOW_K1, WINDOW_B = 1.2, 0.75  # BM25's own usual values, for sections
HEADING_IN_SECTION, PARENT_IN_SECTION = 2.0, 1.0  # what a heading's mention counts for its section


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates in order, the best first.

    `evidence` has a row for each name of `EVIDENCE`; `surrounded` is the share (0 to 1) of what the question asks that
    the passage and its surroundings mention: a rare term weighs by its square.
    """

    ids: Ids
    scores: Floats
    evidence: Floats
    surrounded: Floats


@dataclass(frozen=True, slots=True)
class Share:
    """What one term brings to a passage's score through one field; a share of no term is the passage's kind."""

    term: str
    field: str
    score: float


def rank(
    first: FirstStage, layout: Layout, asked: Iterable[str], candidates: Ids, within_episode: bool = False
) -> Ranked:
    """Score the candidates (passage ids, ascending) and return them in order; equal scores are ordered by id.

    `within_episode` tells that all of them are of one episode, which the member chose.
    """
    question = Question(first, asked)
    find = first.compiled.evidence if first.compiled else _evidence
    evidence, surrounded, mentioned = find(question, first.norms, layout, candidates)
    traits = layout.traits.take(candidates)
    evidence[5] = (traits & HOST) > 0
    evidence[6] = (traits & QUESTION) > 0
    weights = WEIGHTS_WITHIN_EPISODE_IN_ORDER if within_episode else WEIGHTS_IN_ORDER
    scores = np.add.reduce(weights[:, None] * evidence, axis=0)
    order = np.lexsort((candidates, -scores))
    # "Yeah." under the right heading answers nothing by itself.
    speaks = mentioned | (layout.lengths.take(candidates) >= FEWEST_TERMS)
    order = order[speaks[order]]
    return Ranked(candidates[order], scores[order], evidence[:, order], surrounded[order])


def explain(
    first: FirstStage, layout: Layout, asked: Iterable[str], passage: int, within_episode: bool = False
) -> list[Share]:
    """Return what each term brings to a passage's score, field by field; the shares add up to the score."""
    weights = WEIGHTS_WITHIN_EPISODE if within_episode else WEIGHTS
    question = Question(first, asked)
    around = _Surroundings(question.known, first.norms, layout, np.array([passage]))
    shares = []
    for name, by_term in zip(EVIDENCE, _by_term(question, around, layout), strict=False):
        for term, score, code in zip(question.terms, by_term[:, 0], around.own[:, 0], strict=True):
            split = _by_field(int(code)) if name == "words" else {FIELDS[name]: 1.0}
            shares += [Share(term, field, weights[name] * float(score) * part) for field, part in split.items()]
    traits = int(layout.traits[passage])
    shares += [Share("", FIELDS["host"], weights["host"])] if traits & HOST else []
    shares += [Share("", FIELDS["question"], weights["question"])] if traits & QUESTION else []
    return sorted((share for share in shares if share.score), key=lambda share: -share.score)


def _by_field(code: int) -> dict[str, float]:
    """Return each field's part of the weighted frequency that a code stands for."""
    frequency = float(FREQUENCIES[code])
    if not frequency:
        return {}
    heading, name = HEADING_WEIGHT * HEADING[code], NAME_WEIGHT * NAME[code]
    parts = {"text": MENTIONS[code], "heading": heading, "name": name}
    parts["enclosing heading"] = frequency - sum(parts.values())
    return {field: float(part) / frequency for field, part in parts.items() if part > 0}


class Question:
    """A question's terms as the index knows them.

    `terms`, `known`, `idfs` and `section_idfs` have an entry a term that some passage holds; `total` and
    `total_squares` add up the inverse document frequencies of all terms, the unknown ones too, and their squares.
    """

    def __init__(self, first: FirstStage, asked: Iterable[str]) -> None:
        """Look the terms up."""
        self.terms: list[str] = []
        self.known: list[TermBlocks] = []
        self.total = self.total_squares = 0.0
        for term in asked:
            known = first.term(term)
            if known:
                self.terms.append(term)
                self.known.append(known)
            idf = known.idf if known else float(inverse_document_frequency(first.size, 0))
            self.total += idf
            self.total_squares += idf * idf
        self.total = self.total or 1.0
        self.total_squares = self.total_squares or 1.0
        self.idfs = [known.idf for known in self.known]
        self.section_idfs = [known.section_idf for known in self.known]


def _evidence(
    question: Question, norms: Floats, layout: Layout, candidates: Ids
) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """Return the evidence (rows of the candidate's kind still empty), how much of the question surrounds each
    candidate, and which of them mention a term.
    """
    around = _Surroundings(question.known, norms, layout, candidates)
    evidence = np.empty((len(EVIDENCE), len(candidates)))
    for row, by_term in zip(evidence, _by_term(question, around, layout), strict=False):
        np.add.reduce(by_term, axis=0, out=row)
    squares = np.array([[idf * idf / question.total_squares] for idf in question.idfs]).reshape(-1, 1)
    surrounded: Floats = np.add.reduce(squares * ((around.window > 0) | around.near), axis=0)
    mentioned: npt.NDArray[np.bool_] = np.logical_or.reduce(around.mentioned, axis=0)
    return evidence, surrounded, mentioned


def _by_term(
    question: Question, around: "_Surroundings", layout: Layout
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return the first five pieces of evidence, each with a row a term and a column a candidate."""
    idfs, section_idfs = np.array(question.idfs).reshape(-1, 1), np.array(question.section_idfs).reshape(-1, 1)
    weighed = idfs / question.total**0.5
    return (
        weighed * saturated(FREQUENCIES.take(around.own), around.norms),
        weighed * NAME.take(around.own),
        weighed * saturated(around.before.astype(np.float64), around.norms_before),
        section_idfs / question.total**0.5 * _in_section(around, layout),
        idfs / question.total * around.near,
    )


class _Surroundings:
    """The posting codes at the candidates and around them; arrays have a row a term and a column a candidate.

    `own`: the code at the candidate, `mentioned` whether its words have the term, `near` whether they, its heading, its
    names or the words before have it. `window`: mentions in its window. `before`: mentions in the last passage of
    another speaker. `norms`, `norms_before`: the length norms of the candidate and of that passage.
    """

    def __init__(self, terms: list[TermBlocks], norms: Floats, layout: Layout, candidates: Ids) -> None:
        here = candidates // BLOCK
        blocks = distinct(np.concatenate((here - 1, here, here + 1)))
        blocks = blocks[(blocks >= 0) & (blocks < len(norms) // BLOCK)]
        codes = codes_in(terms, blocks)
        # Where each candidate stands among the fetched codes; its neighbours within a block stand beside it.
        place = blocks.searchsorted(here) * BLOCK + candidates % BLOCK
        said = np.zeros((len(terms), codes.shape[1] + 1), np.int32)
        np.cumsum(codes & MOST_MENTIONS, axis=1, out=said[:, 1:])
        low, high = layout.windows(candidates)
        back = (layout.traits.take(candidates) & BACK).astype(np.int64)
        self.own = codes.take(place, axis=1)
        self.window = said.take(place + (high - candidates), axis=1) - said.take(place - (candidates - low), axis=1)
        self.before = (codes.take(place - back, axis=1) & MOST_MENTIONS) * (back > 0)
        self.norms = norms.take(candidates)
        self.norms_before = norms.take(candidates - back)
        self.window_lengths = layout.window_lengths(low, high)
        self.mentioned = (self.own & MOST_MENTIONS) > 0
        self.near = (self.own > 0) | (self.before > 0)


def _in_section(surroundings: _Surroundings, layout: Layout) -> Floats:
    own = surroundings.own
    mentions = surroundings.window + HEADING_IN_SECTION * HEADING.take(own) + PARENT_IN_SECTION * PARENT.take(own)
    norms = length_norms(surroundings.window_lengths, layout.average_window, WINDOW_K1, WINDOW_B)
    return saturated(mentions, norms, WINDOW_K1)
