"""A question after another: what it leans on, and what is a topic of its own."""

import pytest

from index.answer import UnknownName
from index.answering import Place
from index.search import Searcher


def test_a_follow_up_leans_on_the_question_before_and_a_new_topic_does_not(searcher: Searcher) -> None:
    follow_up = searcher.ask("and could that be done better?", context="how does the mill grind wheat?")
    assert follow_up.passages[0].text.startswith("Nobody has improved on granite")
    assert follow_up.goes_on_from == "how does the mill grind wheat?"
    alone = searcher.ask("what do bees do in winter?")
    after_another = searcher.ask("what do bees do in winter?", context="how is salt made?")
    assert after_another.passages[0].text == alone.passages[0].text
    assert after_another.answered
    assert after_another.goes_on_from is None


@pytest.mark.parametrize("question", ["would granite wear out?", "why granite?", "and why is that so?"])
def test_a_follow_up_begins_in_any_words(searcher: Searcher, question: str) -> None:
    follow_up = searcher.ask(question, context="how does the mill grind wheat?")
    assert follow_up.passages[0].section == "How a mill works"
    assert follow_up.answered


@pytest.mark.parametrize("question", ["and the queen, is she kept warm?", "so what do bees eat then", "cluster?"])
def test_what_is_told_elsewhere_alone_comes_first_whatever_was_asked_before(searcher: Searcher, question: str) -> None:
    assert searcher.ask(question, context="how does the mill grind wheat?").passages[0].speaker == "Bo"


def test_a_message_that_is_only_polite_finds_nothing_whatever_was_asked_before(searcher: Searcher) -> None:
    answer = searcher.ask("ok, thanks a lot!", context="how is salt made?")
    assert (answer.answered, answer.passages) == (False, ())


def test_a_follow_up_puts_behind_what_answered_the_question_before(searcher: Searcher) -> None:
    before = "how does the mill grind wheat?"
    best = searcher.ask(before).passages[0]
    follow_up = searcher.ask("and then?", context=before)
    assert follow_up.passages[0].position > best.position
    again = next(passage for passage in follow_up.passages if passage.position == best.position)
    shares = searcher.explain("and then?", again, context=before)
    assert sum(share.score for share in shares) == pytest.approx(again.score, abs=1e-3)


def test_a_follow_up_is_about_the_place_that_was_shown_where_that_is_told(searcher: Searcher) -> None:
    context = "how does the mill grind wheat?"
    shown = next(p for p in searcher.around("ada", 0, after=20) if p.text.startswith("From the sea"))
    placed = searcher.ask("and then?", context=context, after=Place("ada", shown.position - 1))
    assert placed.passages[0].position == shown.position
    assert searcher.ask("and then?", context=context).passages[0].position != shown.position


def test_a_place_that_no_episode_has_is_refused(searcher: Searcher) -> None:
    with pytest.raises(UnknownName, match="nowhere"):
        searcher.ask("and then?", context="how does the mill grind wheat?", after=Place("nowhere", 3))
    with pytest.raises(UnknownName, match="99"):
        searcher.ask("and then?", context="how does the mill grind wheat?", after=Place("ada", 99))


@pytest.mark.parametrize("question", ["what is a cluster?", "cluster?", "what does shiver mean"])
def test_what_asks_what_it_names_is_answered_as_if_asked_first(searcher: Searcher, question: str) -> None:
    after_another = searcher.ask(question, context="how does the mill grind wheat?")
    assert after_another.goes_on_from is None
    assert after_another.passages[0].text == searcher.ask(question).passages[0].text


def test_the_same_question_twice_is_answered_the_same(searcher: Searcher) -> None:
    question = "how does the mill grind wheat?"
    assert searcher.ask(question, context=question) == searcher.ask(question)


def test_what_was_shown_counts_nothing_in_another_episode(searcher: Searcher) -> None:
    context = "how does the mill grind wheat?"
    within = searcher.ask("and then?", context=context, after=Place("bees", 1), episode="ada")
    assert within == searcher.ask("and then?", context=context, episode="ada")


@pytest.mark.parametrize("message", ["\N{FACE WITH TEARS OF JOY}", "?!", "…"])
def test_a_message_without_words_asks_nothing_whatever_was_asked_before(searcher: Searcher, message: str) -> None:
    assert searcher.ask(message, context="how is salt made?").passages == ()


def test_shares_of_a_new_topics_explanation_add_up_too(searcher: Searcher) -> None:
    asked = {"question": "what is a cluster?", "context": "how does the mill grind wheat?"}
    for passage in searcher.ask(**asked).passages:
        shares = searcher.explain(passage=passage, **asked)
        assert sum(share.score for share in shares) == pytest.approx(passage.score, abs=2e-3)


def test_shares_of_what_gains_as_a_definition_add_up_too(searcher: Searcher) -> None:
    for passage in searcher.ask("what is a cluster?").passages:
        shares = searcher.explain("what is a cluster?", passage)
        assert sum(share.score for share in shares) == pytest.approx(passage.score, abs=2e-3)
