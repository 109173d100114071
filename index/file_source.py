"""The index file that lies in a place now, and the reader of it.

In: a path. Out: an `IndexReader`, another one once another file has taken the place.
"""

import os
from pathlib import Path

from index.reader import IndexReader


class FileSource:
    """Follows one place; belongs to one thread."""

    def __init__(self, path: Path) -> None:
        """Open the file; raise `IndexMissing` or `IndexUnusable`."""
        self._path = path
        self._identity = self._file_identity()
        self._reader = IndexReader(path)

    def follow(self) -> IndexReader:
        """Return the reader of the file that is now in place, opened anew where it is another one."""
        identity = self._file_identity()
        if identity is not None and identity != self._identity:
            reader = IndexReader(self._path)
            self._reader.close()
            self._reader, self._identity = reader, identity
        return self._reader

    def close(self) -> None:
        """Close the file."""
        self._reader.close()

    def __str__(self) -> str:
        return str(self._path)

    def _file_identity(self) -> tuple[int, int, int] | None:
        try:
            status = os.stat(self._path)
        except OSError:
            return None
        return (status.st_dev, status.st_ino, status.st_mtime_ns)
