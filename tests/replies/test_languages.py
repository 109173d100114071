"""Replies: each can be said in every language, within Discord's limits and with nothing of it left in English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot import limits
from bot.languages.words import ENGLISH, Value, Words, languages
from bot.replies.remarks import refusal_worded, remark_worded
from bot.replies.reply import Menu, Picker, Reply
from index.answer import QuestionRefused
from index.building.rebuild import rebuild
from index.search import Searcher
from index.transcripts.sources import find_files
from tests.languages.catalogues import entries
from tests.replies.every_reply import every_reply
from tests.replies.samples import assert_within_limits, text_of

JAPANESE = Words("ja")
LINK = re.compile(r"<?https?://[^\s>]+>?|<[#@]&?\d+>")
NAMES = re.compile(r"Discord|CSV|findahelpline\.com|日本語")
LATIN = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
# What replies do not say: commands, forms, and the label that `test_labels…` of the catalogues looks at.
ELSEWHERE = ("command-", "option-", "ask-", "quote-", "episodes-episode-", "episodes-show-", "form-", "card-")


@dataclass(frozen=True, slots=True)
class Noting(Words):
    """Words that note which sentences they say."""

    said: set[str] = field(default_factory=set)

    def __call__(self, sentence: str, **values: Value) -> str:
        self.said.add(sentence)
        return Words.__call__(self, sentence, **values)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the episodes that come with the project."""
    path = tmp_path_factory.mktemp("samples") / "askcast.db"
    rebuild(path, find_files([Path(__file__).resolve().parents[2] / "transcripts"]))
    return path


def labels_of(reply: Reply) -> Iterator[str]:
    """All that a reply shows beside its text."""
    yield from (button.label for button in reply.buttons)
    for block in reply.blocks:
        if isinstance(block, Picker):
            yield block.placeholder
        elif isinstance(block, Menu):
            yield block.options[0].label  # the others are languages' own names for themselves


@pytest.mark.parametrize("language", languages())
def test_every_reply_keeps_every_limit_in_every_language(language: str) -> None:
    for reply in every_reply(Words(language)):
        assert_within_limits(reply)
        for block in reply.blocks:
            if isinstance(block, Menu):
                assert len(block.options) <= limits.CHOICES
                assert all(limits.length(option.label) <= limits.CHOICE for option in block.options)


def test_nothing_of_a_reply_is_left_in_english() -> None:
    for reply in every_reply(JAPANESE):
        for shown in (text_of(reply), *labels_of(reply)):
            left = LATIN.findall(NAMES.sub("", LINK.sub("", shown)))
            assert not left, shown


def test_every_sentence_of_the_catalogues_that_replies_say_is_among_these_replies() -> None:
    noting = Noting("ja")
    for _ in every_reply(noting):
        pass
    spoken = {name for name in entries("en") if not name.startswith(ELSEWHERE) and name != "language"}
    assert spoken <= noting.said, spoken - noting.said


@pytest.mark.parametrize(
    "message",
    [
        "are you a bot?",
        "help",
        "how many episodes are there?",
        "latest episode",
        "first episode",
        "who is the host?",
        "who are the guests?",
        "what is this podcast about?",
        "I want to kill myself",
        "Ruth",
        "Maren",
        "What does Ruth think about sourdough?",
        "What does Ruth think about stemming?",
    ],
)
def test_english_remarks_are_those_of_the_index_word_for_word(samples: Path, message: str) -> None:
    with Searcher(samples) as searcher:
        remark = searcher.ask(message).remark
    assert remark, message
    assert remark_worded(remark, ENGLISH) == remark.text


@pytest.mark.parametrize(
    ("asked", "quoted"), [(" ", None), ("a" * 2_001, None), ("\ud800", None), (None, "a"), (None, "ab " * 310)]
)
def test_english_refusals_are_those_of_the_index_word_for_word(
    samples: Path, asked: str | None, quoted: str | None
) -> None:
    with Searcher(samples) as searcher, pytest.raises(QuestionRefused) as refused:
        if asked is not None:
            searcher.ask(asked)
        else:
            searcher.quote(quoted or "")
    assert refused.value.reason
    assert refusal_worded(refused.value, ENGLISH) == str(refused.value)
