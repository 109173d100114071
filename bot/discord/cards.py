"""Quote cards in Discord: drawn for whoever presses “Make a card”, sent after a quotation, drawn in the other theme.

In: a press, or the words of a quotation. Out: the card as a file with its words as alternative text, below it the
button of the other theme; or a sentence that says why there is none.
"""

import asyncio
import io
from dataclasses import dataclass
from functools import partial

import discord
from discord import ui

from bot.actions import DrawWords, MakeCard
from bot.cards.card import CardsUnavailable, Theme
from bot.cards.drawing import get_ready, picture
from bot.custom_ids import custom_id
from bot.discord.components import view_of
from bot.discord.handling import NO_PINGS, handled, log
from bot.discord.serving import Interaction
from bot.quote_cards import QuotedWords, words_named
from bot.replies import notices
from bot.replies.reply import Reply


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """A card as Discord takes it: the picture, and the button below it, None where both themes look the same."""

    file: discord.File
    view: ui.View | None


async def make_card(interaction: Interaction, action: MakeCard) -> None:
    """Draw the card of the passage that a button names, and hand it to whoever pressed."""
    async with handled(interaction):
        interaction.client.in_background(asyncio.to_thread(get_ready))  # the first card's fonts, meanwhile
        await interaction.client.acknowledgements.send(interaction.response.defer(ephemeral=True, thinking=True))
        await _answer(interaction, await _named(interaction, action, "light"))


async def draw_words(interaction: Interaction, action: DrawWords) -> None:
    """Draw the card of some words: in the place of the card that has the button for whoever that belongs to, for others
    as one of their own.
    """
    async with handled(interaction):
        if interaction.user.id != action.asker:
            interaction.client.in_background(asyncio.to_thread(get_ready))
            await interaction.client.acknowledgements.send(interaction.response.defer(ephemeral=True, thinking=True))
            return await _answer(interaction, await _named(interaction, action, action.theme))
        await interaction.client.acknowledgements.send(interaction.response.defer())
        drawn = await _named(interaction, action, action.theme)
        if isinstance(drawn, Reply):  # the card stays as it is
            await interaction.followup.send(view=view_of(drawn), ephemeral=True, allowed_mentions=NO_PINGS)
        else:
            await _answer(interaction, drawn)


async def send_card(interaction: Interaction, quoted: QuotedWords, private: bool) -> None:
    """Send the card of a quotation's true words after the outcome; where none can be made, the log says why."""
    async with handled(interaction):
        drawn = await _drawn(interaction, quoted, "light")
        if isinstance(drawn, DrawnCard):
            await interaction.followup.send(
                file=drawn.file, view=drawn.view or discord.utils.MISSING, ephemeral=private, allowed_mentions=NO_PINGS
            )


async def _named(interaction: Interaction, action: MakeCard | DrawWords, theme: Theme) -> DrawnCard | Reply:
    """Return the card that a button names, or what to say where it cannot be made."""
    quoted = await interaction.client.library.read(partial(words_named, action=action))
    if quoted is None:
        return notices.episode_changed(words=interaction.client.words(interaction))
    return await _drawn(interaction, quoted, theme)


async def _drawn(interaction: Interaction, quoted: QuotedWords, theme: Theme) -> DrawnCard | Reply:
    words, card = interaction.client.words(interaction), quoted.card(theme)
    try:
        made = await asyncio.to_thread(picture, card)
    except CardsUnavailable as missing:
        log.warning("a card cannot be made: %s", missing)
        return notices.card_unavailable(words=words)
    view = None
    if other := card.other_theme:
        view = ui.View(timeout=None)
        own_id = custom_id(quoted.drawing(other, interaction.user.id))
        view.add_item(ui.Button(label=words(f"card-{other}"), custom_id=own_id))
        view.stop()
    return DrawnCard(discord.File(io.BytesIO(made.png), "quote.png", description=made.alternative), view)


async def _answer(interaction: Interaction, drawn: DrawnCard | Reply) -> None:
    if isinstance(drawn, Reply):
        await interaction.edit_original_response(view=view_of(drawn), allowed_mentions=NO_PINGS)
    else:
        await interaction.edit_original_response(attachments=[drawn.file], view=drawn.view, allowed_mentions=NO_PINGS)
