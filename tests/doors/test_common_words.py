"""One word alone: a subject of the show is asked for, a word that everybody says is not."""

from pathlib import Path

import pytest

from index.search import Searcher


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        (("source?", "sources?", "proof?", "really?", "people?", "0"), False),
        (("grokking", "timelines?", "LAION?", "Yudkowsky", "what do they say about optimization?"), True),
    ],
)
def test_a_word_that_everybody_says_is_no_sure_question_and_a_subject_of_the_show_is_one(
    shared: Path, inside_view_index: Path, words: tuple[str, ...], subjects: bool
) -> None:
    with Searcher(inside_view_index) as searcher:
        assert {word: searcher.ask(word).answered for word in words} == dict.fromkeys(words, subjects)
