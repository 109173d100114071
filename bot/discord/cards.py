"""“Make a card”: the picture of a passage, for whoever pressed.

In: a press. Out: the card as a file with its words as alternative text, or a sentence that says why there is none.
"""

import asyncio
import io
from functools import partial

import discord

from bot.actions import MakeCard
from bot.cards.card import Card, CardsUnavailable, short_address
from bot.cards.drawing import Picture, get_ready, picture
from bot.discord.components import view_of
from bot.discord.handling import NO_PINGS, handled, log
from bot.discord.serving import Interaction
from bot.passages import FoundPassage, passage_of
from bot.replies import notices


async def make_card(interaction: Interaction, action: MakeCard) -> None:
    """Draw the card of the passage that a button names, and hand it to whoever pressed."""
    words = interaction.client.words(interaction)
    async with handled(interaction):
        interaction.client.in_background(asyncio.to_thread(get_ready))  # the first card's fonts, meanwhile
        await interaction.client.acknowledgements.send(interaction.response.defer(ephemeral=True, thinking=True))

        found = await interaction.client.library.read(partial(passage_of, action=action))
        if found is None:
            reply = notices.episode_changed(words=words)
        else:
            try:
                await _hand_out(interaction, await asyncio.to_thread(picture, _card(found)))
                return
            except CardsUnavailable as missing:
                log.warning("a card cannot be made: %s", missing)
                reply = notices.card_unavailable(words=words)
        await interaction.edit_original_response(view=view_of(reply), allowed_mentions=NO_PINGS)


async def _hand_out(interaction: Interaction, made: Picture) -> None:
    file = discord.File(io.BytesIO(made.png), "quote.png", description=made.alternative)
    await interaction.edit_original_response(attachments=[file], allowed_mentions=NO_PINGS)


def _card(found: FoundPassage) -> Card:
    show, passage = found.show, found.passage
    words, address = " ".join(passage.text.split()), short_address(passage.url)
    return Card(words, passage.speaker, passage.title, passage.section, show.name, address, colours=show.colours)
