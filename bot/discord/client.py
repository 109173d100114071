"""The bot: its connection to Discord.

In: what Discord tells it. Out: each interaction and message handed to the module that answers it; told to finish, it
answers what is under way and closes the gateway.
"""

import asyncio
import hashlib
import json
import logging
import sys
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands, tasks
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.custom_ids import PREFIX
from bot.discord import buttons, chat, handling
from bot.discord.commands import add_commands
from bot.discord.library import Library
from bot.discord.serving import Interaction, ServingBot
from bot.discord.translating import Translator
from bot.discord.welcome import greet
from bot.memory import Memory
from bot.settings import Settings

# None of them is privileged: servers and their channels, and messages, whose text comes only where it is for the bot.
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)

log = logging.getLogger(__name__)


class AskBot(ServingBot):
    """askcast in Discord."""

    def __init__(self, settings: Settings, library: Library, memory: Memory) -> None:
        super().__init__(
            settings,
            library,
            memory,
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=INTENTS,
            allowed_mentions=handling.NO_PINGS,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            shard_ids=list(settings.shards.own) if settings.shards else None,
            shard_count=settings.shards.count if settings.shards else None,
        )
        self._started = monotonic()

    async def setup_hook(self) -> None:
        """Take up the commands and buttons, and tell Discord of the commands where they changed."""
        add_commands(self.tree, self.settings.question_length, several=len(self.settings.shows) > 1)
        self.add_dynamic_items(buttons.ActionItem)
        self.tree.error(_tell)
        self._forget.start()
        if self.settings.shards is None or 0 in self.settings.shards.own:  # one process is enough for it
            await self._sync()
        if self.settings.discord_api:
            # A session that Discord ends for good is begun anew where the library says, not where the API does.
            named = await self.http.request(Route("GET", "/gateway/bot"))
            DiscordWebSocket.DEFAULT_GATEWAY = URL(named["url"])

    async def on_ready(self) -> None:
        """Log that the bot can be used."""
        log.info("ready in %d servers after %.1f s", len(self.guilds), monotonic() - self._started)

    async def on_message(self, message: discord.Message, /) -> None:
        """Answer a mention or a direct message."""
        await chat.hear(self, message)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Take a form; discord.py knows only forms that it opened itself since it was started."""
        data: Any = interaction.data
        custom_id = str(data.get("custom_id", "")) if data else ""
        if interaction.type is discord.InteractionType.modal_submit and custom_id.startswith(PREFIX):
            async with handling.handled(interaction):
                await buttons.submitted(interaction)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say once, in a server that has just taken the bot in, how to ask it and how to set it up."""
        try:
            await greet(self, guild)
        except discord.HTTPException as error:
            handling.note(error)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget the settings of a server that the bot has left."""
        await asyncio.to_thread(self.memory.servers.forget, guild.id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log what went wrong outside of what a member asked."""
        error = sys.exc_info()[1]
        if error is not None:
            handling.note(error)

    @tasks.loop(hours=1)
    async def _forget(self) -> None:
        await asyncio.to_thread(self.memory.prune, self.settings.keep_days, datetime.now(UTC))

    async def _sync(self) -> None:
        """Send the commands to Discord, unless it has them: only so many may be sent a day."""
        await self.tree.set_translator(translator := Translator())
        scopes: list[discord.Object | None] = [discord.Object(number) for number in self.settings.dev_guilds]
        for guild in scopes or [None]:
            if guild:
                self.tree.copy_global_to(guild=guild)
            payload = [
                await command.get_translated_payload(self.tree, translator)
                for command in self.tree.get_commands(guild=guild)
            ]
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
