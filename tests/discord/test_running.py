"""The bot among accidents: restarts, kills, new indexes, a crowd, a dropped gateway, rate limits, stops."""

import signal
import sqlite3
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from index.building.rebuild import rebuild
from index.transcripts.sources import find_files
from tests.discord.bot_process import BotProcess, build, in_order, stage
from tests.discord.mill_talk import ADA_AFTER_THE_REWRITE, BEN, write_episode, write_site
from tests.discord.server import DiscordServer
from tests.discord.server.exchange import Exchange, text_of
from tests.discord.server.payloads import APPLICATION, CHANNEL, EPHEMERAL, OTHER_MEMBER
from tests.discord.talking import ids

WHEAT = "How does a water mill grind the wheat?"
FLOUR = "Who paid the miller for the flour?"
BEES = "Why do bees dance?"
CROWD = 200
MEMBERS = 4 * 10**17


def ask(discord: DiscordServer, question: str, **where: str) -> Exchange:
    return discord.slash("ask", {"question": question}, **where).reply()


def rewrite_ada(folder: Path) -> None:
    """Publish another text of Ada's episode, and put an index of it in place."""
    site = folder / "site"
    write_episode(site, "2026-01-05-ada.md", "Ada on water mills", "ada", ADA_AFTER_THE_REWRITE)
    rebuild(folder / "askcast.db", find_files([site]))


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_buttons_work_after_a_restart_and_after_a_kill(tmp_path: Path, end: str) -> None:
    with stage(tmp_path) as (discord, bot):
        asked = ask(discord, FLOUR)
        assert asked.message
        form = discord.press(asked.message, "Ask a follow-up").reply()
        bot.stop() if end == "stop" else bot.kill()
        bot.start()
        assert "mill" in discord.press(asked.message, "More results").reply().text
        assert "noted" in discord.press(asked.message, "Helpful").reply().text
        assert form.modal
        followed = discord.submit(form.modal, "and what is the stone made of?", message=asked.message).reply()
        assert "Granite, always" in followed.text.replace("**", "")
        assert discord.press(asked.message, "Remove").reply().deleted


def test_commands_are_sent_to_discord_only_when_they_changed(tmp_path: Path) -> None:
    def sent(discord: DiscordServer) -> int:
        return sum(method == "PUT" and path.endswith("/commands") for method, path, _ in discord.requests)

    with stage(tmp_path) as (discord, bot):
        assert sent(discord) == 1
        bot.stop()
        bot.start()
        assert sent(discord) == 1
        bot.stop()
        with BotProcess(discord, tmp_path, ASKCAST_QUESTION_LENGTH="250") as other:
            assert sent(discord) == 2
            assert other.stop() == 0
        bot.start()


def test_a_new_index_answers_the_next_question_and_old_buttons_say_what_has_changed(tmp_path: Path) -> None:
    with stage(tmp_path) as (discord, _):
        flour, bees = ask(discord, FLOUR), ask(discord, BEES)
        assert flour.message
        assert bees.message
        rewrite_ada(tmp_path)
        assert "electric motor" in ask(discord, WHEAT).text
        assert "episode has changed" in discord.choose(flour.message, 3, ids(flour.message, "around")[:1]).reply().text
        assert discord.press(flour.message, "More results").reply().text
        assert "angle to the sun" in discord.choose(bees.message, 3, ids(bees.message, "around")[:1]).reply().text


def test_no_answer_fails_while_indexes_are_put_in_place(tmp_path: Path) -> None:
    with stage(tmp_path) as (discord, _):
        publishing = Thread(target=lambda: [rewrite_ada(tmp_path) for _ in range(10)])
        publishing.start()
        while publishing.is_alive():
            assert "angle to the sun" in ask(discord, BEES).text


def test_a_deleted_index_goes_on_answering_and_a_new_one_is_followed(tmp_path: Path) -> None:
    with stage(tmp_path) as (discord, bot):
        bot.index.unlink()
        assert "angle to the sun" in ask(discord, BEES).text
        assert [choice["value"] for choice in discord.complete("ask", "episode", "bees").reply().choices or []] == [
            "ben"
        ]
        rewrite_ada(tmp_path)
        assert "electric motor" in ask(discord, WHEAT).text


def test_a_damaged_index_is_a_friendly_sentence_until_a_sound_one_is_there(tmp_path: Path) -> None:
    with stage(tmp_path) as (discord, bot):
        (tmp_path / "damaged.db").write_bytes(b"SQLite format 3\0" + b"no index at all " * 4_096)
        (tmp_path / "damaged.db").replace(bot.index)
        failed = ask(discord, BEES)
        assert "cannot be searched at the moment" in failed.text
        assert "Traceback" not in failed.text
        assert "damaged" in bot.log
        build(tmp_path, tmp_path / "site")
        assert "angle to the sun" in ask(discord, BEES).text


def test_a_page_that_cannot_be_turned_stays_and_says_why_to_whoever_pressed(tmp_path: Path) -> None:
    with stage(tmp_path) as (discord, bot):
        for number in range(1, 20):
            write_episode(tmp_path / "site", f"2026-04-{number:02}-ben.md", f"Ben, part {number}", f"ben{number}", BEN)
        build(tmp_path, tmp_path / "site")
        listed = discord.slash("episodes").reply()
        assert listed.message
        (tmp_path / "damaged.db").write_bytes(b"SQLite format 3\0" + b"no index at all " * 4_096)
        (tmp_path / "damaged.db").replace(bot.index)
        turned = discord.press(listed.message, "Next")
        discord.wait(lambda: turned.followed_by)
        assert "cannot be searched at the moment" in text_of(turned.followed_by[0])
        assert turned.followed_by[0]["flags"] & EPHEMERAL
        assert not turned.answered
        build(tmp_path, tmp_path / "site")
        assert "Page 2" in discord.press(listed.message, "Next").reply().text


