"""What members get, from the real bot in a process of its own, on a Discord of ours.

Where Discord's description of its API is at hand, every request of the bot is held against it too.
"""

import json
from collections.abc import Iterator

import pytest

from tests.bot_process import BotProcess, in_order, stage
from tests.discord_server import DiscordServer
from tests.discord_server.limits import walk
from tests.discord_server.payloads import (
    APPLICATION,
    DM_CHANNEL,
    EVERYBODY,
    MANAGE_MESSAGES,
    MEMBER,
    OTHER_MEMBER,
    USE_EXTERNAL_APPS,
    Json,
)
from tests.discord_server.server import buttons_of, text_of

WHEAT = "How does a water mill grind the wheat?"
FLOUR = "Who paid the miller for the flour?"
BEES = "Why do bees dance?"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DiscordServer, BotProcess]]:
    with stage(tmp_path_factory.mktemp("scenes")) as scene:
        yield scene


@pytest.fixture
def discord(running: tuple[DiscordServer, BotProcess]) -> Iterator[DiscordServer]:
    yield running[0]
    in_order(*running)


def ids(message: Json, action: str) -> list[str]:
    """The custom ids of the buttons that do something."""
    prefix = f"askcast:{action}:"
    found = [component.get("custom_id", "") for component in walk(message["components"])]
    return [custom_id for custom_id in found if custom_id.startswith(prefix)]


def links(message: Json) -> list[str]:
    return [component["url"] for component in walk(message["components"]) if "url" in component]


def chatted(discord: DiscordServer, content: str, **where: str) -> Json:
    """Say something and return the bot's message in answer to it."""
    before = len(discord.posted)
    discord.say(content, **where)
    discord.wait(lambda: len(discord.posted) > before)
    return discord.posted[-1][1]


def test_a_question_is_answered_with_the_words_the_speaker_the_place_and_a_deep_link(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": WHEAT}).reply()
    assert not asked.private
    assert "**Ada** · Ada on water mills · Grain" in asked.text
    assert "**wheat**" in asked.text
    assert links(asked.message or {})[0].startswith("https://mill.example/ada/#grain:~:text=")
    assert len(ids(asked.message or {}, "around")) == 3


def test_a_question_within_an_episode_or_of_a_speaker_finds_nothing_else(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": "mill flour", "episode": "ben", "speaker": "Ben"}).reply()
    assert "**Ben** · Ben on bees" in asked.text
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


def test_more_results_are_a_page_further_on_and_never_repeat(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": FLOUR}).reply()
    further = discord.press(asked.message or {}, "More results", by=OTHER_MEMBER).reply()
    assert further.private
    assert ids(further.message or {}, "around")
    assert not set(ids(further.message or {}, "around")) & set(ids(asked.message or {}, "around"))


def test_what_was_said_before_and_after_is_shown_in_page_order(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": FLOUR}).reply()
    message = asked.message or {}
    around = discord.press_id(message, ids(message, "around")[0]).reply()
    assert around.private
    places = [around.text.index(words) for words in ("Who paid the miller", "one sack of flour", "Was the toll")]
    assert places == sorted(places)
    assert "this passage" in around.text
    further = discord.press(around.message or {}, "Further on").reply()
    assert "thumb on the scale" in further.text


def test_a_follow_up_leans_on_the_question_before_it(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": BEES}).reply()
    form = discord.press(asked.message or {}, "Ask a follow-up").reply()
    answer = discord.submit(form.modal or {}, "and do they do it in winter?", asked.message or {}).reply()
    assert "Bees stay awake all" in answer.text.replace("**", "")


def test_whether_an_answer_helped_is_noted(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": BEES}).reply()
    for label in ("Helpful", "Not helpful"):
        rated = discord.press(asked.message or {}, label, by=OTHER_MEMBER).reply()
        assert rated.private
        assert "noted" in rated.text


def test_an_answer_is_removed_by_the_asker_or_a_moderator_and_nobody_else(discord: DiscordServer) -> None:
    for by, permissions in ((MEMBER, EVERYBODY), (OTHER_MEMBER, EVERYBODY | MANAGE_MESSAGES)):
        asked = discord.slash("ask", {"question": BEES}, by=MEMBER).reply()
        refused = discord.press(asked.message or {}, "Remove", by="400000000000000009").reply()
        assert refused.private
        assert "Only whoever asked" in refused.text
        removed = discord.press(asked.message or {}, "Remove", by=by, permissions=permissions).reply()
        assert removed.deleted


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


def test_a_mention_is_answered_in_place_and_a_further_one_leans_on_it(discord: DiscordServer) -> None:
    first = chatted(discord, f"<@{APPLICATION}> {BEES}")
    assert "angle to the sun" in text_of(first)
    second = chatted(discord, f"<@{APPLICATION}> and do they do it in winter?")
    assert "Bees stay awake all" in text_of(second).replace("**", "")
    stranger = chatted(discord, f"<@{APPLICATION}> and does she do it?", by=OTHER_MEMBER)
    assert "angle to the sun" not in text_of(stranger)


def test_a_mention_without_a_question_says_how_to_ask(discord: DiscordServer) -> None:
    assert "Ask a question" in text_of(chatted(discord, f"<@{APPLICATION}>"))


def test_a_message_that_does_not_mention_the_bot_is_passed_over(discord: DiscordServer) -> None:
    before = len(discord.posted)
    discord.say("Why do bees dance?")
    chatted(discord, f"<@{APPLICATION}> {WHEAT}")  # comes after it, so that the first one has been passed over by then
    assert len(discord.posted) == before + 1


def test_a_direct_message_is_a_question(discord: DiscordServer) -> None:
    answer = chatted(discord, FLOUR, where=DM_CHANNEL)
    assert answer["channel_id"] == DM_CHANNEL
    assert "one sack of" in text_of(answer).replace("**", "")


def test_commands_and_buttons_work_in_direct_messages(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": FLOUR}, where=DM_CHANNEL).reply()
    assert not asked.private
    assert discord.press(asked.message or {}, "More results", where=DM_CHANNEL).reply().text
    assert discord.press(asked.message or {}, "Remove", where=DM_CHANNEL).reply().deleted


def test_a_mention_where_the_bot_may_not_post_is_answered_in_a_direct_message(discord: DiscordServer) -> None:
    closed = "300000000000000077"
    discord.closed_channels.add(closed)
    answer = chatted(discord, f"<@{APPLICATION}> {BEES}", where=closed)
    assert answer["channel_id"] == DM_CHANNEL


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
        refused = discord.submit(form.modal or {}, typed, asked.message or {}).reply()
        assert told in refused.text


def test_a_button_of_another_version_says_so(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": BEES}).reply()
    written = json.dumps(asked.message)
    for custom_id in ("askcast:dance:1", "askcast:more:abc", "askcast:more:a:b", "askcast:more:unknown-id:3"):
        message = json.loads(written.replace(ids(asked.message or {}, "more")[0], custom_id))
        pressed = discord.press(message, "More results").reply()
        assert pressed.private
        assert "older version" in pressed.text or "no longer remembered" in pressed.text


def test_every_request_is_held_against_discords_description(discord: DiscordServer) -> None:
    if not discord.description.present:
        pytest.skip("../shared/discord/openapi.json is absent: the bot's requests are not held against it")
    discord.slash("about").reply()
    assert discord.description.checked == len(discord.requests)
