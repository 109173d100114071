"""One word alone: a subject of the show is asked for, a word that everybody says is not."""

from pathlib import Path

from index.search import Searcher


def test_a_word_that_everybody_says_is_no_sure_question_and_a_subject_of_the_show_is_one(
    shared: Path, inside_view_index: Path
) -> None:
    with Searcher(inside_view_index) as searcher:
        sure = {
            question: searcher.ask(question).answered
            for question in (
                "source?",
                "sources?",
                "proof?",
                "really?",
                "people?",
                "grokking",
                "timelines?",
                "LAION?",
                "Yudkowsky",
            )
        }
    assert [question for question, answered in sure.items() if answered] == [
        "grokking",
        "timelines?",
        "LAION?",
        "Yudkowsky",
    ]