def test_two_hundred_questions_at_once_are_acknowledged_in_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with stage(tmp_path) as (discord, _):
        asked = discord.slash_at_once("ask", [(str(MEMBERS + number), {"question": FLOUR}) for number in range(CROWD)])
        for exchange in asked:
            assert "one sack of" in exchange.reply().text.replace("**", "")
        slowest = max(exchange.waited for exchange in asked)
        assert slowest < 3
    with capsys.disabled():
        print(f"\n{CROWD} questions at once: the slowest acknowledgement took {slowest:.2f} s")


def test_a_dropped_gateway_is_resumed_and_what_was_asked_meanwhile_is_answered(tmp_path: Path) -> None:
    with stage(tmp_path) as (discord, _):
        before = discord.slash("ask", {"question": BEES})
        discord.drop_gateway()
        assert "angle to the sun" in before.reply().text
        discord.wait(lambda: discord.gateway.resumed == 1)
        assert len(discord.gateway.identified) == 1
        discord.say(f"<@{APPLICATION}> {FLOUR}")
        discord.wait(lambda: discord.posted)
        assert "one sack of" in text_of(discord.posted[-1][1]).replace("**", "")


def test_rate_limited_requests_are_sent_again(tmp_path: Path) -> None:
    with stage(tmp_path) as (discord, _):
        discord.rate_limited = 2
        assert "angle to the sun" in ask(discord, BEES).text
        discord.rate_limited = 1
        discord.say(f"<@{APPLICATION}> {FLOUR}")
        discord.wait(lambda: discord.posted)
        assert discord.rate_limited == 0


def test_who_asks_too_soon_is_told_how_long_to_wait(tmp_path: Path) -> None:
    with stage(tmp_path, ASKCAST_MEMBER_COOLDOWN="60", ASKCAST_CHANNEL_COOLDOWN="0") as (discord, _):
        assert "angle to the sun" in ask(discord, BEES).text
        refused = ask(discord, FLOUR)
        assert refused.private
        assert "please ask again in" in refused.text
        assert "one sack of" in ask(discord, FLOUR, by=OTHER_MEMBER).text.replace("**", "")


def test_a_channel_waits_between_questions_of_different_members(tmp_path: Path) -> None:
    with stage(tmp_path, ASKCAST_CHANNEL_COOLDOWN="60") as (discord, _):
        assert "angle to the sun" in ask(discord, BEES).text
        assert "please ask again in" in ask(discord, FLOUR, by=OTHER_MEMBER).text
        assert discord.slash("ask", {"question": FLOUR, "private": True}, by=OTHER_MEMBER).reply().private


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_the_bot_answers_what_is_under_way_and_takes_leave(tmp_path: Path, number: signal.Signals) -> None:
    with stage(tmp_path) as (discord, bot):
        asked = discord.slash_at_once("ask", [(str(MEMBERS + number), {"question": BEES}) for number in range(50)])
        discord.wait(lambda: all(exchange.kind for exchange in asked))
        bot.process.send_signal(number)
        assert bot.process.wait(30) == 0
        assert all(exchange.answered for exchange in asked)
        assert discord.gateway.closed_cleanly


def test_told_to_stop_while_it_still_connects_the_bot_ends(tmp_path: Path) -> None:
    build(tmp_path, write_site(tmp_path))
    with DiscordServer() as discord:
        discord.gateway.url = "ws://127.0.0.1:9/"
        bot = BotProcess(discord, tmp_path)
        bot.launch()
        discord.wait(lambda: "Failed to connect" in bot.log)
        assert bot.stop() == 0
        assert discord.gateway.identified == []


def test_an_acknowledgement_that_comes_too_late_ends_in_the_log_without_what_was_asked(tmp_path: Path) -> None:
    build(tmp_path, write_site(tmp_path))
    with DiscordServer() as discord, BotProcess(discord, tmp_path) as bot:
        bot.process.send_signal(signal.SIGSTOP)
        late = discord.slash("ask", {"question": "the secret of the bees"})
        discord.wait(lambda: monotonic() - late.sent_at > 3.2)
        bot.process.send_signal(signal.SIGCONT)
        discord.wait(lambda: discord.mistakes)
        assert "angle to the sun" in ask(discord, BEES).text
        assert "acknowledged too late" in bot.log
        assert "secret of the bees" not in bot.log
        assert discord.mistakes == ["Unknown interaction"]
        discord.mistakes.clear()
        in_order(discord, bot)


def test_a_token_past_its_time_ends_in_the_log(tmp_path: Path) -> None:
    with stage(tmp_path) as (discord, bot):
        discord.token_lasts = 0.0
        discord.slash("ask", {"question": BEES})
        discord.wait(lambda: "50027" in bot.log)
        discord.token_lasts = 900.0
        assert "angle to the sun" in ask(discord, BEES).text


def test_what_is_remembered_holds_questions_and_no_ids_of_people(tmp_path: Path) -> None:
    with stage(tmp_path) as (discord, bot):
        asked = ask(discord, BEES, by=OTHER_MEMBER)
        assert asked.message
        discord.press(asked.message, "Helpful", by=OTHER_MEMBER).reply()
        bot.stop()
        memory = sqlite3.connect(tmp_path / "askcast-memory.db")
        held = "\n".join(memory.iterdump())
        memory.close()
        assert BEES in held
        assert OTHER_MEMBER not in held
        assert CHANNEL not in held
        bot.start()
