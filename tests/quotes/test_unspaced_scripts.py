"""Quotations in scripts that are written without spaces between words."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.answer import QuestionRefused
from index.quotes.wording import measure, words_of, written
from index.search import Searcher

TALK = """## 石臼

**Bo**: 石臼は重いですか。毎日使っていますか？

**Ada**: 石臼はとても重いです。でも、川の水は毎日それを回します。私たちはAIを使いません。

## 水车

**Lin**: 水车转动磨盘，磨盘磨面粉。我们每天都听河水的声音。

**Bo**: The wheel turns the stone of the old mill every single day.
"""


@pytest.fixture
def searcher(write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]) -> Iterator[Searcher]:
    with searcher_of(write_post(TALK, front_matter="title: 水車小屋\npermalink: mills")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("quoted", "speaker"),
    [
        ("石臼はとても重いです", "Ada"),
        ("「川の水は毎日それを回します」", "Ada"),
        ("石臼はとても重いです。でも、川の水は毎日それを回します。", "Ada"),
        ("水车转动磨盘，磨盘磨面粉", "Lin"),
        ("我们每天都听河水的声音", "Lin"),
        ("私たちはAIを使いません", "Ada"),
    ],
)
def test_words_without_spaces_are_found_as_they_were_said(searcher: Searcher, quoted: str, speaker: str) -> None:
    found = searcher.quote(quoted)
    assert (found.kind, found.places[0].speaker) == ("exact", speaker)


def test_a_character_that_differs_is_told(searcher: Searcher) -> None:
    found = searcher.quote("川の水は毎晩それを回します")
    assert found.kind == "close"
    assert [(one.quoted, one.said) for one in found.places[0].differences if one.operation != "same"] == [("晩", "日")]
    assert [one.said for one in found.places[0].differences if one.operation == "same"] == [
        "川の水は毎",
        "それを回します",
    ]


def test_what_nobody_said_is_not_found(searcher: Searcher) -> None:
    assert searcher.quote("鉄道は山の向こうまで続いています").kind in ("not found", "paraphrase")


@pytest.mark.parametrize("nothing", ["。", "「」", "石", "・・・", "ー", "\u3099", "\ud800石"])
def test_too_little_is_refused(searcher: Searcher, nothing: str) -> None:
    with pytest.raises(QuestionRefused):
        searcher.quote(nothing)


def test_too_much_is_refused(searcher: Searcher) -> None:
    with pytest.raises(QuestionRefused):
        searcher.quote("石臼" * 301)


def test_characters_are_words_that_are_written_without_spaces() -> None:
    words = words_of("AIは重い、it is")
    assert [word.written for word in words] == ["AI", "は", "重", "い", "it", "is"]
    assert written(word.written for word in words) == "AI は重い it is"
    assert measure(words) == 4
