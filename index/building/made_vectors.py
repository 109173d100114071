"""Vectors beside an index while it is built: embedding a large collection takes hours, and who ends it loses none.

In: vectors of passages by the keys of their texts, as they are made. Out: those that a build which did not come to its
end has made, until one does.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path


def made_path(index: Path) -> Path:
    """Return where the vectors lie that were made for an index which is not in place yet."""
    return index.with_name(f"{index.name}.vectors")


class MadeVectors:
    """The file of vectors made so far by one model; to be closed."""

    def __init__(self, index: Path, model: str) -> None:
        """Open the file beside an index, or make it; one that is damaged is made anew.

        Raises `sqlite3.OperationalError` for a disk that takes no file.
        """
        self._model = model
        try:
            self._open(made_path(index))
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            made_path(index).unlink()
            self._open(made_path(index))

    def _open(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        try:
            self._connection.execute("CREATE TABLE IF NOT EXISTS vectors (model TEXT, key BLOB, vector BLOB)")
            rows = self._connection.execute("SELECT key, vector FROM vectors WHERE model = ?", (self._model,))
            self.known: dict[bytes, bytes] = dict(rows)
        except sqlite3.DatabaseError:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def keep(self, vectors: Iterable[tuple[bytes, bytes]]) -> None:
        """Write keys and vectors to the disk, at once."""
        with self._connection:
            rows = ((self._model, *pair) for pair in vectors)
            self._connection.executemany("INSERT INTO vectors VALUES (?, ?, ?)", rows)


def forget_made(index: Path) -> None:
    """Remove the file, for the index that holds its vectors is in place."""
    made_path(index).unlink(missing_ok=True)
