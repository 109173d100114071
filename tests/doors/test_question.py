"""Doors: a question's words become what is searched for."""

import pytest

from index.question import is_courtesy, topic, understand
from index.text.terms import WORD
from tests.text.spellings import spelling_of


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Thanks!", True),
        ("thank you so much :)", True),
        ("good morning everyone", True),
        ("ok, that's great", True),
        ("ok why?", False),
        ("is that a good idea?", False),
        ("what about you?", False),
        ("great!", True),
        ("is it good?", False),
        ("is the good of one the good of all?", False),
        ("help", False),
        ("it", False),
        ("", False),
    ],
)
def test_a_message_that_is_only_polite_is_told_from_a_question(message: str, expected: bool) -> None:
    assert is_courtesy(WORD.findall(message)) is expected


def test_what_is_meant_is_written_as_the_question_writes_it() -> None:
    asked = understand("Allignment and SCALLING, Katya", None, spelling_of({"alignment": 9, "scaling": 9}, "Katja"), ())
    assert asked.did_you_mean == "Alignment and SCALING, Katja"


@pytest.mark.parametrize(
    "message",
    ["good morning, what is a mill?", "Thanks a lot! But what is a mill?", "hi bot what is a mill", "ok so: a mill?"],
)
def test_a_polite_opening_is_not_searched_for(message: str) -> None:
    assert understand(message, None, spelling_of({"mill": 9, "thanks": 9, "morning": 9}), ()).terms == ("mill",)


@pytest.mark.parametrize("message", ["yesterday at the mill", "historic mill", "okra from the mill"])
def test_a_word_that_begins_like_a_polite_one_is_searched_for(message: str) -> None:
    assert len(understand(message, None, spelling_of({"mill": 9}), ()).terms) == 2


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("GPT4", ("gpt", "4")),
        ("deep mind", ("deep", "mind", "deepmind")),
        ("DeepMind", ("deepmind",)),
        ("SaferLabs", ("safer", "lab")),
        ("what is R.L.H.F.?", ("rlhf",)),
        ("gpt labs learning R.L.H.F. safer", ("gpt", "lab", "learn", "safer", "rlhf")),
        ("the 2nd", ("2nd",)),
        ("gu\u0308te", ("gute",)),
        ("machinelearning", ("machin", "learn")),
        ("keyboard", ("keyboard",)),
    ],
)
def test_words_are_found_together_and_apart(question: str, expected: tuple[str, ...]) -> None:
    said = "gpt 4 deep mind deepmind safer labs rlhf machine learning key board 2 nd 2nd".split()
    assert understand(question, None, spelling_of(dict.fromkeys(said, 2)), ["deepmind"]).terms == expected


@pytest.mark.parametrize(
    ("question", "context", "expected"),
    [
        ("how does a mill work?", None, "how does a mill work?"),
        ("how is salt made?", "how does a mill work?", "how is salt made?"),
        ("why?", "how does a mill work?", "how does a mill work?"),
        ("and then?", None, "and then?"),
    ],
)
def test_a_conversation_is_about_the_last_question_that_has_terms(
    question: str, context: str | None, expected: str
) -> None:
    assert topic(question, context) == expected
