"""Replies: whatever members type or transcripts hold is shown as it stands."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot import limits
from bot.escaping import escaped, quotation
from bot.replies import notices
from bot.replies.answers import answer_reply, around_reply
from bot.replies.listings import about_reply, episodes_reply, outline_reply
from index.answer import (
    OutlineSection,
    QuestionRefused,
    UnknownName,
)
from tests.replies.samples import EPISODE, PASSAGE, PLACE, STATUS, answer, assert_within_limits, text_of

HOSTILE = (
    "@everyone @here <@123456789012345678> <@&1> <#1> <t:1700000000:R> <:smile:123456789> <a:x:1> </ask:1> <id:home> "
    "[free nitro](https://evil.example) [a](<https://evil.example>) https://evil.example **bold** __u__ ~~s~~ `code` "
    "||spoiler|| :tada:\n# heading\n-# small\n> quote\n>>> all\n- list\n+ list\n1. one\n```\nblock\n```\n  ## indented"
)


def shown(markdown: str) -> str:
    """Return what Discord shows of Markdown in which all special characters are escaped."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown).replace("@\u200b", "@")


def without_escapes(markdown: str) -> str:
    """Put a plain character in the place of every escaped one, so that only live Markdown is left."""
    return re.sub(r"\\[^0-9A-Za-z\s]", "·", markdown)


def assert_harmless(markdown: str) -> None:
    """Hold that no Markdown is left but the backslashes, and that nothing pings."""
    bare = without_escapes(markdown)
    assert not re.search(r"[*_~`|\[\]<>\\]", bare)
    assert not re.search(r"@(everyone|here|[!&]?\d)", bare, re.IGNORECASE)
    assert not re.search(r"://", bare)
    assert not re.search(r":[\w+-]+:", bare)
    assert not re.search(r"^\s*(#|-|\+|\d+[.)])", bare, re.MULTILINE)


def test_hostile_text_is_shown_as_it_stands() -> None:
    assert_harmless(escaped(HOSTILE))
    assert shown(escaped(HOSTILE)) == "\n".join(line.strip() for line in HOSTILE.split("\n"))


def test_nothing_hostile_passes_into_any_reply() -> None:
    hostile = replace(PASSAGE, text=HOSTILE, speaker=HOSTILE, title=HOSTILE, section=HOSTILE, matched=("everyone", "x"))
    episode = replace(EPISODE, title=HOSTILE, speakers=(HOSTILE,))
    replies = [
        answer_reply(replace(answer(3, hostile, answered=answered, did_you_mean=HOSTILE), question=HOSTILE), PLACE)
        for answered in (True, False)
    ]
    replies += [
        around_reply([hostile], 4),
        episodes_reply([episode]),
        outline_reply(episode, [OutlineSection(HOSTILE, 2, "a", "https://pod.example/ada#a")]),
        about_reply([("", STATUS, episode)], 30, datetime(2026, 5, 6, tzinfo=UTC)),
        notices.unknown_name(UnknownName("speaker", HOSTILE, [HOSTILE])),
        notices.refused(QuestionRefused(HOSTILE)),
    ]
    for reply in replies:
        bare = without_escapes(text_of(reply)).replace("\n-# ", "\n")
        assert not re.search(
            r"@(everyone|here|[!&]?\d)|<[@#:a/i]|<t:|\]\(<?https://evil|://evil|`code|```|\|\||~~", bare
        )
        assert not re.search(r"^(> )?(# heading|-# small|> quote|- list|1\. one)", bare, re.MULTILINE)
        assert_within_limits(reply)


MARKUP = st.text(st.sampled_from("*_~`|[]()<>#-+.:@!&\\/ \n\t\r\u2028\u200b\u202e\x001aweryonehstpé𝕏"), max_size=80)


@given(st.one_of(MARKUP, st.text(max_size=80)))
def test_whatever_is_typed_is_harmless(text: str) -> None:
    assert_harmless(escaped(text))


@given(MARKUP, st.integers(40, 200))
def test_a_quotation_keeps_its_limit_and_its_words(text: str, limit: int) -> None:
    quoted, whole = quotation(text, (), limit)
    assert limits.length(quoted) <= limit
    assert all(line.startswith("> ") for line in quoted.split("\n") if whole)
    if whole:
        assert shown(quoted.replace("\n> ", "\n").removeprefix("> ")) == shown(escaped(text))


@given(MARKUP, st.sets(st.text(st.sampled_from("aweryonhstp1'"), min_size=1, max_size=6), max_size=5))
def test_bold_words_change_nothing_else(text: str, matched: set[str]) -> None:
    bold, _ = quotation(text, tuple(matched), 10_000)
    plain, _ = quotation(text, (), 10_000)
    assert re.sub(r"(\\[^0-9A-Za-z\s])|\*\*", r"\1", bold) == plain
    assert without_escapes(bold).count("**") % 2 == 0


def test_matched_words_are_bold_only_as_whole_words() -> None:
    quoted, _ = quotation("AI said: AIs like AI_x, “AI” and *AI*", ("AI",), 500)
    assert quoted == "> **AI** said: AIs like **AI**\\_x, “**AI**” and \\***AI**\\*"
