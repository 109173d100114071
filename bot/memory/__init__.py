"""What the bot itself remembers, in one SQLite file of its own: questions, ratings, each server's settings.

In: what happened, and ids of questions and servers. Out: what is known of them. `Memory` is the door. It holds no ids
of people. What the file cannot take, because it is damaged, held, read-only or the disk is full, is kept until the bot
stops, and the log says so once.
"""

from bot.memory.file import MemoryFile, MemoryUnusable
from bot.memory.questions import Asked, Memory

__all__ = ["Asked", "Memory", "MemoryFile", "MemoryUnusable"]
