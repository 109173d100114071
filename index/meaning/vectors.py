"""Vectors as the index file keeps them, a byte a number, and which of them are nearest to a question.

In: unit vectors, or the file's bytes. Out: bytes for the file, and how alike a question and passages are.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from index.meaning.cells import BLOCK, Bytes, Cells, Ids, Mask
from index.meaning.model import DIMENSIONS, Vectors

STEPS = 320  # a unit: the models' numbers lie within ±0.3, so that a byte holds them in steps of 1/320
MOST = 127
RECENT = 4  # texts whose likenesses are kept: a question and the one before are looked at several times

Embed = Callable[[Sequence[str]], Vectors]
Cosines = npt.NDArray[np.float32]


def narrowed(vectors: npt.NDArray[np.floating[Any]]) -> Bytes:
    """Return vectors (within a unit's length) as whole numbers of `1/STEPS`, an array of the same shape."""
    whole: Bytes = np.clip(np.rint(vectors * STEPS), -MOST, MOST).astype(np.int8)
    return whole


class PassageVectors:
    """The vectors of all passages of an index."""

    def __init__(self, blobs: Iterable[bytes], size: int, cells: Cells | None = None) -> None:
        """Take the bytes of `size` vectors in the passages' order, any number in a blob.

        With `cells` they are laid out cell by cell, and only the nearest cells are searched. Raises `ValueError` where
        the blobs are no whole vectors, or not so many.
        """
        self._vectors: Bytes = np.empty((size, DIMENSIONS), np.int8)
        self._cells = cells
        self._recent: dict[str, Likeness] = {}
        taken = 0
        for blob in blobs:
            vectors = np.frombuffer(blob, np.int8).reshape(-1, DIMENSIONS)
            here = slice(taken, taken + len(vectors))
            self._vectors[here if cells is None else cells.rows[here]] = vectors
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
            self._recent[text] = Likeness(embed([text])[0], self._vectors, self._cells)
        return self._recent[text]


class Likeness:
    """How alike a text and passages are: the cosine, -1 to 1."""

    def __init__(self, text: Vectors, vectors: Bytes, cells: Cells | None) -> None:
        """Take the text's unit vector and the passages' vectors, laid out by the cells where there are any."""
        self._text, self._vectors, self._cells = text, vectors, cells
        self._all = None if cells else _cosines(vectors, text)

    def of(self, passages: Ids) -> Cosines:
        """Return the cosine of each of some passages."""
        if self._cells is None:
            assert self._all is not None
            return self._all.take(passages)
        return _cosines(self._vectors, self._text, self._cells.rows[passages])

    def nearest(self, count: int, allowed: Mask | None) -> Ids:
        """Return the passages nearest in meaning, `count` of those that a filter (one truth value a passage) leaves.

        Where there are cells they are the nearest of those in the cells that are looked into.
        """
        if self._cells is None:
            assert self._all is not None
            found = np.arange(len(self._all)) if allowed is None else np.flatnonzero(allowed)
            cosines = self._all[found]
        else:
            rows = self._cells.near(self._text, allowed)
            found, cosines = self._cells.passages[rows], _cosines(self._vectors, self._text, rows)
        if len(found) <= count:
            return found
        return found[np.argpartition(-cosines, count)[:count]]


def _cosines(vectors: Bytes, text: Vectors, rows: Ids | None = None) -> Cosines:
    """Return the cosine of each vector, or of those in some rows."""
    found = np.empty(len(vectors) if rows is None else len(rows), np.float32)
    for start in range(0, len(found), BLOCK):
        here = slice(start, start + BLOCK)
        block = vectors[here if rows is None else rows[here]]
        np.dot(block.astype(np.float32), text, out=found[here])
    found /= STEPS
    return found
