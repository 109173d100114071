"""The inner loops of ranking, compiled by numba (the extra `fast`).

In and out: numpy arrays. `index.compiled` calls them; they do what the numpy code of `first_stage` and `second_stage`
does, operation by operation in the same order, so that scores are the same to the last bit.

A term's postings come as `held`, `signposts`, `run` and `rows` (see `TermBlocks`). Passages and blocks are ascending.
"""

from typing import Any

import numpy as np
from numba import njit, types

BLOCK = 8  # passages
GROUP = 16  # blocks whose highest bound is looked at first

_u8, _u16, _i32, _i64, _u64, _f64 = (
    kind[::1] for kind in (types.uint8, types.uint16, types.int32, types.int64, types.uint64, types.float64)
)
_scalar, _count, _flag = types.float64, types.int64, types.boolean


def _compiled(*signatures: Any) -> Any:
    """Compile a function now, or take it from the cache beside it; where nothing can be kept, compile it each time."""

    def decorate(function: Any) -> Any:
        try:
            return njit(list(signatures), cache=True)(function)
        except RuntimeError:  # numba finds no folder that it may write to
            return njit(list(signatures))(function)

    return decorate


@_compiled(*(types.void(_u16, _i32, peaks) for peaks in (_u8, _u16)))
def add_peaks(bounds, held, peaks):  # type: ignore[no-untyped-def]
    """Add a term's peaks (one for each block, or one for each that holds it) to the bounds of the blocks, in place."""
    if len(peaks) == len(bounds):
        for block in range(len(bounds)):
            bounds[block] += peaks[block]
    else:
        for place in range(len(held)):
            bounds[held[place]] += peaks[place]


