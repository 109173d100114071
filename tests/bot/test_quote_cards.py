"""Which words go on a card, whose they are said to be, and whose podcast it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.actions import DrawWords
from bot.quote_cards import QuotedWords, words_named, words_of_place
from bot.shelf import Shelf
from index.building.rebuild import rebuild
from index.search import Searcher
from index.settings import IndexSettings, read_index_settings
from index.shows import Show
from index.transcripts.sources import find_files

TALK = """## Wheels

**Lars**: Why would anybody keep an old mill running when bread is so cheap?

**Ada**: Because the wheel is older than the house. It has never stopped turning,
not even in the winter of the great flood.

**Lars**: Never stopped?

**Ada**: Never. The bread tastes of stone, and the millers hated it.
"""
JOINED = "not even in the winter of the great flood … the bread tastes of stone, and the millers hated it"
SETTINGS: IndexSettings = read_index_settings({})


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Searcher]:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "2026-01-02-ada.md").write_text(f"---\ntitle: Ada on mills\n---\n{TALK}")
    (tmp_path / "_config.yml").write_text("url: https://mill.example\npermalink: /:title/\ntitle: The Mill Talk\n")
    rebuild(tmp_path / "askcast.db", find_files([tmp_path]))
    with Searcher(tmp_path / "askcast.db") as opened:
        yield opened


def found(searcher: Searcher, text: str, show: Show) -> QuotedWords:
    return words_of_place(searcher, show, searcher.quote(text).places[0])


def test_a_card_bears_the_podcasts_name_unless_its_show_has_one(searcher: Searcher) -> None:
    quoted = "It has never stopped turning"
    card = found(searcher, quoted, Show("", SETTINGS)).card("dark")
    assert (card.words, card.speaker, card.episode, card.section, card.podcast, card.address, card.theme) == (
        "It has never stopped turning,", "Ada", "Ada on mills", "Wheels", "The Mill Talk", "mill.example/ada", "dark"
    )  # fmt: skip
    assert found(searcher, quoted, Show("Mills", SETTINGS)).card("light").podcast == "Mills"


def test_all_whose_words_stand_on_a_card_are_named_who_says_most_first(searcher: Searcher) -> None:
    joined = found(searcher, JOINED, Show("", SETTINGS))
    assert "Never stopped? Never. The bread" in joined.text
    assert joined.speakers == ["Ada", "Lars"]


@pytest.mark.parametrize("quoted", ["It has never stopped turning", JOINED])
def test_a_button_finds_the_words_again(searcher: Searcher, quoted: str) -> None:
    words = found(searcher, quoted, Show("", SETTINGS))
    shelf = Shelf((words.show,), (searcher,))
    action = words.drawing("dark", 7)
    again = words_named(shelf, action)
    assert again
    assert again.card("light") == words.card("light")
    lost = DrawWords(
        action.episode, action.position, action.words, action.begin + 1, action.length, action.said, "dark", 7
    )
    assert words_named(shelf, lost) is None
