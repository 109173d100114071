"""Replies: lists, notices, and what the bot tells of itself."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.replies import notices
from bot.replies.listings import about_reply, outline_reply
from bot.replies.reply import Reply
from index.answer import (
    OutlineSection,
    QuestionRefused,
    UnknownName,
)
from tests.replies.samples import EPISODE, STATUS, assert_within_limits, text_of


def test_a_cooldown_says_how_long_to_wait() -> None:
    assert "again in 3 seconds." in text_of(notices.cooldown(2.1))
    assert "again in 1 second." in text_of(notices.cooldown(0.01))


@pytest.mark.parametrize(
    "make",
    [
        notices.question_missing,
        notices.episode_changed,
        notices.question_forgotten,
        notices.button_outdated,
        notices.rated,
        notices.removal_refused,
        notices.message_without_text,
        notices.index_unavailable,
        notices.failure,
        lambda: notices.question_too_long(400, 300),
        lambda: notices.refused(QuestionRefused("The question is empty.")),
        lambda: notices.unknown_name(UnknownName("episode", "adda", ["ada"])),
    ],
)
def test_every_notice_is_a_private_sentence(make: Callable[[], Reply]) -> None:
    reply = make()
    assert reply.private
    assert re.search(r"[.?!]$", text_of(reply))
    assert_within_limits(reply)


def test_an_unknown_name_comes_with_near_ones() -> None:
    said = text_of(notices.unknown_name(UnknownName("speaker", "Adda", ["Ada", "Eda"])))
    assert said == "There is no speaker called “Adda”. Did you mean **Ada**, **Eda**?"


def test_an_outline_links_every_section_indented_by_level() -> None:
    sections = [
        OutlineSection("Looms", 2, "looms", "https://pod.example/ada#looms"),
        OutlineSection("[Flowers]", 3, "flowers", "https://pod.example/ada#flowers"),
    ]
    assert text_of(outline_reply(EPISODE, sections)).split("\n")[-2:] == [
        "- Looms [open](<https://pod.example/ada#looms>)",
        "  - \\[Flowers\\] [open](<https://pod.example/ada#flowers>)",
    ]


def test_an_episode_without_headings_links_to_its_page() -> None:
    assert "[open](<https://pod.example/ada>)" in text_of(outline_reply(EPISODE, []))


def test_about_tells_what_is_held_how_fresh_and_what_is_stored() -> None:
    said = text_of(about_reply([("", STATUS, EPISODE)], 30, datetime(2026, 5, 6, 13, tzinfo=UTC)))
    for part in ("**19** episodes", "2 days ago (2026-05-04)", "Ada on engines (2024-05-06)", "30 days", "no user ids"):
        assert part in said


def test_about_calls_one_show_by_its_name_and_each_of_several() -> None:
    now, named = datetime(2026, 5, 6, 13, tzinfo=UTC), replace(STATUS, podcast="*Mill* Talk " * 30)
    alone = text_of(about_reply([("", named, None)], 30, now))
    assert "\n**\\*Mill\\* Talk" in alone
    assert "…**: **19** episodes" in alone
    assert "\n- **Hive**: **19** episodes" in text_of(
        about_reply([("Mill", named, None), ("Hive", named, None)], 30, now)
    )
