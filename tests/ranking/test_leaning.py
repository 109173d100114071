"""How likely a question leans on the one before, and what is shown of a new topic."""

import numpy as np
import pytest

from index.ranking.features import Features
from index.ranking.leaning import EVEN, LIKELIHOOD, OF_PLACE, Leaning, counting, is_follow_up, likelihood, weighing
from index.ranking.second_stage import Ranked, among_first

WEIGHTS = {"words": 2.0, "host": -1.0}


def leans(refers: float = 0.0, terms: float = 2.0, standing: float = 0.5, elsewhere: float = 0.0) -> float:
    return likelihood(np.array([1.0, refers, terms, standing, elsewhere]))


def test_a_question_leans_the_more_the_less_it_says_by_itself() -> None:
    assert leans(terms=0.0, standing=0.0) > EVEN
    assert leans(refers=1.0) > leans() > leans(terms=6.0)
    assert leans() > leans(standing=2.0)
    assert leans() > leans(elsewhere=1.0)
    assert leans(terms=8.0, standing=1.5, elsewhere=1.0) < EVEN


def test_what_asks_what_it_names_is_a_topic_of_its_own() -> None:
    def taken(**told: bool) -> bool:
        return is_follow_up(Leaning((), np.array([3]), range(5), **told), EVEN)

    assert taken()
    assert not taken(names_subject=True)
    assert taken(names_subject=True, refers=True)


def test_signs_have_a_constant_each() -> None:
    with pytest.raises(ValueError, match="aligned"):
        likelihood(np.ones(len(LIKELIHOOD) - 1))


def test_a_question_that_leans_on_nothing_weighs_as_one_that_stands_alone() -> None:
    assert weighing(WEIGHTS, 0.0).tolist() == [2.0, -1.0, 0.0, *[0.0] * len(OF_PLACE)]


def test_the_confidence_counts_no_place_and_the_question_before_only_for_a_follow_up() -> None:
    assert counting(WEIGHTS, False).tolist() == weighing(WEIGHTS, 0.0).tolist()
    counted = counting(WEIGHTS, True).tolist()
    assert counted[:3] == weighing(WEIGHTS, 1.0)[:3].tolist()
    assert counted[3:] == [0.0] * len(OF_PLACE)


def ranked() -> Ranked:
    ids, scores = np.array([7, 3, 9, 1, 5]), np.array([5.0, 4.0, 3.0, 2.0, 1.0])
    order = ids.argsort().argsort()
    features = Features(np.sort(ids), np.zeros((2, 5)), np.zeros(5), np.zeros(5, bool))
    return Ranked(ids, scores, scores / 10, features, order, scores * 0, scores * 2)


def test_a_passage_taken_among_the_first_brings_all_that_is_known_of_it() -> None:
    found = among_first(ranked(), 5, 3)
    assert found.ids.tolist() == [7, 3, 5, 9, 1]
    assert found.scores.tolist() == [5.0, 4.0, 3.0, 3.0, 2.0]
    assert found.surrounded.tolist() == pytest.approx([0.5, 0.4, 0.1, 0.3, 0.2])
    assert found.by_words is not None
    assert found.by_words.tolist() == [10.0, 8.0, 2.0, 6.0, 4.0]
    assert found.unordered.candidates[found.order].tolist() == found.ids.tolist()


def test_a_passage_among_the_first_stays_where_it_is() -> None:
    assert among_first(ranked(), 9, 3).ids.tolist() == ranked().ids.tolist()
