"""What an index file keeps of meanings: which model's, the passages' vectors, and their cells where they are many.

In: an open index file. Out: its vectors, ready to be searched.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from index.file.reading import OpenFile
from index.meaning.cells import Cells, are_many
from index.meaning.model import DIMENSIONS
from index.meaning.vectors import PassageVectors

CELLS_FORMAT = "1"  # of the arrays below; those of another format are not used
CELLS, CELLS_KIND = "cells", "<u2"  # an array: the cell of each passage; a key of meta: the format, and of how many
CENTROIDS, CENTROIDS_KIND = "centroids", "<f2"
READ_AT_ONCE = 4096  # vectors


def cells_made_for(meta: Mapping[str, str]) -> int:
    """Return of how many passages the cells of a file were made, 0 where it has none of this format."""
    made_as, _, passages = meta.get(CELLS, "").partition(" ")
    return int(passages) if made_as == CELLS_FORMAT else 0


def cells_fit(meta: Mapping[str, str], passages: int) -> bool:
    """Tell whether a file of so many passages has cells if and only if it is to have some."""
    return are_many(passages) == (cells_made_for(meta) > 0)


def read_cells(file: OpenFile, passages: int) -> Cells | None:
    """Return the cells of an index of so many passages, None where it has none of this format.

    Raises `IndexUnusable`, or `ValueError` for damaged arrays.
    """
    if not cells_made_for(file.meta):
        return None
    centroids = file.array(CENTROIDS, CENTROIDS_KIND).astype(np.float32).reshape(-1, DIMENSIONS)
    cells = file.array(CELLS, CELLS_KIND)
    if len(cells) != passages:
        raise ValueError(f"the cells of {len(cells)} of {passages} passages")
    return Cells(centroids, cells)


def read_vectors(file: OpenFile, passages: int) -> PassageVectors:
    """Return the vectors of an index of so many passages; raise `IndexUnusable`, or `ValueError` for damaged ones."""
    return PassageVectors(_blobs(file, passages), passages, read_cells(file, passages))


def _blobs(file: OpenFile, passages: int) -> Iterator[bytes]:
    query = "SELECT vector FROM meanings WHERE id >= ? AND id < ? ORDER BY id"
    for start in range(0, passages, READ_AT_ONCE):
        yield b"".join(vector for (vector,) in file.rows(query, start, start + READ_AT_ONCE))
