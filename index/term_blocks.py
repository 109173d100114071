"""A term's postings laid out for ranking: eight passages to a block, and the most the term can bring to each block.

In: postings as the file holds them. Out: `TermBlocks`, and the codes of any passages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.bm25 import inverse_document_frequency, saturated
from index.postings import FREQUENCIES, Codes, Ids, decode

BLOCK = 8  # passages: eight one-byte codes make one 64-bit word, so that one look-up fetches a whole block
PEAK_UNIT = 1 / 16  # peaks are whole multiples of this, rounded up: fine enough to prune, small enough for a byte
SLACK = 1e-4  # relative distance kept from a bound, far above what rounding in single precision can add up to
# Above these shares of the blocks a term's peaks (its codes) are kept for every block, below only for its own.
DENSE_PEAKS = 1 / 16
DENSE_BLOCKS = 1 / 4
SIGNPOSTED = 8  # of the blocks that hold a term, about one in so many is found without a search


@dataclass(frozen=True, slots=True)
class TermPostings:
    """A term's postings as the file holds them: how many passages and how many sections hold it, and the bytes."""

    passages: int
    sections: int
    data: bytes


@dataclass(frozen=True, slots=True)
class TermBlocks:
    """One term's postings laid out for ranking.

    `idf`, `section_idf`: what the term tells among passages and among sections. `held`: the blocks that hold the term,
    ascending; empty where `rows` has every block. `rows`: for each of them eight codes in one word. `peaks`: for each
    of them (for every block, if `peak_for_all`) the bound of the term's contribution in units of `PEAK_UNIT`; `peak` is
    the highest. `signposts`: for every run of 2 ** `run` blocks the place in `held` of its first block.
    """

    idf: float
    section_idf: float
    held: npt.NDArray[np.int32]
    rows: npt.NDArray[np.uint64]
    peaks: npt.NDArray[Any]
    peak_for_all: bool
    peak: int
    signposts: npt.NDArray[np.int32]
    run: int

    @property
    def nbytes(self) -> int:
        """Memory held, in bytes."""
        return self.rows.nbytes + self.peaks.nbytes + self.held.nbytes + self.signposts.nbytes + 400


def laid_out(postings: TermPostings, norms: npt.NDArray[np.float64], size: int, sections: int) -> TermBlocks:
    """Decode a term's postings and arrange them by blocks; raise `ValueError` where they are damaged.

    `norms` are the length norms of the passages, of which there are `size`, to whole blocks.
    """
    ids, codes = decode(postings.data, postings.passages)
    if not postings.passages or ids[-1] >= size or codes.max() >= len(FREQUENCIES):
        raise ValueError("postings name passages that are not there")
    every_block = len(norms) // BLOCK
    idf = float(inverse_document_frequency(size, postings.passages))
    impact = idf / PEAK_UNIT * saturated(FREQUENCIES.take(codes), norms[ids])
    block = ids // BLOCK
    starts = np.flatnonzero(np.diff(block, prepend=-1))
    blocks = block[starts]
    row_of = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(ids)))
    peaks: npt.NDArray[Any] = np.ceil(np.maximum.reduceat(impact, starts) * (1 + SLACK))
    peak = int(peaks.max())
    peaks = peaks.astype(np.uint8 if peak < 256 else np.uint16)
    dense = len(blocks) > every_block * DENSE_BLOCKS
    peak_for_all = len(blocks) > every_block * DENSE_PEAKS
    rows: Codes = np.zeros((every_block if dense else len(blocks), BLOCK), np.uint8)
    rows[block if dense else row_of, ids % BLOCK] = codes
    if peak_for_all:
        every = np.zeros(every_block, peaks.dtype)
        every[blocks] = peaks
        peaks = every
    held = np.empty(0, np.int32) if dense else blocks.astype(np.int32)
    run = max(int(np.log2(SIGNPOSTED * every_block / len(held))), 0) if len(held) else 0
    signposts = held.searchsorted(np.arange(0, every_block if len(held) else 0, 2**run)).astype(np.int32)
    section_idf = float(inverse_document_frequency(sections, postings.sections))
    words = rows.view(np.uint64).ravel()
    return TermBlocks(idf, section_idf, held, words, peaks, peak_for_all, peak, signposts, run)


def codes_in(terms: Sequence[TermBlocks], blocks: Ids) -> Codes:
    """Return the terms' codes in the given blocks: a row a term, eight columns a block, zero where a term is absent."""
    rows = np.empty((len(terms), len(blocks)), np.uint64)
    wanted = blocks.astype(np.int32)
    for row, term in zip(rows, terms, strict=True):
        if len(term.held):
            place = term.held.searchsorted(wanted)
            term.rows.take(place, out=row, mode="clip")
            np.multiply(row, term.held.take(place, mode="clip") == wanted, out=row)
        else:
            term.rows.take(blocks, out=row, mode="clip")
    return rows.view(np.uint8)


def distinct(numbers: Ids) -> Ids:
    """Return the numbers sorted, each once (what numpy's `unique` does, quicker for a few hundred)."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered
