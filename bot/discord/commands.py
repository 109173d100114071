"""The commands: /ask, /episodes, /about, and "Find in episodes" in a message's menu; others add their own.

In: what a member chose and typed. Out: the work that answers it, handed to `handling`.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot import limits, questions
from bot.discord.completing import complete_episode, complete_show, complete_speaker, told_apart
from bot.discord.handling import may_post, respond, say
from bot.discord.managing import insights_command, settings_command
from bot.discord.places import turned_away
from bot.discord.privacy import privacy_command
from bot.discord.quotes import check_quote, quoting
from bot.discord.serving import Interaction
from bot.discord.translating import option_descriptions, option_names, worded
from bot.memory import Asked
from bot.replies import notices


def add_commands(tree: app_commands.CommandTree[Any], question_length: int, *, several: bool) -> None:
    """Add the commands to the bot's tree; a question has at most so many characters.

    Where there are `several` shows, commands let one be chosen.
    """
    ask_callback = _ask_show if several else _ask
    # The option's length is a setting, which a type annotation cannot say.
    ask_callback.__annotations__["question"] = app_commands.Range[str, 1, question_length]
    name, description = worded("command-ask"), worded("command-ask-told")
    tree.add_command(app_commands.Command(name=name, description=description, callback=ask_callback))
    tree.add_command(quoting(several=several))
    tree.add_command(app_commands.ContextMenu(name=worded("command-check"), callback=check_quote))
    name, description = worded("command-episodes"), worded("command-episodes-told")
    callback = _episodes_of_show if several else _episodes
    tree.add_command(app_commands.Command(name=name, description=description, callback=callback))
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
    asked = Asked(question, None, episode, speaker, datetime.now(UTC), interaction.guild_id)
    await ask(interaction, asked, private=interaction.client.private(interaction.guild_id, private))


@app_commands.rename(**option_names("question", "show", "episode", "speaker", "private"))
@app_commands.describe(**option_descriptions("ask", "question", "show", "episode", "speaker", "private"))
@app_commands.autocomplete(show=complete_show, episode=complete_episode, speaker=complete_speaker)
async def _ask_show(
    interaction: Interaction,
    question: str,
    show: str | None = None,
    episode: str | None = None,
    speaker: str | None = None,
    private: bool | None = None,
) -> None:
    show, episode = told_apart(interaction, show, episode)
    asked = Asked(question, None, episode, speaker, datetime.now(UTC), interaction.guild_id, show=show)
    await ask(interaction, asked, private=interaction.client.private(interaction.guild_id, private))


@app_commands.rename(**option_names("episode"))
@app_commands.describe(**option_descriptions("episodes", "episode"))
@app_commands.autocomplete(episode=complete_episode)
async def _episodes(interaction: Interaction, episode: str | None = None) -> None:
    await _list(interaction, episode, None)


@app_commands.rename(**option_names("show", "episode"))
@app_commands.describe(**option_descriptions("episodes", "show", "episode"))
@app_commands.autocomplete(show=complete_show, episode=complete_episode)
async def _episodes_of_show(interaction: Interaction, show: str | None = None, episode: str | None = None) -> None:
    show, episode = told_apart(interaction, show, episode)
    await _list(interaction, episode, show)


async def _list(interaction: Interaction, episode: str | None, show: str | None) -> None:
    audience = interaction.client.audience(interaction, private=True)
    work = partial(questions.episodes, name=episode, show=show, audience=audience)
    await respond(interaction, work, private=True)


@app_commands.command(name=worded("command-about"), description=worded("command-about-told"))
async def _about(interaction: Interaction) -> None:
    bot = interaction.client
    server, audience = bot.server(interaction.guild_id), bot.audience(interaction, private=True)
    about = partial(questions.about, keep_days=bot.settings.keep_days, server=server, audience=audience)
    await respond(interaction, about, private=True)


async def _find(interaction: Interaction, message: discord.Message) -> None:
    said = limits.cropped(message.content, interaction.client.settings.question_length)
    if not said:
        return await say(interaction, notices.message_without_text(words=interaction.client.words(interaction)))
    await ask(interaction, Asked(said, None, None, None, datetime.now(UTC), interaction.guild_id), private=True)
