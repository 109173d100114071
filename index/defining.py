"""Passages that define what a question asks to define, brought to the front.

In: ranked candidates, an open index, the terms of what is to be defined. Out: the candidates in another order.
"""

from collections.abc import Sequence

import numpy as np

from index.ranking.definitions import Signs, definition_score, signs_of
from index.ranking.second_stage import Ranked
from index.reader import IndexReader

CONSIDERED = 128  # candidates whose words are looked at


def definitions_first(reader: IndexReader, ranked: Ranked, subject: Sequence[str]) -> tuple[Ranked, Signs]:
    """Return the candidates with what each gains as a definition of a subject, in the order of their new scores, and
    what tells of the first that it defines it.
    """
    signs = defining_signs(reader, ranked.ids[:CONSIDERED].tolist(), subject)
    gains = np.zeros(len(ranked.ids))
    gains[: len(signs)] = [definition_score(of_one) for of_one in signs]
    scores = ranked.scores + gains
    order = np.argsort(-scores, kind="stable")
    found = ranked.reordered(order, scores[order])
    return found, signs[order[0]] if len(order) and order[0] < len(signs) else Signs()


def defining_signs(reader: IndexReader, ids: Sequence[int], subject: Sequence[str]) -> list[Signs]:
    """Return what tells of each passage that it defines a subject."""
    asking = reader.hosts_passages_before(ids)
    said = dict(reader.texts(sorted(set(asking.values())))) if asking else {}
    return [
        signs_of(subject, text, heading, reader.answers_before(passage), said.get(asking.get(passage, -1), ""))
        for passage, text, heading in reader.texts_under_headings(ids)
    ]
