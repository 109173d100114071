"""The inner loops of ranking, compiled by numba (the extra `fast`).

In and out: numpy arrays. `compiled_engine` calls them; they do what the numpy code of `first_stage`, `features` and
`diversification` does, scores operation by operation in the same order, so that they are the same to the last bit. They
stand in one file, for numba compiles and keeps what belongs together as one.

Postings come as the arrays of a `PostingsCache`: `codes`, `impacts`, `starts`, and the `slots` of a question's terms.
Unsigned numbers index arrays without a check for negative ones.

All of it stands in one file, and takes constants as arguments, because numba compiles a function anew when its own file
changes, and only then.
"""

from typing import Any

import numpy as np
from numba import njit, types

GROUP = 64  # passages that are told at once to have no high bound
FOUND_AT_ONCE = 4  # times k passages are found before those that others have beaten are left

_u8, _u16, _u32, _i32, _i64, _f64, _flags = (
    kind[::1]
    for kind in (types.uint8, types.uint16, types.uint32, types.int32, types.int64, types.float64, types.boolean)
)
_starts, _rows = types.uint32[:, ::1], types.float64[:, ::1]
_scalar, _count, _number = types.float64, types.int64, types.uint32


def compiled(signature: Any) -> Any:
    """Compile a function now, or take it from the cache beside it; where nothing can be kept, compile it each time."""

    def decorate(function: Any) -> Any:
        try:
            return njit([signature], cache=True)(function)
        except RuntimeError:  # numba finds no folder that it may write to
            return njit([signature])(function)

    return decorate


@compiled(types.void(_u32, _u32, _starts, _i64, _count))
def add_impacts(bounds, impacts, starts, slots, window):  # type: ignore[no-untyped-def]
    """Add the terms' impacts to the bounds of a window's passages, in place."""
    for slot in slots:
        for place in range(np.uint64(starts[slot, window]), np.uint64(starts[slot, window + 1])):
            impact = impacts[place]
            bounds[np.uint64(impact >> np.uint32(16))] += impact & np.uint32(0xFFFF)


