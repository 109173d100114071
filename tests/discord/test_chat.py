"""Discord: mentions and direct messages, with a running bot."""

from tests.discord.server import DiscordServer
from tests.discord.server.exchange import text_of
from tests.discord.server.payloads import (
    APPLICATION,
    DM_CHANNEL,
    OTHER_MEMBER,
)
from tests.discord.talking import BEES, FLOUR, WHEAT, chatted


def test_a_mention_is_answered_in_place_and_a_further_one_leans_on_it(discord: DiscordServer) -> None:
    first = chatted(discord, f"<@{APPLICATION}> {BEES}")
    assert "angle to the sun" in text_of(first)
    second = chatted(discord, f"<@{APPLICATION}> and do they do it in winter?")
    assert "Bees stay awake all" in text_of(second).replace("**", "")
    stranger = chatted(discord, f"<@{APPLICATION}> and does she do it?", by=OTHER_MEMBER)
    assert "angle to the sun" not in text_of(stranger)


def test_a_mention_without_a_question_says_how_to_ask(discord: DiscordServer) -> None:
    assert "Ask a question" in text_of(chatted(discord, f"<@{APPLICATION}>"))


def test_a_message_that_does_not_mention_the_bot_is_passed_over(discord: DiscordServer) -> None:
    before = len(discord.posted)
    discord.say("Why do bees dance?")
    chatted(discord, f"<@{APPLICATION}> {WHEAT}")  # comes after it, so that the first one has been passed over by then
    assert len(discord.posted) == before + 1


def test_a_direct_message_is_a_question(discord: DiscordServer) -> None:
    answer = chatted(discord, FLOUR, where=DM_CHANNEL)
    assert answer["channel_id"] == DM_CHANNEL
    assert "one sack of" in text_of(answer).replace("**", "")


def test_commands_and_buttons_work_in_direct_messages(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": FLOUR}, where=DM_CHANNEL).reply()
    assert not asked.private
    assert discord.press(asked.message or {}, "More results", where=DM_CHANNEL).reply().text
    assert discord.press(asked.message or {}, "Remove", where=DM_CHANNEL).reply().deleted


def test_a_mention_where_the_bot_may_not_post_is_answered_in_a_direct_message(discord: DiscordServer) -> None:
    closed = "300000000000000077"
    discord.closed_channels.add(closed)
    answer = chatted(discord, f"<@{APPLICATION}> {BEES}", where=closed)
    assert answer["channel_id"] == DM_CHANNEL
