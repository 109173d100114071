"""Quotations: /quote, "Check this quote" in a message's menu, and the form that takes a part of a passage.

In: what a member typed, chose or pressed. Out: whether it was said, a block to copy, perhaps a card.
"""

import asyncio
import io
from functools import partial

import discord
from discord import app_commands

from bot import questions
from bot.cards.card import CardsUnavailable
from bot.cards.drawing import picture
from bot.custom_ids import Quote
from bot.discord.completing import complete_episode, complete_speaker
from bot.discord.components import quote_form
from bot.discord.handling import NO_PINGS, handled, log, may_post, respond, say
from bot.discord.places import turned_away
from bot.discord.serving import Interaction
from bot.discord.translating import option_descriptions, option_names, worded
from bot.quote import card_of
from bot.replies import notices
from index.answer import RankedPassage
from index.quotes.quotation import LONGEST_QUOTATION, Quotation
from index.search import Searcher


@app_commands.command(name=worded("command-quote"), description=worded("command-quote-told"))
@app_commands.rename(**option_names("text", "speaker", "episode", "private", "card"))
@app_commands.describe(**option_descriptions("quote", "text", "speaker", "episode", "private", "card"))
@app_commands.autocomplete(episode=complete_episode, speaker=complete_speaker)
async def quote_command(
    interaction: Interaction,
    text: app_commands.Range[str, 1, LONGEST_QUOTATION],
    speaker: str | None = None,
    episode: str | None = None,
    private: bool | None = None,
    card: bool = False,
) -> None:
    """Check a quotation, and draw its card where that is asked for."""
    alone = interaction.client.memory.servers.of(interaction.guild_id).private if private is None else private
    await _check(interaction, text, (episode, speaker), private=alone, card=card)


async def check_quote(interaction: Interaction, message: discord.Message) -> None:
    """Check what a message quotes, for whoever opened its menu."""
    said = message.content[:LONGEST_QUOTATION]  # its lines as they are: some begin with the mark of a quotation
    if not said.strip():
        return await say(interaction, notices.message_without_text(words=interaction.client.words(interaction)))
    await _check(interaction, said, (None, None), private=True, card=False)


async def open_quote_form(interaction: Interaction, action: Quote) -> None:
    """Open the form with the words of the passage that a button names."""
    words = interaction.client.words(interaction)
    async with handled(interaction):

        def named(searcher: Searcher) -> RankedPassage | None:
            return questions.passage_of(searcher, action)

        passage = await interaction.client.library.read(named)
        if passage is None:
            await say(interaction, notices.episode_changed(words=words))
        else:
            await interaction.response.send_modal(quote_form(action, passage.text, words))


async def quote_part(interaction: Interaction, action: Quote, text: str) -> None:
    """Hand out the block to copy of the words that somebody kept."""
    audience = interaction.client.audience(interaction, private=True)
    part = partial(questions.quoted_part, action=action, text=text, audience=audience)
    await respond(interaction, part, private=True)


async def _check(
    interaction: Interaction, text: str, filters: tuple[str | None, str | None], *, private: bool, card: bool
) -> None:
    bot, words = interaction.client, interaction.client.words(interaction)
    if refusal := turned_away(interaction):
        return await say(interaction, refusal)
    private = private or not may_post(interaction)
    channel = None if private else interaction.channel_id
    if refusal := bot.refusal("", interaction.user.id, channel, interaction.guild_id, words):
        return await say(interaction, refusal)
    audience = bot.audience(interaction, private=private)
    work = partial(questions.quote, text=text, filters=filters, audience=audience)
    await respond(interaction, work, private=private, asked=True)
    if card:
        await _draw(interaction, text, filters, private)


async def _draw(interaction: Interaction, text: str, filters: tuple[str | None, str | None], private: bool) -> None:
    """Send the card of the true words after the outcome; where there are none, nothing more is said."""
    async with handled(interaction):

        def found(searcher: Searcher) -> Quotation:
            return searcher.quote(text, episode=filters[0], speaker=filters[1], limit=1)

        quotation = await interaction.client.library.read(found)
        if quotation.kind not in ("exact", "close"):
            return
        try:
            drawn = await asyncio.to_thread(picture, card_of(quotation.places[0]))
        except CardsUnavailable as missing:
            log.warning("a card cannot be made: %s", missing)
            return
        file = discord.File(io.BytesIO(drawn.png), "quote.png", description=drawn.alternative)
        await interaction.followup.send(file=file, ephemeral=private, allowed_mentions=NO_PINGS)
