"""The vectors of a finished index file → their cells in it, where they are so many that not all are looked at.

In: the new file with its vectors, the previous one. Out: the arrays `cells` and `centroids`. While an index grows to no
more than twice what its centroids were made for they are kept, and only new passages are sorted in.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.file.integrity import read_only
from index.file.schema import array_of, insert, packed
from index.meaning.cells import Bytes, are_many, nearest_cells, trained
from index.meaning.kept import CELLS, CELLS_FORMAT, CELLS_KIND, CENTROIDS, CENTROIDS_KIND, cells_made_for
from index.meaning.model import DIMENSIONS, Vectors

OUTGROWN = 2.0  # times as many passages, or as few, as the centroids were made for
NOWHERE = -1


class _Known(NamedTuple):
    """What is known of cells: the centroids, of how many passages they were made, and cells by a vector's key."""

    centroids: Vectors
    made_for: int
    cells: Mapping[bytes, int]


def add_cells(connection: sqlite3.Connection, passages: int, previous: Path | None) -> None:
    """Write the cells of a file's passages where they are many; `previous` has vectors of the same model, if given."""
    if not are_many(passages):
        return
    keys, vectors = _held(connection, passages)
    known = (_known(previous, passages) if previous else None) or _Known(trained(vectors), passages, {})
    cells = np.array([known.cells.get(key, NOWHERE) for key in keys], np.int64)
    new = np.flatnonzero(cells == NOWHERE)
    cells[new] = nearest_cells(vectors[new], known.centroids)
    arrays = ((CELLS, packed(cells, CELLS_KIND)), (CENTROIDS, packed(known.centroids.ravel(), CENTROIDS_KIND)))
    insert(connection, "arrays", arrays)
    insert(connection, "meta", [(CELLS, f"{CELLS_FORMAT} {known.made_for}")])


def _held(connection: sqlite3.Connection, passages: int) -> tuple[list[bytes], Bytes]:
    """Return the keys and vectors of a file."""
    keys, vectors = [], np.empty((passages, DIMENSIONS), np.int8)
    for number, key, vector in connection.execute("SELECT id, key, vector FROM meanings ORDER BY id"):
        keys.append(key)
        vectors[number] = np.frombuffer(vector, np.int8)
    return keys, vectors


def _known(index: Path, passages: int) -> _Known | None:
    """Return what an index knows of cells, None where it has none of this format or they are outgrown."""
    with closing(sqlite3.connect(read_only(index), uri=True)) as connection:
        made_for = cells_made_for(dict(connection.execute("SELECT key, value FROM meta")))
        if not made_for or not 1 / OUTGROWN <= passages / made_for <= OUTGROWN:
            return None
        keys = [key for (key,) in connection.execute("SELECT key FROM meanings ORDER BY id")]
        cells = array_of(connection, CELLS, CELLS_KIND).tolist()
        centroids = array_of(connection, CENTROIDS, CENTROIDS_KIND).astype(np.float32).reshape(-1, DIMENSIONS)
    return _Known(centroids, made_for, dict(zip(keys, cells, strict=True)))
