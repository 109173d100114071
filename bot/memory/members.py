"""What a member may ask of the bot's memory: to forget their questions, and to keep none from now on.

In: a member's Discord id. Out: which of the questions asked since the bot was started are theirs, and whether they
are kept. On the disk stands no id: only of who wants nothing kept a digest, made with a key of the file's own.
"""

import secrets
import threading
from collections import defaultdict
from hashlib import blake2b

from bot.memory.file import MemoryFile

KEY = "members"
KNOWN_AT_MOST = 10_000  # members whose questions are told apart at once


class Members:
    """Who asked what since the bot was started, in memory alone, and who wants nothing kept."""

    def __init__(self, file: MemoryFile) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._asked: dict[int, list[str]] = defaultdict(list)
        fresh = secrets.token_bytes(32)
        file.write("INSERT OR IGNORE INTO keys VALUES (?, ?)", KEY, fresh)
        self._key: bytes = file.read("SELECT value FROM keys WHERE name = ?", KEY)[0][0]
        self._unkept = {digest for (digest,) in file.read("SELECT digest FROM unkept")}

    def asked(self, member: int, question: str) -> None:
        """Note that a question (its id) is a member's."""
        with self._lock:
            if len(self._asked) >= KNOWN_AT_MOST and member not in self._asked:
                self._asked.pop(next(iter(self._asked)))
            self._asked[member].append(question)

    def forget(self, member: int) -> int:
        """Forget the questions of a member that can be told apart, with their ratings; return how many."""
        with self._lock:
            theirs = self._asked.pop(member, [])
        return sum(self._file.write("DELETE FROM questions WHERE id = ?", question) for question in theirs)

    def is_kept(self, member: int) -> bool:
        """Tell whether a member's questions are kept on the disk."""
        return self._digest(member) not in self._unkept

    def keep(self, member: int, kept: bool) -> None:
        """Keep a member's questions from now on, or none of them."""
        digest = self._digest(member)
        if kept:
            self._unkept.discard(digest)
            self._file.write("DELETE FROM unkept WHERE digest = ?", digest)
        else:
            self._unkept.add(digest)
            self._file.write("INSERT OR IGNORE INTO unkept VALUES (?)", digest)

    def _digest(self, member: int) -> str:
        return blake2b(str(member).encode(), key=self._key, digest_size=16).hexdigest()
