"""The questions that were asked, so that their buttons go on working, and whether an answer helped.

In: questions, ratings, and what Discord was told of. Out: the same by their ids, for as long as they are kept.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.memory.file import MemoryFile
from bot.memory.insights import Insights
from bot.memory.members import Members
from bot.memory.servers import Servers
from index.answering import Place

PASSING = 1_000  # questions of members who want nothing kept that are at hand at once


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked: its text, the question it leans on, its filters, and when (an aware time).

    `guild` is the server it was asked in, None outside of servers; `after` the passage that was shown first for the
    question it leans on, and `after_show` the name of that passage's show. `show` is the name of the one show that is
    asked, None for all that the server has.
    """

    question: str
    context: str | None
    episode: str | None
    speaker: str | None
    asked_at: datetime
    guild: int | None = None
    after: Place | None = None
    after_show: str | None = None
    show: str | None = None


class Memory:
    """The door to the bot's own file; a context manager. `servers` and `insights` read the same file."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it (see `MemoryFile`)."""
        self.file = MemoryFile(path)
        self.servers = Servers(self.file)
        self.insights = Insights(self.file)
        self.members = Members(self.file)
        self._passing: OrderedDict[str, Asked] = OrderedDict()  # questions that are not kept on the disk

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.__exit__(kind, error, trace)

    def remember(self, asked: Asked, answered: bool | None = None, member: int | None = None) -> str:
        """Keep a question, and whether it was answered, and return its id, of 12 characters.

        Of a member who wants nothing kept it stays in memory, for its buttons, until others push it out.
        """
        identifier = secrets.token_urlsafe(9)
        if member is not None and not self.members.is_kept(member):
            self._passing[identifier] = asked
            while len(self._passing) > PASSING:
                self._passing.popitem(last=False)
            return identifier
        texts = map(_storable, (asked.question, asked.context, asked.episode, asked.speaker))
        at, guild = asked.asked_at.isoformat(timespec="microseconds"), None if asked.guild is None else str(asked.guild)
        after = f"{asked.after.episode}:{asked.after.position}" if asked.after else None
        self.file.write(
            "INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(identifier, *texts, at, guild, answered, after, asked.after_show, asked.show),
        )
        if member is not None:
            self.members.asked(member, identifier)
        return identifier

    def recall(self, identifier: str) -> Asked | None:
        """Return the question of that id, or None where it is no longer remembered."""
        if identifier in self._passing:
            return self._passing[identifier]
        columns = "question, context, episode, speaker, asked_at, guild, after, after_show, show"
        rows = self.file.read(f"SELECT {columns} FROM questions WHERE id = ?", identifier)
        if not rows:
            return None
        question, context, episode, speaker, asked_at, guild, after, *shows = rows[0]
        slug, _, position = (after or "").rpartition(":")
        place = Place(slug, int(position)) if after else None
        asked = datetime.fromisoformat(asked_at)
        return Asked(question, context, episode, speaker, asked, None if guild is None else int(guild), place, *shows)

    def rate(self, identifier: str, offset: int, helpful: bool, at: datetime) -> bool:
        """Keep whether a page of a question's answer helped; return False where the question is not remembered."""
        if identifier in self._passing:
            return True  # and is not kept, as little as the question
        query = "INSERT INTO feedback SELECT id, ?, ?, ? FROM questions WHERE id = ?"
        return self.file.write(query, offset, helpful, at.isoformat(timespec="microseconds"), identifier) > 0

    def prune(self, keep_days: int, now: datetime) -> int:
        """Forget questions older than so many days, with their ratings; return how many."""
        oldest = (now - timedelta(days=keep_days)).isoformat(timespec="microseconds")
        return self.file.write("DELETE FROM questions WHERE asked_at < ?", oldest)

    def commands_hash(self, scope: str) -> str | None:
        """Return the hash of the commands that Discord was last told of for a scope."""
        rows = self.file.read("SELECT hash FROM commands WHERE scope = ?", scope)
        return rows[0][0] if rows else None

    def keep_commands_hash(self, scope: str, commands_hash: str) -> None:
        """Keep the hash of the commands that Discord now has for a scope."""
        self.file.write("INSERT OR REPLACE INTO commands VALUES (?, ?)", scope, commands_hash)


def _storable(text: str | None) -> str | None:
    """Return the text without halves of characters, which SQLite cannot store."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")
