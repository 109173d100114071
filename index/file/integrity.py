"""Whether a file is an index, and whole: its kind, its checksum, and that it is on disk.

In: a path. Out: an error where it is not, or the checksum written into it.
"""

import os
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from index.file.errors import IndexUnusable, IndexUnwritable, NotAnIndex

# The checksum lies in the database header's "user version", which is the application's to use
# (https://www.sqlite.org/fileformat.html).
CHECKSUM_PLACE, CHECKSUM_SIZE = 60, 4
SQLITE_MAGIC = b"SQLite format 3\0"
HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN)  # codes of a file another program holds
CHUNK = 1 << 20  # bytes read at a time


def read_only(path: Path) -> str:
    """Return the address by which SQLite opens a file for reading only."""
    return f"{path.absolute().as_uri()}?mode=ro"


def opened_bytes(path: Path) -> BinaryIO:
    """Open a file's bytes; raise `IndexUnusable` where that is not possible."""
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
    with opened_bytes(path) as file:
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
