"""Quotations that tell in their own sentence who said them, or are said within another's sentence."""

from collections.abc import Callable
from pathlib import Path

from index.search import Searcher
from tests.quotes.test_quotes import TALK


def test_what_is_said_to_have_been_said_without_a_colon_is_looked_for_too(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    with searcher_of(write_post(TALK)) as searcher:
        found = searcher.quote("Ada said that the bread tastes of stone")
        assert (found.kind, found.attributed, found.misattributed) == ("exact", "Ada", False)
        found = searcher.quote("as Lars said it has never stopped turning")
        assert (found.kind, found.attributed, found.misattributed) == ("exact", "Lars", True)


def test_words_of_a_quotation_that_name_somebody_are_its_own(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    path = write_post(TALK + "\n**Lars**: So Ada said that the wheel is (much) older, “older than mills”, once.\n")
    with searcher_of(path) as opened:
        found = opened.quote("Ada said that the wheel is much older, older than mills")
    assert (found.kind, found.attributed) == ("exact", None)
    assert found.places[0].said == "Ada said that the wheel is (much) older, “older than mills”"


def test_no_mark_closes_what_did_not_open_within_a_quotation(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    path = write_post(TALK + '\n**Lars**: People say "the wheel is old" (and so is the mill), you know.\n')
    with searcher_of(path) as opened:
        assert opened.quote("the wheel is old").places[0].said == "the wheel is old"
        assert opened.quote("people say the wheel is old").places[0].said == 'People say "the wheel is old"'
        assert opened.quote("and so is the mill").places[0].said == "and so is the mill"
