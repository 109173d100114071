"""“What is X?”: which questions ask it, and which passages say it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.ranking.definitions import defines, definition_score, signs_of, to_define
from index.search import Searcher


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("what is grokking", ("grokk",)),
        ("So, what's a mill race?", ("mill", "race")),
        ("what does sluice gate mean?", ("sluic", "gate")),
        ("define tail water", ("tail", "water")),
        ("grokking?", ("grokk",)),
        ("Grokking", ("grokk",)),
        ("mill race?", ("mill", "race")),
        ("mill race", ()),
        ("how do you define tail water, roughly?", ("tail", "water")),
        ("the meaning of grist", ("grist",)),
        ("can you explain grist?", ("grist",)),
        ("what do you mean by tail water", ("tail", "water")),
        ("what is meant by tail water", ("tail", "water")),
        ("what's the definition of grist?", ("grist",)),
        ("why do mills stop?", ()),
        ("is it safe?", ()),
        ("what is the best way to keep an old mill running through the winter months", ()),
        ("who keeps it?", ()),
    ],
)
def test_what_is_to_be_defined_is_told_from_other_questions(question: str, subject: tuple[str, ...]) -> None:
    assert to_define(question) == subject


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("A mill race is the channel that leads water to the wheel.", "The mill race was dry again in August."),
        ("Mill races are wet work.", "We dug mill races."),
        ("What we call a mill race runs behind the house.", "The mill race runs behind the house."),
        ("We dug a mill race, a channel of forty yards.", "We dug a mill race of forty yards."),
        ("A mill race is a ditch.", "I came to the mill race. It was kind of late."),
    ],
)
def test_a_passage_that_says_what_a_thing_is_gains_over_one_that_mentions_it(better: str, worse: str) -> None:
    subject = to_define("what is a mill race?")
    gains, other = signs_of(subject, better, "", 0, ""), signs_of(subject, worse, "", 0, "")
    assert definition_score(gains) > definition_score(other)
    assert defines(gains)
    assert not defines(other)


def test_a_name_is_known_written_together_or_apart() -> None:
    assert defines(signs_of(to_define("what is a millpond?"), "A mill pond is what feeds the wheel.", "", 0, ""))
    assert defines(signs_of(to_define("what is a mill pond?"), "A millpond is what feeds the wheel.", "", 0, ""))
    for written in ("O'Neill's wheel", "O’Neill's wheel"):
        assert defines(signs_of(to_define("what is O'Neill's wheel?"), f"Well, {written} is an old one.", "", 0, ""))


def test_the_first_words_of_who_answers_under_a_heading_that_asks_gain_but_no_hosts() -> None:
    subject, text = to_define("what's grist?"), "Corn, brought in sacks."
    assert signs_of(subject, text, "What's Grist?", 0, "").under_its_heading
    assert not signs_of(subject, text, "What's Grist?", 5, "").under_its_heading
    assert not signs_of(subject, text, "Grist and Tolls", 0, "").under_its_heading
    assert not definition_score(signs_of(subject, "Grist is the corn.", "What's Grist?", -1, ""))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Right. And what's grist, for those who do not mill?", True),
        ("Could you define grist for us?", True),
        ("What do you mean by grist?", True),
        ("What do you do with the grist that nobody has come for all year?", False),
        ("And what then? The grist is wet.", False),
    ],
)
def test_an_answer_to_what_the_host_asks_gains_where_that_asks_just_this(asked: str, expected: bool) -> None:
    signs = signs_of(to_define("what's grist?"), "Corn, brought in sacks.", "", 3, asked)
    assert bool(signs.asked_before) == expected


def test_a_definition_comes_before_passages_that_mention_the_thing_more(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    path = write_post(
        "## Tolls\n\n**Lars**: Grist, grist, who pays for the grist?\n\n**Ada**: Grist costs grist. All grist is paid "
        "in grist here, and every miller counts his grist twice.\n\n## The sacks\n\n**Lars**: And in the sacks?\n\n"
        "**Ada**: In the sacks there is grist, and grist is the corn that farmers bring to be ground.\n"
    )
    with searcher_of(path) as searcher:
        assert searcher.ask("what is grist?").passages[0].text.endswith("the corn that farmers bring to be ground.")
        assert searcher.ask("who counts the grist twice?").passages[0].text.startswith("Grist costs grist.")
