"""What is taken for a quotation, whose it is said to be, and how much its words tell."""

import pytest

from index.quotes.alignment import align
from index.quotes.evidence import Evidence
from index.quotes.names import is_named
from index.quotes.wording import read_wording

KNOWN = frozenset({"ada", "holm", "lars"})


@pytest.mark.parametrize(
    ("text", "quoted", "attributed"),
    [
        ('I loved it when Ada said "the bread tastes of stone" last week', "the bread tastes of stone", "Ada"),
        (
            "> the bread tastes of stone\n> and of ash\nAda, in the mill talk",
            "the bread tastes of stone and of ash",
            None,
        ),
        ("“the bread tastes of stone” — Ada Holm", "the bread tastes of stone", "Ada Holm"),
        ("Ada Holm: the bread tastes of stone", "the bread tastes of stone", "Ada Holm"),
        ("the bread tastes of stone (Ada)", "the bread tastes of stone", "Ada"),
        ("Warning: the bread tastes of stone", "Warning the bread tastes of stone", None),
        ("the bread tastes of stone", "the bread tastes of stone", None),
        ("**Ada**: ||the bread tastes of stone||", "the bread tastes of stone", "Ada"),
        (
            '<@12> did Ada really say "the bread tastes of stone"? https://a.example/b',
            "the bread tastes of stone",
            "Ada",
        ),
        ('As Grace Hopper said: "the bread tastes of stone"', "the bread tastes of stone", "Grace Hopper"),
        ('"the bread tastes of stone" - Grace Hopper', "the bread tastes of stone", "Grace Hopper"),
        ('She said: "the bread tastes of stone"', "the bread tastes of stone", None),
        ("[T]he bread [of today] tastes of stone", "The bread tastes of stone", None),
    ],
)
def test_a_quotation_is_told_from_what_is_said_about_it(text: str, quoted: str, attributed: str | None) -> None:
    wording = read_wording(text, KNOWN)
    assert " ".join(word.written for word in wording.words) == quoted
    assert wording.attributed == attributed


def test_a_name_means_the_speaker_who_has_its_words() -> None:
    assert is_named("David Krueger", ["David"])
    assert is_named("raphael", ["Raphaël"])
    assert not is_named("Adam Bell", ["Adam Stone"])
    assert is_named("Ada", [""])  # who is not named may be anybody


def test_rare_words_tell_more_than_common_ones_and_what_differs_takes_from_it() -> None:
    evidence = Evidence({"the": 5_000, "wheel": 3, "turns": 10})
    rare, common, differing = (
        evidence.beyond_chance(words, aligned)
        for words in (["wheel", "turns"], ["the", "the"], ["wheel", "sand"])
        if (aligned := align(words, ["the", "the", "wheel", "turns"]))
    )
    assert rare > common
    assert rare > differing
