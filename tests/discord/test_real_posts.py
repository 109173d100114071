"""The bot with the 19 real posts: when it is ready, its memory, a crowd with real questions, the longest words.

Three of the posts hold no transcript. The tests' Discord refuses what breaks a limit, so that every page and every
button here is held against them.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.discord.bot_process import BotProcess, in_order
from tests.discord.server import DiscordServer
from tests.discord.server.exchange import buttons_of
from tests.discord.talking import ids

CROWD = 200
MEMBERS = 4 * 10**17
PAGES = 4  # of an answer that are turned over


@pytest.fixture(scope="module")
def running(
    inside_view_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[DiscordServer, BotProcess]]:
    folder = tmp_path_factory.mktemp("real-posts")
    shutil.copy(inside_view_index, folder / "askcast.db")
    with DiscordServer() as discord, BotProcess(discord, folder) as bot:
        yield discord, bot


@pytest.fixture(scope="module")
def questions(shared: Path) -> list[str]:
    lines = (shared / "eval" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [str(json.loads(line)["question"])[:300] for line in lines]


def test_two_hundred_real_questions_at_once_are_acknowledged_in_time(
    running: tuple[DiscordServer, BotProcess], questions: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    discord, bot = running
    idle = bot.memory_kib
    burst = [(str(MEMBERS + number), {"question": questions[number % len(questions)]}) for number in range(CROWD)]
    asked = discord.slash_at_once("ask", burst)
    for exchange in asked:
        exchange.reply()
    slowest = max(exchange.waited for exchange in asked)
    with capsys.disabled():
        print(f"\nready after {bot.ready_after:.1f} s with {idle / 1024:.0f} MiB")
        print(f"after {CROWD} questions at once {bot.memory_kib / 1024:.0f} MiB")
        print(f"the slowest acknowledgement took {slowest:.2f} s")
    assert slowest < 3
    in_order(discord, bot)


def test_every_page_of_real_answers_is_within_discords_limits(
    running: tuple[DiscordServer, BotProcess], questions: list[str]
) -> None:
    discord, bot = running
    for question in questions[::12]:
        shown = discord.slash("ask", {"question": question}).reply()
        for custom_id in ids(shown.message or {}, "around"):
            assert "this passage" in discord.choose(shown.message or {}, 3, [custom_id]).reply().text
        for _ in range(PAGES):
            if "More results" not in buttons_of(shown.message or {}):
                break
            shown = discord.press(shown.message or {}, "More results").reply()
    in_order(discord, bot)


def test_every_outline_of_real_episodes_is_within_discords_limits(running: tuple[DiscordServer, BotProcess]) -> None:
    discord, bot = running
    shown = discord.slash("episodes").reply()
    assert "16 episodes" in shown.text
    assert "Next" in buttons_of(shown.message or {})
    assert "Page 2" in discord.press(shown.message or {}, "Next").reply().text
    slugs = [choice["value"] for choice in discord.complete("episodes", "episode", "").reply().choices or []]
    assert len(slugs) == 16
    for slug in slugs:
        shown = discord.slash("episodes", {"episode": slug}).reply()
        while "Next" in buttons_of(shown.message or {}):
            shown = discord.press(shown.message or {}, "Next").reply()
    in_order(discord, bot)


def test_completing_is_quick_whatever_is_typed(running: tuple[DiscordServer, BotProcess]) -> None:
    discord, bot = running
    for typed in ("a", "the alignment", "Ethan", "out of distribution", "x" * 6_000, "\\(["):
        for option in ("episode", "speaker"):
            completed = discord.complete("ask", option, typed).reply()
            assert len(completed.choices or []) <= 25
            assert completed.waited < 1
    in_order(discord, bot)
