"""The index file: one SQLite database, its schema, writing it and reading it.

In: rows to write. Out: rows read. The file is written once, in journal mode DELETE, and only ever read afterwards;
`sqlite-utils` and `datasette` open it like any other.
"""

import os
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from index.terms import TERMS_VERSION

if TYPE_CHECKING:
    from sqlite_utils import Database

SCHEMA_VERSION = 4
PAGE_SIZE = 32768  # bytes: long rows waste less room than in SQLite's usual 4096, and are read as quickly

# The checksum lies in the database header's "user version", which is the application's to use
# (https://www.sqlite.org/fileformat.html).
CHECKSUM_PLACE, CHECKSUM_SIZE = 60, 4
SQLITE_MAGIC = b"SQLite format 3\0"
HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN)  # codes of a file another program holds
CHUNK = 1 << 20  # bytes read at a time

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
    "passages": {"id": int, "section": int, "speaker": int, "text": str},
    "terms": {"term": str, "passages": int, "sections": int, "postings": bytes},
    "arrays": {"name": str, "data": bytes},
}
UNINDEXED = ("meta", "sources", "arrays")
# The arrays that have a number for each passage, and of what kind: packed they take a fraction of a column's room.
PASSAGE_ARRAYS: Mapping[str, str] = {
    "lengths": "<u4",
    "traits": "u1",
    "speakers": "<u4",
    "turns": "<u4",
    "fragment_starts": "<u4",
    "fragment_lengths": "<u4",
}


class IndexFileError(Exception):
    """An index file that cannot be used; the message says what is wrong and what to do."""


class IndexMissing(IndexFileError):
    """There is no index file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: there is no index yet; build it with: askcast index rebuild")


class NotAnIndex(IndexFileError):
    """What stands in the index's place is something else, and is left alone."""

    def __init__(self, path: Path) -> None:
        remedy = "move it away and build the index with: askcast index rebuild, or name another place with --index"
        super().__init__(f"{path}: is no index of askcast; {remedy}")


class IndexUnwritable(IndexFileError):
    """The file, or the folder it lies in, cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: cannot be written ({reason}); check the folder, its rights and the free space")


class IndexUnusable(IndexFileError):
    """The file is damaged, foreign, or of another version."""

    def __init__(self, path: Path, problem: str) -> None:
        remedy = "build it anew with: askcast index rebuild --full, or go back with: askcast index rollback"
        super().__init__(f"{path}: {problem}; {remedy}")


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


def packed(numbers: npt.NDArray[Any], kind: str) -> bytes:
    """Return an array of numbers as bytes for the file: first the lowest byte of each, and so on, deflated."""
    planes = numbers.astype(kind).view(np.uint8).reshape(len(numbers), -1).T
    return deflated(planes.tobytes())


def deflated(data: bytes) -> bytes:
    """Return bytes as the file's arrays keep them."""
    return zlib.compress(data, 1)


