"""Which passages the terms of a quotation vote for.

In: terms, an open index. Out: the passages whose text holds each term, and those with which the quotation may begin,
the likeliest first. Quotations run over the ends of passages, turns and sections, so a passage is voted for together
with the one after, and with the hundred terms or two that begin with it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.file.postings import MOST_MENTIONS, Ids
from index.ranking.first_stage import Mask
from index.reader import IndexReader

MOST_TERMS = 14  # a longer quotation's rarest
MOST_POSTINGS = 0.35  # times the passages: from so many postings on, commoner terms have no vote
FEWEST_TERMS = 4
STEP_BITS = 7  # where words stand is told by steps of 128 terms, and each is taken with the next
ENOUGH = 0.5  # of the most votes
LEAST = 0.001  # a vote

Votes = npt.NDArray[np.float32]


class Held(NamedTuple):
    """A term's inverse document frequency, and the passages whose text holds it, ascending."""

    weight: np.float32
    passages: Ids


def holding(reader: IndexReader, terms: Sequence[str], allowed: Mask | None) -> list[Held]:
    """Return the terms that vote, the rarest first."""
    postings = reader.postings
    asked = postings.look_up(terms)
    held: list[Held] = []
    read = 0
    for place in np.argsort(-asked.idfs, kind="stable")[:MOST_TERMS].tolist():
        here = postings.places(int(asked.slots[place]))
        read += here.stop - here.start
        if len(held) >= FEWEST_TERMS and read > MOST_POSTINGS * postings.size:
            break
        ids = postings.ids[here][(postings.codes[here] & MOST_MENTIONS) > 0].astype(np.int64)
        held.append(Held(np.float32(asked.idfs[place]), ids if allowed is None else ids[allowed[ids]]))
    return held


def likely(reader: IndexReader, held: Sequence[Held], number: int) -> Ids:
    """Return so many passages with which the words may begin, the likeliest first.

    Each term votes with its inverse document frequency, once for a passage and the one after, once for the terms that
    begin with it.
    """
    before = reader.contexts.terms_before
    near, wide = np.zeros(reader.postings.size, np.float32), np.zeros((before[-1] >> STEP_BITS) + 1, np.float32)
    for term in held:
        steps = before.take(term.passages) >> STEP_BITS
        _vote(near, term.passages, term.weight)
        _vote(wide, steps[_unlike(steps[1:], steps[:-1])] if len(steps) else steps, term.weight)
    found = _ids_in(before, np.flatnonzero(wide >= max(float(wide.max()) * ENOUGH, LEAST)))
    votes = near.take(found) + wide.take(before.take(found) >> STEP_BITS)
    kept = np.argpartition(-votes, number)[:number] if len(votes) > number else np.arange(len(votes))
    ordered: Ids = found[kept[np.lexsort((found[kept], -votes[kept]))]]
    return ordered


def _vote(votes: Votes, places: npt.NDArray[Any], weight: np.float32) -> None:
    """Add a weight for each of some places (ascending, distinct) and for the one before it, once for each."""
    if len(places):
        here = places.astype(np.int64)  # numpy is quicker with places of this kind
        votes[here] += weight
        before = here - 1
        votes[before[_unlike(before[1:], here[:-1]) & (before >= 0)]] += weight


def _unlike(some: npt.NDArray[Any], others: npt.NDArray[Any]) -> Mask:
    """Tell which numbers are unlike others, one by one, with a true before all."""
    unlike = np.ones(len(some) + 1, np.bool_)
    np.not_equal(some, others, out=unlike[1:])
    return unlike


def _ids_in(terms_before: npt.NDArray[np.int32], steps: Ids) -> Ids:
    """Return the passages that begin in some steps, ascending; `terms_before` tells where each begins."""
    wanted = steps.astype(terms_before.dtype)  # of the same kind, or all of the others would be copied
    lows, highs = (terms_before[:-1].searchsorted(wanted + beyond << STEP_BITS) for beyond in (0, 1))
    lengths = highs - lows
    shifts = np.repeat(lows - (np.cumsum(lengths) - lengths), lengths)
    ids: Ids = np.arange(lengths.sum()) + shifts
    return ids
