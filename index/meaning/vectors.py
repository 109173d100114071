"""Vectors as the index file keeps them, a byte a number, and which of them are nearest to a question.

In: unit vectors, or the file's bytes. Out: bytes for the file, and how alike a question and passages are.
"""

from collections.abc import Callable, Iterable
from typing import Any, Generic, Protocol, TypeVar

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
RECENT = 4  # texts whose vectors and likenesses are kept: a question and the one before are looked at several times

Key = TypeVar("Key")
Value = TypeVar("Value")
Cosines = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


def narrowed(vectors: npt.NDArray[np.floating[Any]]) -> Bytes:
    """Return vectors (within a unit's length) as whole numbers of `1/STEPS`, an array of the same shape."""
    whole: Bytes = np.clip(np.rint(vectors * STEPS), -MOST, MOST).astype(np.int8)
    return whole


class Recent(Generic[Key, Value]):
    """What was made for the last few keys."""

    def __init__(self) -> None:
        self._made: dict[Key, Value] = {}

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return what is kept for a key, made now where there is none."""
        if key not in self._made:
            if len(self._made) >= RECENT:
                self._made.pop(next(iter(self._made)))
            self._made[key] = make()
        return self._made[key]


class PassageVectors:
    """The vectors of all passages of an index."""

    def __init__(self, blobs: Iterable[bytes], size: int, kept: KeptGraph | None = None) -> None:
        """Take the bytes of `size` vectors in the passages' order, any number in a blob.

        With a graph that the file keeps, the nearest are sought in that. Raises `ValueError` where the blobs are no
        whole vectors, or not so many.
        """
        self._graph = Graph(kept) if kept else None
        self._vectors: Bytes = self._graph.vectors if self._graph else np.empty((size, DIMENSIONS), np.int8)
        self._recent: Recent[bytes, Likeness] = Recent()
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

    def likeness(self, meant: Vectors) -> "Likeness":
        """Return how alike in meaning a text, by its unit vector, and the passages are."""
        return self._recent.get(meant.tobytes(), lambda: self._likeness(meant))

    def _likeness(self, meant: Vectors) -> "Likeness":
        graph = self._graph
        return LikenessInGraph(meant, graph) if graph else LikenessToAll(cosines(self._vectors, meant))


class Likeness(Protocol):
    """How alike a text and passages are: the cosine, -1 to 1."""

    def of(self, passages: Ids) -> Cosines:
        """Return the cosine of each of some passages."""

    def nearest(self, count: int, allowed: Mask | None) -> Ids:
        """Return the passages nearest in meaning, `count` of those that a filter (one truth value a passage) leaves."""


class LikenessToAll:
    """How alike a text and every passage are, all of it known."""

    def __init__(self, cosines: Cosines) -> None:
        """Take the cosine of each passage."""
        self._cosines = cosines

    def of(self, passages: Ids) -> Cosines:
        """Return the cosine of each of some passages."""
        return self._cosines.take(passages)

    def nearest(self, count: int, allowed: Mask | None) -> Ids:
        """Return exactly the passages nearest in meaning."""
        left = np.arange(len(self._cosines)) if allowed is None else np.flatnonzero(allowed)
        return _best(left, self.of(left), count)


class LikenessInGraph:
    """How alike a text and passages are that a graph links."""

    def __init__(self, text: Vectors, graph: Graph) -> None:
        """Take the text's unit vector and the passages' graph."""
        self._text, self._graph = text, graph

    def of(self, passages: Ids) -> Cosines:
        """Return the cosine of each of some passages."""
        return cosines(self._graph.vectors, self._text, self._graph.rows[passages])

    def nearest(self, count: int, allowed: Mask | None) -> Ids:
        """Return nearly all of the passages nearest in meaning; exactly these where a filter leaves few."""
        size = len(self._graph.vectors)
        left = np.arange(size) if allowed is None else np.flatnonzero(allowed)
        if allowed is None or are_many(len(left)):
            found = self._graph.nearest(narrowed(self._text), round(FURTHER * count * size / len(left)))
            found = found if allowed is None else found[allowed[found]]
            left = found if len(found) >= count else left
        return _best(left, self.of(left), count)


def _best(passages: Ids, cosines: Cosines, count: int) -> Ids:
    """Return the passages with the highest cosines, in any order."""
    if len(passages) <= count:
        return passages
    return passages[np.argpartition(-cosines, count)[:count]]


def cosines(vectors: Bytes, text: Vectors, rows: Ids | None = None) -> Cosines:
    """Return the cosine of each vector, or of those in some rows."""
    found = np.empty(len(vectors) if rows is None else len(rows), np.float32)
    for start in range(0, len(found), BLOCK):
        here = slice(start, start + BLOCK)
        block = vectors[here if rows is None else rows[here]]
        np.dot(block.astype(np.float32), text, out=found[here])
    found /= STEPS
    return found
