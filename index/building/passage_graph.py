"""The vectors of a finished index file → a graph of them in it, where they are so many that not all are looked at.

In: the new file with its vectors, the previous one. Out: the graph's links, and the passage of each of its rows. Where
nothing has gone, new passages are added to the previous graph; else it is made anew.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.file.integrity import read_only
from index.file.schema import array_of, insert, packed
from index.meaning.graph import Bytes, are_many, linked
from index.meaning.kept import GRAPH, GRAPH_FORMAT, GRAPH_PASSAGES, GRAPH_PASSAGES_KIND, holds_graph
from index.meaning.model import DIMENSIONS


def add_graph(connection: sqlite3.Connection, passages: int, previous: Path | None) -> None:
    """Write the graph of a file's vectors where they are many; `previous` has vectors of the same model, if given.

    Raises `MeaningUnavailable` without the library.
    """
    if not are_many(passages):
        return
    keys, vectors = _held(connection, passages)
    before, rows = (_known(previous, keys) if previous else None) or (None, [])
    size_before = len(rows)
    rows = [*rows, *np.setdiff1d(np.arange(passages), rows).tolist()]
    links = linked(vectors[rows], before, size_before)
    of_rows = packed(np.array(rows), GRAPH_PASSAGES_KIND)
    insert(connection, "arrays", [(GRAPH, links), (GRAPH_PASSAGES, of_rows)])
    insert(connection, "meta", [(GRAPH, GRAPH_FORMAT)])


def _held(connection: sqlite3.Connection, passages: int) -> tuple[list[bytes], Bytes]:
    """Return the keys and vectors of a file."""
    keys, vectors = [], np.empty((passages, DIMENSIONS), np.int8)
    for number, key, vector in connection.execute("SELECT id, key, vector FROM meanings ORDER BY id"):
        keys.append(key)
        vectors[number] = np.frombuffer(vector, np.int8)
    return keys, vectors


def _known(index: Path, keys: Sequence[bytes]) -> tuple[bytes, list[int]] | None:
    """Return the links of an index's graph and the passages of its rows, as the new file, of these keys, numbers them.

    None where it has no graph of this format, or one of its passages has gone.
    """
    with closing(sqlite3.connect(read_only(index), uri=True)) as connection:
        if not holds_graph(dict(connection.execute("SELECT key, value FROM meta"))):
            return None
        old_keys = [key for (key,) in connection.execute("SELECT key FROM meanings ORDER BY id")]
        old_rows = array_of(connection, GRAPH_PASSAGES, GRAPH_PASSAGES_KIND).tolist()
        ((links,),) = connection.execute("SELECT data FROM arrays WHERE name = ?", (GRAPH,))
    places: dict[bytes, list[int]] = {}
    for passage in reversed(range(len(keys))):
        places.setdefault(keys[passage], []).append(passage)
    rows = []
    for passage in old_rows:
        here = places.get(old_keys[passage])
        if not here:
            return None
        rows.append(here.pop())
    return links, rows
