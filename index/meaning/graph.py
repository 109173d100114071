"""A graph of very many passages' vectors, in which those nearest to a question are found by looking at few.

In: the vectors. Out: the graph's links as bytes for the index file, and a `Graph` of links and vectors to search. It is
a hierarchical navigable small world (Malkov and Yashunin, TPAMI 2020, https://arxiv.org/abs/1603.09320), by usearch.

usearch keeps the vectors before the links; the index file has them already, so they are cut off, and in memory they
stand before the links again, where both the graph and exact search read them.
"""

from importlib.util import find_spec
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from index.meaning.model import DIMENSIONS, MeaningUnavailable

if TYPE_CHECKING:
    from usearch.index import Index

EXACT_UP_TO = 100_000  # passages: so many are all looked at, and there is no graph
CONNECTIVITY = 16  # neighbours of a passage; 32 find no more at the same time
WIDTH_ADDING, WIDTH_ASKING = 128, 1024  # passages kept in sight on the way through the graph
LIBRARY = "usearch"
HEAD = Struct("<II")  # what stands before the vectors: how many, and how long each is

REMEDY = "pip install 'askcast[meaning]'"

Bytes = npt.NDArray[np.int8]
Ids = npt.NDArray[np.intp]


def are_many(passages: int) -> bool:
    """Tell whether there are so many passages that a graph of them is searched."""
    return passages > EXACT_UP_TO


def is_available() -> bool:
    """Tell whether the library that makes and reads the graph is installed."""
    return find_spec(LIBRARY) is not None


def refuse_without_library() -> None:
    """Raise `MeaningUnavailable` where the library is not installed."""
    if not is_available():
        told = f"meanings of more than {EXACT_UP_TO:,} passages need {LIBRARY}"
        raise MeaningUnavailable(f"{told}, of the extra: {REMEDY}")


class KeptGraph(NamedTuple):
    """A graph as the file keeps it: its links, and the passage of each of its rows."""

    links: bytes
    passages: Ids


class Graph:
    """Vectors and their links: `passages` by row, `rows` by passage; the rows of `vectors` are to be filled first."""

    def __init__(self, kept: KeptGraph) -> None:
        """Make room for the vectors of the graph's passages; raise `ValueError` for a damaged graph."""
        self.passages = kept.passages
        self.rows: Ids = np.empty_like(self.passages)
        self.rows[self.passages] = np.arange(len(self.passages))
        self._room = _room(len(self.passages), kept.links)
        self.vectors = _vectors_in(self._room, len(self.passages))
        self._index = _opened(self._room, view=True)

    def nearest(self, vector: Bytes, count: int) -> Ids:
        """Return the passages nearest to a vector, the nearest first."""
        found: Ids = self.passages[self._index.search(vector, count, threads=1).keys.astype(np.intp)]
        return found


def linked(vectors: Bytes, before: bytes | None = None, size_before: int = 0) -> bytes:
    """Return the links of a graph of vectors, of which the first `size_before` are in the graph `before` already.

    The same vectors always give the same links. Raises `MeaningUnavailable` without the library.
    """
    refuse_without_library()
    from usearch.index import Index  # noqa: PLC0415  (an extra)

    if before is None:
        graph = Index(ndim=DIMENSIONS, metric="ip", dtype="i8", connectivity=CONNECTIVITY, expansion_add=WIDTH_ADDING)
    else:
        room = _room(size_before, before)
        _vectors_in(room, size_before)[:] = vectors[:size_before]
        graph = _opened(room, view=False)
    # One after another, so that they stand in the graph in this order.
    graph.add(np.arange(size_before, len(vectors)), vectors[size_before:], threads=1)
    kept = graph.save() or b""
    if not np.array_equal(_vectors_in(kept, len(vectors)), vectors):
        raise MeaningUnavailable("this usearch keeps vectors in another way; install one of version 2")
    return bytes(kept[HEAD.size + vectors.nbytes :])


def _room(size: int, links: bytes) -> bytearray:
    before = HEAD.size + size * DIMENSIONS
    room = bytearray(before + len(links))  # filled in place, for it is large
    HEAD.pack_into(room, 0, size, DIMENSIONS)
    room[before:] = links
    return room


def _vectors_in(room: bytes | bytearray, size: int) -> Bytes:
    return np.frombuffer(room, np.int8, size * DIMENSIONS, HEAD.size).reshape(-1, DIMENSIONS)


def _opened(room: bytearray, view: bool) -> "Index":
    from usearch.index import Index  # noqa: PLC0415  (an extra)

    try:
        graph = Index.restore(room, view=view, expansion_add=WIDTH_ADDING, expansion_search=WIDTH_ASKING)
    except (RuntimeError, ValueError) as error:
        raise ValueError(f"the graph cannot be read ({error})") from error
    if graph is None or graph.ndim != DIMENSIONS:
        raise ValueError("the graph cannot be read")
    return graph
