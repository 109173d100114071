"""How everything a member does is handled: acknowledged, answered from the index, kept from failing unseen.

In: an interaction and the work that makes its reply. Out: requests to Discord. Every error ends here, as a sentence
for the member and as a traceback for the log that holds no message text.
"""

import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import discord

from bot.discord.components import view_of
from bot.discord.serving import Interaction, Work
from bot.languages.words import Words
from bot.replies import notices
from bot.replies.reply import Reply
from index.file.errors import IndexFileError

NO_PINGS = discord.AllowedMentions.none()
UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED = 10062, 40060
log = logging.getLogger(__name__)


def may_post(interaction: Interaction) -> bool:
    """Tell whether a reply may be seen by all where the interaction took place."""
    if interaction.guild_id is None:
        return True
    if not interaction.is_guild_integration():  # the app is the member's own
        return interaction.permissions.use_external_apps
    allowed = interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    return allowed.send_messages_in_threads if in_thread else allowed.send_messages


@asynccontextmanager
async def handled(interaction: Interaction) -> AsyncIterator[None]:
    """Count what is done inside as under way, and tell whatever goes wrong."""
    with interaction.client.under_way():
        try:
            yield
        except Exception as error:  # noqa: BLE001 - the one place where errors end
            await tell(interaction, error)


async def respond(interaction: Interaction, work: Work, *, private: bool, asked: bool = False) -> None:
    """Acknowledge, then make the reply in a worker thread and post it; `asked` tells that a question was asked."""
    async with handled(interaction):
        await interaction.client.acknowledgements.send(interaction.response.defer(ephemeral=private, thinking=True))
        await _finish(interaction, interaction.client.answer if asked else interaction.client.search, work)


async def replace(interaction: Interaction, work: Work) -> None:
    """Acknowledge, then put the reply in the place of the message whose button was pressed."""
    async with handled(interaction):
        await interaction.client.acknowledgements.send(interaction.response.defer())
        await _finish(interaction, interaction.client.search, work)


async def say(interaction: Interaction, reply: Reply) -> None:
    """Answer at once, to the asker alone."""
    async with handled(interaction):
        await _say(interaction, reply)


async def tell(interaction: Interaction, error: BaseException) -> None:
    """Log an error, and tell the member in a sentence where that is still possible."""
    note(error)
    reply = reply_to(error, interaction.client.words(interaction))
    interaction.client.meter.failed(type(error).__name__)
    code = error.code if isinstance(error, discord.HTTPException) else 0
    # Acknowledged too late or by another, or the message is gone: nobody is there to tell.
    if isinstance(error, discord.NotFound) or code == ALREADY_ACKNOWLEDGED:
        return
    try:
        if not interaction.response.is_done():
            await _say(interaction, reply)
        elif interaction.response.type is discord.InteractionResponseType.deferred_message_update:
            # The original is the message whose button was pressed; it stays as it is.
            await interaction.followup.send(view=view_of(reply), ephemeral=True, allowed_mentions=NO_PINGS)
        else:
            await interaction.edit_original_response(view=view_of(reply), allowed_mentions=NO_PINGS)
    except discord.HTTPException as second:
        note(second)


def reply_to(error: BaseException, words: Words) -> Reply:
    """Return what to tell a member of an error."""
    unreadable = isinstance(error, IndexFileError)
    return notices.index_unavailable(words=words) if unreadable else notices.failure(words=words)


def note(error: BaseException) -> None:
    """Write an error to the log, without its text, which may hold what somebody wrote."""
    if isinstance(error, IndexFileError):
        log.error("the index cannot be read: %s", error)
        return
    told = type(error).__name__
    if isinstance(error, discord.HTTPException):
        told += f", status {error.status}, code {error.code}"
    if isinstance(error, discord.HTTPException) and error.code in (UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED):
        log.warning("an interaction was acknowledged too late, or twice by two bots with one token (%s)", told)
    else:
        log.error("%s\n%s", told, "".join(traceback.format_tb(error.__traceback__)))


async def _finish(interaction: Interaction, make: Callable[[Work], Awaitable[Reply]], work: Work) -> None:
    reply = await make(work)
    await interaction.edit_original_response(view=view_of(reply), allowed_mentions=NO_PINGS)


async def _say(interaction: Interaction, reply: Reply) -> None:
    await interaction.response.send_message(view=view_of(reply), ephemeral=True, allowed_mentions=NO_PINGS)
