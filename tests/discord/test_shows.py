"""Discord: several shows in one bot, with a running bot: told apart, chosen, and of a server only those it wants."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.custom_ids import digest
from index.building.rebuild import rebuild
from index.transcripts.sources import find_files
from tests.discord.bot_process import BotProcess, in_order, run_bot
from tests.discord.server import DiscordServer
from tests.discord.server.exchange import buttons_of, text_of
from tests.discord.server.payloads import APPLICATION, EVERYBODY, MANAGE_GUILD
from tests.discord.talking import BEES, WHEAT, chatted, ids
from tests.shows.two_shows import HIVE, write_shows

MANAGER = {"permissions": EVERYBODY | MANAGE_GUILD}
BOTH = "What does the miller do with flour?"
STRING_LIST = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shows")
    write_shows(folder)
    return folder


@pytest.fixture(scope="module")
def bot(folder: Path) -> Iterator[tuple[DiscordServer, BotProcess]]:
    """A bot that has two shows, whose indexes it builds when it is first started."""
    with DiscordServer() as discord:
        with BotProcess(discord, folder, ASKCAST_SHOWS="shows.toml") as bot:
            yield discord, bot
            assert bot.stop() == 0, bot.log
        in_order(discord, bot)


@pytest.fixture
def shows(bot: tuple[DiscordServer, BotProcess]) -> Iterator[DiscordServer]:
    yield bot[0]
    in_order(*bot)


@pytest.fixture
def only_hive(shows: DiscordServer) -> Iterator[DiscordServer]:
    """A server whose managers chose one of the shows."""
    choose_shows(shows, "Hive Talk")
    yield shows
    choose_shows(shows)


def choose_shows(discord: DiscordServer, *names: str) -> str:
    shown = discord.slash("settings", **MANAGER).reply()
    values = [digest(name) for name in names]
    return discord.choose(shown.message or {}, STRING_LIST, values, ":set:shows:", **MANAGER).reply().text


def options_of(discord: DiscordServer, command: str) -> list[str]:
    return [option["name"] for option in discord.commands[command]["options"]]


def test_a_show_can_be_chosen_where_there_are_several(shows: DiscordServer) -> None:
    assert options_of(shows, "ask") == ["question", "show", "episode", "speaker", "private"]
    assert "show" in options_of(shows, "quote")
    assert options_of(shows, "episodes") == ["show", "episode"]
    choices = shows.complete("ask", "show", "mill").reply().choices
    assert choices == [{"name": "Mill Talk", "value": "Mill Talk"}]
    both = shows.complete("ask", "episode", "").reply().choices or []  # both have one whose slug is "first"
    assert [choice["name"] for choice in both] == ["Ada on mills — Mill Talk", "Ben on bees — Hive Talk"]
    of_ben = shows.slash("ask", {"question": BOTH, "episode": both[1]["value"]}).reply()
    assert "-# Hive Talk" in of_ben.text
    assert "Ada" not in of_ben.text
    of_hive = shows.complete("ask", "speaker", "", beside={"question": "x", "show": "Hive Talk"}).reply().choices
    assert [choice["value"] for choice in of_hive or []] == ["Ben", "Host"]


def test_a_question_goes_to_all_shows_and_their_answers_are_told_apart(shows: DiscordServer) -> None:
    asked = shows.slash("ask", {"question": BOTH}).reply()
    assert asked.text.index("### Mill Talk") != asked.text.index("### Hive Talk")
    assert "1 · **" in asked.text
    assert asked.text.count(f"**{BOTH}**") == 1
    assert len({custom_id.split(":")[2] for custom_id in ids(asked.message or {}, "around")}) == 1
    bees = shows.slash("ask", {"question": BEES}).reply()
    assert "### Hive Talk" in bees.text
    assert "Nothing that answers it in: Mill Talk" in bees.text


def test_the_controls_of_a_passage_find_it_in_its_own_show(shows: DiscordServer) -> None:
    asked = shows.slash("ask", {"question": BEES}).reply()
    chosen = ids(asked.message or {}, "around")[0]
    around = shows.choose(asked.message or {}, STRING_LIST, [chosen], ":passages:").reply()
    assert "### Ben on bees" in around.text
    assert "angle of the dance" in around.text


def test_more_of_one_show_is_of_that_show_alone(shows: DiscordServer) -> None:
    asked = shows.slash("ask", {"question": "mill flour miller stone wheel", "private": True}).reply()
    label = next(label for label in buttons_of(asked.message or {}) if label.startswith("More from"))
    more = shows.press(asked.message or {}, label).reply()
    name = label.removeprefix("More from ")
    assert f"-# {name}" in more.text
    assert "###" not in more.text
    shared = shows.press(asked.message or {}, "Share").reply()
    assert "### Mill Talk" in shared.text


def test_a_chosen_show_is_the_only_one_that_is_asked_also_by_the_follow_up(shows: DiscordServer) -> None:
    asked = shows.slash("ask", {"question": WHEAT, "show": "mill talk"}).reply()
    assert "-# Mill Talk" in asked.text
    assert "Hive" not in asked.text
    form = shows.press(asked.message or {}, "Ask a follow-up").reply()
    followed = shows.submit(form.modal or {}, "and who paid him?", message=asked.message or {}).reply()
    assert "-# Mill Talk" in followed.text
    assert "Hive" not in followed.text
    unknown = shows.slash("ask", {"question": WHEAT, "show": "Salt"}).reply()
    assert "There is no show called “Salt” here; there are **Mill Talk** and **Hive Talk**." in unknown.text


def test_a_mention_is_answered_from_all_shows_and_its_follow_up_leans_on_the_place_shown(shows: DiscordServer) -> None:
    first = text_of(chatted(shows, f"<@{APPLICATION}> {BEES}"))
    assert "### Hive Talk" in first
    second = text_of(chatted(shows, f"<@{APPLICATION}> and how long is it?"))
    assert "### Hive Talk" in second
    assert "the distance of the flight" in second.replace("**", "")


def test_a_quotation_is_told_from_the_show_in_which_it_was_said(shows: DiscordServer) -> None:
    checked = shows.slash("quote", {"text": "the angle of the dance is the angle to the sun"}).reply()
    assert "Yes, word for word.**\n-# Hive Talk" in checked.text
    given = shows.slash("quote", {"text": "Ada: the angle of the dance is the angle to the sun"}).reply()
    assert "But not by Ada: **Ben** says it" in given.text
    elsewhere = shows.slash(
        "quote", {"text": "the angle of the dance is the angle to the sun", "show": "Mill Talk"}
    ).reply()
    assert "Not found." in elsewhere.text


def test_a_card_in_a_shows_own_colours_has_no_other_theme(shows: DiscordServer) -> None:
    pytest.importorskip("skia", reason="cards need the extra `cards`")
    for text, labels in (("The miller kept one sack of flour in sixteen", []), ("Why do bees dance", ["Dark"])):
        checked = shows.slash("quote", {"text": text, "card": True}).reply()
        shows.wait(partial(bool, checked.followed_by))
        assert [*buttons_of(checked.followed_by[0])] == labels


def test_episodes_are_listed_by_show(shows: DiscordServer) -> None:
    chosen = shows.slash("episodes").reply()
    assert "- **Mill Talk** · 1 episode\n- **Hive Talk** · 1 episode" in chosen.text
    listed = shows.press(chosen.message or {}, "Hive Talk").reply()
    assert listed.replaced
    assert "-# Hive Talk" in listed.text
    assert "Ben on bees" in listed.text
    outline = shows.slash("episodes", {"show": "Mill Talk", "episode": "Ada on mills"}).reply()
    assert "https://mill.example/" in outline.text


def test_about_tells_of_each_show(shows: DiscordServer) -> None:
    about = shows.slash("about").reply().text
    assert "- **Mill Talk**: **1** episodes" in about
    assert "- **Hive Talk**: **1** episodes" in about


def test_a_server_sees_the_shows_that_its_managers_chose(only_hive: DiscordServer) -> None:
    shown = only_hive.slash("settings", **MANAGER).reply()
    assert "It answers from Hive Talk." in shown.text
    asked = only_hive.slash("ask", {"question": BOTH}).reply()
    assert "old mill" in asked.text
    assert "Mill Talk" not in asked.text
    assert "Hive Talk" not in asked.text, "who has one show needs no name of it"
    assert [choice["value"] for choice in only_hive.complete("ask", "show", "").reply().choices or []] == ["Hive Talk"]
    elsewhere = only_hive.slash("ask", {"question": WHEAT, "show": "Mill Talk"}).reply()
    assert "There is no show called “Mill Talk” here" in elsewhere.text
    assert "It answers from Hive Talk." in only_hive.slash("about").reply().text


def test_each_index_is_swapped_on_its_own_and_one_that_is_damaged_leaves_the_others(
    shows: DiscordServer, bot: tuple[DiscordServer, BotProcess], folder: Path
) -> None:
    index = folder / "bees" / "hive.db"
    (folder / "hive" / "first.md").write_text(HIVE.replace("A bee dances", "Every bee dances"), encoding="utf-8")
    rebuild(index, find_files([folder / "hive"]))
    assert "Every bee" in shows.slash("ask", {"question": BEES}).reply().text
    (folder / "damaged").write_bytes(b"no index " * 4_096)
    os.replace(folder / "damaged", index)
    asked = shows.slash("ask", {"question": WHEAT}).reply()
    assert "turns the wheel" in asked.text
    assert "an index cannot be read" in bot[1].log


def test_a_show_whose_transcripts_come_later_is_left_out_until_its_index_is_there(tmp_path: Path) -> None:
    write_shows(tmp_path)
    (tmp_path / "mill" / "first.md").rename(tmp_path / "later.md")
    with DiscordServer() as discord, BotProcess(discord, tmp_path, ASKCAST_SHOWS="shows.toml") as bot:
        assert "Mill Talk: " in bot.log
        assert "angle of the dance" in discord.slash("ask", {"question": BEES}).reply().text.replace("**", "")
        (tmp_path / "later.md").rename(tmp_path / "mill" / "first.md")
        rebuild(tmp_path / "mill-talk.db", find_files([tmp_path / "mill"]))
        assert "### Mill Talk" in discord.slash("ask", {"question": BOTH}).reply().text


def test_the_check_names_each_show(folder: Path) -> None:
    with DiscordServer() as discord:
        checked = run_bot(discord, folder, "--check", ASKCAST_SHOWS="shows.toml").stdout
    assert "index of Mill Talk: in order" in checked
    assert "index of Hive Talk: NOT in order" in checked