class IndexFile:
    """An index file open for reading: its meta table, its rows and arrays, and whether it is whole.

    Its checksum is verified beside other work, for a large file takes a while; nothing that was read is to be shown
    before `confirm` has returned.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; raise `IndexMissing`, `NotAnIndex` or `IndexUnusable` (damaged, or of another version)."""
        if not path.exists():
            raise IndexMissing(path)
        if not path.is_file():
            raise NotAnIndex(path)
        self.path = path
        with ExitStack() as undo:
            # Opened here: by the time the thread runs, another file may have taken the place, or none be there.
            opened = undo.enter_context(_opened(path))
            self._connection = undo.enter_context(closing(_connected(path)))
            self.meta = self._known_meta()
            undo.pop_all()
        self._whole: bool | None = None
        self._verifying = threading.Thread(target=self._verify, args=(opened,), name="verify-index", daemon=True)
        self._verifying.start()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def confirm(self) -> None:
        """Return when the file is known to be whole; raise `IndexUnusable` where its checksum does not fit."""
        if self._whole is None:
            self._verifying.join()
        if not self._whole:
            raise IndexUnusable(self.path, "is damaged (its checksum does not fit)")

    def rows(self, query: str, *values: Any) -> list[Any]:
        """Return the rows of a query; raise `IndexUnusable` where the file cannot be read."""
        try:
            return self._connection.execute(query, values).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise IndexUnusable(self.path, f"cannot be read ({error})") from error

    def data(self, name: str) -> bytes:
        """Return the bytes of an array; raise `IndexUnusable`."""
        rows = self.rows("SELECT data FROM arrays WHERE name = ?", name)
        try:
            return zlib.decompress(rows[0][0])
        except (IndexError, TypeError, zlib.error) as error:
            raise IndexUnusable(self.path, f"is damaged (array {name})") from error

    def words_said(self) -> dict[str, int]:
        """Return how often each word is said; raise `IndexUnusable`."""
        words = self.data("words").decode().split("\n")
        return dict(zip(words, self.array("word_counts", "<u4").tolist(), strict=True))

    def array(self, name: str, kind: str) -> npt.NDArray[Any]:
        """Return an array of numbers, of the kind it was packed as; raise `IndexUnusable`."""
        try:
            planes = np.frombuffer(self.data(name), np.uint8).reshape(np.dtype(kind).itemsize, -1)
            return np.ascontiguousarray(planes.T).view(kind).ravel()
        except ValueError as error:
            raise IndexUnusable(self.path, f"is damaged (array {name})") from error

    def _known_meta(self) -> dict[str, str]:
        try:
            # One transaction for as long as the file is open, so that no question locks it anew.
            self._connection.execute("BEGIN")
            meta = dict(self._connection.execute("SELECT key, value FROM meta"))
            made_with = int(meta["schema_version"])
        except (sqlite3.DatabaseError, UnicodeDecodeError, KeyError, ValueError) as error:
            refuse_foreign(self.path)
            raise IndexUnusable(self.path, "is damaged") from error
        if made_with > SCHEMA_VERSION:
            raise IndexUnusable(self.path, f"was made by a newer askcast (format {made_with}, here {SCHEMA_VERSION})")
        if made_with < SCHEMA_VERSION or meta.get("terms_version") != str(TERMS_VERSION):
            raise IndexUnusable(self.path, "was made by another version of askcast")
        return meta

    def _verify(self, opened: BinaryIO) -> None:
        try:
            with opened as file:
                self._whole = checksum(file) == stored_checksum(file)
        except OSError:
            self._whole = False


def read_only(path: Path) -> str:
    """Return the address by which SQLite opens a file for reading only."""
    return f"{path.absolute().as_uri()}?mode=ro"


def _connected(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(read_only(path), uri=True, isolation_level=None, check_same_thread=False)
    except sqlite3.OperationalError as error:
        raise IndexUnusable(path, f"cannot be read ({error})") from error


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise IndexUnusable(path, f"cannot be read ({error.strerror})") from error


def refuse_foreign(path: Path) -> None:
    """Raise `NotAnIndex` where a file is surely none: no SQLite database, or one with other tables than an index's.

    Raises `IndexUnusable` or `IndexUnwritable` where that cannot be told, for the file cannot be read or another
    program holds it.
    """
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        return
    if not path.is_file():
        raise NotAnIndex(path)
    with _opened(path) as file:
        if not SQLITE_MAGIC.startswith(file.read(len(SQLITE_MAGIC))):
            raise NotAnIndex(path)
    try:
        with closing(sqlite3.connect(read_only(path), uri=True, timeout=1)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError as error:
        # An error of Python's own, such as text that is no UTF-8, has no code.
        if getattr(error, "sqlite_errorcode", None) in HELD:
            raise IndexUnwritable(path, f"another program holds it: {error}") from error
        return  # damaged, so perhaps an index
    if names and "passages" not in names:
        raise NotAnIndex(path)


def checksum(file: BinaryIO) -> int:
    """Return the CRC-32 of a whole file, the place that keeps it left out."""
    file.seek(0)
    value = zlib.crc32(file.read(CHECKSUM_PLACE))
    file.seek(CHECKSUM_PLACE + CHECKSUM_SIZE)
    while chunk := file.read(CHUNK):
        value = zlib.crc32(chunk, value)
    return value


def stored_checksum(file: BinaryIO) -> int:
    """Return the checksum that a file keeps."""
    file.seek(CHECKSUM_PLACE)
    return int.from_bytes(file.read(CHECKSUM_SIZE), "big")


def seal(path: Path) -> None:
    """Write a finished file's checksum into it."""
    with path.open("r+b") as file:
        value = checksum(file)
        file.seek(CHECKSUM_PLACE)
        file.write(value.to_bytes(CHECKSUM_SIZE, "big"))


def sync(path: Path) -> None:
    """Make the file's contents, or a folder's entries, durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
