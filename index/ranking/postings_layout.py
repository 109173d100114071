"""A term's postings as the file keeps them → laid out for ranking: ids, codes, impacts, where each window begins.

In: byte planes (see `index.file.postings`), and parts of the arrays of a `PostingsCache` to fill in. This is array by
array; `compiled_postings` does the same in one loop, several times as quickly, where numba is there (the extra `fast`).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.bm25 import K1, saturated
from index.file.postings import Codes, gaps
from index.ranking.field_weights import FREQUENCIES

try:
    from index.ranking import compiled_postings
except ImportError:
    compiled_postings = None  # type: ignore[assignment]

WINDOW_PASSAGES = 4096  # the sums of a window's passages stay in the processor's nearest cache
IMPACT_UNIT = 1 / 1024  # impacts are whole multiples of this, rounded up: bounds of a score, and nearly the score
REACHING = 64  # passages that reach a bound known beforehand: as many as are asked for at once

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.uint32]


class Room(NamedTuple):
    """Where a term's postings go: `ids`, `codes` and `impacts` have an entry a posting (see `PostingsCache`), `starts`
    one a window and one for the end; `begin` is the first posting's place.
    """

    ids: Numbers
    codes: Codes
    impacts: Numbers
    starts: Numbers
    begin: int


def lay_out(planes: Codes, room: Room, idf: float, lengths: npt.NDArray[np.uint16], norms: Floats) -> int:
    """Fill in a term's postings, given its inverse document frequency, all passages' lengths and the norm of each.

    Returns the impact that `REACHING` of them reach, 0 where there are fewer. Raises `ValueError` where they name a
    passage that is not there.
    """
    if compiled_postings is None:
        return lay_out_in_arrays(planes, room, idf, lengths, norms)
    last, reached = compiled_postings.lay_out(
        planes, *room, idf / IMPACT_UNIT, lengths, norms, FREQUENCIES, K1, WINDOW_PASSAGES, REACHING
    )
    _refuse_beyond(last, len(lengths))
    return int(reached)


def lay_out_in_arrays(planes: Codes, room: Room, idf: float, lengths: npt.NDArray[np.uint16], norms: Floats) -> int:
    """Do what `lay_out` does without numba."""
    ids, codes = np.cumsum(gaps(planes), dtype=np.int64), planes[4]
    _refuse_beyond(int(ids[-1]) if len(ids) else -1, len(lengths))
    # Whole numbers that fit into 16 bits: no term of fewer than 2 ** 40 passages brings 64 to a score.
    impacts = np.ceil(idf / IMPACT_UNIT * saturated(FREQUENCIES.take(codes), norms[lengths[ids]])).astype(np.int64)
    room.ids[:], room.codes[:], room.impacts[:] = ids, codes, ids % WINDOW_PASSAGES << 16 | impacts
    room.starts[:] = room.begin + ids.searchsorted(np.arange(len(room.starts)) * WINDOW_PASSAGES)
    return int(np.partition(impacts, -REACHING)[-REACHING]) if len(impacts) >= REACHING else 0


def _refuse_beyond(last: int, size: int) -> None:
    if last >= size:
        raise ValueError("postings name passages that are not there")
