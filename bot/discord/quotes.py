"""Quotations: /quote, "Check this quote" in a message's menu, and the form that takes a part of a passage.

In: what a member typed, chose or pressed. Out: whether it was said, a block to copy, perhaps a card.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot import questions
from bot.actions import Quote
from bot.discord.cards import send_card
from bot.discord.completing import complete_episode, complete_show, complete_speaker, told_apart
from bot.discord.components import quote_form
from bot.discord.handling import handled, may_post, respond, say
from bot.discord.places import turned_away
from bot.discord.serving import Interaction
from bot.discord.translating import option_descriptions, option_names, worded
from bot.passages import passage_of, quoted_part
from bot.quote_cards import QuotedWords
from bot.replies import notices
from bot.replies.reply import Reply
from bot.shelf import Shelf
from index.quotes.quotation import LONGEST_QUOTATION


def quoting(*, several: bool) -> app_commands.Command[Any, ..., None]:
    """Return the command /quote, with a choice of the show where there are several."""
    callback = _quote_in_show if several else _quote
    return app_commands.Command(
        name=worded("command-quote"), description=worded("command-quote-told"), callback=callback
    )


@app_commands.rename(**option_names("text", "speaker", "episode", "private", "card"))
@app_commands.describe(**option_descriptions("quote", "text", "speaker", "episode", "private", "card"))
@app_commands.autocomplete(episode=complete_episode, speaker=complete_speaker)
async def _quote(
    interaction: Interaction,
    text: app_commands.Range[str, 1, LONGEST_QUOTATION],
    speaker: str | None = None,
    episode: str | None = None,
    private: bool | None = None,
    card: bool = False,
) -> None:
    await _typed(interaction, Looked(text, episode, speaker), private, card)


@app_commands.rename(**option_names("text", "speaker", "show", "episode", "private", "card"))
@app_commands.describe(**option_descriptions("quote", "text", "speaker", "show", "episode", "private", "card"))
@app_commands.autocomplete(show=complete_show, episode=complete_episode, speaker=complete_speaker)
async def _quote_in_show(
    interaction: Interaction,
    text: app_commands.Range[str, 1, LONGEST_QUOTATION],
    speaker: str | None = None,
    show: str | None = None,
    episode: str | None = None,
    private: bool | None = None,
    card: bool = False,
) -> None:
    show, episode = told_apart(interaction, show, episode)
    await _typed(interaction, Looked(text, episode, speaker, show), private, card)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for: the words, and perhaps the episode (slug), who is said to have said it, and the show."""

    text: str
    episode: str | None = None
    speaker: str | None = None
    show: str | None = None


async def check_quote(interaction: Interaction, message: discord.Message) -> None:
    """Check what a message quotes, for whoever opened its menu."""
    said = message.content[:LONGEST_QUOTATION]  # its lines as they are: some begin with the mark of a quotation
    if not said.strip():
        return await say(interaction, notices.message_without_text(words=interaction.client.words(interaction)))
    await _check(interaction, Looked(said), private=True, card=False)


async def open_quote_form(interaction: Interaction, action: Quote) -> None:
    """Open the form with the words of the passage that a button names."""
    words = interaction.client.words(interaction)
    async with handled(interaction):
        found = await interaction.client.library.read(partial(passage_of, action=action))
        if found is None:
            await say(interaction, notices.episode_changed(words=words))
        else:
            await interaction.response.send_modal(quote_form(action, found.passage.text, words))


async def quote_part(interaction: Interaction, action: Quote, text: str) -> None:
    """Hand out the block to copy of the words that somebody kept."""
    audience = interaction.client.audience(interaction, private=True)
    part = partial(quoted_part, action=action, text=text, audience=audience)
    await respond(interaction, part, private=True)


async def _typed(interaction: Interaction, looked: Looked, private: bool | None, card: bool) -> None:
    alone = interaction.client.private(interaction.guild_id, private)
    await _check(interaction, looked, private=alone, card=card)


async def _check(interaction: Interaction, looked: Looked, *, private: bool, card: bool) -> None:
    bot, words = interaction.client, interaction.client.words(interaction)
    if refusal := turned_away(interaction):
        return await say(interaction, refusal)
    private = private or not may_post(interaction)
    channel = None if private else interaction.channel_id
    if refusal := bot.refusal("", interaction.user.id, channel, interaction.guild_id, words):
        return await say(interaction, refusal)
    audience = bot.audience(interaction, private=private)
    filters = looked.episode, looked.speaker
    drawn: QuotedWords | None = None

    def check(shelf: Shelf) -> Reply:
        nonlocal drawn
        checked = questions.quote(shelf, looked.text, filters, looked.show, audience)
        drawn = checked.card
        return checked.reply

    await respond(interaction, check, private=private, asked=True)
    if card and drawn:
        await send_card(interaction, drawn, private)
