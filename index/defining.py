"""Passages that define what a question asks to define, brought to the front.

In: ranked candidates, an open index, the terms of what is to be defined. Out: the candidates in another order.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.ranking.definitions import definition_score
from index.ranking.second_stage import Ranked
from index.reader import IndexReader

CONSIDERED = 128  # candidates whose words are looked at


def definitions_first(reader: IndexReader, ranked: Ranked, subject: Sequence[str]) -> Ranked:
    """Return the candidates with what each gains as a definition of a subject, in the order of their new scores."""
    ids = ranked.ids[:CONSIDERED]
    gains = np.zeros(len(ranked.ids))
    for place, (passage, text, heading) in enumerate(reader.texts_under_headings(ids.tolist())):
        gains[place] = definition_score(subject, text, heading, reader.answers_before(passage))
    scores = ranked.scores + gains
    order = np.argsort(-scores, kind="stable")
    return replace(
        ranked,
        ids=ranked.ids[order],
        scores=scores[order],
        surrounded=ranked.surrounded[order],
        order=ranked.order[order],
    )
