"""Whom a reply is for, as a plain value.

In: an interaction or a message, as the Discord layer reads it. Out: what every kind of reply asks of it.
"""

from dataclasses import dataclass

from bot.languages.words import ENGLISH, Words
from bot.replies.passages import Links


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a reply is for: the Discord id of who asked, whether only they see it, the kind of links and the words.

    `shows` are the names of the shows that their server answers from, empty for all.
    """

    asker: int
    private: bool
    links: Links
    words: Words = ENGLISH
    shows: tuple[str, ...] = ()
