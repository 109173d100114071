"""Passages sorted into cells, so that of very many only those in the cells nearest to a question are looked at.

In: the passages' vectors. Out: the centroids of the cells, the cell of each passage, and for a question the passages
worth looking at. An inverted file, as Jégou, Douze and Schmid call it ("Product quantization for nearest neighbor
search", TPAMI 2011), without their quantization; docs/speed.md has the measurements, and those of a graph beside it.
"""

from math import sqrt

import numpy as np
import numpy.typing as npt

from index.meaning.model import Vectors

EXACT_UP_TO = 100_000  # passages: so many are all looked at
LOOKED_AT = 50_000  # passages that a question is compared with where there are more
CELLS_A_ROOT = 6  # cells, times the root of the number of passages
SAMPLED = 48  # passages a cell that the centroids are made from
ROUNDS = 8
SEED = 1
# Vectors multiplied at a time: what they are widened to stays in the processor's cache, and is too little for the
# library of linear algebra to share out among threads, which then wait for one another on a busy machine.
BLOCK = 1024

Bytes = npt.NDArray[np.int8]
Ids = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.uint16]


class Cells:
    """The cells of passages, and the passages laid out cell by cell: `passages` by row, `rows` by passage."""

    def __init__(self, centroids: Vectors, cells: Numbers) -> None:
        """Take the centroids (unit vectors) and the cell of each passage; raise `ValueError` where they do not fit."""
        if len(cells) and cells.max() >= len(centroids):
            raise ValueError("a passage is in a cell that is not there")
        self._centroids = centroids
        self.passages: Ids = np.argsort(cells, kind="stable")
        self.rows: Ids = np.empty_like(self.passages)
        self.rows[self.passages] = np.arange(len(cells))
        self._bounds = np.searchsorted(cells[self.passages], np.arange(len(centroids) + 1))

    def near(self, text: Vectors, allowed: Mask | None) -> Ids:
        """Return the rows of the passages that a filter leaves in the cells nearest to a text's unit vector, ascending:
        of as many cells as together have `LOOKED_AT` of them.
        """
        left = None if allowed is None else allowed[self.passages]
        before = np.arange(len(self.passages) + 1) if left is None else np.concatenate(([0], np.cumsum(left)))
        sizes = np.diff(before[self._bounds])
        order = np.argsort(-(self._centroids @ text))
        enough = int(np.searchsorted(np.cumsum(sizes[order]), LOOKED_AT)) + 1
        chosen = np.zeros(len(sizes), np.bool_)
        chosen[order[:enough]] = True
        within = np.repeat(chosen, np.diff(self._bounds))
        return np.flatnonzero(within if left is None else within & left)


def are_many(passages: int) -> bool:
    """Tell whether there are so many passages that they are sorted into cells."""
    return passages > EXACT_UP_TO


def trained(vectors: Bytes) -> Vectors:
    """Return centroids for some vectors, rounded to halves as the file keeps them.

    Spherical k-means (Dhillon and Modha, "Concept decompositions for large sparse text data using clustering", 2001) on
    a sample; the same vectors always give the same centroids.
    """
    chance = np.random.default_rng(SEED)
    count = round(CELLS_A_ROOT * sqrt(len(vectors)))
    sample = vectors[np.sort(chance.choice(len(vectors), min(len(vectors), SAMPLED * count), replace=False))]
    centroids = _unit(sample[chance.choice(len(sample), min(count, len(sample)), replace=False)].astype(np.float32))
    for _ in range(ROUNDS):
        centroids = _moved(centroids, sample, nearest_cells(sample, centroids))
    return centroids.astype(np.float16).astype(np.float32)


def nearest_cells(vectors: Bytes, centroids: Vectors) -> Numbers:
    """Return the cell of each vector: that of the centroid of the largest cosine."""
    cells = np.empty(len(vectors), np.uint16)
    for start in range(0, len(vectors), BLOCK):
        block = vectors[start : start + BLOCK].astype(np.float32)
        cells[start : start + BLOCK] = (block @ centroids.T).argmax(axis=1)
    return cells


def _moved(centroids: Vectors, sample: Bytes, cells: Numbers) -> Vectors:
    """Return the centroids of the vectors in each cell; an empty cell's stays where it was."""
    sums = np.zeros_like(centroids)
    order = np.argsort(cells, kind="stable")
    for start in range(0, len(order), BLOCK):
        block = order[start : start + BLOCK]
        in_block, begins = np.unique(cells[block], return_index=True)
        sums[in_block] += np.add.reduceat(sample[block].astype(np.float32), begins, axis=0)
    empty = np.bincount(cells, minlength=len(centroids)) == 0
    sums[empty] = centroids[empty]
    return _unit(sums)


def _unit(vectors: Vectors) -> Vectors:
    lengths: Vectors = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    return vectors / lengths
