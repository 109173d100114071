"""What those who manage a server use: `/settings` and `/insights`, and the controls below them.

In: a command, a press, a choice or a form of somebody who may manage the server. Out: the settings kept and the same
message changed in place, or a page of what was asked.
"""

import asyncio
import io
from dataclasses import replace as with_changes
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from discord import app_commands

from bot.actions import Change, Download, Judge, Managing, Tab
from bot.custom_ids import digest
from bot.discord.components import cooldown_form, view_of
from bot.discord.handling import NO_PINGS, handled, say
from bot.discord.serving import Interaction, ServingBot
from bot.discord.translating import worded
from bot.memory.insights import Row, as_csv
from bot.replies import notices
from bot.replies.insights import insights_reply
from bot.replies.reply import Reply
from bot.replies.settings import Usual, changed, cooldowns, language_chosen, seconds, settings_reply, shows_chosen


@app_commands.command(name=worded("command-settings"), description=worded("command-settings-told"))
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def settings_command(interaction: Interaction) -> None:
    """Show the settings of the server to whoever manages it."""
    if _may_manage(interaction):
        await say(interaction, _settings(interaction))
    else:
        await _refuse(interaction)


@app_commands.command(name=worded("command-insights"), description=worded("command-insights-told"))
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def insights_command(interaction: Interaction) -> None:
    """Show what was asked in the server to whoever manages it."""
    if not _may_manage(interaction):
        return await _refuse(interaction)
    async with handled(interaction):
        await interaction.client.acknowledgements.send(interaction.response.defer(ephemeral=True, thinking=True))
        reply = await asyncio.to_thread(_insights, interaction, "missed", 0)
        await interaction.edit_original_response(view=view_of(reply), allowed_mentions=NO_PINGS)


async def manage(interaction: Interaction, action: Managing) -> None:
    """Do what a control below one of the two says."""
    if not _may_manage(interaction):
        return await _refuse(interaction)
    match action:
        case Change("cooldowns", _):
            waits = cooldowns(interaction.client.memory.servers.of(interaction.guild_id), _usual(interaction.client))
            async with handled(interaction):
                form = cooldown_form(action, *waits, words=interaction.client.words(interaction))
                await interaction.response.send_modal(form)
        case Change():
            await _change(interaction, action)
        case Tab(tab, page):
            await _in_place(interaction, tab, page)
        case Judge():
            await asyncio.to_thread(_judge, interaction, action)
            await _in_place(interaction, action.tab, action.page)
        case Download():
            await _hand_out(interaction, action)


async def set_cooldowns(interaction: Interaction, typed: dict[str, str]) -> None:
    """Keep the cooldowns that a form holds."""
    if not _may_manage(interaction):
        return await _refuse(interaction)
    member, channel = (seconds(typed.get(name, "")) for name in ("member", "channel"))
    if member is None or channel is None:
        return await say(interaction, notices.cooldown_refused(words=interaction.client.words(interaction)))
    await _keep(interaction, member_cooldown=member, channel_cooldown=channel)


async def _refuse(interaction: Interaction) -> None:
    await say(interaction, notices.managers_only(words=interaction.client.words(interaction)))


def _may_manage(interaction: Interaction) -> bool:
    return interaction.guild_id is not None and interaction.permissions.manage_guild


def _usual(bot: ServingBot) -> Usual:
    shows = tuple(show.name for show in bot.settings.shows)
    return Usual(bot.settings.member_cooldown, bot.settings.channel_cooldown, bot.settings.links, shows)


def _settings(interaction: Interaction) -> Reply:
    bot = interaction.client
    return settings_reply(bot.server(interaction.guild_id), _usual(bot), words=bot.words(interaction))


async def _change(interaction: Interaction, action: Change) -> None:
    data: Any = interaction.data
    values = data.get("values", ())
    if action.setting == "language":
        return await _keep(interaction, language=language_chosen(values))
    server = interaction.client.memory.servers.of(interaction.guild_id)
    if action.setting == "shows":
        every = _usual(interaction.client).shows
        return await _keep(interaction, shows=shows_chosen(server, every, action.value, values))
    chosen = tuple(int(value) for value in values)
    after = changed(server, action.setting, chosen, _usual(interaction.client))
    await _keep(interaction, **{name: getattr(after, name) for name in after.__slots__})


async def _keep(interaction: Interaction, **values: Any) -> None:
    """Keep changed settings, and show them in the place of the message that changed them."""
    async with handled(interaction):
        assert interaction.guild_id is not None
        servers = interaction.client.memory.servers
        after = with_changes(servers.of(interaction.guild_id), **values)
        await interaction.client.acknowledgements.send(interaction.response.defer())
        await asyncio.to_thread(servers.keep, interaction.guild_id, after)
        await interaction.edit_original_response(view=view_of(_settings(interaction)), allowed_mentions=NO_PINGS)


async def _in_place(interaction: Interaction, tab: str, page: int) -> None:
    async with handled(interaction):
        await interaction.client.acknowledgements.send(interaction.response.defer())
        reply = await asyncio.to_thread(_insights, interaction, tab, page)
        await interaction.edit_original_response(view=view_of(reply), allowed_mentions=NO_PINGS)


def _rows(interaction: Interaction) -> list[Row]:
    since = datetime.now(UTC) - timedelta(days=interaction.client.settings.keep_days)
    return interaction.client.memory.insights.rows(since, interaction.guild_id)


def _insights(interaction: Interaction, tab: str, page: int) -> Reply:
    bot = interaction.client
    return insights_reply(_rows(interaction), tab, page, bot.settings.keep_days, words=bot.words(interaction))


def _judge(interaction: Interaction, action: Judge) -> None:
    question = next((row.question for row in _rows(interaction) if digest(row.question.lower()) == action.words), None)
    if question is not None:
        interaction.client.memory.insights.judge(question, bool(action.expected), datetime.now(UTC))


async def _hand_out(interaction: Interaction, action: Download) -> None:
    async with handled(interaction):
        await interaction.client.acknowledgements.send(interaction.response.defer(ephemeral=True, thinking=True))
        if action.tab == "questions":
            name, lines = "questions.jsonl", await asyncio.to_thread(interaction.client.memory.insights.question_set)
            text = "".join(f"{line}\n" for line in lines)
        else:
            name, text = "asked.csv", as_csv(await asyncio.to_thread(_rows, interaction))
        file = discord.File(io.BytesIO(text.encode()), name)
        await interaction.edit_original_response(attachments=[file], allowed_mentions=NO_PINGS)
