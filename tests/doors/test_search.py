"""What the index answers: the right passage, who said it, where; and honestly nothing where there is nothing."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.answer import QuestionRefused, UnknownName
from index.building.rebuild import rebuild
from index.file.context_windows import context_windows
from index.ranking.diversification import BESIDE_A_BETTER, spread
from index.search import Searcher
from index.transcripts.sources import find_files


def test_the_answer_is_the_guests_words_with_their_place(searcher: Searcher) -> None:
    answer = searcher.ask("how does the mill grind wheat?")
    best = answer.passages[0]
    assert answer.answered
    assert (best.episode, best.speaker, best.section, best.anchor) == (
        "ada",
        "Ada",
        "How a mill works",
        "how-a-mill-works",
    )
    assert best.text.startswith("The river turns the wheel")
    assert best.url.startswith("https://pod.example/ada#how-a-mill-works:~:text=The%20river%20turns")
    assert answer.passages[0].rank == 1


def test_matched_words_are_written_as_in_the_text(searcher: Searcher) -> None:
    assert searcher.ask("WHEELS and stones").passages[0].matched == ("wheel", "stone")


def test_the_same_index_and_question_give_the_same_answer(searcher: Searcher, tmp_path: Path) -> None:
    with Searcher(tmp_path / "askcast.db") as other:
        assert searcher.ask("salt from the sea") == other.ask("salt from the sea")


@pytest.mark.parametrize(
    "question", ["??? !!", "🙂🙂", "the of and is", "что такое мельница", "'; DROP TABLE passages; --", "\x00\x07"]
)
def test_a_question_without_known_words_finds_nothing(searcher: Searcher, question: str) -> None:
    answer = searcher.ask(question)
    assert not answer.answered
    assert answer.confidence < 0.3


@pytest.mark.parametrize("question", ["", "   \n", "a" * 5_000])
def test_an_unaskable_question_is_refused_in_words(searcher: Searcher, question: str) -> None:
    with pytest.raises(QuestionRefused, match="question is"):
        searcher.ask(question)


def test_filters_narrow_and_unknown_ones_name_the_near(searcher: Searcher) -> None:
    assert {p.episode for p in searcher.ask("what about salt, bees, winter?", episode="bees", limit=10).passages} == {
        "bees"
    }
    assert {p.speaker for p in searcher.ask("mill bees salt", speaker="ADA", limit=10).passages} == {"Ada"}
    assert {p.episode for p in searcher.ask("another mill", speaker="ada", limit=10).passages} == {"ada", "bees"}
    with pytest.raises(UnknownName) as unknown:
        searcher.ask("salt", episode="bee")
    assert unknown.value.near == ("bees",)
    with pytest.raises(UnknownName, match="no speaker 'Adda'; did you mean Ada"):
        searcher.ask("salt", speaker="Adda")


def test_an_unknown_word_is_corrected_and_the_correction_told(searcher: Searcher) -> None:
    answer = searcher.ask("how does the whheel turn")
    assert answer.did_you_mean == "how does the wheel turn"
    assert answer.passages[0].speaker == "Ada"


def test_shares_of_an_explanation_add_up_to_the_score(searcher: Searcher) -> None:
    question = "how does the mill grind wheat?"
    for episode in (None, "ada"):
        for passage in searcher.ask(question, episode=episode).passages:
            shares = searcher.explain(question, passage, within_episode=episode is not None)
            assert sum(share.score for share in shares) == pytest.approx(passage.score, abs=1e-3)


def test_of_passages_nearly_as_good_the_one_from_elsewhere_goes_first() -> None:
    ids, starts = np.array([0, 1, 20]), np.array([0, 30])
    where = context_windows(np.full(30, 9.0), np.zeros(30, np.uint8), starts, 9.0)
    left = np.array([2.0, 1.9, 1.8])
    assert spread(ids, left, where, 3).tolist() == [0, 2, 1]
    assert left.tolist() == [2.0, 1.9 - BESIDE_A_BETTER, 1.8]


def test_a_speakers_own_name_tells_nothing_of_what_they_say(write_post: Callable[..., Path], tmp_path: Path) -> None:
    path = write_post(
        "# Talk\n\n**Host**: Where can we write to you, Ada?\n\n**Ada**: To Ada at the mill, Ada Street, Ada Town.\n",
        front_matter="title: On many things",
    )
    rebuild(tmp_path / "askcast.db", find_files([path]))
    with Searcher(tmp_path / "askcast.db") as searcher:
        passage = next(p for p in searcher.ask("Ada street").passages if p.speaker == "Ada")
        fields = {(share.term, share.field) for share in searcher.explain("Ada street", passage)}
    assert ("street", "text") in fields
    assert {field for term, field in fields if term == "ada"} == {"name", "names", "coverage"}


def test_letters_with_accents_are_found_however_they_are_composed(
    write_post: Callable[..., Path], tmp_path: Path
) -> None:
    path = write_post("**Ada**: The Mu\u0308ller turns.\n\n**Bo**: And the Ba\u0308cker bakes.\n")
    rebuild(tmp_path / "askcast.db", find_files([path]))
    with Searcher(tmp_path / "askcast.db") as searcher:
        for question in ("M\u00fcller", "Mu\u0308ller", "muller"):
            assert searcher.ask(question).passages[0].speaker == "Ada"


def test_the_same_words_of_the_same_speaker_show_once(write_post: Callable[..., Path], tmp_path: Path) -> None:
    said = "**Ada**: The river turns the wheel and the wheel turns the stone.\n\n**Bo**: Right.\n\n"
    path = write_post(f"# Highlights\n\n{said}# Talk\n\n{said}")
    rebuild(tmp_path / "askcast.db", find_files([path]))
    with Searcher(tmp_path / "askcast.db") as searcher:
        texts = [passage.text for passage in searcher.ask("river wheel stone", limit=10).passages]
    assert len(texts) == len(set(texts))


def test_neighbours_outline_and_lists_tell_where_things_stand(searcher: Searcher) -> None:
    before, here, after = searcher.around("ada", 1)
    assert [before.speaker, here.speaker, after.text] == ["Host", "Ada", "Yeah."]
    assert searcher.passage("ada", 99) is None
    assert [(s.level, s.anchor, s.url) for s in searcher.outline("ada")][:2] == [
        (1, "engines", "https://pod.example/ada#engines"),
        (2, "how-a-mill-works", "https://pod.example/ada#how-a-mill-works"),
    ]
    assert [(e.slug, e.speakers) for e in searcher.episodes()] == [
        ("bees", ("Host", "Bo", "Ada")),
        ("ada", ("Host", "Ada")),
    ]
    assert searcher.speaker("ADA").episodes == ("ada", "bees")
    assert (searcher.status().episodes, searcher.status().passages) == (2, 9)


def test_a_new_index_is_noticed_between_two_questions(
    searcher: Searcher, write_post: Callable[..., Path], tmp_path: Path
) -> None:
    assert not searcher.ask("who rides the giraffe?").answered
    path = write_post(
        "**Cy**: I ride the giraffe every day, and the giraffe rides me.\n\n**Di**: No.\n",
        "2025-01-01-cy.md",
        "title: Cy",
    )
    rebuild(tmp_path / "askcast.db", find_files([path.parent]))
    assert searcher.ask("who rides the giraffe?").passages[0].speaker == "Cy"


def test_the_figures_on_the_real_question_set_beat_the_baselines(shared: Path, inside_view_index: Path) -> None:
    from index.evaluate import figures, read_questions, run

    with Searcher(inside_view_index) as searcher:
        questions = read_questions(shared / "eval" / "questions.jsonl", searcher)
        measured = figures(run(searcher, questions))
    assert measured["all"]["questions"] == 180
    assert measured["all"]["hit@3"] >= 0.67
    assert measured["all"]["MRR@10"] >= 0.61
    assert measured["types"]["quote"]["hit@1"] == 1.0
    assert measured["refusal"]["refused"] >= 0.75
    assert measured["refusal"]["wrongly_refused"] <= 0.05


def test_a_tiny_turn_under_the_right_heading_is_no_answer(searcher: Searcher) -> None:
    texts = [passage.text for passage in searcher.ask("how does a mill work?", limit=10).passages]
    assert texts
    assert "Yeah." not in texts
