"""The one message with which the bot greets a server, where it may write.

In: a server that has just taken the bot in. Out: a message in its system channel, or else in the first text channel
that lets the bot write; none where there is none, or where it was greeted before.
"""

import asyncio
from dataclasses import replace

import discord

from bot.discord.components import view_of
from bot.discord.handling import NO_PINGS
from bot.discord.serving import ServingBot
from bot.replies import notices


async def greet(bot: ServingBot, guild: discord.Guild) -> None:
    """Greet a server; raises `discord.HTTPException` where Discord refuses the message."""
    server = bot.memory.servers.of(guild.id)
    place = _place(guild)
    if server.welcomed or place is None:
        return
    words = bot.words_in(guild.id, guild.preferred_locale)
    await place.send(view=view_of(notices.welcome(words=words)), allowed_mentions=NO_PINGS)
    await asyncio.to_thread(bot.memory.servers.keep, guild.id, replace(server, welcomed=True))


def _place(guild: discord.Guild) -> discord.TextChannel | None:
    channels = [channel for channel in (guild.system_channel, *guild.text_channels) if channel is not None]
    return next((channel for channel in channels if _may_write(guild, channel)), None)


def _may_write(guild: discord.Guild, channel: discord.TextChannel) -> bool:
    allowed = channel.permissions_for(guild.me)
    return allowed.view_channel and allowed.send_messages
