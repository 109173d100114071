"""Postings laid out in a compiled loop (the extra `fast`), as `postings_layout` does array by array.

In and out: numpy arrays, as there. It stands apart from `compiled_loops` so that each is compiled anew only when it
changes itself; constants are arguments for the same reason.
"""

import numpy as np
from numba import types

from index.ranking.compiled_loops import compiled

AT_A_TIME = 4  # times `reaching` impacts are gathered before the lowest of them are dropped


@compiled(
    types.UniTuple(types.int64, 2)(  # type: ignore[no-untyped-call]
        types.Array(types.uint8, 2, "C", readonly=True), types.uint32[::1], types.uint8[::1], types.uint32[::1],
        types.uint32[::1], types.int64, types.float64, types.uint16[::1], types.float64[::1], types.float64[::1],
        types.float64, types.int64, types.int64,
    )
)  # fmt: skip
def lay_out(  # type: ignore[no-untyped-def]
    planes, ids, codes, impacts, starts, begin, scale, lengths, norms, frequencies, k1, window_passages, reaching
):
    """Fill in the postings that byte planes hold, and where those of each window begin; `begin` is the first's place.

    Returns the last passage (-1: none), or the first that is out of range, and the impact that `reaching` of them
    reach, 0 where there are fewer.
    """
    low, second, third, high = planes[0], planes[1], planes[2], planes[3]
    for number in range(planes.shape[1]):  # many at a time, for none needs another
        ids[number] = (
            np.uint32(low[number]) | np.uint32(second[number]) << np.uint32(8)
            | np.uint32(third[number]) << np.uint32(16) | np.uint32(high[number]) << np.uint32(24)
        )  # fmt: skip
    codes[:] = planes[4]
    highest, gathered, floor = np.empty(AT_A_TIME * reaching, np.uint32), 0, np.uint32(0)
    passage, window, begins, ends = np.uint64(0), 0, np.uint64(0), np.uint64(0)
    size = np.uint64(len(lengths))
    for number in range(planes.shape[1]):
        passage += np.uint64(ids[number])
        if passage >= size:
            return np.int64(passage), np.int64(0)
        while passage >= ends:
            starts[window] = begin + number
            window, begins, ends = window + 1, ends, ends + np.uint64(window_passages)
        frequency = frequencies[codes[number]]
        impact = np.uint32(np.ceil(scale * (frequency * (k1 + 1) / (frequency + norms[lengths[passage]]))))
        ids[number] = passage
        impacts[number] = np.uint32(passage - begins) << np.uint32(16) | impact
        if impact > floor:
            highest[gathered] = impact
            gathered += 1
            if gathered == len(highest):
                highest[:reaching] = np.partition(highest, gathered - reaching)[gathered - reaching :]
                gathered, floor = reaching, highest[:reaching].min()
    starts[window:] = begin + planes.shape[1]
    reached = np.partition(highest[:gathered], gathered - reaching)[gathered - reaching] if gathered >= reaching else 0
    return np.int64(passage) if planes.shape[1] else np.int64(-1), np.int64(reached)
