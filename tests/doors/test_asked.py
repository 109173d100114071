"""The host's question that stands above what a guest answers, and the words that are set off."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.asked import question_in
from index.search import Searcher

TALK = """## Wheels

**Lars**: Welcome to the show. Ada, is the wheel of the mill ever stopped?

**Ada**: It might be possible. The miller stops the wheel in hard frost, I think, and in a flood.

**Lars**: I never knew that about frost and millers.

**Ada**: The miller taught me to break the frost from the paddles with a pole, every morning of the winter.
"""


def test_a_guests_passage_has_the_question_it_answers_and_a_hosts_has_none(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    with searcher_of(write_post(TALK, front_matter="title: Ada on wheels\nhost: Lars")) as searcher:
        passages = searcher.ask("does the miller stop the wheel in frost?", limit=10).passages
    by_text = {passage.text.split(" ")[0]: passage for passage in passages}
    asked = by_text["It"].asked
    assert asked is not None
    assert (asked.speaker, asked.text) == ("Lars", "Welcome to the show. Ada, is the wheel of the mill ever stopped?")
    assert by_text["The"].asked is None
    assert all(passage.asked is None for passage in passages if passage.speaker == "Lars")


def test_a_hosts_question_yields_to_its_answer_unless_the_hosts_words_alone_are_asked_for(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    question = "Ada, is the wheel of the mill ever stopped?"
    with searcher_of(write_post(TALK, front_matter="title: Ada on wheels\nhost: Lars")) as searcher:
        found = searcher.ask(question, limit=10).passages
        (hosts, *_) = searcher.ask(question, speaker="Lars").passages
    assert found[0].text.startswith("It might be possible.")
    assert found[0].asked
    assert question in found[0].asked.text
    assert not any(question in passage.text for passage in found)
    assert [passage.rank for passage in found] == [*range(1, len(found) + 1)]
    assert question in hosts.text


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("Right. And why is that?", "Right. And why is that?"),
        ("Many say so. What would it take for a mill to be built again in this valley of ours, with its floods? Hm.",
         "What would it take for a mill to be built again in this valley of ours, with its floods?"),
        ("He told me so. I believed it.", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_last_question_is_taken_with_what_a_short_one_leans_on(said: str, question: str) -> None:
    assert question_in(said) == question


def test_a_long_question_is_cut_at_its_beginning() -> None:
    cut = question_in("And " + "then again " * 60 + "why?")
    assert cut.startswith("…")
    assert cut.endswith("again why?")
    assert len(cut) <= 241


def test_only_words_that_carry_the_question_are_set_off(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    thinking = "".join(f"**Ada**: I think that sack {n} is full.\n\n**Lars**: I think so too.\n\n" for n in range(60))
    with searcher_of(write_post(TALK + thinking)) as searcher:
        (passage, *_) = searcher.ask("what does she think of the paddles?").passages
    assert passage.matched == ("paddles",)
