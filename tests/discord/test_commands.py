"""Discord: commands, completions, lists and a message's menu, with a running bot."""

import pytest

from tests.discord.server import DiscordServer
from tests.discord.server.exchange import buttons_of
from tests.discord.server.limits import walk
from tests.discord.server.payloads import (
    EVERYBODY,
    USE_EXTERNAL_APPS,
    Json,
)
from tests.discord.talking import BEES, WHEAT, ids


def links(message: Json) -> list[str]:
    return [component["url"] for component in walk(message["components"]) if "url" in component]


def test_a_question_is_answered_with_the_words_the_speaker_the_place_and_a_deep_link(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": WHEAT}).reply()
    assert not asked.private
    assert "1 · **Ada**\n-# Ada on water mills · Grain" in asked.text
    assert "**wheat**" in asked.text
    assert links(asked.message or {})[0].startswith("https://mill.example/ada/#grain:~:text=")
    assert len(ids(asked.message or {}, "around")) == 3


def test_a_question_within_an_episode_or_of_a_speaker_finds_nothing_else(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": "mill flour", "episode": "ben", "speaker": "Ben"}).reply()
    assert "1 · **Ben**\n-# Ben on bees" in asked.text
    assert "Ada on water mills" not in asked.text


def test_an_unknown_filter_names_the_likeliest(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": "mill flour", "speaker": "Benn"}).reply()
    assert "no speaker called “Benn”" in asked.text
    assert "**Ben**" in asked.text


def test_a_private_question_is_answered_to_the_asker_alone_and_can_be_shared(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": BEES, "private": True}).reply()
    assert asked.private
    shared = discord.press(asked.message or {}, "Share").reply()
    assert not shared.private
    assert "angle to the sun" in shared.text
    assert "Share" not in buttons_of(shared.message or {})


def test_a_private_answer_is_not_shared_where_the_bot_may_not_post(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": BEES, "private": True}, app_permissions=0).reply()
    shared = discord.press(asked.message or {}, "Share", app_permissions=0).reply()
    assert shared.private
    assert "may not post" in shared.text


def test_episodes_complete_from_titles_speakers_and_headings(discord: DiscordServer) -> None:
    by_title = discord.complete("ask", "episode", "bees").reply().choices
    assert [choice["value"] for choice in by_title or []] == ["ben"]
    by_heading = discord.complete("ask", "episode", "mone").reply().choices
    assert by_heading == [{"name": "Money — Ada on water mills", "value": "ada"}]
    assert len(discord.complete("episodes", "episode", "").reply().choices or []) == 3


def test_speakers_complete_and_anything_may_be_typed(discord: DiscordServer) -> None:
    choices = discord.complete("ask", "speaker", "be").reply().choices
    assert [choice["value"] for choice in choices or []] == ["Ben"]
    for typed in ("\\", "(((", "é" * 5_000, "\u202e\x00", "%_'\"", "🐝" * 100):
        assert discord.complete("ask", "speaker", typed).reply().choices == []
        assert discord.complete("ask", "episode", typed).reply().choices == []


def test_episodes_are_listed_and_one_episode_shows_a_link_for_each_section(discord: DiscordServer) -> None:
    listed = discord.slash("episodes").reply()
    assert "3 episodes" in listed.text
    assert "Ben on bees" in listed.text
    outline = discord.slash("episodes", {"episode": "ada"}).reply()
    assert "https://mill.example/ada/#grain" in outline.text
    assert "https://mill.example/ada/#money" in outline.text
    unknown = discord.slash("episodes", {"episode": "adda"}).reply()
    assert "no episode called “adda”" in unknown.text


def test_about_says_what_is_held_how_fresh_it_is_and_what_is_stored(discord: DiscordServer) -> None:
    about = discord.slash("about").reply()
    assert about.private
    for said in ("**3** episodes", "The index was built today", "no user ids", "30 days", "### Help"):
        assert said in about.text


def test_a_messages_menu_finds_what_it_says_and_answers_privately(discord: DiscordServer) -> None:
    found = discord.menu(
        "Find in episodes", "somebody said that bees dance to tell others where the flowers are"
    ).reply()
    assert found.private
    assert "angle to the sun" in found.text
    long = discord.menu("Find in episodes", "The miller kept a sack of flour. " * 120).reply()
    assert "one sack of flour" in long.text.replace("**", "")
    nothing = discord.menu("Find in episodes", "").reply()
    assert nothing.private
    assert "no words" in nothing.text


def test_an_app_that_a_member_installed_answers_all_only_where_the_server_lets_it(discord: DiscordServer) -> None:
    let = discord.slash("ask", {"question": BEES}, installed="user").reply()
    assert not let.private
    held_back = discord.slash(
        "ask", {"question": BEES}, installed="user", permissions=EVERYBODY & ~USE_EXTERNAL_APPS
    ).reply()
    assert held_back.private
    assert "angle to the sun" in held_back.text


def test_an_answer_is_private_where_the_bot_may_not_post(discord: DiscordServer) -> None:
    assert discord.slash("ask", {"question": BEES}, app_permissions=0).reply().private


def test_what_nothing_answers_is_said_plainly(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": "How tall is the Eiffel tower?"}).reply()
    assert "Nothing in the transcripts answers that." in asked.text
    assert "angle" not in asked.text


def test_near_misses_are_named_so_and_a_spelling_is_offered_as_a_button(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": "Tell me about the Eifel tower flowr"}).reply()
    assert "Nothing in the transcripts answers that." in asked.text
    assert "Near miss" in asked.text
    corrected = discord.press(asked.message or {}, "Did you mean: Tell me about the Eifel tower flour").reply()
    assert "Eifel tower flour" in corrected.text


def test_what_a_member_typed_cannot_ping_format_or_forge_a_link(discord: DiscordServer) -> None:
    hostile = "# bees dance @everyone <@400000000000000002> [you](https://evil.example) **b** `c` ||d|| \u202e\n> e"
    asked = discord.slash("ask", {"question": hostile}).reply()
    for forged in ("@everyone", "<@4", "[you](", "**b**", "`c`", "||d||", "\u202e", "https://evil"):
        assert forged not in asked.text.partition("\n")[0]


def test_what_a_transcript_holds_cannot_ping_format_or_forge_a_link(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": "What did the siren shout at the harbour?"}).reply()
    assert "Eve on @\u200beveryone" in asked.text
    assert "FREE COINS" in asked.text
    for forged in (
        "@everyone",
        "@here",
        "<@1001>",
        "[click me](",
        "https://evil",
        "**nothing**",
        "`silence`",
        "||twice",
    ):
        assert forged not in asked.text


def test_an_empty_and_an_overlong_question_are_refused_in_a_sentence(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": BEES}).reply()
    form = discord.press(asked.message or {}, "Ask a follow-up").reply()
    for typed, told in (("   ", "empty"), ("bees " * 100, "500 characters; at most 300")):
        refused = discord.submit(form.modal or {}, typed, message=asked.message or {}).reply()
        assert told in refused.text


def test_every_request_is_held_against_discords_description(discord: DiscordServer) -> None:
    if not discord.description.present:
        pytest.skip("../shared/discord/openapi.json is absent: the bot's requests are not held against it")
    discord.slash("about").reply()
    assert discord.description.checked == len(discord.requests)
