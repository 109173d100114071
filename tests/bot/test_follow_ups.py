"""A follow-up leans on the passage that was really shown, also where that was a follow-up's answer itself."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import questions
from bot.audience import Audience
from bot.memory import Asked, Memory
from bot.shelf import Shelf
from index.answering import Place
from index.search import Searcher
from index.settings import IndexSettings
from index.shows import Show

TALK = """
# Trade

## The mill

**Host**: How does the mill grind the wheat?

**Ada**: The river turns the wheel, and the wheel turns a heavy stone upon another one that lies still.

**Host**: And the stones?

**Ada**: They are of granite, and last for thirty years if nobody lets them run dry.

## Salt

**Host**: And salt?

**Ada**: From the sea, by the patience of the sun. You let the water in at spring tide and wait until August.
"""
AUDIENCE = Audience(1, False, "fragments")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def asked(question: str, context: str | None = None) -> Asked:
    return Asked(question, context, None, None, NOON)


def remembered(memory: Memory) -> Asked:
    ((identifier,),) = memory.file.read("SELECT id FROM questions ORDER BY rowid DESC LIMIT 1")
    found = memory.recall(identifier)
    assert found
    return found


@pytest.fixture
def searcher(searcher_of: Callable[[Path], Searcher], tmp_path: Path) -> Iterator[Searcher]:
    (tmp_path / "ada.md").write_text(TALK)
    with searcher_of(tmp_path / "ada.md") as opened:
        yield opened


@pytest.fixture
def shelf(searcher: Searcher) -> Shelf:
    return Shelf((Show("", IndexSettings()),), (searcher,))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "memory.db") as opened:
        yield opened


def test_each_follow_up_is_about_the_place_shown_for_the_one_before(
    searcher: Searcher, shelf: Shelf, memory: Memory
) -> None:
    first = asked("how does the mill grind wheat?")
    questions.ask(shelf, memory, first, AUDIENCE)
    assert remembered(memory).after is None
    second = asked("and then?", first.question)
    questions.ask(shelf, memory, second, AUDIENCE, first)
    shown = searcher.ask(first.question).passages[0]
    assert remembered(memory).after == Place("ada", shown.position)
    third = asked("and then?", second.question)
    questions.ask(shelf, memory, third, AUDIENCE, second)
    place = remembered(memory).after
    assert place is not None
    assert place.position > shown.position


def test_a_place_that_a_new_index_has_no_more_is_forgotten(shelf: Shelf, memory: Memory) -> None:
    for gone in (Place("ada", 99), Place("bo", 0)):
        later = replace(asked("how is salt made?", "how does the mill grind?"), after=gone)
        reply = questions.ask(shelf, memory, later, AUDIENCE)
        assert reply.answered
