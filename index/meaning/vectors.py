"""Vectors as the index file keeps them: a byte a number.

In: unit vectors, or the file's bytes. Out: bytes for the file, and how alike a question and every passage are.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from index.meaning.model import DIMENSIONS, Vectors

STEPS = 320  # a unit: the models' numbers lie within ±0.3, so that a byte holds them in steps of 1/320
MOST = 127
# Passages multiplied at a time: what they are widened to stays in the processor's cache, and is too little for the
# library of linear algebra to share out among threads, which then wait for one another on a busy machine.
BLOCK = 1024

Bytes = npt.NDArray[np.int8]


def narrowed(vectors: npt.NDArray[np.floating[Any]]) -> Bytes:
    """Return vectors (within a unit's length) as whole numbers of `1/STEPS`, an array of the same shape."""
    whole: Bytes = np.clip(np.rint(vectors * STEPS), -MOST, MOST).astype(np.int8)
    return whole


class PassageVectors:
    """The vectors of all passages of an index, passage by passage."""

    def __init__(self, blobs: list[bytes]) -> None:
        """Take the vectors' bytes, in the passages' order; raise `ValueError` where they are no whole vectors."""
        self._vectors: Bytes = np.frombuffer(b"".join(blobs), np.int8).reshape(-1, DIMENSIONS)

    def __len__(self) -> int:
        return len(self._vectors)

    def alike(self, question: Vectors) -> npt.NDArray[np.float32]:
        """Return how alike each passage is to a question's unit vector: the cosine, -1 to 1, a value a passage."""
        found = np.empty(len(self), np.float32)
        for start in range(0, len(self), BLOCK):
            block = self._vectors[start : start + BLOCK]
            np.dot(block.astype(np.float32), question, out=found[start : start + BLOCK])
        found /= STEPS
        return found
