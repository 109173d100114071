"""Where and for whom a server wants the bot to answer.

In: an interaction, or a channel and a member. Out: whether it is heard there, or what to say where it is not.
"""

from typing import Any

import discord

from bot.discord.serving import Interaction
from bot.replies import notices
from bot.replies.reply import Reply


def turned_away(interaction: Interaction) -> Reply | None:
    """Return what to say where the server's settings keep the bot from answering; None where they do not.

    Who installed the app for themselves asks for themselves, wherever they are.
    """
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return None
    server = interaction.client.memory.servers.of(interaction.guild_id)
    if server.hears(channels_of(interaction.channel), roles_of(interaction.user)):
        return None
    words = interaction.client.words(interaction)
    return notices.not_here(server.channels, server.roles, words=words)


def channels_of(channel: Any) -> set[int]:
    """Return the ids by which a place is known: its own, and of a thread its channel's."""
    parent = getattr(channel, "parent_id", None)
    return {number for number in (getattr(channel, "id", None), parent) if number is not None}


def roles_of(member: discord.abc.User) -> set[int]:
    """Return the ids of a member's roles; none outside of servers."""
    return {role.id for role in member.roles} if isinstance(member, discord.Member) else set()
