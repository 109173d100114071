"""An index file open for reading: its meta table, its rows and arrays.

In: the path of an index file. Out: an `IndexFile`, known to be of this version and, once `confirm` has returned, whole.
"""

import sqlite3
import threading
import zlib
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy.typing as npt

from index.file.errors import IndexMissing, IndexUnusable, NotAnIndex
from index.file.integrity import checksum, opened_bytes, read_only, refuse_foreign, stored_checksum
from index.file.schema import SCHEMA_VERSION, unpacked
from index.text.terms import TERMS_VERSION


class OpenFile(Protocol):
    """What a reader needs of an index file, or of what stands for one."""

    meta: dict[str, str]

    def close(self) -> None:
        """Close the file."""
        ...

    def confirm(self) -> None:
        """Return when the file is known to be whole."""
        ...

    def rows(self, query: str, *values: Any) -> list[Any]:
        """Return the rows of a query."""
        ...

    def data(self, name: str) -> bytes:
        """Return the bytes of an array."""
        ...

    def packed_data(self, name: str) -> bytes:
        """Return the bytes of an array as the file keeps them, deflated."""
        ...

    def words_said(self) -> dict[str, int]:
        """Return how often each word is said."""
        ...

    def array(self, name: str, kind: str) -> npt.NDArray[Any]:
        """Return an array of numbers, of the kind it was packed as."""
        ...


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
            opened = undo.enter_context(opened_bytes(path))
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
        try:
            return zlib.decompress(self.packed_data(name))
        except (TypeError, zlib.error) as error:
            raise IndexUnusable(self.path, f"is damaged (array {name})") from error

    def packed_data(self, name: str) -> bytes:
        """Return the bytes of an array as the file keeps them, deflated; raise `IndexUnusable`."""
        rows = self.rows("SELECT data FROM arrays WHERE name = ?", name)
        if not rows:
            raise IndexUnusable(self.path, f"is damaged (array {name})")
        packed: bytes = rows[0][0]
        return packed

    def words_said(self) -> dict[str, int]:
        """Return how often each word is said; raise `IndexUnusable`."""
        words = self.data("words").decode().split("\n")
        return dict(zip(words, self.array("word_counts", "<u4").tolist(), strict=True))

    def array(self, name: str, kind: str) -> npt.NDArray[Any]:
        """Return an array of numbers, of the kind it was packed as; raise `IndexUnusable`."""
        try:
            return unpacked(self.data(name), kind)
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


def holds_people(file: OpenFile) -> bool:
    """Tell whether a file holds who takes part in episodes; one that was made before that was kept does not."""
    return bool(file.rows("SELECT name FROM sqlite_master WHERE name = 'people'"))


def _connected(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(read_only(path), uri=True, isolation_level=None, check_same_thread=False)
    except sqlite3.OperationalError as error:
        raise IndexUnusable(path, f"cannot be read ({error})") from error
