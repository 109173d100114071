"""The first stage of ranking: the passages with the best BM25 scores, exactly, without scoring them all.

In: a question's terms with their weights, postings fetched by term. Out: passage ids and scores; and, for the second
stage, the posting codes around any passages.

How it stays quick: passages lie in blocks of eight, and each term knows its highest contribution (its peak) in every
block. Adding up the peaks bounds the scores in a block from above; only blocks whose bound reaches the k-th best score
found so far are scored. This is block-max pruning (Ding and Suel, "Faster top-k document retrieval using block-max
indexes", SIGIR 2011), done array by array. Equal scores are ordered by passage id.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.bm25 import K1, inverse_document_frequency, length_norms, saturated
from index.postings import FREQUENCIES, Codes, Ids, decode

BLOCK = 8  # passages: eight one-byte codes make one 64-bit word, so that one look-up fetches a whole block
PEAK_UNIT = 1 / 16  # peaks are whole multiples of this, rounded up: fine enough to prune, small enough for a byte
# Above these shares of the blocks a term's peaks (its codes) are kept for every block, below only for its own.
DENSE_PEAKS = 1 / 16
DENSE_BLOCKS = 1 / 4
FIRST_BLOCKS = 160  # blocks scored first, to learn how good the k-th best passage is at least
SLACK = 1e-4  # relative distance kept from a bound, far above what rounding in single precision can add up to
CACHED_BYTES = 80_000_000
FREQUENCIES32 = FREQUENCIES.astype(np.float32)

Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TermPostings:
    """A term's postings as the file holds them: how many passages and how many sections hold it, and the bytes."""

    passages: int
    sections: int
    data: bytes


@dataclass(frozen=True, slots=True)
class TermBlocks:
    """One term's postings laid out for ranking.

    `blocks`: the blocks that hold the term, ascending, or None where `rows` has every block. `rows`: for each of them
    eight codes in one word. `peaks`: for each of them (for every block, if `peak_for_all`) the bound of the term's
    contribution in units of `PEAK_UNIT`; `peak` is the highest.
    """

    idf: float
    sections: int
    blocks: Ids | None
    rows: npt.NDArray[np.uint64]
    peaks: npt.NDArray[Any]
    peak_for_all: bool
    peak: int

    @property
    def nbytes(self) -> int:
        """Memory held, in bytes."""
        return self.rows.nbytes + self.peaks.nbytes + (0 if self.blocks is None else self.blocks.nbytes) + 300

    def rows_of(self, blocks: Ids) -> npt.NDArray[np.uint64]:
        """Return the codes in the given blocks, zero where the term is absent; shape of `blocks`."""
        if self.blocks is None:
            return self.rows.take(blocks)
        place = self.blocks.searchsorted(blocks)
        rows: npt.NDArray[np.uint64] = self.rows.take(place, mode="clip")
        held: npt.NDArray[np.bool_] = self.blocks.take(place, mode="clip") == blocks
        return rows * held


