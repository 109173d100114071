"""Messages that speak of harm to oneself or somebody near, and those that only sound like it."""

import pytest

from index.remarks.messages import said
from index.remarks.need import speaks_of_harm


@pytest.mark.parametrize(
    "message",
    [
        "how to kill myself",
        "i wanna die",
        "I just really want to die",
        "sometimes I wish I was dead lol",
        "i've been cutting myself",
        "I can't go on anymore",
        "nobody would miss me if i was gone",
        "how do I end it all",
        "I've been thinking about suicide",
        "kms",
        "my friend wants to kill himself, what do I do",
        "someone in this server is suicidal",
        "ich will nicht mehr leben",
        "j’ai envie de mourir",
        "quiero suicidarme",
        "quero morrer",
        "もう死にたい",
    ],
)
def test_who_speaks_of_harming_themselves_or_of_somebody_near_is_told_where_help_is(message: str) -> None:
    assert speaks_of_harm(said(message))


@pytest.mark.parametrize(
    "message",
    [
        "does the AI kill itself",
        "I want to die on that hill",
        "would a superintelligence commit suicide?",
        "will AI kill us all?",
        "I'm dying to know what Ada thinks",
        "how many kms is the mill race?",
        "what do the guests say about suicide?",
        "I want to live in a mill",
        "I don't want to be wrong about bread",
        "did a miller ever hurt himself?",
    ],
)
def test_a_question_about_death_is_a_question(message: str) -> None:
    assert not speaks_of_harm(said(message))
