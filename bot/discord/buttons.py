"""What buttons and the follow-up form do: their custom id says it, so that they work after a restart.

In: a press, or the form sent. Out: the work that answers it, handed to `handling`.
"""

import re
from datetime import UTC, datetime
from typing import Any, Self

import discord
from discord import ui

from bot import questions
from bot.custom_ids import PREFIX, Episodes, FollowUp, Outline, Remove, Share, action_of
from bot.discord.commands import ask
from bot.discord.components import follow_up_form
from bot.discord.handling import handled, may_post, replace, respond, say
from bot.discord.serving import Interaction
from bot.memory import Asked
from bot.replies import notices

NOTHING = (None, None, None)  # no question before, all episodes, all speakers


class ActionButton(ui.DynamicItem[ui.Button[Any]], template=rf"{PREFIX}:.*"):
    """Any button of ours: one class, for the custom id says what it does."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed."""
        assert isinstance(item, ui.Button)
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Do what the button's custom id says."""
        await press(interaction, self.custom_id)


async def press(interaction: Interaction, custom_id: str) -> None:
    """Do what a button's custom id says."""
    bot = interaction.client
    action = action_of(custom_id)
    private = not isinstance(action, Share)
    audience = bot.audience(interaction, private=private)
    match action:
        case None:
            await say(interaction, notices.button_outdated())
        case FollowUp():
            async with handled(interaction):
                await interaction.response.send_modal(follow_up_form(action, bot.settings.question_length))
        case Remove():
            await _remove(interaction, action)
        case Share() if not may_post(interaction):
            await say(interaction, notices.sharing_refused())
        case Episodes() | Outline():
            await replace(interaction, lambda s: questions.act(s, bot.memory, action, audience))
        case _:
            await respond(interaction, lambda s: questions.act(s, bot.memory, action, audience), private=private)


async def follow_up(interaction: Interaction) -> None:
    """Answer the question that a follow-up form holds; where the question before is forgotten, on its own."""
    data: Any = interaction.data
    action = action_of(data["custom_id"])
    text = next(_texts(data["components"]), "")
    if not isinstance(action, FollowUp):
        return await say(interaction, notices.button_outdated())
    before = await interaction.client.remembered(action.question)
    now = datetime.now(UTC)
    # It is asked of the same episode and speaker, for the form cannot choose others.
    asked = Asked(text, before.question, before.episode, before.speaker, now) if before else Asked(text, *NOTHING, now)
    private = interaction.message is not None and interaction.message.flags.ephemeral
    await ask(interaction, asked, private=private)


async def _remove(interaction: Interaction, action: Remove) -> None:
    """Remove the answer for whoever asked and for moderators."""
    moderator = interaction.permissions.manage_messages
    seen_alone = interaction.message is not None and interaction.message.flags.ephemeral
    if not (moderator or seen_alone or interaction.user.id == action.asker):
        return await say(interaction, notices.removal_refused())
    async with handled(interaction):
        await interaction.response.defer()
        await interaction.delete_original_response()


def _texts(components: Any) -> Any:
    """Yield what was typed into the text inputs of a form, in order."""
    for component in components:
        if "value" in component:
            yield component["value"]
        yield from _texts(component.get("components", ()))
        yield from _texts([component["component"]] if "component" in component else ())
