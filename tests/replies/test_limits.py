"""Replies: Discord's limits hold for the worst and for all real passages and lists."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import limits
from bot.escaping import address
from bot.replies.answers import PAGE, answer_reply, around_reply
from bot.replies.listings import about_reply, episodes_reply, outline_reply
from index.answer import (
    Answer,
    HostsQuestion,
    OutlineSection,
    RankedPassage,
)
from index.search import Searcher
from tests.replies.samples import EPISODE, PASSAGE, PLACE, STATUS, answer, assert_within_limits, links_of, text_of


def worst(text: str) -> RankedPassage:
    name = "*_" * 500
    url = "https://pod.example/" + "ä" * 600 + "#a:~:text=b"
    asked = HostsQuestion(name, name)
    named = replace(
        PASSAGE, speaker=name, title=name, section=name, start=1.0, media_url=f"https://a.example/{'b' * 490}"
    )
    return replace(named, text=text, url=url, matched=("word",), asked=asked)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 5_000,
        "*" * 9_000,
        "word. " * 3_000,
        "\n" * 5_000 + "x",
        "𝕏" * 5_000,
        "x" * 9_000,
        ">" * 4_000,
        "",
        " ",
    ],
)
@pytest.mark.parametrize("answered", [True, False])
def test_the_worst_passages_keep_every_limit(text: str, answered: bool) -> None:
    long = replace(
        answer(4, worst(text), answered=answered, did_you_mean="*" * 2_000),
        question="_" * 2_000,
        goes_on_from="|" * 2_000,
    )
    for private in (True, False):
        assert_within_limits(answer_reply(long, replace(PLACE, private=private)))
    assert_within_limits(around_reply([replace(worst(text), position=p) for p in range(3, 8)], 5))


def test_the_longest_real_passages_keep_every_limit_and_all_links_stand(inside_view_index: Path) -> None:
    with Searcher(inside_view_index) as searcher:
        passages = [p for e in searcher.episodes() for p in searcher.around(e.slug, 0, after=e.passages)]
        longest = sorted(passages, key=lambda passage: limits.length(passage.text))[-30:]
        for start in range(0, 30, 3):
            page = tuple(longest[start : start + 4])
            matched = tuple(dict.fromkeys(word for p in page for word in re.findall(r"[A-Za-z]+", p.text)))
            reply = answer_reply(
                Answer(None, "?", True, 1, None, tuple(replace(p, matched=matched) for p in page)), PLACE
            )
            assert_within_limits(reply)
            assert len(links_of(reply)) == min(len(page), PAGE)
            assert "Cut here" in text_of(reply) or reply.characters < limits.MESSAGE_TEXT


def test_the_longest_real_turn_is_cut_at_a_sentence(shared: Path) -> None:
    paragraphs = (
        paragraph
        for path in sorted((shared / "transcripts" / "inside-view").rglob("*.md"))
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")
    )
    reply = answer_reply(answer(3, replace(PASSAGE, text=max(paragraphs, key=len), matched=())), PLACE)
    assert_within_limits(reply)
    quotes = re.findall(r"^> (.*) …\n-# Cut here; the link leads to the rest\.$", text_of(reply), re.MULTILINE)
    assert len(quotes) == PAGE
    assert all(quote[-1] in ".!?”\"')" for quote in quotes)


def test_real_episodes_and_outlines_keep_every_limit_on_every_page(inside_view_index: Path) -> None:
    with Searcher(inside_view_index) as searcher:
        episodes = searcher.episodes()
        listed = ""
        for page in range(3):
            reply = episodes_reply(episodes, page)
            assert_within_limits(reply)
            listed += text_of(reply)
        assert all(f"(<{address(episode.url)}>)" in listed for episode in episodes)
        for episode in episodes:
            sections = searcher.outline(episode.slug)
            pages = [outline_reply(episode, sections, page) for page in range(20)]
            together = "\n".join(map(text_of, pages))
            for reply in pages:
                assert_within_limits(reply)
            assert all(f"(<{address(section.url)}>)" in together for section in sections)


def test_the_worst_lists_keep_every_limit_on_every_page() -> None:
    long = replace(EPISODE, title="*" * 999, url="https://pod.example/" + "é" * 80, speakers=("~" * 80,) * 50)
    sections = [OutlineSection("_" * 999, 2 + n % 5, f"a{n}", long.url) for n in range(200)]
    for page in (-1, 0, 1, 7, 10**9):
        assert_within_limits(episodes_reply([long] * 500, page))
        assert_within_limits(outline_reply(long, sections, page))
    assert_within_limits(about_reply([("", STATUS, long)], 30, datetime(2026, 5, 6, tzinfo=UTC)))


def test_an_address_that_is_too_long_keeps_its_anchor() -> None:
    assert address("https://pod.example/ada#on-looms:~:text=" + "x" * 600) == "https://pod.example/ada#on-looms"
    assert address("https://pod.example/" + "x" * 600) is None


def test_an_address_is_encoded_once_and_must_be_of_the_web() -> None:
    assert (
        address("https://pod.example/café?a=1&b=2#dé%20jà") == "https://pod.example/caf%C3%A9?a=1&b=2#d%C3%A9%20j%C3%A0"
    )
    assert address("https://pod.example/a>b c") == "https://pod.example/a%3Eb%20c"
    assert address("javascript:alert(1)") is None
    assert address("/relative") is None
