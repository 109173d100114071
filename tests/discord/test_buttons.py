"""Discord: what the buttons under an answer do, with a running bot."""

import json

import pytest

from tests.discord.server import DiscordServer
from tests.discord.server.payloads import (
    EVERYBODY,
    MANAGE_MESSAGES,
    MEMBER,
    OTHER_MEMBER,
)
from tests.discord.talking import BEES, FLOUR, WHEAT, ids


def test_more_results_are_a_page_further_on_and_never_repeat(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": FLOUR}).reply()
    further = discord.press(asked.message or {}, "More results", by=OTHER_MEMBER).reply()
    assert further.private
    assert ids(further.message or {}, "around")
    assert not set(ids(further.message or {}, "around")) & set(ids(asked.message or {}, "around"))


def test_what_was_said_before_and_after_is_shown_in_page_order(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": FLOUR}).reply()
    message = asked.message or {}
    around = discord.choose(message, 3, [ids(message, "around")[0]]).reply()
    assert around.private
    places = [around.text.index(words) for words in ("Who paid the miller", "one sack of flour", "Was the toll")]
    assert places == sorted(places)
    assert "this passage" in around.text
    further = discord.press(around.message or {}, "Further on").reply()
    assert "thumb on the scale" in further.text


def test_a_passage_is_quoted_from_the_list_below_an_answer(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": FLOUR}).reply()
    message = asked.message or {}
    form = discord.choose(message, 3, [ids(message, "quote")[0]]).reply()
    assert "flour" in json.dumps(form.modal)
    block = discord.submit(form.modal or {}, "one sack of flour in sixteen", message=message).reply()
    assert "> one sack of flour in sixteen" in block.text


def test_the_button_of_a_passage_under_an_older_answer_still_works(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": FLOUR}).reply()
    message = asked.message or {}
    around = ids(message, "around")[0]
    button = {"type": 2, "style": 2, "label": "Before and after", "custom_id": around}
    older = {**message, "components": [{"type": 1, "components": [button]}]}
    assert "this passage" in discord.press_id(older, around).reply().text


def test_nothing_else_can_be_done_from_the_list_of_passages(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": FLOUR}).reply()
    chosen = discord.choose(asked.message or {}, 3, ["askcast:remove:0"]).reply()
    assert chosen.private
    assert "older version" in chosen.text
    assert not chosen.deleted


def test_a_follow_up_leans_on_the_question_before_it(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": BEES}).reply()
    form = discord.press(asked.message or {}, "Ask a follow-up").reply()
    answer = discord.submit(form.modal or {}, "and do they do it in winter?", message=asked.message or {}).reply()
    assert "Bees stay awake all" in answer.text.replace("**", "")
    assert f"Taken as a follow-up to: {BEES}" in answer.text
    alone = discord.press(answer.message or {}, "Ask it on its own").reply()
    assert alone.private
    assert "and do they do it in winter?" in alone.text
    assert "Taken as a follow-up" not in alone.text


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


def test_a_button_of_another_version_says_so(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": BEES}).reply()
    written = json.dumps(asked.message)
    for custom_id in ("askcast:dance:1", "askcast:more:abc", "askcast:more:a:b", "askcast:more:unknown-id:3"):
        message = json.loads(written.replace(ids(asked.message or {}, "more")[0], custom_id))
        pressed = discord.press(message, "More results").reply()
        assert pressed.private
        assert "older version" in pressed.text or "no longer remembered" in pressed.text


def test_a_card_is_drawn_of_the_passage_whose_surroundings_are_shown(discord: DiscordServer) -> None:
    pytest.importorskip("skia", reason="needs the extra 'cards'")
    asked = discord.slash("ask", {"question": WHEAT}).reply()
    assert asked.message
    around = discord.choose(asked.message, 3, [ids(asked.message, "around")[0]]).reply()
    assert around.message
    made = discord.press(around.message, "Make a card").reply()
    assert made.private
    if not made.files:
        pytest.skip("needs fonts that have the letters of the passage")
    assert made.files["quote.png"].startswith(b"\x89PNG")
    dark = discord.press(made.message or {}, "Dark").reply()
    assert (dark.replaced, dark.private, [*dark.files]) == (True, True, ["quote.png"])
    assert dark.files != made.files
