"""What an index file keeps of meanings: which model's, the passages' vectors, and a graph of them where they are many.

In: an open index file. Out: its vectors, ready to be searched.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from index.file.reading import OpenFile
from index.meaning.graph import LIBRARY, REMEDY, KeptGraph, are_many, is_available
from index.meaning.vectors import PassageVectors

GRAPH_FORMAT = "1"  # of the arrays below; those of another format are not used
GRAPH = "graph"  # a key of meta, which tells the format, and an array: the links, as they are
GRAPH_PASSAGES, GRAPH_PASSAGES_KIND = "graph_passages", "<u4"  # an array: the passage of each row
READ_AT_ONCE = 4096  # vectors


def holds_graph(meta: Mapping[str, str]) -> bool:
    """Tell whether a file holds a graph of this format."""
    return meta.get(GRAPH) == GRAPH_FORMAT


def graph_fits(meta: Mapping[str, str], passages: int) -> bool:
    """Tell whether a file of so many passages holds a graph if and only if it is to hold one."""
    return are_many(passages) == holds_graph(meta)


def read_graph(file: OpenFile, passages: int) -> KeptGraph | None:
    """Return the graph of an index of so many passages, None where it has none of this format.

    Raises `IndexUnusable`, or `ValueError` for a damaged one.
    """
    if not holds_graph(file.meta):
        return None
    of_rows = file.array(GRAPH_PASSAGES, GRAPH_PASSAGES_KIND).astype(np.intp)
    if not np.array_equal(np.sort(of_rows), np.arange(passages)):
        raise ValueError("the graph is not of these passages")
    return KeptGraph(file.packed_data(GRAPH), of_rows)


def read_vectors(file: OpenFile, passages: int) -> PassageVectors:
    """Return the vectors of an index of so many passages; raise `IndexUnusable`, or `ValueError` for damaged ones.

    Without the library for graphs they are searched exactly.
    """
    graph = read_graph(file, passages) if is_available() else None
    return PassageVectors(_blobs(file, passages), passages, graph)


def slowed(meta: Mapping[str, str]) -> str | None:
    """Say why a file's graph is not searched, in a part of a sentence; None where it is, or there is none."""
    if not holds_graph(meta) or is_available():
        return None
    return f"meanings are searched one by one, for {LIBRARY} is not installed: {REMEDY}"


def _blobs(file: OpenFile, passages: int) -> Iterator[bytes]:
    query = "SELECT vector FROM meanings WHERE id >= ? AND id < ? ORDER BY id"
    for start in range(0, passages, READ_AT_ONCE):
        yield b"".join(vector for (vector,) in file.rows(query, start, start + READ_AT_ONCE))