@compiled(_count(_u32, _number, _i64))
def groups_reaching(bounds, floor, groups):  # type: ignore[no-untyped-def]
    """Fill in which groups of passages have a bound of at least `floor`, and return how many."""
    count = 0
    for group in range(len(bounds) // GROUP):
        reaching: Any = np.int32(0)
        for place in range(GROUP):  # adding up truths, not stopping at the first, is done many at a time
            reaching += np.int32(bounds[group * GROUP + place] >= floor)
        groups[count] = group
        count += reaching > 0
    return count


@compiled(_count(_u32, _count, _count, _number, _i64, _u32, _count))
def collect(bounds, group, first, floor, found, reached, size):  # type: ignore[no-untyped-def]
    """Add those passages of a group whose bounds reach the floor to the ones found; return how many there are now."""
    for place in range(group * GROUP, group * GROUP + GROUP):
        if bounds[place] >= floor:
            found[size], reached[size] = first + place, bounds[place]
            size += 1
    return size


@njit(inline="always")
def _floor(kth, slack):  # type: ignore[no-untyped-def]
    """Return the least bound of a passage that may be among the k best, given a bound that k passages reach."""
    return np.uint32(kth - slack) if kth > slack else np.uint32(1)


@compiled(_number(_u32, _count, _count, _number))
def floor_of(reached, size, k, slack):  # type: ignore[no-untyped-def]
    """Return the least bound of a passage that may be among the k best, given the highest bounds so far."""
    return _floor(np.partition(reached[:size], size - k)[size - k] if size >= k else np.uint32(0), slack)


@compiled(_count(_i64, _u32, _count, _number))
def keep_reaching(found, reached, size, floor):  # type: ignore[no-untyped-def]
    """Move the passages whose bounds reach the floor to the front, and return how many."""
    kept = 0
    for number in range(size):
        found[kept], reached[kept] = found[number], reached[number]
        kept += reached[number] >= floor
    return kept


@compiled(types.void(_u32, _flags, _count))
def limit(bounds, allowed, window):  # type: ignore[no-untyped-def]
    """Clear the bounds of a window's passages that a filter leaves out."""
    first = window * len(bounds)
    for place in range(min(len(bounds), len(allowed) - first)):
        bounds[place] *= allowed[first + place]


@compiled(types.boolean(_flags, _count, _count))
def any_allowed(allowed, first, end):  # type: ignore[no-untyped-def]
    """Tell whether a filter leaves any of the passages from `first` up to `end` (not included)."""
    count = 0
    for passage in range(first, min(end, len(allowed))):
        count += allowed[passage]
    return count > 0


@compiled(_i64(_u32, _starts, _i64, _count, _count, _count, _flags))
def near_the_best(impacts, starts, slots, window_passages, k, reached_by_k, allowed):  # type: ignore[no-untyped-def]
    """Return the passages whose bounds are at most one unit a term below the k-th highest bound, ascending.

    `reached_by_k` is a bound known to be reached by k passages, or 0. `allowed` is empty where there is no filter.
    """
    bounds, groups = np.zeros(window_passages, np.uint32), np.empty(window_passages // GROUP, np.int64)
    room = window_passages + FOUND_AT_ONCE * k
    found, reached = np.empty(room, np.int64), np.empty(room, np.uint32)
    size, slack, enough = 0, np.uint32(len(slots)), FOUND_AT_ONCE * k
    floor = _floor(np.uint32(reached_by_k), slack)
    for window in range(starts.shape[1] - 1):
        first = window * window_passages
        if len(allowed) and not any_allowed(allowed, first, first + window_passages):
            continue
        add_impacts(bounds, impacts, starts, slots, window)
        if len(allowed):
            limit(bounds, allowed, window)
        count = groups_reaching(bounds, floor, groups)
        while size + count * GROUP > len(found):
            found = np.concatenate((found, np.empty_like(found)))
            reached = np.concatenate((reached, np.empty_like(reached)))
        for number in range(count):
            size = collect(bounds, groups[number], first, floor, found, reached, size)
            if size > enough:
                floor = floor_of(reached, size, k, slack)
                size = keep_reaching(found, reached, size, floor)
                enough = max(FOUND_AT_ONCE * k, 2 * size)  # many may be equal
        bounds[:] = 0
    return found[: keep_reaching(found, reached, size, floor_of(reached, size, k, slack))].copy()


@njit(inline="always")
def _first_place(impacts, start, end, offset):  # type: ignore[no-untyped-def]
    """Return the first place from `start` up to `end`, in one window, whose passage is at least `offset` into it."""
    wanted = np.uint32(offset << 16)
    while start < end:
        middle = (start + end) >> np.uint64(1)
        if impacts[middle] < wanted:
            start = middle + np.uint64(1)
        else:
            end = middle
    return start


@compiled(_f64(_u32, _u8, _starts, _i64, _f64, _count, _i64, _u16, _f64, _f64, _scalar))
def exact_scores(  # type: ignore[no-untyped-def]
    impacts, codes, starts, slots, idfs, window_passages, passages, lengths, norms, frequencies, k1
):
    """Return the passages' BM25 scores, added in the order of the terms."""
    scores = np.zeros(len(passages))
    for number in range(len(passages)):
        passage = passages[number]
        window, offset, norm = passage // window_passages, passage % window_passages, norms[lengths[passage]]
        for term in range(len(slots)):
            end = np.uint64(starts[slots[term], window + 1])
            place = _first_place(impacts, np.uint64(starts[slots[term], window]), end, offset)
            if place < end and impacts[place] >> np.uint32(16) == offset:
                frequency = frequencies[codes[place]]
                scores[number] += idfs[term] * (frequency * (k1 + 1) / (frequency + norm))
    return scores


@compiled(_i64(_i64, _count))
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


@njit(inline="always")
def _start_of(impacts, window_starts, window_passages, first, start, near):  # type: ignore[no-untyped-def]
    """Return the place of the first posting from passage `first` to the end of its window; `near` tells that it is not
    far from the place `start`.
    """
    window, offset = first // window_passages, first % window_passages
    end = np.uint64(window_starts[window + 1])
    if not near:
        return _first_place(impacts, np.uint64(window_starts[window]), end, offset)
    start = max(start, np.uint64(window_starts[window]))
    while start < end and impacts[start] >> np.uint32(16) < offset:
        start += np.uint64(1)
    return start


@njit(inline="always")
def _norm(length, average, k1, b):  # type: ignore[no-untyped-def]
    return k1 * (1 - b + b * length / average)


@njit(inline="always")
def _windows(passages, section_starts, terms_before, average, k1, b, reach):  # type: ignore[no-untyped-def]
    """Return where each passage's window begins and ends, and its length norm (see `ContextWindows.windows`)."""
    low, high = np.empty(len(passages), np.int64), np.empty(len(passages), np.int64)
    norms = np.empty(len(passages))
    section = 0
    for number in range(len(passages)):
        passage = passages[number]
        if passage >= section_starts[section]:
            section += np.searchsorted(section_starts[section:], passage, side="right")
        low[number] = max(passage - reach, section_starts[section - 1])
        high[number] = min(passage + reach + 1, section_starts[section])
        norms[number] = _norm(terms_before[high[number]] - terms_before[low[number]], average, k1, b)
    return low, high, norms


@njit(inline="always")
def _codes_around(  # type: ignore[no-untyped-def]
    impacts, codes, window_starts, window_passages, start, first, passage, last, back, low, high, mention_bits
):
    """Return a term's code at a passage, how often the one at `back` mentions it, and how often those in the passage's
    window (`low` to `high`, not included) do; its postings from `first` to `last` begin at the place `start`.
    """
    window = first // window_passages
    beyond = np.uint64(window_starts[window + 1])  # where the postings of the next window begin
    end = np.uint64(window_starts[min(last // window_passages + 1, len(window_starts) - 1)])
    own, before, around = np.int64(0), np.int64(0), np.int64(0)
    for place in range(start, end):
        there = (window + (place >= beyond)) * window_passages + np.int64(impacts[place] >> np.uint32(16))
        if there > last:
            break
        mentions = np.int64(codes[place] & mention_bits)
        if there == passage:
            own = np.int64(codes[place])
        elif there == back:
            before = mentions
        if low <= there < high:
            around += mentions
    return own, before, around


# `traits` has an entry a candidate. `tables` has four values for each code: its frequency, what it counts as a name,
# whether it stands in a heading, in an enclosing heading. `back_bits` are the bits of a trait that tell how far back
# another speaker spoke, `host_bit` and `question_bit` tell the last two features; `mention_bits` are those of a code
# that count mentions, `label_bit` tells of a term in the label; `reach` is how far a window goes to each side.
@compiled(
    types.void(
        _rows, _f64, _flags, _u32, _u8, _starts, _i64, _f64, _f64, _scalar, _scalar, _scalar, _count,
        _i64, _u8, _i64, _i32, _scalar, _scalar, _rows,
        _scalar, _scalar, _scalar, _scalar, _scalar, _scalar, _count, _count, _count, _count, _count, _count,
    )
)  # fmt: skip
def add_features(  # type: ignore[no-untyped-def]
    values, surrounded, mentioned, impacts, codes, starts, slots, idfs, section_idfs, root, total, total_squares,
    window_passages, passages, traits, section_starts, terms_before, average_length, average_window, tables,
    k1, b, window_k1, window_b, heading, parent, back_bits, host_bit, question_bit, mention_bits, label_bit, reach,
):  # fmt: skip
    """Add what the terms bring to the features and to `surrounded`, and note who mentions any."""
    low, high, window_norms = _windows(
        passages, section_starts, terms_before, average_window, window_k1, window_b, reach
    )
    values[5], values[6] = (traits & host_bit) > 0, (traits & question_bit) > 0
    for term in range(len(slots)):
        window_starts, start, last = starts[slots[term]], np.uint64(0), -2 * reach
        weight, section_weight, cover_weight = idfs[term] / root, section_idfs[term] / root, idfs[term] / total
        square = idfs[term] * idfs[term] / total_squares
        for number in range(len(passages)):
            passage = passages[number]
            first, back = max(passage - reach, 0), passage - np.int64(traits[number] & back_bits)
            start = _start_of(impacts, window_starts, window_passages, first, start, first - last < reach)
            last = passage
            own, before, around = _codes_around(
                impacts, codes, window_starts, window_passages, start, first, passage, passage + reach, back,
                low[number], high[number], mention_bits,
            )  # fmt: skip
            tells = np.int64((own & label_bit) == 0)
            before, around = before * tells, around * tells
            if not (own or before or around):
                continue
            surrounded[number] += square
            if own:
                norm = _norm(terms_before[passage + 1] - terms_before[passage], average_length, k1, b)
                frequency = tables[0, own]
                values[0, number] += weight * (frequency * (k1 + 1) / (frequency + norm))
                values[1, number] += weight * tables[1, own]
                mentioned[number] |= own & mention_bits > 0
            if before:
                norm = _norm(terms_before[back + 1] - terms_before[back], average_length, k1, b)
                values[2, number] += weight * (before * (k1 + 1) / (before + norm))
            in_section = around + heading * tables[2, own] + parent * tables[3, own]
            values[3, number] += section_weight * (in_section * (window_k1 + 1) / (in_section + window_norms[number]))
            values[4, number] += cover_weight * (own > 0 or before > 0)


@njit(inline="always")
def _best_waiting(scores, speak, waiting):  # type: ignore[no-untyped-def]
    best = -1
    for other in range(len(speak)):
        if waiting[other] and (best < 0 or scores[speak[other]] > scores[speak[best]]):
            best = other
    return best


@compiled(_i64(_f64, _rows, _f64, _flags, _i64, _i32, _i64, _count, _count, _scalar, _count))
def order(  # type: ignore[no-untyped-def]
    scores, values, weights, mentioned, passages, terms_before, section_starts, fewest_terms, reach, lost_beside,
    count,
):  # fmt: skip
    """Fill in the scores and return the places of the passages that speak, in the order to show them."""
    speak, size = np.empty(len(passages), np.int64), 0
    for number in range(len(passages)):
        passage = passages[number]
        score = weights[0] * values[0, number]
        for piece in range(1, len(weights)):
            score += weights[piece] * values[piece, number]
        scores[number], speak[size] = score, number
        size += mentioned[number] or terms_before[passage + 1] - terms_before[passage] >= fewest_terms
    speak = speak[:size]
    count = min(count, size)
    places, waiting = np.empty(size, np.int64), np.ones(size, np.bool_)
    for turn in range(count):
        best = _best_waiting(scores, speak, waiting)
        waiting[best], places[turn] = False, speak[best]
        passage = passages[speak[best]]
        section = np.searchsorted(section_starts, passage, side="right")
        low = max(passage - reach, section_starts[section - 1])
        high = min(passage + reach + 1, section_starts[section])
        for other in range(size):
            if waiting[other] and low <= passages[speak[other]] < high:
                scores[speak[other]] -= lost_beside
    rest = speak[np.flatnonzero(waiting)]
    places[count:] = rest[np.argsort(-scores[rest], kind="mergesort")]
    return places
