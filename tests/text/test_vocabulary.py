"""Text: words and their numbers."""

import re
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import vocabulary
from index.text.terms import WORD
from index.text.vocabulary import Vocabulary

WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["mill", "don't", "DON’T", "snake_case", "wheel—stone", "sixteen_bytes_16", "seventeen_bytes_17", "é"]
    ),
)


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=6))
def test_numbers_stand_for_the_words_that_the_rule_finds_in_each_text(texts: list[str]) -> None:
    for rule in (WORD, re.compile(r"\w+")):
        counted = Vocabulary(rule.findall)
        for _ in range(2):  # the second time all of it is known
            numbers, counts = counted.numbers(texts)
            found = iter([counted.words.in_order[number] for number in numbers])
            assert [list(islice(found, count)) for count in counts] == [rule.findall(text) for text in texts]


def test_tokens_that_want_the_same_place_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MIX_LOW", np.uint64(0))
    monkeypatch.setattr(vocabulary, "MIX_HIGH", np.uint64(0))
    words = ["mill", "wheel", "mill", "stone", "wheel", "mill"]
    counted = Vocabulary(WORD.findall)
    for _ in range(2):
        numbers, _ = counted.numbers([" ".join(words)])
        assert [counted.words.in_order[number] for number in numbers] == words
