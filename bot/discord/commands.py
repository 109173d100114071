"""The commands: /ask, /episodes, /about, and "Find in episodes" in a message's menu; others add their own.

In: what a member chose and typed. Out: the work that answers it, handed to `handling`.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot import limits, questions
from bot.discord.completing import complete_episode, complete_speaker
from bot.discord.handling import may_post, respond, say
from bot.discord.managing import insights_command, settings_command
from bot.discord.places import turned_away
from bot.discord.privacy import privacy_command
from bot.discord.quotes import check_quote, quote_command
from bot.discord.serving import Interaction
from bot.discord.translating import option_descriptions, option_names, worded
from bot.memory import Asked
from bot.replies import notices


def add_commands(tree: app_commands.CommandTree[Any], question_length: int) -> None:
    """Add the commands to the bot's tree; a question has at most so many characters."""
    # The option's length is a setting, which a type annotation cannot say.
    _ask.__annotations__["question"] = app_commands.Range[str, 1, question_length]
    name, description = worded("command-ask"), worded("command-ask-told")
    tree.add_command(app_commands.Command(name=name, description=description, callback=_ask))
    tree.add_command(quote_command)
    tree.add_command(app_commands.ContextMenu(name=worded("command-check"), callback=check_quote))
    tree.add_command(_episodes)
    tree.add_command(_about)
    tree.add_command(app_commands.ContextMenu(name=worded("command-find"), callback=_find))
    tree.add_command(privacy_command)
    tree.add_command(settings_command)
    tree.add_command(insights_command)


async def ask(interaction: Interaction, asked: Asked, *, private: bool, before: Asked | None = None) -> None:
    """Answer a question, unless it is too long or comes too soon; privately where the answer may not be public.

    `before` is the question that it leans on.
    """
    bot, words = interaction.client, interaction.client.words(interaction)
    if refusal := turned_away(interaction):
        return await say(interaction, refusal)
    private = private or not may_post(interaction)
    channel = None if private else interaction.channel_id
    if refusal := bot.refusal(asked.question, interaction.user.id, channel, interaction.guild_id, words):
        return await say(interaction, refusal)
    if interaction.channel_id and not private:
        bot.conversations.asked(interaction.user.id, interaction.channel_id, asked)
    audience = bot.audience(interaction, private=private)
    answer = partial(questions.ask, memory=bot.memory, asked=asked, audience=audience, before=before)
    await respond(interaction, answer, private=private, asked=True)


@app_commands.rename(**option_names("question", "episode", "speaker", "private"))
@app_commands.describe(**option_descriptions("ask", "question", "episode", "speaker", "private"))
@app_commands.autocomplete(episode=complete_episode, speaker=complete_speaker)
async def _ask(
    interaction: Interaction,
    question: str,
    episode: str | None = None,
    speaker: str | None = None,
    private: bool | None = None,
) -> None:
    alone = interaction.client.memory.servers.of(interaction.guild_id).private if private is None else private
    asked = Asked(question, None, episode, speaker, datetime.now(UTC), interaction.guild_id)
    await ask(interaction, asked, private=alone)


@app_commands.command(name=worded("command-episodes"), description=worded("command-episodes-told"))
@app_commands.rename(**option_names("episode"))
@app_commands.describe(**option_descriptions("episodes", "episode"))
@app_commands.autocomplete(episode=complete_episode)
async def _episodes(interaction: Interaction, episode: str | None = None) -> None:
    words = interaction.client.words(interaction)
    await respond(interaction, lambda searcher: questions.episodes(searcher, episode, words), private=True)


@app_commands.command(name=worded("command-about"), description=worded("command-about-told"))
async def _about(interaction: Interaction) -> None:
    bot = interaction.client
    server, words = bot.memory.servers.of(interaction.guild_id), bot.words(interaction)
    about = partial(questions.about, keep_days=bot.settings.keep_days, server=server, words=words)
    await respond(interaction, about, private=True)


async def _find(interaction: Interaction, message: discord.Message) -> None:
    said = limits.cropped(message.content, interaction.client.settings.question_length)
    if not said:
        return await say(interaction, notices.message_without_text(words=interaction.client.words(interaction)))
    await ask(interaction, Asked(said, None, None, None, datetime.now(UTC), interaction.guild_id), private=True)
