"""What the bot holds while it runs, and what everything that answers a member asks of it.

In: settings, the library, the memory. Out: replies made in worker threads, and the count of what is under way.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic
from typing import Any, TypeAlias

import discord
from discord.ext import commands

from bot import limits
from bot.audience import Audience
from bot.discord.acknowledgements import Acknowledgements
from bot.discord.library import Library
from bot.discord.metrics import Meter
from bot.discord.pace import Conversations, Cooldowns
from bot.languages.locales import chosen_words
from bot.languages.words import Words
from bot.memory import Asked, Memory
from bot.memory.servers import ServerSettings
from bot.replies import notices
from bot.replies.passages import Links
from bot.replies.reply import Reply
from bot.settings import Settings
from bot.shelf import Shelf

TIME_TO_FINISH = 20.0  # seconds for what is under way when the bot is told to stop

Work = Callable[[Shelf], Reply]
Interaction: TypeAlias = "discord.Interaction[ServingBot]"
log = logging.getLogger(__name__)


class ServingBot(commands.AutoShardedBot):
    """A bot that has all that answering needs; `client` adds the connection and what members use."""

    def __init__(self, settings: Settings, library: Library, memory: Memory, **options: Any) -> None:
        """Take what answering needs, and discord.py's own options."""
        super().__init__(**options)
        self.settings = settings
        self.library = library
        self.memory = memory
        self.cooldowns = Cooldowns(settings.member_cooldown, settings.channel_cooldown)
        self.conversations = Conversations()
        self.acknowledgements = Acknowledgements()
        self.meter = Meter()
        self._under_way = 0
        self._background: set[asyncio.Task[None]] = set()

    @property
    def own_id(self) -> int:
        """The bot's own user id."""
        assert self.user is not None
        return self.user.id

    def gateway_open(self) -> bool:
        """Tell whether every shard of the gateway is connected."""
        return bool(self.shards) and not any(shard.is_closed() for shard in self.shards.values())

    def index_age(self) -> float | None:
        """Return the seconds since the index was built, None where it cannot be read."""
        return self.library.index_age()

    def servers(self) -> int:
        """Return how many servers the bot is in."""
        return len(self.guilds)

    async def answer(self, work: Work) -> Reply:
        """Return the reply to a question, counted."""
        started = monotonic()
        reply = await self.search(work)
        self.meter.answered(monotonic() - started, reply.answered)
        return reply

    async def search(self, work: Work) -> Reply:
        """Return the reply that the work makes of the index, in a worker thread, when acknowledgements are sent."""
        await self.acknowledgements.sent()
        return await self.library.read(work)

    async def remembered(self, question: str) -> Asked | None:
        """Return the question of that id, or None where it is forgotten."""
        return await asyncio.to_thread(self.memory.recall, question)

    def audience(self, interaction: Interaction, *, private: bool) -> Audience:
        """Return whom the reply to an interaction is for."""
        guild, words = interaction.guild_id, self.words(interaction)
        return Audience(interaction.user.id, private, self.links(guild), words, self.shows(guild))

    def shows(self, guild: int | None) -> tuple[str, ...]:
        """Return the names of the shows that a server answers from, empty for all; shows that are gone do not count."""
        chosen = self.memory.servers.of(guild).shows
        return tuple(show.name for show in self.settings.shows if show.name in chosen)

    def private(self, guild: int | None, wish: bool | None) -> bool:
        """Tell whether only the asker sees an answer: as they wish, or else as the server has it."""
        return self.memory.servers.of(guild).private if wish is None else wish

    def server(self, guild: int | None) -> ServerSettings:
        """Return a server's settings, as they are shown: without shows that are gone."""
        return replace(self.memory.servers.of(guild), shows=self.shows(guild))

    def words(self, interaction: Interaction) -> Words:
        """Return the words for whoever does something: in the server's language, or else in their Discord's."""
        return self.words_in(interaction.guild_id, interaction.locale)

    def words_in(self, guild: int | None, locale: discord.Locale | None) -> Words:
        """Return the words for a place: in the language that the server chose, or else for a locale."""
        return chosen_words(self.memory.servers.of(guild).language, locale.value if locale else None)

    def links(self, guild: int | None) -> Links:
        """Return what kind of links a server wants."""
        chosen = self.memory.servers.of(guild).links
        return "anchors" if chosen == "anchors" else "fragments" if chosen == "fragments" else self.settings.links

    def refusal(self, question: str, member: int, channel: int | None, guild: int | None, words: Words) -> Reply | None:
        """Return what to say where a question is too long or comes too soon; None lets it be asked."""
        server = self.memory.servers.of(guild)
        length = limits.length(question)
        if length > self.settings.question_length:
            return notices.question_too_long(length, self.settings.question_length, words=words)
        wait = self.cooldowns.take(member, channel, server.member_cooldown, server.channel_cooldown)
        return notices.cooldown(wait, words=words) if wait else None

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Count what is done inside as under way, so that stopping waits for it."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for."""
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def finish(self) -> None:
        """Wait until what is under way is answered, but not for ever."""
        log.info("stopping: %d under way", self._under_way)
        patience = monotonic() + TIME_TO_FINISH
        while self._under_way and monotonic() < patience:
            await asyncio.sleep(0.05)
