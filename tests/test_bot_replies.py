"""What the bot says, within Discord's limits, whatever members type and transcripts hold; without Discord."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import limits
from bot.custom_ids import (
    Action,
    Around,
    AskCorrected,
    Episodes,
    FollowUp,
    More,
    Outline,
    Rate,
    Remove,
    Share,
    action_of,
    around,
    custom_id,
    digest,
    slug_of,
)
from bot.escaping import address, escaped, quotation
from bot.replies import notices
from bot.replies.answers import PAGE, Place, answer_reply, around_reply, passages_needed
from bot.replies.choices import episode_choices, speaker_choices
from bot.replies.listings import about_reply, episodes_reply, outline_reply
from bot.replies.reply import Button, LinkButton, Reply
from index.answer import (
    Answer,
    EpisodeSummary,
    IndexStatus,
    OutlineSection,
    QuestionRefused,
    RankedPassage,
    SpeakerSummary,
    UnknownName,
)
from index.search import Searcher

QUESTION = "AbCdEfGhIjKl"
PLACE = Place(QUESTION, asker=2**63)
HOSTILE = (
    "@everyone @here <@123456789012345678> <@&1> <#1> <t:1700000000:R> <:smile:123456789> <a:x:1> </ask:1> <id:home> "
    "[free nitro](https://evil.example) [a](<https://evil.example>) https://evil.example **bold** __u__ ~~s~~ `code` "
    "||spoiler|| :tada:\n# heading\n-# small\n> quote\n>>> all\n- list\n+ list\n1. one\n```\nblock\n```\n  ## indented"
)

PASSAGE = RankedPassage(
    rank=1,
    score=9.5,
    episode="ada",
    title="Ada on engines",
    section="On looms",
    anchor="on-looms",
    speaker="Ada",
    text="The engine weaves algebraic patterns. It weaves them just as the loom weaves flowers.",
    url="https://pod.example/ada#on-looms:~:text=The%20engine%20weaves",
    matched=("engine", "weaves", "loom"),
    position=4,
    turn=2,
    date="2024-05-06",
)
EPISODE = EpisodeSummary("ada", "Ada on engines", "https://pod.example/ada", "2024-05-06", ("Ada", "Host"), 12)
STATUS = IndexStatus(19, 2_000, 20, 300_000, "2026-05-04T12:00:00+00:00", "0.1.0", ("transcripts",), 10**6, "b1")

ACTIONS: list[Action] = [
    More(QUESTION, 3),
    Share(QUESTION, 0),
    FollowUp(QUESTION),
    AskCorrected(QUESTION),
    Rate(QUESTION, 3, 1),
    Around(digest("ada"), 99_999, digest("words")),
    Episodes(3),
    Outline(digest("ada"), 2),
    Remove(2**64 - 1),
]


def answer(
    passages: int = 4, passage: RankedPassage = PASSAGE, *, answered: bool = True, did_you_mean: str | None = None
) -> Answer:
    ranked = tuple(replace(passage, rank=number + 1, position=number) for number in range(passages))
    return Answer(None, "Why does the engine weave?", answered, 0.8, did_you_mean, ranked)


def text_of(reply: Reply) -> str:
    return "\n".join(getattr(block, "text", "") for block in reply.blocks)


def actions_of(reply: Reply) -> list[Action | None]:
    return [action_of(button.custom_id) for button in reply.buttons if isinstance(button, Button)]


def links_of(reply: Reply) -> list[str]:
    return [button.url for button in reply.buttons if isinstance(button, LinkButton)]


def assert_within_limits(reply: Reply) -> None:
    assert 0 < reply.characters <= limits.MESSAGE_TEXT
    assert reply.components <= limits.MESSAGE_COMPONENTS
    custom_ids = [button.custom_id for button in reply.buttons if isinstance(button, Button)]
    assert len(set(custom_ids)) == len(custom_ids), "Discord refuses one custom id twice"
    assert all(0 < len(found) <= limits.CUSTOM_ID for found in custom_ids)
    assert all(0 < limits.length(button.label) <= limits.BUTTON_LABEL for button in reply.buttons)
    assert all(len(url) <= limits.LINK_URL and url.isascii() for url in links_of(reply))
    for block in reply.blocks:
        assert getattr(block, "text", "text").strip()
        assert 1 <= len(getattr(block, "buttons", (1,))) <= limits.ROW_BUTTONS


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


# Answers


def test_an_answer_shows_speaker_episode_section_words_and_link() -> None:
    reply = answer_reply(answer(), PLACE)
    assert "**Ada** · Ada on engines · On looms" in text_of(reply)
    assert (
        "> The **engine weaves** algebraic patterns. It **weaves** them just as the **loom weaves** flowers."
        in text_of(reply)
    )
    assert links_of(reply) == [PASSAGE.url] * 3


def test_a_page_has_three_passages_and_leads_on_where_there_are_more() -> None:
    first = answer_reply(answer(passages_needed(0)), PLACE)
    assert More(QUESTION, PAGE) in actions_of(first)
    last = answer_reply(answer(5), replace(PLACE, offset=3))
    assert len(links_of(last)) == 2
    assert not any(isinstance(action, More) for action in actions_of(last))


def test_a_page_past_the_last_passage_says_so() -> None:
    reply = answer_reply(answer(3), replace(PLACE, offset=3))
    assert "That was all" in text_of(reply)
    assert_within_limits(reply)


def test_an_answer_has_a_button_for_everything_that_can_be_done_with_it() -> None:
    actions = actions_of(answer_reply(answer(), replace(PLACE, private=True)))
    assert {type(action) for action in actions} == {Around, More, FollowUp, Share, Rate, Remove}
    assert Remove(2**63) in actions


def test_only_a_private_answer_can_be_shared() -> None:
    assert not any(isinstance(action, Share) for action in actions_of(answer_reply(answer(), PLACE)))


def test_links_can_do_without_text_fragments() -> None:
    reply = answer_reply(answer(1), replace(PLACE, links="anchors"))
    assert links_of(reply) == ["https://pod.example/ada#on-looms"]


def test_a_corrected_spelling_is_told() -> None:
    reply = answer_reply(answer(did_you_mean="why do looms *weave*?"), PLACE)
    assert "searched for: why do looms \\*weave\\*?" in text_of(reply)


def test_not_answered_is_said_plainly_with_near_misses_named_as_such() -> None:
    reply = answer_reply(answer(answered=False, did_you_mean="Why does the engine leave?"), PLACE)
    assert "Nothing in the transcripts answers that." in text_of(reply)
    assert text_of(reply).count("Near miss: ") == PAGE
    assert "Did you mean: Why does the engine leave?" in [button.label for button in reply.buttons]
    assert AskCorrected(QUESTION) in actions_of(reply)
    assert_within_limits(reply)


def test_not_answered_without_any_near_miss_names_none() -> None:
    reply = answer_reply(answer(0, answered=False), PLACE)
    assert "nearest" not in text_of(reply)
    assert_within_limits(reply)


def test_what_was_said_around_a_passage_leads_on_either_way() -> None:
    passages = [replace(PASSAGE, position=position, text=f"Words {position}.") for position in (3, 4, 5)]
    reply = around_reply(passages, 4)
    assert text_of(reply).index("Words 3") < text_of(reply).index("*this passage*") < text_of(reply).index("Words 5")
    assert [action for action in actions_of(reply) if isinstance(action, Around)] == [
        around(passages[0]),
        around(passages[2]),
    ]
    first = around_reply(passages[1:], 4)
    assert len([action for action in actions_of(first) if isinstance(action, Around)]) == 1


# Limits


def worst(text: str) -> RankedPassage:
    name = "*_" * 500
    url = "https://pod.example/" + "ä" * 600 + "#a:~:text=b"
    return replace(PASSAGE, speaker=name, title=name, section=name, text=text, url=url, matched=("word",))


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
    long = replace(answer(4, worst(text), answered=answered, did_you_mean="*" * 2_000), question="_" * 2_000)
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
    assert_within_limits(about_reply(STATUS, long, 30, datetime(2026, 5, 6, tzinfo=UTC)))


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


# Hostile text


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
        about_reply(STATUS, episode, 30, datetime(2026, 5, 6, tzinfo=UTC)),
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


# Notices, lists, choices and custom ids


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
    said = text_of(about_reply(STATUS, EPISODE, 30, datetime(2026, 5, 6, 13, tzinfo=UTC)))
    for part in ("**19** episodes", "2 days ago (2026-05-04)", "Ada on engines (2024-05-06)", "30 days", "no user ids"):
        assert part in said


def speaker(name: str) -> SpeakerSummary:
    return SpeakerSummary(name, ("ada",), 3)


def test_choices_ignore_case_and_accents_and_begin_with_the_best() -> None:
    speakers = [speaker(name) for name in ("Jordan Élan", "Michaël", "Élan Ray", "Lee Belan")]
    assert [c.name for c in speaker_choices("ELA", speakers)] == ["Élan Ray", "Jordan Élan", "Lee Belan"]
    assert [c.value for c in speaker_choices(" mich", speakers)] == ["Michaël"]


def test_episodes_are_found_by_title_slug_speaker_and_heading() -> None:
    other = EpisodeSummary("grace", "Grace on ships", "https://pod.example/grace", None, ("Hopper",), 3)
    headings = [("grace", "On nanoseconds"), ("ada", "On looms")]
    for typed, slug in {"ships": "grace", "ada": "ada", "hopp": "grace", "on engines ada": "ada"}.items():
        assert episode_choices(typed, [EPISODE, other], headings)[0].value == slug
    (found,) = episode_choices("nanosec", [EPISODE, other], headings)
    assert (found.name, found.value) == ("On nanoseconds — Grace on ships", "grace")


@given(st.text(max_size=300))
def test_whatever_is_typed_the_choices_keep_their_limits(typed: str) -> None:
    speakers = [speaker(f"{'Name 𝕏' * 30}{n}") for n in range(40)] + [speaker(f"Name {n}") for n in range(40)]
    episodes = [replace(EPISODE, slug=f"s{n}", title="Title 𝕏 " * 40) for n in range(40)]
    for choices in (speaker_choices(typed, speakers), episode_choices(typed, episodes, [("s1", "Heading " * 40)])):
        assert len(choices) <= limits.CHOICES
        assert all(0 < limits.length(c.name) <= limits.CHOICE for c in choices)
        assert all(0 < limits.length(c.value) <= limits.CHOICE for c in choices)
        assert len({c.value for c in choices}) == len(choices)


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_read_back_from_its_custom_id(action: Action) -> None:
    assert action_of(custom_id(action)) == action
    assert len(custom_id(action)) <= limits.CUSTOM_ID


@given(st.text(max_size=100) | st.from_regex(r"askcast:(more|rate|around|remove)(:[\w-]{0,14}){0,4}", fullmatch=True))
def test_foreign_custom_ids_are_no_actions_of_ours_or_stay_the_same(text: str) -> None:
    action = action_of(text)
    assert action is None or action_of(custom_id(action)) == action


def test_a_button_finds_its_episode_by_digest() -> None:
    assert slug_of(around(PASSAGE).episode, ["grace", "ada"]) == "ada"
    assert slug_of(around(PASSAGE).episode, ["grace"]) is None
