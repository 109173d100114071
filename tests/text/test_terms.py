"""Text: words that mean the same are one term."""

import pytest

from index.text.terms import terms


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mills", "mill"), ("grinding", "grind"), ("Raphaël's", "raphael"), ("DON’T panic", "panic"), ("ﬁne", "fine")],
)
def test_words_that_mean_the_same_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)
