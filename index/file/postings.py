"""What the index remembers of a term: which passages hold it, and how, one byte a passage.

In: ascending passage ids and one code each. Out: bytes for the index file, and back.

A code says how often the passage's own words have the term (up to 15) and where else it stands: in the section's
heading, in an enclosing heading, or in a name (the episode's title, the speaker's label), and whether in the label.
`index.ranking.field_weights` says what each of that counts.
"""

import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint8]

FEW_ENTRIES = 5  # fewer are never shorter for being deflated
MANY_ENTRIES = 200  # from here on a code of its own pays for each plane

ENTRIES_AT_ONCE = 500_000  # entries that a thread encodes or decodes at a time, about

MOST_MENTIONS = 15  # more of them do not change a score any further
IN_HEADING, IN_PARENT, IN_NAME, IN_LABEL = 16, 32, 64, 128


def encode(ids: Ids, codes: Codes) -> bytes:
    """Return postings (ids ascending) as bytes."""
    planes = np.empty((5, len(ids)), np.uint8)
    planes[:4] = np.diff(ids, prepend=0).astype("<u4").view(np.uint8).reshape(-1, 4).T
    planes[4] = codes
    return encode_planes(planes)


def planes_of(keys: npt.NDArray[np.uint64], starts: npt.NDArray[np.int64]) -> Codes:
    """Return the byte planes of the postings of many terms side by side: five rows, a column an entry.

    `keys` hold a passage id in bits 8 to 39 and a code in bits 0 to 7; `starts` are the columns where a term begins.
    The first four planes are the bytes of the gaps between ids (lowest first; each term's first gap is its first id),
    the fifth the codes.
    """
    ids = ((keys >> np.uint64(8)) & np.uint64(0xFFFFFFFF)).astype("<u4")
    gaps = np.diff(ids, prepend=np.uint32(0))
    firsts = starts[starts < len(ids)]
    gaps[firsts] = ids[firsts]
    planes = np.empty((5, len(keys)), np.uint8)
    planes[:4] = gaps.view(np.uint8).reshape(-1, 4).T
    planes[4] = (keys & np.uint64(0xFF)).astype(np.uint8)
    return planes


def encode_planes(planes: Codes) -> bytes:
    """Return one term's byte planes, plane after plane.

    Deflated by runs (in a large collection most high bytes are zero), or plain where that is not shorter. Each plane of
    a long one is a deflate block of its own, for a low byte and a code have little in common.
    """
    plain = planes.tobytes()
    if planes.shape[1] < FEW_ENTRIES:
        return plain
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15, 9, zlib.Z_RLE)
    if planes.shape[1] < MANY_ENTRIES:
        short = squeeze.compress(plain) + squeeze.flush()
    else:
        parts = [squeeze.compress(plane.tobytes()) + squeeze.flush(zlib.Z_BLOCK) for plane in planes]
        short = b"".join((*parts, squeeze.flush()))
    return short if len(short) < len(plain) else plain


def shares(counts: npt.NDArray[np.int64]) -> list[slice]:
    """Divide terms, with so many entries each, into runs of about `ENTRIES_AT_ONCE` entries."""
    ends = np.cumsum(counts)
    cuts = ends.searchsorted(np.arange(ENTRIES_AT_ONCE, ends[-1] if len(ends) else 0, ENTRIES_AT_ONCE)) + 1
    bounds = [0, *np.unique(cuts).tolist(), len(counts)]
    return [slice(start, end) for start, end in pairwise(bounds) if end > start]


def decode(data: bytes, count: int) -> tuple[Ids, Codes]:
    """Return the `count` ids and codes that `encode` took; raise `ValueError` where the bytes are no such postings."""
    planes = decode_planes(data, count)
    return np.cumsum(gaps(planes), dtype=np.int64), planes[4]


def decode_all(postings: Sequence[bytes], counts: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int32], Codes]:
    """Return the ids and codes of many terms, one after another; raise `ValueError` as `decode` does."""
    planes = np.empty((5, int(counts.sum())), np.uint8)
    end = 0
    for data, count in zip(postings, counts.tolist(), strict=True):
        start, end = end, end + count
        planes[:, start:end] = decode_planes(data, count)
    steps = gaps(planes)
    # The running sum goes on from term to term, and round at 2 ** 32; each term's ids count from 0.
    total = np.cumsum(steps, dtype=np.uint32)
    before = np.concatenate((total[:0], [np.uint32(0)], total[np.cumsum(counts)[:-1] - 1])) if len(total) else total
    return (total - np.repeat(before, counts)).astype(np.int32), planes[4]


def gaps(planes: Codes) -> npt.NDArray[np.uint32]:
    """Return the gaps between ids, the first id first, whose bytes the planes hold."""
    steps: npt.NDArray[np.uint32] = planes[0].astype(np.uint32)
    for place in range(1, 4):
        if planes[place].any():
            steps |= planes[place].astype(np.uint32) << np.uint32(8 * place)
    return steps


def decode_planes(data: bytes, count: int) -> Codes:
    """Return the planes of `count` postings that `encode_planes` took; raise `ValueError` for other bytes."""
    try:
        plain = data if len(data) == 5 * count else zlib.decompress(data, -15, 5 * count)
    except zlib.error as error:
        raise ValueError(f"postings cannot be read ({error})") from error
    if len(plain) != 5 * count:
        raise ValueError("postings have the wrong length")
    return np.frombuffer(plain, np.uint8).reshape(5, count)