class FirstStage:
    """Ranks an index's passages by BM25 over weighted term frequencies; one per thread."""

    def __init__(self, fetch: Callable[[str], TermPostings | None], lengths: Floats) -> None:
        """Take `fetch` (term → postings, None where no passage holds it) and the passages' lengths in terms."""
        self._fetch = fetch
        self.size = len(lengths)
        self.blocks = -(-self.size // BLOCK)
        self.average_length = float(lengths.mean()) or 1.0
        self.norms = np.full(self.blocks * BLOCK, np.inf)
        self.norms[: self.size] = length_norms(lengths, self.average_length)
        self._norms32 = self.norms.astype(np.float32).reshape(-1, BLOCK)
        self._cache: OrderedDict[str, TermBlocks] = OrderedDict()
        self._cached_bytes = 0

    def term(self, term: str) -> TermBlocks | None:
        """Return a term's postings, from memory or the file; the least recently used leave memory when it is full."""
        known = self._cache.get(term)
        if known is not None:
            self._cache.move_to_end(term)
            return known
        fetched = self._fetch(term)
        if fetched is None:
            return None
        known = self._laid_out(fetched)
        self._cache[term] = known
        self._cached_bytes += known.nbytes
        while self._cached_bytes > CACHED_BYTES and len(self._cache) > 1:
            self._cached_bytes -= self._cache.popitem(last=False)[1].nbytes
        return known

    def best(self, asked: Mapping[str, float], k: int, allowed: Mask | None = None) -> tuple[Ids, Floats]:
        """Return the ids and exact scores of the k passages that score best (above zero), the best first.

        `asked` maps terms to positive weights; `allowed` (one truth value a passage) limits the search.
        """
        found = [(known, weight) for term, weight in asked.items() if (known := self.term(term))]
        if not found or k < 1:
            return np.empty(0, np.int64), np.empty(0)
        bounds = self._bounds(found)
        mask = None
        if allowed is not None:
            mask = np.zeros((self.blocks, BLOCK), bool)
            mask.reshape(-1)[: self.size] = allowed
            bounds *= mask.any(axis=1)
        start = self._start(bounds, k)
        ids, scores = self._block_scores(found, np.flatnonzero(bounds >= start), mask, 0.0)
        floor = _kth(scores, k) * (1 - SLACK)
        reach = max(int(floor / PEAK_UNIT), 1)
        keep = scores >= floor
        ids, scores = ids[keep], scores[keep]
        if reach < start:
            rest = np.flatnonzero((bounds >= reach) & (bounds < start))
            more_ids, more = self._block_scores(found, rest, mask, floor)
            ids, scores = np.concatenate((ids, more_ids)), np.concatenate((scores, more))
            ids = ids[scores >= _kth(scores, k) * (1 - SLACK)]
        exact = self._exact(found, ids)
        order = np.lexsort((ids, -exact))[:k]
        return ids[order], exact[order]

    def _bounds(self, found: Sequence[tuple[TermBlocks, float]]) -> npt.NDArray[Any]:
        """Add up the terms' peaks, block by block; in whole numbers, the quicker way, where the weights allow it."""
        whole = all(weight == 1 for _, weight in found) and sum(term.peak for term, _ in found) < 2**16
        bounds: npt.NDArray[Any] = np.zeros(self.blocks, np.uint16 if whole else np.float32)
        for term, weight in found:
            peaks = term.peaks if whole or weight == 1 else term.peaks * np.float32(weight)
            if term.blocks is None or term.peak_for_all:
                np.add(bounds, peaks, out=bounds, casting="unsafe")
            else:
                np.add.at(bounds, term.blocks, peaks.astype(bounds.dtype, copy=False))
        return bounds

    def _start(self, bounds: npt.NDArray[Any], k: int) -> float:
        """Return a bound that about the `FIRST_BLOCKS` best blocks reach (of every sixteen the best is looked at)."""
        wanted, groups = FIRST_BLOCKS + 3 * k, self.blocks // 16
        if groups <= wanted:
            return 1
        best = bounds[: groups * 16].reshape(16, groups).max(axis=0)
        return max(float(np.partition(best, groups - wanted)[groups - wanted]), 1)

    def _block_scores(
        self, found: Sequence[tuple[TermBlocks, float]], blocks: Ids, mask: Mask | None, floor: float
    ) -> tuple[Ids, Floats32]:
        """Return ids and scores, in single precision, of the blocks' passages that score at least `floor`, and > 0."""
        norms = self._norms32.take(blocks, axis=0).ravel()
        scores, below = np.zeros_like(norms), np.empty_like(norms)
        for term, weight in found:
            frequencies = FREQUENCIES32.take(term.rows_of(blocks).view(np.uint8))
            np.add(frequencies, norms, out=below)
            frequencies *= np.float32(weight * term.idf * (K1 + 1))
            frequencies /= below
            scores += frequencies
        if mask is not None:
            scores *= mask.take(blocks, axis=0).ravel()
        best = np.flatnonzero(scores >= max(floor, float(np.finfo(np.float32).tiny)))
        return blocks[best // BLOCK] * BLOCK + best % BLOCK, scores[best]

    def _exact(self, found: Sequence[tuple[TermBlocks, float]], ids: Ids) -> Floats:
        """Return the passages' scores in double precision, added in the order of the terms."""
        scores, norms, blocks = np.zeros(len(ids)), self.norms[ids], ids // BLOCK
        column = np.arange(len(ids)) * BLOCK + ids % BLOCK
        for term, weight in found:
            frequencies = FREQUENCIES.take(term.rows_of(blocks).view(np.uint8).take(column))
            scores += weight * term.idf * saturated(frequencies, norms)
        return scores

    def _laid_out(self, postings: TermPostings) -> TermBlocks:
        """Decode a term's postings and arrange them by blocks; raise `ValueError` where they are damaged."""
        ids, codes = decode(postings.data, postings.passages)
        if not postings.passages or ids[-1] >= self.size or codes.max() >= len(FREQUENCIES):
            raise ValueError("postings name passages that are not there")
        idf = float(inverse_document_frequency(self.size, postings.passages))
        frequencies = FREQUENCIES.take(codes)
        impact = idf / PEAK_UNIT * saturated(frequencies, self.norms[ids])
        block = ids // BLOCK
        starts = np.flatnonzero(np.diff(block, prepend=-1))
        blocks = block[starts]
        row_of = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(ids)))
        peaks: npt.NDArray[Any] = np.ceil(np.maximum.reduceat(impact, starts) * (1 + SLACK))
        peak = int(peaks.max())
        peaks = peaks.astype(np.uint8 if peak < 256 else np.uint16)
        dense = len(blocks) > self.blocks * DENSE_BLOCKS
        peak_for_all = len(blocks) > self.blocks * DENSE_PEAKS
        rows: Codes = np.zeros((self.blocks if dense else len(blocks), BLOCK), np.uint8)
        rows[block if dense else row_of, ids % BLOCK] = codes
        if peak_for_all:
            every = np.zeros(self.blocks, peaks.dtype)
            every[blocks] = peaks
            peaks = every
        words = rows.view(np.uint64).ravel()
        return TermBlocks(idf, postings.sections, None if dense else blocks, words, peaks, peak_for_all, peak)


def _kth(scores: Floats32, k: int) -> float:
    """Return the k-th highest score, 0 if there are fewer."""
    # A full sort: numpy's partition is many times slower where values repeat.
    return float(np.sort(scores)[-k]) if len(scores) >= k else 0.0
