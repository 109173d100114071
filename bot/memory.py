"""What the bot remembers: questions, so that their buttons go on working, and whether an answer helped.

One SQLite file in WAL mode: every write is whole or absent after a crash. It holds no ids of people. Any thread may
call any method; the writes are small, and wait for one another.
"""

import secrets
import sqlite3
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

SCHEMA_VERSION = 1
WAIT = 10.0  # seconds for another process that writes

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS questions (
    id TEXT PRIMARY KEY,
    question TEXT NOT NULL,
    context TEXT,
    episode TEXT,
    speaker TEXT,
    asked_at TEXT NOT NULL  -- ISO, UTC
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
PRAGMA user_version = {SCHEMA_VERSION};
"""


class MemoryUnusable(Exception):
    """The bot's file cannot be opened or written; the message says what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: cannot be the bot's memory ({reason}); check its rights, or move the file away")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked: its text, the question it leans on, its filters, and when (an aware time)."""

    question: str
    context: str | None
    episode: str | None
    speaker: str | None
    asked_at: datetime


class Memory:
    """The bot's own file; a context manager."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; raise `MemoryUnusable`."""
        self._lock = threading.Lock()
        try:
            self._database = sqlite3.connect(path, timeout=WAIT, check_same_thread=False)
            (version,) = self._database.execute("PRAGMA user_version").fetchone()
            if version in (0, SCHEMA_VERSION):
                self._database.execute("PRAGMA journal_mode = WAL")
                self._database.execute("PRAGMA foreign_keys = ON")
                self._database.executescript(SCHEMA)
                return
        except sqlite3.Error as error:
            raise MemoryUnusable(path, str(error)) from error
        self._database.close()
        raise MemoryUnusable(path, f"it is of version {version}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._database.close()

    def remember(self, asked: Asked) -> str:
        """Keep a question and return its id, of 12 characters."""
        identifier = secrets.token_urlsafe(9)
        texts = map(_storable, (asked.question, asked.context, asked.episode, asked.speaker))
        with self._lock, self._database:
            row = (identifier, *texts, asked.asked_at.isoformat(timespec="microseconds"))
            self._database.execute("INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?)", row)
        return identifier

    def recall(self, identifier: str) -> Asked | None:
        """Return the question of that id, or None where it is no longer remembered."""
        query = "SELECT question, context, episode, speaker, asked_at FROM questions WHERE id = ?"
        with self._lock:
            row = self._database.execute(query, (identifier,)).fetchone()
        if row is None:
            return None
        question, context, episode, speaker, asked_at = row
        return Asked(question, context, episode, speaker, datetime.fromisoformat(asked_at))

    def rate(self, identifier: str, offset: int, helpful: bool, at: datetime) -> bool:
        """Keep whether a page of a question's answer helped; return False where the question is not remembered."""
        query = "INSERT INTO feedback SELECT id, ?, ?, ? FROM questions WHERE id = ?"
        with self._lock, self._database:
            row = (offset, helpful, at.isoformat(timespec="microseconds"), identifier)
            return self._database.execute(query, row).rowcount > 0

    def prune(self, keep_days: int, now: datetime) -> int:
        """Forget questions older than so many days, with their ratings; return how many."""
        oldest = (now - timedelta(days=keep_days)).isoformat(timespec="microseconds")
        with self._lock, self._database:
            return self._database.execute("DELETE FROM questions WHERE asked_at < ?", (oldest,)).rowcount

    def commands_hash(self, scope: str) -> str | None:
        """Return the hash of the commands that Discord was last told of for a scope."""
        with self._lock:
            row = self._database.execute("SELECT hash FROM commands WHERE scope = ?", (scope,)).fetchone()
        return row[0] if row else None

    def keep_commands_hash(self, scope: str, commands_hash: str) -> None:
        """Keep the hash of the commands that Discord now has for a scope."""
        with self._lock, self._database:
            self._database.execute("INSERT OR REPLACE INTO commands VALUES (?, ?)", (scope, commands_hash))


def _storable(text: str | None) -> str | None:
    """Return the text without halves of characters, which SQLite cannot store."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")
