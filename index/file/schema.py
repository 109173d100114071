"""The index file's tables and arrays, and how they are written.

In: rows and arrays. Out: one SQLite file in journal mode DELETE, written once and only ever read afterwards;
`sqlite-utils` and `datasette` open it like any other.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sqlite_utils import Database

SCHEMA_VERSION = 6
MILLISECONDS = 1_000  # a second
PAGE_SIZE = 32768  # bytes: long rows waste less room than in SQLite's usual 4096, and are read as quickly

# Table → columns and, first among them, the key (no index is kept for the keys of `UNINDEXED`, which are read whole).
TABLES: Mapping[str, Mapping[str, type]] = {
    "meta": {"key": str, "value": str},
    "sources": {"path": str, "size": int, "modified_ns": int, "site": str, "problem": str, "failed": int, "slug": str},
    "episodes": {
        "id": int,
        "slug": str,
        "title": str,
        "url": str,
        "date": str,
        "description": str,
        "first_passage": int,
        "passages": int,
        "recording": str,
        "sets_type": int,
        "unsaid": str,
    },
    "people": {"episode": int, "name": str},
    "sections": {
        "id": int,
        "episode": int,
        "level": int,
        "title": str,
        "anchor": str,
        "parents": str,
        "first_passage": int,
    },
    "speakers": {"id": int, "name": str},
    "passages": {"id": int, "section": int, "speaker": int, "text": str},
    "terms": {"term": str, "passages": int, "sections": int, "postings": bytes},
    "arrays": {"name": str, "data": bytes},
}
UNINDEXED = ("meta", "sources", "people", "arrays")
# The arrays that have a number for each passage, and of what kind: packed they take a fraction of a column's room.
PASSAGE_ARRAYS: Mapping[str, str] = {
    "lengths": "<u4",
    "traits": "u1",
    "speakers": "<u4",
    "turns": "<u4",
    "fragments": "<u2",  # how a link marks it; 0: not at all
    "starts": "<u4",  # milliseconds after the recording's begin, and one more; 0 where it is not known
}


def create(path: Path) -> "Database":
    """Create an empty index file with its tables and return it open."""
    from sqlite_utils import Database  # noqa: PLC0415  (slow to load, and only a build needs it)

    connection = sqlite3.connect(path.absolute().as_uri(), isolation_level=None, uri=True)
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = OFF")  # the file is synced whole, before it is moved into place
    database = Database(connection)
    for name, columns in TABLES.items():
        database.table(name).create(dict(columns), pk=None if name in UNINDEXED else next(iter(columns)))
    return database


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, each with a value for every column of the table in its order."""
    places = ", ".join("?" * len(TABLES[table]))
    connection.executemany(f"INSERT INTO [{table}] VALUES ({places})", rows)


def create_meanings(connection: sqlite3.Connection) -> None:
    """Create the table of the passages' vectors (extra `meaning`), which an index without them does not have."""
    connection.execute("CREATE TABLE meanings (id INTEGER PRIMARY KEY, key BLOB, vector BLOB)")


def array_of(connection: sqlite3.Connection, name: str, kind: str) -> npt.NDArray[Any]:
    """Return an array of the file; raise `LookupError` or `ValueError` where it is not there or not whole."""
    rows = connection.execute("SELECT data FROM arrays WHERE name = ?", (name,)).fetchall()
    return unpacked(zlib.decompress(rows[0][0]), kind)


def unpacked(planes: bytes, kind: str) -> npt.NDArray[Any]:
    """Return the array of numbers that `packed` made bytes of, inflated; raise `ValueError` for others."""
    rows = np.frombuffer(planes, np.uint8).reshape(np.dtype(kind).itemsize, -1)
    return np.ascontiguousarray(rows.T).view(kind).ravel()


def packed(numbers: npt.NDArray[Any], kind: str) -> bytes:
    """Return an array of numbers as bytes for the file: first the lowest byte of each, and so on, deflated."""
    planes = numbers.astype(kind).view(np.uint8).reshape(len(numbers), -1).T
    return deflated(planes.tobytes())


def deflated(data: bytes) -> bytes:
    """Return bytes as the file's arrays keep them."""
    return zlib.compress(data, 1)
