"""What can be wrong with an index file, each a sentence that says what to do.

In: a path and a reason. Out: exceptions, all of them `IndexFileError`s.
"""

from pathlib import Path


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
