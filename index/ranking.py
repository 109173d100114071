"""The two stages of ranking, one after the other.

In: a question's weighted terms and a filter. Out: the candidates in order. The first stage finds the passages that
share the question's words; the second weighs them, and the passages beside them, by their surroundings.
"""

from collections.abc import Mapping

import numpy as np

from index.first_stage import FirstStage, Mask, distinct
from index.layout import Layout
from index.postings import Ids
from index.second_stage import Ranked, rank

CANDIDATES = 64  # passages that the first stage hands to the second
WITH_NEIGHBOURS = (
    100  # of them, those whose neighbours are looked at too: an answer may share no word with the question
)


def find(
    first: FirstStage, layout: Layout, asked: Mapping[str, float], allowed: Mask | None = None, limit: int = 0
) -> Ranked:
    """Return the candidates for a question in order, at least `limit` of them where so many passages match."""
    found, _ = first.best(asked, max(CANDIDATES, limit), allowed)
    return rank(first, layout, asked, _with_neighbours(found, first.size, allowed))


def _with_neighbours(found: Ids, size: int, allowed: Mask | None) -> Ids:
    """Add the passages beside the best ones, within the filter."""
    best = found[:WITH_NEIGHBOURS]
    beside = np.concatenate((best - 1, best + 1))
    beside = beside[(beside >= 0) & (beside < size)]
    together = distinct(np.concatenate((found, beside)))
    return together if allowed is None else together[allowed[together]]
