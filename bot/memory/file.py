"""The bot's own SQLite file, in WAL mode: every write is whole or absent after a crash.

In: statements. Out: rows. Any thread may call any method; writes are small, and wait for one another. Answers do not
depend on the file: where it fails, what is written goes into a database in memory instead, from then on.
"""

import logging
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

SCHEMA_VERSION = 4
ROOM = 1 << 18  # bytes: a day's questions, and what SQLite needs beside the file
WAIT = 2.0  # seconds for another process that writes

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS questions (
    id TEXT PRIMARY KEY,
    question TEXT NOT NULL,
    context TEXT,
    episode TEXT,
    speaker TEXT,
    asked_at TEXT NOT NULL,  -- ISO, UTC
    guild TEXT,  -- the server it was asked in, NULL outside of servers
    answered INTEGER,  -- 1 or 0, NULL where it is not known
    after TEXT,  -- SLUG:POSITION of the passage shown first for the question before, NULL where there was none
    after_show TEXT,  -- the show of that passage
    show TEXT  -- the one show that is asked, NULL for all
);
CREATE INDEX IF NOT EXISTS questions_by_age ON questions (asked_at);
CREATE TABLE IF NOT EXISTS feedback (
    question TEXT NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    "offset" INTEGER NOT NULL,  -- of the rated page's first passage
    helpful INTEGER NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS feedback_by_question ON feedback (question);
CREATE TABLE IF NOT EXISTS commands (scope TEXT PRIMARY KEY, hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS servers (guild TEXT PRIMARY KEY, settings TEXT NOT NULL);  -- a JSON object
CREATE TABLE IF NOT EXISTS unkept (digest TEXT PRIMARY KEY);  -- who wants nothing kept, as a keyed digest
CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS verdicts (
    question TEXT PRIMARY KEY,  -- its text, however often it was asked
    expected INTEGER NOT NULL,  -- 1: should be found, 0: not in the transcripts
    at TEXT NOT NULL
);
PRAGMA user_version = {SCHEMA_VERSION};
"""
FROM_VERSION_1 = """
ALTER TABLE questions ADD COLUMN guild TEXT;
ALTER TABLE questions ADD COLUMN answered INTEGER;
"""
FROM_VERSION_2 = "ALTER TABLE questions ADD COLUMN after TEXT;"
FROM_VERSION_3 = """
ALTER TABLE questions ADD COLUMN after_show TEXT;
ALTER TABLE questions ADD COLUMN show TEXT;
"""

log = logging.getLogger(__name__)


class MemoryUnusable(Exception):
    """The file cannot be opened or written; the message says what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: cannot be the bot's memory ({reason}); check its rights, or move the file away")


class MemoryFile:
    """The file, or what stands for it; a context manager."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; where that cannot be, say so in the log and go on in memory."""
        self._path = path
        self._lock = threading.RLock()
        self.lasting = True
        try:
            self._database = _opened(path)
        except MemoryUnusable as error:
            self._database = self._stand_in(str(error))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._database.close()

    def read(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self._lock:
            with self._working() as database:
                return database.execute(query, values).fetchall()
            return self._database.execute(query, values).fetchall()

    def write(self, query: str, *values: Any) -> int:
        """Carry out a change at once or not at all; return how many rows it touched."""
        with self._lock:
            with self._working() as database, database:
                return database.execute(query, values).rowcount
            with self._database:
                return self._database.execute(query, values).rowcount

    @contextmanager
    def _working(self) -> Iterator[sqlite3.Connection]:
        """Yield the database; where it fails, go on in memory, and let the caller's next statement try there."""
        try:
            yield self._database
        except sqlite3.Error as error:
            if not self.lasting:
                raise
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = self._stand_in(str(MemoryUnusable(self._path, str(error))))

    def _stand_in(self, reason: str) -> sqlite3.Connection:
        self.lasting = False
        log.error("%s. Questions are answered; what is asked, rated and set is forgotten when the bot stops", reason)
        return _prepared(sqlite3.connect(":memory:", check_same_thread=False))


def refuse_unusable(path: Path) -> None:
    """Raise `MemoryUnusable` where a file that is to be the bot's memory cannot be written; none is made.

    What is written in SQLite's WAL mode reaches the disk late, so whether there is room is tried beside it.
    """
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise MemoryUnusable(path, "its folder is not there or takes no file")
    try:
        with tempfile.TemporaryFile(dir=path.parent) as tried:
            tried.write(bytes(ROOM))
            tried.flush()
    except OSError as error:
        raise MemoryUnusable(path, error.strerror or str(error)) from error
    if path.exists():
        with closing(_opened(path)) as database:
            try:
                with database:
                    database.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                raise MemoryUnusable(path, str(error)) from error


def _opened(path: Path) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(path, timeout=WAIT, check_same_thread=False)
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version <= SCHEMA_VERSION:
            database.execute("PRAGMA journal_mode = WAL")
            if version == 1:
                database.executescript(FROM_VERSION_1)
            if version in (1, 2):
                database.executescript(FROM_VERSION_2)
            if version in (1, 2, 3):
                database.executescript(FROM_VERSION_3)
            return _prepared(database)
    except sqlite3.Error as error:
        raise MemoryUnusable(path, str(error)) from error
    database.close()
    raise MemoryUnusable(path, f"it is of version {version}, which a newer askcast made")


def _prepared(database: sqlite3.Connection) -> sqlite3.Connection:
    database.execute("PRAGMA foreign_keys = ON")
    database.executescript(SCHEMA)
    return database
