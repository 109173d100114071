"""Quotations: how true they are, who says them, wherever they begin and end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.answer import QuestionRefused, UnknownName
from index.quotes.wording import words_of
from index.search import Searcher

TALK = """## Wheels

**Lars**: Why would anybody keep an old mill running when bread is so cheap?

**Ada Holm**: Because the wheel, you know, it's older than the house. It has never stopped
turning, not even in the winter of the great flood.

**Lars**: Never stopped?

**Ada Holm**: Never.

## Bread

**Ada Holm**: The bread tastes of stone. I don't say that as praise; the millers — all of them — hated it.
"""


@pytest.fixture
def searcher(write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]) -> Iterator[Searcher]:
    path = write_post(TALK, front_matter="title: 'Ada Holm on mills'\npermalink: mills")
    with searcher_of(path) as opened:
        yield opened


@pytest.mark.parametrize(
    "quoted",
    [
        "It has never stopped turning",
        "it HAS never stopped turning, not even in the winter of the great flood",
        "the wheel, you know, it’s older than the house",
        "I dont say that as praise; the millers - all of them - hated it",
        "of the great flood. Never stopped? Never. The bread tastes of stone",
    ],
    ids=["a part", "case", "apostrophes", "dashes and contractions", "over turns and sections"],
)
def test_words_that_were_said_are_exact_whatever_their_case_marks_and_spaces(searcher: Searcher, quoted: str) -> None:
    found = searcher.quote(quoted)
    assert found.kind == "exact"
    assert found.places[0].similarity == 1.0


def test_an_exact_quotation_is_told_with_its_speaker_section_context_and_a_link_to_its_very_words(
    searcher: Searcher,
) -> None:
    (place,) = searcher.quote("It has never stopped turning").places
    assert (place.speaker, place.episode, place.section, place.host) == ("Ada Holm", "mills", "Wheels", False)
    assert (place.before.endswith("than the house. "), place.said) == (True, "It has never stopped turning,")
    assert place.after.startswith(" not even in the winter")
    assert place.url.endswith("#wheels:~:text=It%20has%20never%20stopped,turning%2C") or "It%20has%20never" in place.url


@pytest.mark.parametrize(
    ("quoted", "operation", "words", "said"),
    [
        ("older than house it has never stopped turning", "left out", "", "the"),
        ("it has never once stopped turning", "added", "once", ""),
        ("the bread tastes of sand", "replaced", "sand", "stone"),
    ],
)
def test_what_differs_is_told_word_by_word(
    searcher: Searcher, quoted: str, operation: str, words: str, said: str
) -> None:
    found = searcher.quote(quoted + ". I don't say that as praise" if operation == "replaced" else quoted)
    assert found.kind == "close"
    assert any(one.operation == operation and words in (one.quoted, "") for one in found.places[0].differences)
    assert said.split(" ")[0] in " ".join(one.said for one in found.places[0].differences)


def test_fillers_and_stutters_left_out_are_close_even_in_a_short_quotation(searcher: Searcher) -> None:
    assert searcher.quote("the wheel it's older than the house").kind == "close"


@pytest.mark.parametrize("mark", ["…", "...", "[…]", "(...)"])
def test_a_quotation_may_leave_words_out(searcher: Searcher, mark: str) -> None:
    found = searcher.quote(f"it has never stopped turning {mark} winter of the great flood")
    assert found.kind == "close"
    (place,) = found.places
    assert place.said.startswith("It has never stopped")
    assert "not even in the" in [one.said for one in place.differences if one.operation == "left out"]


def test_words_in_brackets_are_the_quoting_persons_own(searcher: Searcher) -> None:
    assert searcher.quote("[the mill wheel] has never stopped turning, not even in the winter").kind == "exact"


def test_two_remarks_joined_are_each_found_where_they_were_said(searcher: Searcher) -> None:
    found = searcher.quote("The wheel, you know, it's older than the house. The bread tastes of stone.")
    assert found.kind == "close"
    assert {place.section for place in found.places} == {"Wheels", "Bread"}


def test_remarks_joined_without_a_mark_are_each_found_where_they_were_said(searcher: Searcher) -> None:
    found = searcher.quote("the millers all of them hated it not even in the winter of the great flood")
    assert found.kind == "close"
    assert [place.section for place in found.places] == ["Bread", "Wheels"]


@pytest.mark.parametrize("quoted", ["why would anybody", "it has never", "of the"])
def test_words_that_are_no_terms_of_the_index_are_found_too(searcher: Searcher, quoted: str) -> None:
    assert searcher.quote(quoted).kind == "exact"


def test_common_words_that_run_over_short_turns_are_found_among_many_like_them(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    turns = [
        "Yeah. I think so.", "Right, yeah.", "I think that's it.", "Those are the things.", "Yeah.", "I know. I think."
    ] * 60  # fmt: skip
    turns[100:104] = ["And knowing those things.", "Yeah.", "Yeah, yeah.", "I think the"]
    path = write_post("".join(f"**{'AB'[n % 2]}**: {turn}\n\n" for n, turn in enumerate(turns)))
    with searcher_of(path) as opened:
        found = opened.quote("knowing those things yeah yeah yeah I think the")
        assert (found.kind, found.places[0].position) == ("exact", 100)


def test_a_phrase_that_everybody_says_is_not_close_to_another_like_it(inside_view_index: Path) -> None:
    with Searcher(inside_view_index) as opened:
        for phrase in ("so it is a bit of a thing that you would do", "that was not the way that they had it then"):
            assert opened.quote(phrase).kind in ("paraphrase", "not found")


def test_a_long_quotation_of_a_real_post_is_exact_over_passages_turns_and_sections(inside_view_index: Path) -> None:
    with Searcher(inside_view_index) as opened:
        said = [word for one in opened.around("david", 40, 0, 30) for word in words_of(one.text)]
        for begin in range(0, len(said) - 150, 150):
            quoted = " ".join(word.written for word in said[begin : begin + 150])
            assert opened.quote(quoted).kind == "exact", quoted


def test_what_somebody_else_says_is_told_and_that_it_is_the_host(searcher: Searcher) -> None:
    found = searcher.quote('as Ada Holm said: "Why would anybody keep an old mill running?"')
    assert (found.kind, found.attributed, found.misattributed) == ("exact", "Ada Holm", True)
    assert (found.places[0].speaker, found.places[0].host) == ("Lars", True)


def test_a_quotation_is_not_misattributed_for_half_a_name(searcher: Searcher) -> None:
    assert searcher.quote("The bread tastes of stone — Ada").misattributed is False


RUTH = "**Bo**: Why did it stop?\n\n**Ruth**: The sluice had rotted, and nobody would pay for oak.\n"


@pytest.mark.parametrize(
    ("title", "label", "name"),
    [
        ("Ruth Halloran on sluices", "Ruth", "Halloran"),
        ("Sluices, with Dr. Ruth Halloran", "Ruth", "Dr. Halloran"),
        ("Ruth Ann Halloran On Sluices", "Ruth", "R. Halloran"),
        ("Bo Lind and Ruth Halloran", "Ruth H.", "Halloran"),
        ("Ruth Halloran on sluices", "R. H.", "Halloran"),
    ],
)
def test_a_surname_is_whose_the_episodes_title_gives_it_to(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher], title: str, label: str, name: str
) -> None:
    path = write_post(RUTH.replace("Ruth", label), front_matter=f"title: {title}")
    with searcher_of(path) as opened:
        right = opened.quote(f"as {name} said: the sluice had rotted, and nobody would pay for oak")
        assert (right.kind, right.attributed, right.misattributed) == ("exact", name, False)
        wrong = opened.quote(f"{name}: Why did it stop")
        assert (wrong.kind, wrong.attributed, wrong.misattributed) == ("exact", name, True)


@pytest.mark.parametrize(
    "title", ["Ruth & Bo Halloran", "Ruth Halloran, Bo Halloran", "Ruth, Halloran of the mill", "The Halloran mill"]
)
def test_a_surname_that_is_given_to_nobody_or_to_two_is_no_attribution(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher], title: str
) -> None:
    with searcher_of(write_post(RUTH, front_matter=f"title: '{title}'")) as opened:
        found = opened.quote("as Halloran said: the sluice had rotted, and nobody would pay for oak")
        assert (found.attributed, found.misattributed, found.places[0].speaker) == (None, False, "Ruth")


def test_the_same_in_other_words_is_a_paraphrase_and_what_nobody_says_is_not_found(searcher: Searcher) -> None:
    assert searcher.quote("eels and whales sing to the moon at night").kind == "not found"


def test_an_episode_narrows_the_search(searcher: Searcher) -> None:
    assert searcher.quote("The bread tastes of stone", speaker="Ada Holm", episode="mills").kind == "exact"
    with pytest.raises(UnknownName, match="no episode 'milk'"):
        searcher.quote("The bread tastes of stone", episode="milk")
    with pytest.raises(UnknownName, match="no speaker 'Adda'"):
        searcher.quote("The bread tastes of stone", speaker="Adda")


def test_an_episode_narrows_the_search_for_words_that_are_no_terms_too(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    write_post("**Ada**: So what would you do about it then?\n\n**Bo**: Wait for rain.\n")
    other = write_post("**Cy**: Grind the flour.\n\n**Di**: And sift it.\n", name="2024-06-07-cy.md")
    with searcher_of(other.parents[1]) as opened:
        assert opened.quote("what would you do about it", episode="cy").kind == "not found"
        assert opened.quote("what would you do about it", episode="ada").kind == "exact"


def test_words_that_another_says_than_the_speaker_given_are_found_and_told_to_be_theirs(searcher: Searcher) -> None:
    found = searcher.quote("The bread tastes of stone", speaker="lars")
    assert (found.kind, found.attributed, found.misattributed) == ("exact", "lars", True)
    assert found.places[0].speaker == "Ada Holm"


def test_of_words_that_several_say_those_of_the_speaker_given_come_first(searcher: Searcher) -> None:
    assert searcher.quote("Never stopped", speaker="Lars").places[0].speaker == "Lars"
    assert searcher.quote("as Ada Holm said: Never stopped").places[0].speaker == "Ada Holm"


@pytest.mark.parametrize("text", ["", "  ", "bread", "…", "> ", "x " * 301, "y" * 5_000, "\ud800 half a letter"])
def test_what_cannot_be_looked_for_is_refused(searcher: Searcher, text: str) -> None:
    with pytest.raises(QuestionRefused):
        searcher.quote(text)


def test_half_remembered_quotations_of_real_posts_are_all_found_first(shared: Path, inside_view_index: Path) -> None:
    from index.evaluate import hits, read_questions

    with Searcher(inside_view_index) as searcher:
        asked = [one for one in read_questions(shared / "eval" / "questions.jsonl", searcher) if one.type == "quote"]
        for question in asked:
            (place, *_) = searcher.quote(question.question).places
            passages = searcher.around(place.episode, place.position, 0, 1)
            assert any(hits(passage, question) for passage in passages), question.id
    assert len(asked) == 30
