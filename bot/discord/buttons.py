"""What buttons, lists and forms do: their custom id says it, so that they work after a restart.

In: a press, or the form sent. Out: the work that answers it, handed to `handling`.
"""

import re
from dataclasses import replace as replaced
from datetime import UTC, datetime
from typing import Any, Self

import discord
from discord import ui

from bot import questions
from bot.actions import (
    Change,
    Download,
    DrawWords,
    Episodes,
    FollowUp,
    Judge,
    Keep,
    MakeCard,
    OfPassage,
    Outline,
    Passages,
    Quote,
    Remove,
    Share,
    Tab,
)
from bot.custom_ids import PREFIX, action_of, named_by
from bot.discord.cards import draw_words, make_card
from bot.discord.commands import ask
from bot.discord.components import follow_up_form
from bot.discord.handling import handled, may_post, replace, respond, say
from bot.discord.managing import manage, set_cooldowns
from bot.discord.privacy import keep
from bot.discord.quotes import open_quote_form, quote_part
from bot.discord.serving import Interaction
from bot.memory import Asked
from bot.replies import notices
from index.question import topic


class ActionItem(ui.DynamicItem[ui.Item[Any]], template=rf"{PREFIX}:.*"):
    """Any button or list of ours: one class, for the custom id says what it does."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed, or the list that was chosen from."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Do what the custom id says."""
        await press(interaction, self.custom_id)


async def press(interaction: Interaction, custom_id: str) -> None:
    """Do what a button's custom id says."""
    bot = interaction.client
    action = action_of(custom_id)
    words = bot.words(interaction)
    private = not isinstance(action, Share)
    audience = bot.audience(interaction, private=private)
    match action:
        case None:
            await say(interaction, notices.button_outdated(words=words))
        case FollowUp():
            async with handled(interaction):
                await interaction.response.send_modal(follow_up_form(action, bot.settings.question_length, words))
        case Remove():
            await _remove(interaction, action)
        case Share() if not may_post(interaction):
            await say(interaction, notices.sharing_refused(words=words))
        case MakeCard():
            await make_card(interaction, action)
        case DrawWords():
            await draw_words(interaction, action)
        case Quote():
            await open_quote_form(interaction, action)
        case Passages():
            await _press_chosen(interaction)
        case Keep():
            await keep(interaction, action)
        case Change() | Tab() | Judge() | Download():
            await manage(interaction, action)
        case Episodes() | Outline():
            await replace(interaction, lambda s: questions.act(s, bot.memory, action, audience))
        case _:
            await respond(interaction, lambda s: questions.act(s, bot.memory, action, audience), private=private)


async def _press_chosen(interaction: Interaction) -> None:
    """Do with a passage what was chosen from the list below it."""
    data: Any = interaction.data
    chosen = next(iter(data.get("values", ())), "")
    if isinstance(action_of(chosen), OfPassage):
        await press(interaction, chosen)
    else:
        await say(interaction, notices.button_outdated(words=interaction.client.words(interaction)))


async def submitted(interaction: Interaction) -> None:
    """Do what a form was opened for: answer a follow-up, quote a part, keep a server's cooldowns."""
    data: Any = interaction.data
    action = action_of(data["custom_id"])
    typed = dict(_texts(data["components"]))
    match action:
        case FollowUp():
            await _follow_up(interaction, action, next(iter(typed.values()), ""))
        case Quote():
            await quote_part(interaction, action, next(iter(typed.values()), ""))
        case Change():
            await set_cooldowns(interaction, typed)
        case _:
            await say(interaction, notices.button_outdated(words=interaction.client.words(interaction)))


async def _follow_up(interaction: Interaction, action: FollowUp, text: str) -> None:
    """Answer the question that a follow-up form holds; where the question before is forgotten, on its own."""
    before = await interaction.client.remembered(action.question)
    now = datetime.now(UTC)
    # It is asked of the same episode and speaker, for the form cannot choose others.
    asked = Asked(text, None, None, None, now, interaction.guild_id)
    if before:
        show = named_by(action.show, (show.name for show in interaction.client.library.shows))
        before = replaced(before, show=show or before.show)
        context = topic(before.question, before.context)
        asked = replaced(asked, context=context, episode=before.episode, speaker=before.speaker, show=before.show)
    private = interaction.message is not None and interaction.message.flags.ephemeral
    await ask(interaction, asked, private=private, before=before)


async def _remove(interaction: Interaction, action: Remove) -> None:
    """Remove the answer for whoever asked and for moderators."""
    moderator = interaction.permissions.manage_messages
    seen_alone = interaction.message is not None and interaction.message.flags.ephemeral
    if not (moderator or seen_alone or interaction.user.id == action.asker):
        return await say(interaction, notices.removal_refused(words=interaction.client.words(interaction)))
    async with handled(interaction):
        await interaction.response.defer()
        await interaction.delete_original_response()


def _texts(components: Any) -> Any:
    """Yield the text inputs of a form, in order: custom id, and what was typed."""
    for component in components:
        if "value" in component:
            yield component["custom_id"], component["value"]
        yield from _texts(component.get("components", ()))
        yield from _texts([component["component"]] if "component" in component else ())
