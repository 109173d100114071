"""The first stage of ranking: the k passages of the highest BM25 score, exactly, without scoring them all.

In: a question's terms. Out: passage ids and scores; and, for the second stage, the terms' postings.

How it stays quick: passages lie in blocks of eight, and each term knows its highest contribution (its peak) in every
block. Adding up the peaks bounds the scores in a block from above; only blocks whose bound reaches the k-th best score
found so far are scored. This is block-max pruning (Ding and Suel, "Faster top-k document retrieval using block-max
indexes", SIGIR 2011), done array by array. Equal scores are ordered by passage id. Where numba is there,
`index.compiled` does the same in compiled loops.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from index.bm25 import K1, length_norms, saturated
from index.postings import FREQUENCIES, Ids
from index.term_blocks import BLOCK, PEAK_UNIT, SLACK, TermBlocks, TermPostings, codes_in, laid_out

FIRST_BLOCKS = 160  # blocks scored first, to learn how good the k-th best passage is at least
CACHED_BYTES = 225  # of laid-out postings, for each passage of the index: enough for all terms that questions use
LEAST_CACHED_BYTES = 8_000_000
TINY = float(np.finfo(np.float32).tiny)
FREQUENCIES32 = FREQUENCIES.astype(np.float32)

Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


class FirstStage:
    """Ranks an index's passages by BM25 over weighted term frequencies; one per thread."""

    def __init__(
        self, fetch: Callable[[str], TermPostings | None], lengths: Floats, sections: int, compiled: Any = None
    ) -> None:
        """Take `fetch` (term → postings, None where no passage holds it), the passages' lengths in terms, and how many
        sections there are; and the module `index.compiled`, where it is to be used.
        """
        self._fetch = fetch
        self._sections = sections
        self.compiled = compiled
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
        known = laid_out(fetched, self.norms, self.size, self._sections)
        self._cache[term] = known
        self._cached_bytes += known.nbytes
        while self._cached_bytes > max(CACHED_BYTES * self.size, LEAST_CACHED_BYTES) and len(self._cache) > 1:
            self._cached_bytes -= self._cache.popitem(last=False)[1].nbytes
        return known

    def best(self, asked: Iterable[str], k: int, allowed: Mask | None = None) -> tuple[Ids, Floats]:
        """Return the ids and exact scores of the k passages that score best (above zero), the best first.

        `asked` are distinct terms; `allowed` (one truth value a passage) limits the search.
        """
        found = [known for term in asked if (known := self.term(term))]
        if not found or k < 1:
            return np.empty(0, np.int64), np.empty(0)
        mask = None
        if allowed is not None:
            mask = np.zeros(self.blocks * BLOCK, bool)
            mask[: self.size] = allowed
        quick = self.compiled and bound_kind(found) is np.uint16
        search = self.compiled.best if quick else self._best
        ids, scores = search(found, self.norms, k, mask)
        order = np.lexsort((ids, -scores))[:k]
        return ids[order], scores[order]

    def _best(self, found: Sequence[TermBlocks], _: Floats, k: int, mask: Mask | None) -> tuple[Ids, Floats]:
        """Return at least the k best passages, in no order, and no more than a few beyond."""
        bounds = self._bounds(found)
        if mask is not None:
            bounds *= mask.view(np.uint64) > 0
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
        return ids, self._exact(found, ids)

    def _bounds(self, found: Sequence[TermBlocks]) -> npt.NDArray[Any]:
        """Add up the terms' peaks, block by block."""
        bounds: npt.NDArray[Any] = np.zeros(self.blocks, bound_kind(found))
        for term in found:
            if term.peak_for_all:
                np.add(bounds, term.peaks, out=bounds, casting="unsafe")
            else:
                np.add.at(bounds, term.held.astype(np.intp), term.peaks.astype(bounds.dtype, copy=False))
        return bounds

    def _start(self, bounds: npt.NDArray[Any], k: int) -> float:
        """Return a bound that about the `FIRST_BLOCKS` best blocks reach (of every sixteen the best is looked at)."""
        wanted, groups = FIRST_BLOCKS + 3 * k, self.blocks // 16
        if groups <= wanted:
            return 1
        best = bounds[: groups * 16].reshape(16, groups).max(axis=0)
        return max(float(np.partition(best, groups - wanted)[groups - wanted]), 1)

    def _block_scores(
        self, found: Sequence[TermBlocks], blocks: Ids, mask: Mask | None, floor: float
    ) -> tuple[Ids, Floats32]:
        """Return ids and scores, in single precision, of the blocks' passages that score at least `floor`, and > 0."""
        frequencies = FREQUENCIES32.take(codes_in(found, blocks))
        below = frequencies + self._norms32.take(blocks, axis=0).reshape(-1)
        frequencies *= np.array([[term.idf * (K1 + 1)] for term in found], np.float32)
        frequencies /= below
        scores = frequencies.sum(axis=0)
        if mask is not None:
            scores *= mask.reshape(-1, BLOCK).take(blocks, axis=0).reshape(-1)
        best = (scores >= max(floor, TINY)).nonzero()[0]
        return blocks[best // BLOCK] * BLOCK + best % BLOCK, scores[best]

    def _exact(self, found: Sequence[TermBlocks], ids: Ids) -> Floats:
        """Return the passages' scores in double precision, added in the order of the terms."""
        codes = codes_in(found, ids // BLOCK).reshape(len(found), -1, BLOCK)
        frequencies = FREQUENCIES.take(codes[:, np.arange(len(ids)), ids % BLOCK])
        idfs = np.array([[term.idf] for term in found])
        scores: Floats = np.add.reduce(idfs * saturated(frequencies, self.norms.take(ids)), axis=0)
        return scores


def bound_kind(found: Sequence[TermBlocks]) -> type[np.unsignedinteger[Any]]:
    """Return the kind of numbers that holds the sum of the terms' peaks; the narrow one is quicker."""
    return np.uint16 if sum(term.peak for term in found) < 2**16 else np.uint32


def _kth(scores: Floats32, k: int) -> float:
    """Return the k-th highest score, 0 if there are fewer."""
    if len(scores) < k:
        return 0.0
    ordered = scores.copy()
    ordered.sort()  # numpy's partition is many times slower where values repeat
    return float(ordered[-k])
