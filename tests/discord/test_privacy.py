"""Discord: a member learns what is stored, has it forgotten, and has nothing kept, with a running bot."""

import sqlite3
from pathlib import Path

from tests.discord.bot_process import stage
from tests.discord.server import DiscordServer
from tests.discord.talking import BEES, WHEAT

OTHER = "400000000000000055"


def test_questions_are_forgotten_for_who_asked_them_and_for_nobody_else(discord: DiscordServer) -> None:
    mine = discord.slash("ask", {"question": WHEAT}).reply()
    others = discord.slash("ask", {"question": WHEAT}, by=OTHER).reply()
    shown = discord.slash("privacy").reply()
    assert shown.private
    assert "not your name and not your id" in shown.text
    assert mine.message
    assert others.message
    assert shown.message
    assert "Forgotten: " in discord.press(shown.message, "Forget my questions").reply().text
    assert "too old" in discord.press(mine.message, "More results").reply().text
    assert "too old" not in discord.press(others.message, "More results", by=OTHER).reply().text


def test_who_wants_nothing_kept_leaves_no_word_on_the_disk_and_buttons_work(tmp_path: Path) -> None:
    with stage(tmp_path) as (discord, bot):
        shown = discord.slash("privacy", by=OTHER).reply()
        assert shown.message
        assert "Nothing." in discord.press(shown.message, "Keep none of my questions", by=OTHER).reply().text
        bot.stop()
        bot.start()
        asked = discord.slash("ask", {"question": BEES}, by=OTHER).reply()
        assert asked.message
        assert "too old" not in discord.press(asked.message, "More results", by=OTHER).reply().text
        bot.stop()
        with sqlite3.connect(tmp_path / "askcast-memory.db") as memory:
            held = "\n".join(memory.iterdump())
        memory.close()
        assert "bees" not in held.lower()
        assert OTHER not in held
        bot.start()
