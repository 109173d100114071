"""The index file: one SQLite database, its schema, writing it and reading it.

In: rows to write. Out: rows read. The file is written once, in journal mode DELETE, and only ever read afterwards;
`sqlite-utils` and `datasette` open it like any other.
"""

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

SCHEMA_VERSION = 2

# Table → columns and, first among them, the key.
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
    },
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
    "passages": {
        "id": int,
        "section": int,
        "turn": int,
        "speaker": int,
        "text": str,
        "fragment_start": int,
        "fragment_length": int,
    },
    "terms": {"term": str, "passages": int, "sections": int, "postings": bytes},
    "arrays": {"name": str, "data": bytes},
}


class IndexFileError(Exception):
    """An index file that cannot be used; the message says what is wrong and what to do."""


class IndexMissing(IndexFileError):
    """There is no index file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: there is no index yet; build it with: askcast index rebuild")


class IndexUnwritable(IndexFileError):
    """The file, or the folder it lies in, cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: cannot be written ({reason}); check the folder, its rights and the free space")


class IndexUnusable(IndexFileError):
    """The file is damaged, foreign, or of another version."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}; build it anew with: askcast index rebuild --full")


def create(path: Path) -> "Database":
    """Create an empty index file with its tables and return it open."""
    from sqlite_utils import Database  # noqa: PLC0415  (slow to load, and only a build needs it)

    connection = sqlite3.connect(path.absolute().as_uri(), isolation_level=None, uri=True)
    connection.execute("PRAGMA page_size = 32768")  # long rows waste less room than in SQLite's usual 4096 bytes
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = OFF")  # the file is synced whole, before it is moved into place
    database = Database(connection)
    for name, columns in TABLES.items():
        database.table(name).create(dict(columns), pk=next(iter(columns)))
    return database


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, each with a value for every column of the table in its order."""
    places = ", ".join("?" * len(TABLES[table]))
    connection.executemany(f"INSERT INTO [{table}] VALUES ({places})", rows)


def open_readonly(path: Path) -> sqlite3.Connection:
    """Open an index file for reading; raise `IndexMissing` or `IndexUnusable`."""
    if not path.exists():
        raise IndexMissing(path)
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.DatabaseError as error:
        connection.close()
        raise IndexUnusable(path, "is no index of askcast, or is damaged") from error
    if meta.get("schema_version") != str(SCHEMA_VERSION):
        connection.close()
        raise IndexUnusable(path, f"was made in another format (version {meta.get('schema_version')})")
    return connection


def sync(path: Path) -> None:
    """Make the file's contents, or a folder's entries, durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
