"""Discord: checking a quotation, from the command, from a message's menu, and quoting a part of a passage."""

import pytest

from tests.discord.server import DiscordServer
from tests.discord.server.exchange import buttons_of
from tests.discord.server.limits import walk
from tests.discord.talking import WHEAT, ids

TRUE = "the miller kept one sack of flour in sixteen"
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


def test_a_card_is_sent_after_the_outcome(discord: DiscordServer) -> None:
    pytest.importorskip("skia", reason="cards need the extra `cards`")
    checked = discord.slash("quote", {"text": TRUE, "card": True}).reply()
    assert "Yes, word for word." in checked.text
    discord.wait(lambda: checked.followed_by)
    assert checked.files["quote.png"].startswith(b"\x89PNG")