@_compiled(_u16(_u16))
def highest(bounds):  # type: ignore[no-untyped-def]
    """Return the highest bound of each group of blocks."""
    groups = np.zeros(-(-len(bounds) // GROUP), np.uint16)
    for group in range(len(groups)):
        best = np.uint16(0)
        for block in range(group * GROUP, min(group * GROUP + GROUP, len(bounds))):
            best = max(best, bounds[block])
        groups[group] = best
    return groups


@_compiled(_count(_u16, _count))
def start_bound(groups, wanted):  # type: ignore[no-untyped-def]
    """Return the highest bound, at least 1, that `wanted` groups reach."""
    top = np.uint16(0)
    for group in range(len(groups)):
        top = max(top, groups[group])
    reaching = np.zeros(np.int64(top) + 1, np.int32)
    for group in range(len(groups)):
        reaching[groups[group]] += 1
    found = 0
    for bound in range(top, 0, -1):
        found += reaching[bound]
        if found >= wanted:
            return bound
    return 1


@_compiled(_i64(_u16, _u16, _count, _count))
def blocks_between(bounds, groups, low, high):  # type: ignore[no-untyped-def]
    """Return the blocks with bounds from `low` up to `high` (not included), ascending."""
    reaching = 0
    for group in range(len(groups)):
        reaching += groups[group] >= low
    found = np.empty(reaching * GROUP + 1, np.int64)
    count = 0
    for group in range(len(groups)):
        if groups[group] >= low:
            for block in range(group * GROUP, min(group * GROUP + GROUP, len(bounds))):
                found[count] = block
                count += low <= bounds[block] < high
    return found[:count].copy()


@njit(inline="always")
def _find(held, signposts, run, block):  # type: ignore[no-untyped-def]
    """Return the first place whose block is at least `block`."""
    place = signposts[block >> run]
    while place < len(held) and held[place] < block:
        place += 1
    return place


@_compiled(
    *(types.void(_u64, _u64, _u16, _i64, _count, _i32, _i32, _count, _u64, peaks, _flag) for peaks in (_u8, _u16))
)
def add_passage_peaks(  # type: ignore[no-untyped-def]
    even, odd, rest, blocks, count, held, signposts, run, rows, peaks, for_all
):
    """Move a term's peaks from `rest` to the bounds of those passages of the first `count` blocks that hold it.

    `even` and `odd` hold the bounds of a block's passages 0, 2, 4, 6 and 1, 3, 5, 7: 16 bits each, added side by side.
    `for_all` tells that there is a peak for each block of the index.
    """
    ones, low_bytes = np.uint64(0x0001000100010001), np.uint64(0x00FF00FF00FF00FF)
    carry = np.uint64(0x007F007F007F007F)  # lifts any code above 0 to bit 7
    for number in range(count):
        block = blocks[number]
        if len(held):
            place = _find(held, signposts, run, block)
            if place == len(held):
                break
            if held[place] != block:
                continue
            codes = rows[place]
        else:
            codes = rows[block]
        peak = peaks[block if for_all else place]
        rest[number] -= peak
        wide = np.uint64(peak)
        even[number] += ((((codes & low_bytes) + carry) >> np.uint64(7)) & ones) * wide
        odd[number] += (((((codes >> np.uint64(8)) & low_bytes) + carry) >> np.uint64(7)) & ones) * wide


@_compiled(_count(_u64, _u64, _u16, _i64, _count, _count))
def sift(even, odd, rest, blocks, count, reach):  # type: ignore[no-untyped-def]
    """Keep the blocks of which a passage may still reach a bound; return how many, moved to the front."""
    kept = 0
    for number in range(count):
        best = np.uint64(0)
        for shift in range(0, 64, 16):
            best = max(best, (even[number] >> np.uint64(shift)) & np.uint64(0xFFFF))
            best = max(best, (odd[number] >> np.uint64(shift)) & np.uint64(0xFFFF))
        even[kept], odd[kept], rest[kept], blocks[kept] = even[number], odd[number], rest[number], blocks[number]
        kept += best + rest[number] >= reach
    return kept


@_compiled(_i64(_u64, _u64, _i64, _count, _count, _count))
def passages_between(even, odd, blocks, count, low, high):  # type: ignore[no-untyped-def]
    """Return the passages of the first `count` blocks with bounds from `low` up to `high` (not included), ascending."""
    found = np.empty(count * BLOCK, np.int64)
    size = 0
    for number in range(count):
        for lane in range(BLOCK):
            word = odd[number] if lane % 2 else even[number]
            bound = (word >> np.uint64(lane // 2 * 16)) & np.uint64(0xFFFF)
            found[size] = blocks[number] * BLOCK + lane
            size += low <= bound < high
    return found[:size].copy()


@_compiled(types.void(_f64, _i64, _i32, _i32, _count, _u64, _scalar, _f64, _f64, _scalar))
def add_scores(  # type: ignore[no-untyped-def]
    scores, passages, held, signposts, run, rows, idf, norms, frequencies, k1
):
    """Add what a term brings to the passages' scores, in place."""
    for number in range(len(passages)):
        passage = passages[number]
        block = passage // BLOCK
        if len(held):
            place = _find(held, signposts, run, block)
            if place == len(held):
                break
            if held[place] != block:
                continue
            codes = rows[place]
        else:
            codes = rows[block]
        code = (codes >> np.uint64(passage % BLOCK * 8)) & np.uint64(0xFF)
        if code:
            frequency = frequencies[code]
            scores[number] += idf * (frequency * (k1 + 1) / (frequency + norms[passage]))


@_compiled(_i64(_i64, _count))
def with_neighbours(found, size):  # type: ignore[no-untyped-def]
    """Return the passages and those beside them, ascending, each once."""
    every = np.empty(3 * len(found), np.int64)
    for number in range(len(found)):
        every[3 * number] = max(found[number] - 1, 0)
        every[3 * number + 1] = found[number]
        every[3 * number + 2] = min(found[number] + 1, size - 1)
    every.sort()
    kept = min(len(every), 1)
    for number in range(1, len(every)):
        if every[number] != every[number - 1]:
            every[kept] = every[number]
            kept += 1
    return every[:kept].copy()


@_compiled(types.void(_i64, _i64, _f64, _f64, _scalar, _scalar, _scalar, _count, _i64, _i64, _f64))
def windows(passages, section_starts, lengths, ends, average, k1, b, window, low, high, norms):  # type: ignore[no-untyped-def]
    """Fill in where each passage's window begins and ends, and its length norm (see `Layout.windows`)."""
    for number in range(len(passages)):
        passage = passages[number]
        section = np.searchsorted(section_starts, passage, side="right")
        low[number] = max(passage - window, section_starts[section - 1])
        high[number] = min(passage + window + 1, section_starts[section])
        length = ends[high[number] - 1] - ends[low[number]] + lengths[low[number]]
        norms[number] = k1 * (1 - b + b * length / average)


@njit(inline="always")
def _code(words, passage, first):  # type: ignore[no-untyped-def]
    """Return a passage's code, given the words of its block and those beside it from block `first` on."""
    word = words[passage // BLOCK - first]
    return np.int64((word >> np.uint64(passage % BLOCK * 8)) & np.uint64(0xFF))


@_compiled(
    types.void(
        types.float64[:, ::1], _f64, types.boolean[::1], _i64, _i64, _i64, _i64, _i32, _i32, _count, _u64,
        types.float64[:, ::1], _f64, _f64, _scalar, _scalar, _scalar, _scalar, _scalar, _scalar, _scalar, _scalar,
        _count, _count,
    )
)  # fmt: skip
def add_evidence(  # type: ignore[no-untyped-def]
    evidence, surrounded, mentioned, passages, low, high, back, held, signposts, run, rows, tables,
    norms, window_norms, weight, section_weight, cover_weight, square, k1, window_k1, heading, parent, window, mentions,
):  # fmt: skip
    """Add what a term brings to the first five pieces of evidence (rows of `evidence`), and note who mentions it.

    `tables` has four values for each code: its frequency, and whether it stands in a name, a heading, an enclosing
    heading. `mentions` are the bits of a code that count mentions.
    """
    words = np.zeros(4, np.uint64)
    for number in range(len(passages)):
        passage = passages[number]
        first = max(passage - window, 0) // BLOCK
        blocks = (passage + window) // BLOCK - first + 1
        if len(held):
            place = _find(held, signposts, run, first)
            if place == len(held):
                break
            there = place
            for step in range(blocks):
                words[step] = 0
                if there < len(held) and held[there] == first + step:
                    words[step] = rows[there]
                    there += 1
        else:
            for step in range(blocks):
                words[step] = rows[first + step] if first + step < len(rows) else np.uint64(0)
        if not (words[0] | words[1] | words[2]):
            continue
        own = _code(words, passage, first)
        around = 0
        for beside in range(low[number], high[number]):
            around += _code(words, beside, first) & mentions
        before = _code(words, passage - back[number], first) & mentions if back[number] else 0
        near = own > 0 or before > 0
        frequency = tables[0, own]
        evidence[0, number] += weight * (frequency * (k1 + 1) / (frequency + norms[passage]))
        evidence[1, number] += weight * tables[1, own]
        evidence[2, number] += weight * (before * (k1 + 1) / (before + norms[passage - back[number]]))
        in_section = around + heading * tables[2, own] + parent * tables[3, own]
        evidence[3, number] += section_weight * (in_section * (window_k1 + 1) / (in_section + window_norms[number]))
        evidence[4, number] += cover_weight * near
        surrounded[number] += square * (around > 0 or near)
        mentioned[number] |= own & mentions > 0
