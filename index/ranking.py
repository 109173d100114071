"""The two stages of ranking, one after the other.

In: a question's terms and a filter. Out: the candidates in order. The first stage finds the passages that
share the question's words; the second weighs them, and the passages beside them, by their surroundings.
"""

from collections.abc import Iterable

import numpy as np

from index.first_stage import FirstStage, Mask
from index.layout import Layout
from index.postings import Ids
from index.second_stage import Ranked, rank
from index.term_blocks import distinct

CANDIDATES = 64  # passages that the first stage hands to the second


def find(
    first: FirstStage,
    layout: Layout,
    asked: Iterable[str],
    allowed: Mask | None = None,
    within_episode: bool = False,
    limit: int = 0,
) -> Ranked:
    """Return the candidates for a question in order, at least `limit` of them where so many passages match.

    `allowed` is the filter, `within_episode` whether it leaves but one episode.
    """
    found, _ = first.best(asked, max(CANDIDATES, limit), allowed)
    together = (first.compiled.with_neighbours if first.compiled else _with_neighbours)(found, first.size)
    if allowed is not None:
        together = together[allowed[together]]
    return rank(first, layout, asked, together, within_episode)


def _with_neighbours(found: Ids, size: int) -> Ids:
    """Add the passages beside those found: an answer may share no word with the question."""
    beside = np.concatenate((found - 1, found + 1))
    beside = beside[(beside >= 0) & (beside < size)]
    return distinct(np.concatenate((found, beside)))
