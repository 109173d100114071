"""The two stages of ranking, one after the other.

In: a question's terms and a filter. Out: the candidates in the order to show them. The first stage finds the passages
that share the question's words; the second weighs them, and the passages beside them, by their surroundings.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

from index import first_stage, spreading, surroundings
from index.first_stage import Floats, Mask
from index.layout import Layout
from index.postings import Ids
from index.second_stage import Order, Ranked, rank
from index.spreading import NONE
from index.surroundings import Evidence
from index.term_memory import AskedTerms, TermMemory

CANDIDATES = 64  # passages that the first stage hands to the second
FEWEST_SPREAD = 3


class Engine(NamedTuple):
    """The work of ranking that takes time, done array by array or in compiled loops, with the same outcome."""

    near_the_best: Callable[[TermMemory, AskedTerms, int, Mask | None], Ids]
    exact_scores: Callable[[TermMemory, AskedTerms, Ids], Floats]
    with_neighbours: Callable[[Ids, int], Ids]
    evidence: Callable[[TermMemory, AskedTerms, Layout, Ids], Evidence]
    order: Order


ARRAYS = Engine(
    first_stage.near_the_best,
    first_stage.exact_scores,
    first_stage.with_neighbours,
    surroundings.evidence,
    spreading.order,
)


def find(
    memory: TermMemory,
    layout: Layout,
    asked: Iterable[str],
    allowed: Mask | None = None,
    within_episode: bool = False,
    limit: int = 0,
    engine: Engine = ARRAYS,
    shown: Ids = NONE,
) -> Ranked:
    """Return the candidates for a question in order, at least `limit` of them where so many passages match.

    `allowed` is the filter, `within_episode` whether it leaves but one episode; `shown` are the passages that answered
    the question before.
    """
    terms = memory.look_up(asked)
    k = max(CANDIDATES, limit)
    found = engine.near_the_best(memory, terms, k, allowed)
    if len(found) > k:
        found, _ = _in_order(found, engine.exact_scores(memory, terms, found), k)
    # An answer may share no word with the question, but stand beside one that does.
    together = engine.with_neighbours(found, memory.size)
    if allowed is not None:
        together = together[allowed[together]]
    evidence = engine.evidence(memory, terms, layout, together)
    return rank(evidence, layout, engine.order, max(limit, FEWEST_SPREAD), within_episode, shown)


def best(
    memory: TermMemory, asked: AskedTerms, k: int, allowed: Mask | None = None, engine: Engine = ARRAYS
) -> tuple[Ids, Floats]:
    """Return the ids and exact scores of the k passages that score best (above zero), the best first."""
    near = engine.near_the_best(memory, asked, k, allowed)
    return _in_order(near, engine.exact_scores(memory, asked, near), k)


def _in_order(ids: Ids, scores: Floats, k: int) -> tuple[Ids, Floats]:
    order = np.lexsort((ids, -scores))[:k]
    return ids[order], scores[order]
