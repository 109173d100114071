"""Vectors as the index file keeps them, a byte a number, and which of them are nearest to a question.

In: unit vectors, or the file's bytes. Out: bytes for the file, and how alike a question and passages are.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from index.meaning.graph import Bytes, Graph, Ids, KeptGraph, are_many
from index.meaning.model import DIMENSIONS, Vectors

STEPS = 320  # a unit: the models' numbers lie within ±0.3, so that a byte holds them in steps of 1/320
MOST = 127
# Vectors multiplied at a time: what they are widened to stays in the processor's cache, and is too little for the
# library of linear algebra to share out among threads, which then wait for one another on a busy machine.
BLOCK = 1024
# Times as many passages as are wanted, and as a filter makes one expect to need, are sought in a graph: it knows the
# question by whole numbers only, and the best of them are found by its true ones.
FURTHER = 1.5
RECENT = 4  # texts whose likenesses are kept: a question and the one before are looked at several times

Embed = Callable[[Sequence[str]], Vectors]
Cosines = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


def narrowed(vectors: npt.NDArray[np.floating[Any]]) -> Bytes:
    """Return vectors (within a unit's length) as whole numbers of `1/STEPS`, an array of the same shape."""
    whole: Bytes = np.clip(np.rint(vectors * STEPS), -MOST, MOST).astype(np.int8)
    return whole


class PassageVectors:
    """The vectors of all passages of an index."""

    def __init__(self, blobs: Iterable[bytes], size: int, kept: KeptGraph | None = None) -> None:
        """Take the bytes of `size` vectors in the passages' order, any number in a blob.

        With a graph that the file keeps, the nearest are sought in that. Raises `ValueError` where the blobs are no
        whole vectors, or not so many.
        """
        self._graph = Graph(kept) if kept else None
        self._vectors: Bytes = self._graph.vectors if self._graph else np.empty((size, DIMENSIONS), np.int8)
        self._recent: dict[str, Likeness] = {}
        taken = 0
        for blob in blobs:
            vectors = np.frombuffer(blob, np.int8).reshape(-1, DIMENSIONS)
            here = slice(taken, taken + len(vectors))
            self._vectors[here if self._graph is None else self._graph.rows[here]] = vectors
            taken = here.stop
        if taken != size:
            raise ValueError(f"{taken} vectors of {size} passages")

    def __len__(self) -> int:
        return len(self._vectors)

    def likeness(self, text: str, embed: Embed) -> "Likeness":
        """Return how alike in meaning a text and the passages are, given the model's `embed`."""
        if text not in self._recent:
            if len(self._recent) >= RECENT:
                self._recent.pop(next(iter(self._recent)))
            self._recent[text] = Likeness(embed([text])[0], self._vectors, self._graph)
        return self._recent[text]


class Likeness:
    """How alike a text and passages are: the cosine, -1 to 1."""

    def __init__(self, text: Vectors, vectors: Bytes, graph: Graph | None) -> None:
        """Take the text's unit vector and the passages' vectors, in the graph's order where there is one."""
        self._text, self._vectors, self._graph = text, vectors, graph
        self._all = None if graph else _cosines(vectors, text)

    def of(self, passages: Ids) -> Cosines:
        """Return the cosine of each of some passages."""
        if self._graph is None:
            assert self._all is not None
            return self._all.take(passages)
        return _cosines(self._vectors, self._text, self._graph.rows[passages])

    def nearest(self, count: int, allowed: Mask | None) -> Ids:
        """Return the passages nearest in meaning, `count` of those that a filter (one truth value a passage) leaves.

        They are exactly these where there is no graph, or the filter leaves few; else nearly all of them.
        """
        left = np.arange(len(self._vectors)) if allowed is None else np.flatnonzero(allowed)
        if self._graph and (allowed is None or are_many(len(left))):
            found = self._graph.nearest(narrowed(self._text), round(FURTHER * count * len(self._vectors) / len(left)))
            found = found if allowed is None else found[allowed[found]]
            left = found if len(found) >= count else left
        if len(left) <= count:
            return left
        return left[np.argpartition(-self.of(left), count)[:count]]


def _cosines(vectors: Bytes, text: Vectors, rows: Ids | None = None) -> Cosines:
    """Return the cosine of each vector, or of those in some rows."""
    found = np.empty(len(vectors) if rows is None else len(rows), np.float32)
    for start in range(0, len(found), BLOCK):
        here = slice(start, start + BLOCK)
        block = vectors[here if rows is None else rows[here]]
        np.dot(block.astype(np.float32), text, out=found[here])
    found /= STEPS
    return found
