"""`/privacy`: what a member learns and decides about what is stored of them.

In: the command, or a press of one of its buttons. Out: the memory changed, and the same message changed in place.
"""

import asyncio

from discord import app_commands

from bot.actions import Keep
from bot.discord.components import view_of
from bot.discord.handling import NO_PINGS, handled, say
from bot.discord.serving import Interaction
from bot.discord.translating import worded
from bot.replies.privacy import forgotten, privacy_reply
from bot.replies.reply import Reply


@app_commands.command(name=worded("command-privacy"), description=worded("command-privacy-told"))
async def privacy_command(interaction: Interaction) -> None:
    """Say what is stored about the member."""
    await say(interaction, _privacy(interaction))


async def keep(interaction: Interaction, action: Keep) -> None:
    """Do what a button below it says, for whoever pressed."""
    members, member = interaction.client.memory.members, interaction.user.id
    async with handled(interaction):
        await interaction.client.acknowledgements.send(interaction.response.defer())
        told = ""
        if action.wish == "forget":
            count = await asyncio.to_thread(members.forget, member)
            told = forgotten(count, words=interaction.client.words(interaction))
        else:
            await asyncio.to_thread(members.keep, member, action.wish == "again")
        await interaction.edit_original_response(view=view_of(_privacy(interaction, told)), allowed_mentions=NO_PINGS)


def _privacy(interaction: Interaction, told: str = "") -> Reply:
    bot = interaction.client
    kept = bot.memory.members.is_kept(interaction.user.id)
    return privacy_reply(kept, bot.settings.keep_days, told, words=bot.words(interaction))
