"""Discord: what those who manage a server use, and what members then see, with a running bot."""

import json

from tests.discord.bot_process import BotProcess
from tests.discord.server import DiscordServer
from tests.discord.server.exchange import Exchange, text_of
from tests.discord.server.payloads import (
    CHANNEL,
    EVERYBODY,
    MANAGE_GUILD,
    OTHER_CHANNEL,
    ROLE,
    guild,
)
from tests.discord.talking import BEES, WHEAT

MANAGER = {"permissions": EVERYBODY | MANAGE_GUILD}


def settings(discord: DiscordServer) -> Exchange:
    return discord.slash("settings", **MANAGER).reply()


def reset(discord: DiscordServer) -> None:
    shown = settings(discord)
    assert shown.message
    discord.press(shown.message, "Reset", **MANAGER).reply()


def test_settings_are_for_who_manages_the_server_alone(discord: DiscordServer) -> None:
    refused = discord.slash("settings").reply()
    assert refused.private
    assert "Only those who may manage this server" in refused.text
    shown = settings(discord)
    assert shown.private
    assert "answers everybody in all channels" in shown.text
    assert discord.commands["settings"]["default_member_permissions"] == MANAGE_GUILD


def test_outside_the_chosen_channels_a_member_is_told_where_to_ask(discord: DiscordServer) -> None:
    shown = settings(discord)
    assert shown.message
    after = discord.choose(shown.message, 8, [OTHER_CHANNEL], **MANAGER).reply()
    assert after.replaced
    assert f"<#{OTHER_CHANNEL}>" in after.text
    refused = discord.slash("ask", {"question": WHEAT}).reply()
    assert refused.private
    assert f"the bot answers in <#{OTHER_CHANNEL}>" in refused.text
    assert "wheel" in discord.slash("ask", {"question": WHEAT}, where=OTHER_CHANNEL).reply().text
    assert f"<#{OTHER_CHANNEL}>" in discord.slash("about").reply().text
    reset(discord)
    assert "wheel" in discord.slash("ask", {"question": WHEAT}).reply().text


def test_only_members_of_the_chosen_roles_are_answered(discord: DiscordServer) -> None:
    shown = settings(discord)
    assert shown.message
    discord.choose(shown.message, 6, [ROLE], **MANAGER).reply()
    assert f"for <@&{ROLE}>" in discord.slash("ask", {"question": BEES}).reply().text
    assert not discord.slash("ask", {"question": BEES}, roles=(ROLE,)).reply().private
    reset(discord)


def test_answers_are_private_by_default_where_the_server_wants_it_so(discord: DiscordServer) -> None:
    shown = settings(discord)
    assert shown.message
    after = discord.press(shown.message, "Answers: to everybody", **MANAGER).reply()
    assert "Answers: to the asker alone" in str(after.message)
    assert discord.slash("ask", {"question": BEES}).reply().private
    assert not discord.slash("ask", {"question": BEES, "private": False}).reply().private
    reset(discord)


def test_a_mention_is_passed_over_where_mentions_are_off(discord: DiscordServer) -> None:
    shown = settings(discord)
    assert shown.message
    discord.press(shown.message, "Mentions: on", **MANAGER).reply()
    before = len(discord.posted)
    discord.say(f"<@100000000000000001> {WHEAT}")
    discord.slash("ask", {"question": BEES}).reply()
    assert len(discord.posted) == before
    reset(discord)


def test_cooldowns_are_typed_into_a_form_and_hold_at_once(discord: DiscordServer) -> None:
    shown = settings(discord)
    assert shown.message
    form = discord.press_id(shown.message, "askcast:set:cooldowns:", **MANAGER).reply()
    assert form.modal
    refused = discord.submit(form.modal, "soon", "1", message=shown.message, **MANAGER).reply()
    assert "seconds from 0 to 3600" in refused.text
    discord.submit(form.modal, "600", "0", message=shown.message, **MANAGER).reply()
    assert "wheel" in discord.slash("ask", {"question": WHEAT}, by="400000000000000077").reply().text
    assert "ask again in" in discord.slash("ask", {"question": WHEAT}, by="400000000000000077").reply().text
    reset(discord)


def test_insights_tell_what_was_not_answered_and_take_a_verdict(discord: DiscordServer) -> None:
    assert "Only those" in discord.slash("insights").reply().text
    discord.slash("ask", {"question": "Which spaceship flies to Neptune?"}).reply()
    shown = discord.slash("insights", **MANAGER).reply()
    assert shown.private
    assert "Which spaceship flies to Neptune?" in shown.text
    assert shown.message
    judged = discord.press(shown.message, "Not in the transcripts", **MANAGER).reply()
    assert "not in the transcripts" in judged.text
    most = discord.press(shown.message, "Most asked", **MANAGER).reply()
    assert "Most asked" in most.text
    table = discord.press(shown.message, "Table (CSV)", **MANAGER).reply()
    assert b"Which spaceship flies to Neptune?" in table.files["asked.csv"]
    questions = discord.press(shown.message, "Question set", **MANAGER).reply()
    (line,) = questions.files["questions.jsonl"].decode().splitlines()
    assert json.loads(line)["type"] == "unanswerable"


def test_a_server_that_takes_the_bot_in_is_greeted_once_where_it_may_write(
    running: tuple[DiscordServer, BotProcess],
) -> None:
    discord, bot = running
    discord.wait(lambda: "ready in" in bot.log)  # what comes before is a server that it was in already
    other, place = "200000000000000009", "300000000000000009"
    discord.take_in(guild(other, place))
    discord.wait(lambda: discord.posted)
    (greeting,) = [message for _, message in discord.posted if message["channel_id"] == place]
    assert "/settings" in text_of(greeting)
    assert CHANNEL not in {message["channel_id"] for _, message in discord.posted}


def test_with_one_show_there_is_none_to_choose(discord: DiscordServer) -> None:
    options = [option["name"] for option in discord.commands["ask"]["options"]]
    assert options == ["question", "episode", "speaker", "private"]
    assert ":set:shows:" not in str(settings(discord).message)
