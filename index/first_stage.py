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
CACHED_BYTES = 225  # of laid-out postings, for each passage of the index: enough for all terms that questions use
LEAST_CACHED_BYTES = 8_000_000
TINY = float(np.finfo(np.float32).tiny)
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

    `idf`, `section_idf`: what the term tells among passages and among sections. `blocks`: the blocks that hold the
    term, ascending, or None where `rows` has every block. `rows`: for each of them eight codes in one word. `peaks`:
    for each of them (for every block, if `peak_for_all`) the bound of the term's contribution in units of `PEAK_UNIT`;
    `peak` is the highest.
    """

    idf: float
    section_idf: float
    blocks: npt.NDArray[np.int32] | None
    rows: npt.NDArray[np.uint64]
    peaks: npt.NDArray[Any]
    peak_for_all: bool
    peak: int

    @property
    def nbytes(self) -> int:
        """Memory held, in bytes."""
        return self.rows.nbytes + self.peaks.nbytes + (0 if self.blocks is None else self.blocks.nbytes) + 300


class FirstStage:
    """Ranks an index's passages by BM25 over weighted term frequencies; one per thread."""

    def __init__(self, fetch: Callable[[str], TermPostings | None], lengths: Floats, sections: int) -> None:
        """Take `fetch` (term → postings, None where no passage holds it), the passages' lengths in terms, and how many
        sections there are.
        """
        self._fetch = fetch
        self._sections = sections
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
        while self._cached_bytes > max(CACHED_BYTES * self.size, LEAST_CACHED_BYTES) and len(self._cache) > 1:
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
            bounds *= mask.view(np.uint64).reshape(-1) > 0
        start = self._start(bounds, k)
        ids, scores = self._block_scores(found, (bounds >= start).nonzero()[0], mask, 0.0)
        floor = _kth(scores, k) * (1 - SLACK)
        reach = max(int(floor / PEAK_UNIT), 1)
        keep = scores >= floor
        ids, scores = ids[keep], scores[keep]
        if reach < start:
            rest = ((bounds >= reach) & (bounds < start)).nonzero()[0]
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
                np.add.at(bounds, term.blocks.astype(np.intp), peaks.astype(bounds.dtype, copy=False))
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
        frequencies = FREQUENCIES32.take(codes_in([term for term, _ in found], blocks))
        below = frequencies + self._norms32.take(blocks, axis=0).reshape(-1)
        frequencies *= np.array([[weight * term.idf * (K1 + 1)] for term, weight in found], np.float32)
        frequencies /= below
        scores = frequencies.sum(axis=0)
        if mask is not None:
            scores *= mask.take(blocks, axis=0).reshape(-1)
        best = (scores >= max(floor, TINY)).nonzero()[0]
        return blocks[best // BLOCK] * BLOCK + best % BLOCK, scores[best]

    def _exact(self, found: Sequence[tuple[TermBlocks, float]], ids: Ids) -> Floats:
        """Return the passages' scores in double precision, added in the order of the terms."""
        codes = codes_in([term for term, _ in found], ids // BLOCK).reshape(len(found), -1, BLOCK)
        frequencies = FREQUENCIES.take(codes[:, np.arange(len(ids)), ids % BLOCK])
        weights = np.array([[weight * term.idf] for term, weight in found])
        scores: Floats = (weights * saturated(frequencies, self.norms.take(ids))).sum(axis=0)
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
        held = None if dense else blocks.astype(np.int32)
        section_idf = float(inverse_document_frequency(self._sections, postings.sections))
        return TermBlocks(idf, section_idf, held, words, peaks, peak_for_all, peak)


def codes_in(terms: Sequence[TermBlocks], blocks: Ids) -> Codes:
    """Return the terms' codes in the given blocks: a row a term, eight columns a block, zero where a term is absent."""
    rows = np.empty((len(terms), len(blocks)), np.uint64)
    wanted = blocks.astype(np.int32)
    for row, term in zip(rows, terms, strict=True):
        if term.blocks is None:
            term.rows.take(blocks, out=row, mode="clip")
        else:
            place = term.blocks.searchsorted(wanted)
            term.rows.take(place, out=row, mode="clip")
            np.multiply(row, term.blocks.take(place, mode="clip") == wanted, out=row)
    return rows.view(np.uint8)


def distinct(numbers: Ids) -> Ids:
    """Return the numbers sorted, each once (what numpy's `unique` does, quicker for a few hundred)."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def _kth(scores: Floats32, k: int) -> float:
    """Return the k-th highest score, 0 if there are fewer."""
    if len(scores) < k:
        return 0.0
    ordered = scores.copy()
    ordered.sort()  # numpy's partition is many times slower where values repeat
    return float(ordered[-k])
