"""Chat style: a mention in a server, or a direct message, is a question and is answered in place.

In: a message. Out: a reply to it. Discord hands over a message's text without a privileged intent only where the bot
is mentioned, and in direct messages.
"""

import re
from datetime import UTC, datetime

import discord

from bot import questions
from bot.audience import Audience
from bot.discord.components import view_of
from bot.discord.handling import NO_PINGS, log, note, reply_to
from bot.discord.places import channels_of, roles_of
from bot.discord.serving import ServingBot
from bot.languages.words import ENGLISH, Words
from bot.memory import Asked
from bot.replies import notices
from bot.replies.reply import Reply
from index.question import asks_nothing, topic

ASKABLE = (discord.MessageType.default, discord.MessageType.reply)


async def hear(bot: ServingBot, message: discord.Message) -> None:
    """Answer a message that asks the bot something; pass over all others."""
    if not _is_for(bot, message):
        return
    with bot.under_way():
        try:
            reply = await _reply(bot, message)
        except Exception as error:  # noqa: BLE001 - told in one place
            note(error)
            reply = reply_to(error, _words(bot, message))
            bot.meter.failed(type(error).__name__)
        await _send(message, reply)


def _is_for(bot: ServingBot, message: discord.Message) -> bool:
    if message.author.bot or message.webhook_id or message.type not in ASKABLE:
        return False
    if message.guild is None:
        return True
    server = bot.memory.servers.of(message.guild.id)
    heard = server.mentions and server.hears(channels_of(message.channel), roles_of(message.author))
    return heard and bot.own_id in message.raw_mentions


async def _reply(bot: ServingBot, message: discord.Message) -> Reply:
    words = _words(bot, message)
    question = " ".join(re.sub(rf"<@!?{bot.own_id}>", " ", message.content).split())
    if not question:
        return notices.question_missing(words=words)
    member, channel = message.author.id, message.channel.id
    guild = message.guild.id if message.guild else None
    if refusal := bot.refusal(question, member, channel, guild, words):
        return refusal
    before = bot.conversations.before(member, channel)
    context = topic(before.question, before.context) if before else None
    asked = Asked(question, context, None, None, datetime.now(UTC), guild)
    if not asks_nothing(question):
        bot.conversations.asked(member, channel, asked)
    audience = Audience(member, False, bot.links(guild), words, bot.shows(guild))
    return await bot.answer(lambda shelf: questions.ask(shelf, bot.memory, asked, audience, before))


def _words(bot: ServingBot, message: discord.Message) -> Words:
    """Return the words for a message, which does not tell its author's locale: the server's, English outside of it."""
    guild = message.guild
    return bot.words_in(guild.id, guild.preferred_locale) if guild else ENGLISH


async def _send(message: discord.Message, reply: Reply) -> None:
    """Reply in place; where the bot may not post, in a direct message; where not even that, nowhere."""
    view = view_of(reply)
    try:
        place = message.to_reference(fail_if_not_exists=False)
        await message.channel.send(view=view, reference=place, mention_author=False, allowed_mentions=NO_PINGS)
    except discord.Forbidden:
        try:
            await message.author.send(view=view, allowed_mentions=NO_PINGS)
        except discord.HTTPException as error:
            log.info("a mention could be answered neither in its channel nor privately (status %s)", error.status)
    except discord.HTTPException as error:
        note(error)
