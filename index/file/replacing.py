"""Putting a new index file in the place of the old one: at once, or not at all.

In: the path of the index and something that writes a file. Out: the new index in place, the old ones kept beside it.
A rebuild that fails or is killed at any moment leaves the index as it was.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from errno import EISDIR
from pathlib import Path

from filelock import FileLock, Timeout

from index.file.errors import IndexFileError, IndexUnwritable
from index.file.integrity import read_only, refuse_foreign, seal, sync
from index.file.reading import IndexFile

KEPT = 1  # previous indexes kept by default


class RebuildUnderWay(IndexFileError):
    """Another process is rebuilding the same index."""

    def __init__(self, index: Path) -> None:
        super().__init__(f"{index}: is being rebuilt by another process; wait for it, or end it, and try again")


class NoPreviousIndex(IndexFileError):
    """There is no previous index to go back to."""

    def __init__(self, index: Path) -> None:
        super().__init__(f"{index}: no previous index is kept ({kept_path(index, 1).name} is not there)")


class FaultyIndex(IndexFileError):
    """A newly written index that does not hold what was written; a fault of the machine or of askcast."""

    def __init__(self, index: Path, fault: str) -> None:
        super().__init__(f"{index}: the new index is not sound ({fault}); the old one stays. Try again with --full")


@contextmanager
def alone(index: Path) -> Iterator[None]:
    """Let one process at a time replace an index; the lock of one that died is free.

    Raises `RebuildUnderWay`, and `IndexUnwritable` for a folder that takes no file.
    """
    if not index.parent.is_dir():
        raise IndexUnwritable(index, "its folder is not there")
    try:
        with FileLock(index.with_name(f".{index.name}.lock"), blocking=False):
            yield
    except Timeout as error:
        raise RebuildUnderWay(index) from error
    except OSError as error:
        raise IndexUnwritable(index, error.strerror or str(error)) from error


@contextmanager
def replacement(index: Path, check_answers: Callable[[Path], None], keep: int = KEPT) -> Iterator[Path]:
    """Yield a path to write a new index file to; afterwards check it and put it in place. Only for who is `alone`.

    Files that an earlier, killed rebuild of this index left are removed. The index that was in place is kept as
    `NAME.1`, the one before as `NAME.2`, up to `keep` of them; older ones go. Where the block raises, nothing changes.
    `check_answers` raises `FaultyIndex` where the finished file does not answer.
    Raises `FaultyIndex`, `NotAnIndex` for something else in the index's place, and `IndexUnwritable` for a disk that
    takes no file.
    """
    with _as_unwritable(index):
        for leftover in _beside(index, r"\.\d+\.building.*"):
            leftover.unlink(missing_ok=True)
        refuse_foreign(index)
        temporary = _aside(index)
        try:
            yield temporary
            seal(temporary)
            _check_and_sync(temporary, check_answers)
            _keep_previous(index, keep)
            os.replace(temporary, index)
            sync(index.parent)
            _forget_older(index, keep)
        finally:
            temporary.unlink(missing_ok=True)


def roll_back(index: Path) -> None:
    """Exchange the index and the previous one, so that a second time undoes the first.

    Raises `NoPreviousIndex`, `IndexUnusable` where the previous one cannot be used, and as `alone` does.
    """
    index = real_path(index)
    with alone(index), _as_unwritable(index):
        previous = kept_path(index, 1)
        if not previous.exists() or (index.exists() and previous.samefile(index)):
            raise NoPreviousIndex(index)
        with closing(IndexFile(previous)) as file:
            file.confirm()
        aside = _aside(index)
        if index.exists():
            os.link(index, aside)
        os.replace(previous, index)
        if aside.exists():
            os.replace(aside, previous)
        sync(index.parent)


def real_path(index: Path) -> Path:
    """Return where an index really lies: a link to it stays a link."""
    return Path(os.path.realpath(index))


def kept_path(index: Path, number: int) -> Path:
    """Return where a previous index is kept, 1 being the latest."""
    return index.with_name(f"{index.name}.{number}")


def _keep_previous(index: Path, keep: int) -> None:
    """Keep the index in place as number 1, by another name of the same file, so that it never leaves its place; but no
    damaged one instead of those that are kept.
    """
    if not index.exists() or not keep or (kept_path(index, 1).exists() and not _sound(index)):
        return
    for number in range(1, keep + 1):
        if kept_path(index, number).is_dir():
            raise IsADirectoryError(EISDIR, f"{kept_path(index, number).name} is a folder")
    second_name = index.with_name(f"{_aside(index).name}.kept")
    second_name.unlink(missing_ok=True)
    os.link(index, second_name)
    for number in range(keep, 1, -1):
        if kept_path(index, number - 1).exists():
            os.replace(kept_path(index, number - 1), kept_path(index, number))
    os.replace(second_name, kept_path(index, 1))


def _sound(index: Path) -> bool:
    """Tell whether an index can be used."""
    try:
        with closing(IndexFile(index)) as file:
            file.confirm()
    except IndexFileError:
        return False
    return True


def _forget_older(index: Path, keep: int) -> None:
    """Remove previous indexes beyond those to keep; what cannot be removed stays."""
    for kept in _beside(index, r"\.\d+"):
        if int(kept.suffix[1:]) > keep:
            with suppress(OSError):
                kept.unlink()


def _aside(index: Path) -> Path:
    """Return where this process writes what is to become the index."""
    return index.with_name(f"{index.name}.{os.getpid()}.building")


def _beside(index: Path, ending: str) -> list[Path]:
    """Return the files whose names are the index's with a certain ending (a regular expression)."""
    pattern = re.compile(re.escape(index.name) + ending)
    return [path for path in index.parent.iterdir() if pattern.fullmatch(path.name)]


def _check_and_sync(path: Path, check_answers: Callable[[Path], None]) -> None:
    """Check a finished file and sync it, all at the same time; raise `FaultyIndex`, or `OSError` from syncing."""
    with ThreadPoolExecutor() as pool:
        tasks = [pool.submit(task, path) for task in (_check_structure, check_answers, sync)]
    for task in tasks:
        task.result()


def _check_structure(path: Path) -> None:
    """Check a file as SQLite does, and its counts."""
    with closing(sqlite3.connect(read_only(path), uri=True)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        (passages,) = connection.execute("SELECT count(*) FROM passages").fetchone()
        (counted,) = connection.execute("SELECT sum(passages) FROM episodes").fetchone()
    if verdict != "ok" or passages != counted:
        raise FaultyIndex(path, verdict if verdict != "ok" else f"{passages} passages of {counted}")


@contextmanager
def _as_unwritable(index: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise IndexUnwritable(index, getattr(error, "strerror", None) or str(error)) from error
