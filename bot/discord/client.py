"""The bot: its connection, and what it holds while it runs.

In: what Discord tells it. Out: each interaction and message handed to the module that answers it; told to finish, it
answers what is under way and closes the gateway.
"""

import asyncio
import hashlib
import json
import logging
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot import limits
from bot.custom_ids import PREFIX
from bot.discord import buttons, chat, handling
from bot.discord.acknowledgements import Acknowledgements
from bot.discord.commands import add_commands
from bot.discord.handling import Interaction, Work
from bot.discord.library import Library
from bot.discord.pace import Conversations, Cooldowns
from bot.memory import Asked, Memory
from bot.questions import Audience
from bot.replies import notices
from bot.replies.reply import Reply
from bot.settings import Settings

# None of them is privileged: servers and their channels, and messages, whose text comes only where it is for the bot.
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
TIME_TO_FINISH = 20.0  # seconds for what is under way when the bot is told to stop

log = logging.getLogger(__name__)


class AskBot(commands.AutoShardedBot):
    """askcast in Discord."""

    def __init__(self, settings: Settings, library: Library, memory: Memory) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=INTENTS,
            allowed_mentions=handling.NO_PINGS,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self.settings = settings
        self.library = library
        self.memory = memory
        self.cooldowns = Cooldowns(settings.member_cooldown, settings.channel_cooldown)
        self.conversations = Conversations()
        self.acknowledgements = Acknowledgements()
        self._under_way = 0
        self._background: set[asyncio.Task[None]] = set()
        self._started = monotonic()

    @property
    def own_id(self) -> int:
        """The bot's own user id."""
        assert self.user is not None
        return self.user.id

    async def setup_hook(self) -> None:
        """Take up the commands and buttons, and tell Discord of the commands where they changed."""
        add_commands(self.tree, self.settings.question_length)
        self.add_dynamic_items(buttons.ActionButton)
        self.tree.error(_tell)
        self._forget.start()
        await self._sync()

    async def on_ready(self) -> None:
        """Log that the bot can be used."""
        log.info("ready in %d servers after %.1f s", len(self.guilds), monotonic() - self._started)

    async def on_message(self, message: discord.Message, /) -> None:
        """Answer a mention or a direct message."""
        await chat.hear(self, message)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer a follow-up form; discord.py knows only forms that it opened itself since it was started."""
        data: Any = interaction.data
        custom_id = str(data.get("custom_id", "")) if data else ""
        if interaction.type is discord.InteractionType.modal_submit and custom_id.startswith(PREFIX):
            async with handling.handled(interaction):
                await buttons.follow_up(interaction)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log what went wrong outside of what a member asked."""
        error = sys.exc_info()[1]
        if error is not None:
            handling.note(error)

    async def search(self, work: Work) -> Reply:
        """Return the reply that the work makes of the index, in a worker thread, when acknowledgements are sent."""
        await self.acknowledgements.sent()
        return await self.library.read(work)

    async def remembered(self, question: str) -> Asked | None:
        """Return the question of that id, or None where it is forgotten."""
        return await asyncio.to_thread(self.memory.recall, question)

    def audience(self, interaction: Interaction, *, private: bool) -> Audience:
        """Return whom the reply to an interaction is for."""
        return Audience(interaction.user.id, private, self.settings.links)

    def refusal(self, question: str, member: int, channel: int | None) -> Reply | None:
        """Return what to say where a question is too long or comes too soon; None lets it be asked."""
        length = limits.length(question)
        if length > self.settings.question_length:
            return notices.question_too_long(length, self.settings.question_length)
        wait = self.cooldowns.take(member, channel)
        return notices.cooldown(wait) if wait else None

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

    @tasks.loop(hours=1)
    async def _forget(self) -> None:
        await asyncio.to_thread(self.memory.prune, self.settings.keep_days, datetime.now(UTC))

    async def _sync(self) -> None:
        """Send the commands to Discord, unless it has them: only so many may be sent a day."""
        scopes: list[discord.Object | None] = [discord.Object(number) for number in self.settings.dev_guilds]
        for guild in scopes or [None]:
            if guild:
                self.tree.copy_global_to(guild=guild)
            payload = [command.to_dict(self.tree) for command in self.tree.get_commands(guild=guild)]
            commands_hash = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
            scope = f"{self.application_id}:{guild.id if guild else 'all'}"
            if self.memory.commands_hash(scope) != commands_hash:
                await self.tree.sync(guild=guild)
                self.memory.keep_commands_hash(scope, commands_hash)
                log.info("sent the commands to Discord (%s)", guild.id if guild else "all servers")


async def _tell(interaction: Interaction, error: app_commands.AppCommandError) -> None:
    if interaction.type is discord.InteractionType.autocomplete:
        handling.note(error)
        return
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    await handling.tell(interaction, cause)
