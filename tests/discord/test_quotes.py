"""Discord: checking a quotation, from the command, from a message's menu, and quoting a part of a passage."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.actions import DrawWords
from bot.custom_ids import action_of, custom_id
from tests.discord.server import DiscordServer
from tests.discord.server.exchange import Exchange, buttons_of, custom_id_of, text_of
from tests.discord.server.limits import walk
from tests.discord.server.payloads import OTHER_MEMBER
from tests.discord.talking import WHEAT, ids

TRUE = "the miller kept one sack of flour in sixteen"
SAID = "“The miller kept one sack of flour in sixteen,”"
PNG = b"\x89PNG"
NEARLY = "the greedy miller kept one sack of flour in sixteen, and that toll was written into law"


def test_a_true_quotation_is_told_with_speaker_context_and_a_link_to_the_very_words(discord: DiscordServer) -> None:
    checked = discord.slash("quote", {"text": TRUE}).reply()
    assert not checked.private
    assert "Yes, word for word." in checked.text
    assert "**Ada**\n-# Ada on water mills" in checked.text
    assert "paid him in coin. **The miller kept one sack of flour in sixteen,** and that toll" in checked.text
    urls = [component["url"] for component in walk((checked.message or {})["components"]) if "url" in component]
    assert ":~:text=The%20miller%20kept" in urls[0]


def test_what_differs_is_struck_out_and_set_off(discord: DiscordServer) -> None:
    checked = discord.slash("quote", {"text": NEARLY, "private": True}).reply()
    assert checked.private
    assert "**Nearly.**" in checked.text
    assert "~~greedy~~" in checked.text


def test_words_given_to_somebody_else_are_told_to_be_anothers(discord: DiscordServer) -> None:
    checked = discord.slash("quote", {"text": f'Ben: "{TRUE}"'}).reply()
    assert "But not by Ben: **Ada** says it" in checked.text


def test_words_that_nobody_says_are_not_found(discord: DiscordServer) -> None:
    checked = discord.slash("quote", {"text": "whales compose sonnets underneath antarctic glaciers"}).reply()
    assert "Not found." in checked.text
    refused = discord.slash("quote", {"text": "whales"}).reply()
    assert "nothing to look for" in refused.text


def test_the_menu_checks_what_a_message_quotes_for_its_reader_alone(discord: DiscordServer) -> None:
    checked = discord.menu("Check this quote", f"remember this?\n> {TRUE}\nI loved it").reply()
    assert checked.private
    assert "Yes, word for word." in checked.text
    assert "holds no words" in discord.menu("Check this quote", "").reply().text


def test_a_part_of_a_passage_becomes_a_block_to_copy(discord: DiscordServer) -> None:
    checked = discord.slash("quote", {"text": TRUE}).reply()
    form = discord.press(checked.message or {}, "Quote").reply()
    assert form.modal
    block = discord.submit(form.modal, "that toll was written into law", message=checked.message or {}).reply()
    assert block.private
    assert "> that toll was written into law" in block.text
    assert "— Ada, Ada on water mills" in block.text
    assert "<https://mill.example/ada/#" in block.text


def test_what_was_said_around_an_answer_can_be_quoted(discord: DiscordServer) -> None:
    asked = discord.slash("ask", {"question": WHEAT}).reply()
    around = discord.choose(asked.message or {}, 3, ids(asked.message or {}, "around")[:1]).reply()
    assert "Quote" in buttons_of(around.message or {})


@pytest.fixture
def drawn(discord: DiscordServer) -> Exchange:
    """A quotation with its card, which all see."""
    pytest.importorskip("skia", reason="cards need the extra `cards`")
    checked = discord.slash("quote", {"text": TRUE, "card": True}).reply()
    assert "Yes, word for word." in checked.text
    discord.wait(lambda: checked.followed_by)
    return checked


def alternative(discord: DiscordServer) -> str:
    """What the picture sent last says for who cannot see it."""
    bodies = (body for _, _, body in reversed(discord.requests) if body and body.get("attachments"))
    return str(next(bodies)["attachments"][0]["description"])


def test_a_card_is_sent_after_the_outcome_with_the_podcasts_name(discord: DiscordServer, drawn: Exchange) -> None:
    assert drawn.files["quote.png"].startswith(PNG)
    assert alternative(discord) == f"{SAID} — Ada, Ada on water mills, Mill talk"


def test_below_a_quotation_its_true_words_are_drawn_for_whoever_presses(discord: DiscordServer) -> None:
    pytest.importorskip("skia", reason="cards need the extra `cards`")
    checked = discord.slash("quote", {"text": NEARLY, "private": True}).reply()
    made = discord.press(checked.message or {}, "Make a card").reply()
    assert (made.replaced, made.private) == (False, True)
    assert alternative(discord) == (
        "“The miller kept one sack of flour in sixteen, and that toll was written into law.”"
        " — Ada, Ada on water mills, Mill talk"
    )
    assert discord.press(made.message or {}, "Dark").reply().replaced


def test_who_asked_changes_a_card_in_its_place_and_back(discord: DiscordServer, drawn: Exchange) -> None:
    (message,) = drawn.followed_by
    dark = discord.press(message, "Dark").reply()
    assert (dark.replaced, dark.files["quote.png"] == drawn.files["quote.png"]) == (True, False)
    assert alternative(discord).startswith(f"{SAID} — Ada,")
    assert dark.message
    assert list(buttons_of(dark.message)) == ["Light"]
    assert discord.press(dark.message, "Light").reply().files == drawn.files


def test_another_gets_a_card_of_their_own_and_leaves_the_posted_one(discord: DiscordServer, drawn: Exchange) -> None:
    (message,) = drawn.followed_by
    own = discord.press(message, "Dark", by=OTHER_MEMBER).reply()
    assert (own.replaced, own.private, own.files["quote.png"].startswith(PNG)) == (False, True, True)
    light = discord.press(own.message or {}, "Light", by=OTHER_MEMBER).reply()
    assert (light.replaced, light.files) == (True, drawn.files)


@pytest.mark.parametrize("changed", [{"said": "0" * 12}, {"words": "0" * 12}, {"length": 10**6}], ids=str)
def test_a_card_of_words_that_are_not_there_any_more_stays_as_it_is(
    discord: DiscordServer, drawn: Exchange, changed: dict[str, Any]
) -> None:
    (message,) = drawn.followed_by
    known = custom_id_of(message, "Dark")
    action = action_of(known)
    assert isinstance(action, DrawWords)
    written = json.dumps(message).replace(known, custom_id(replace(action, **changed)))
    pressed = discord.press(json.loads(written), "Dark")
    discord.wait(lambda: pressed.followed_by)
    assert "has changed" in text_of(pressed.followed_by[0])
    assert not pressed.answered
