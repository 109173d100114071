"""Scores are those that rank-bm25 defines, found exactly however few passages are looked at."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import first_stage
from index.bm25 import BM25, inverse_document_frequency
from index.first_stage import FirstStage, TermPostings
from index.postings import FREQUENCIES, decode, encode

Corpus = Sequence[Mapping[str, int]]

codes = st.integers(1, 127)
corpora = st.lists(st.dictionaries(st.sampled_from("abcdefg"), codes, max_size=7), min_size=1, max_size=200)


def stage_of(corpus: Corpus) -> FirstStage:
    def fetch(term: str) -> TermPostings | None:
        ids = [number for number, passage in enumerate(corpus) if term in passage]
        if not ids:
            return None
        held = np.array([corpus[number][term] for number in ids], np.uint8)
        return TermPostings(len(ids), 1, encode(np.array(ids, np.int64), held))

    return FirstStage(fetch, lengths_of(corpus), sections=1)


def lengths_of(corpus: Corpus) -> np.ndarray:
    return np.array([float(len(passage)) for passage in corpus])


def dense_scores(corpus: Corpus, asked: Mapping[str, float]) -> np.ndarray:
    frequencies = [{term: float(FREQUENCIES[code]) for term, code in passage.items()} for passage in corpus]
    reference = BM25(frequencies, lengths_of(corpus))
    return sum((weight * reference.get_scores([term]) for term, weight in asked.items()), np.zeros(len(corpus)))


def test_the_score_is_the_one_worked_out_by_hand() -> None:
    reference = BM25([{"mill": 2.0}, {"mill": 1.0, "steam": 1.0}, {"salt": 1.0}], [2, 2, 1], k1=1.2, b=0.75)
    # ln(1 + (3 - 2 + 0.5) / (2 + 0.5)) = ln 1.6; average length 5/3, so the norm is 1.2 * (0.25 + 0.75 * 1.2) = 1.38
    assert reference.get_scores(["mill"]) == pytest.approx([0.4700036 * 4.4 / 3.38, 0.4700036 * 2.2 / 2.38, 0])
    assert reference.get_scores(["absent"]) == pytest.approx([0, 0, 0])


@pytest.mark.parametrize(("passages", "holding"), [(1, 1), (2, 1), (2, 2), (1_000_000, 999_999), (1_000_000, 1)])
def test_every_term_tells_something_however_common(passages: int, holding: int) -> None:
    assert inverse_document_frequency(passages, holding) > 0


@settings(deadline=None)
@given(
    corpora,
    st.dictionaries(st.sampled_from("abcdefgx"), st.sampled_from([1.0, 0.5, 2.25]), min_size=1),
    st.integers(1, 20),
)
def test_the_best_passages_and_scores_equal_the_dense_ones(corpus: Corpus, asked: dict[str, float], k: int) -> None:
    expected = dense_scores(corpus, asked)
    ids, scores = stage_of(corpus).best(asked, k)
    order = np.lexsort((np.arange(len(expected)), -expected.round(9)))
    wanted = [number for number in order[:k] if expected[number] > 0]
    assert scores == pytest.approx(expected[wanted], abs=1e-9)
    assert expected[ids] == pytest.approx(scores, abs=1e-9)
    assert sorted(zip(-scores, ids, strict=True)) == list(zip(-scores, ids, strict=True))


def test_pruning_leaves_nothing_out_of_a_large_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_stage, "FIRST_BLOCKS", 4)
    random = np.random.default_rng(7)
    corpus = [
        {f"t{t}": int(random.integers(1, 128)) for t in np.unique(random.zipf(1.3, 6) % 50)} for _ in range(6_000)
    ]
    stage = stage_of(corpus)
    for _ in range(10):
        asked = {f"t{t}": 1.0 for t in np.unique(random.zipf(1.3, 5) % 50)}
        expected = np.sort(dense_scores(corpus, asked))[::-1][:10]
        assert stage.best(asked, 10)[1] == pytest.approx(expected[expected > 0], abs=1e-9)


def test_a_filter_leaves_the_scores_as_they_are() -> None:
    corpus = [{"a": 1}, {"a": 2}, {"a": 3}, {"b": 1}]
    allowed = np.array([True, False, True, True])
    ids, scores = stage_of(corpus).best({"a": 1.0}, 10, allowed)
    assert ids.tolist() == [2, 0]
    assert scores == pytest.approx(dense_scores(corpus, {"a": 1.0})[[2, 0]])


@given(st.lists(st.tuples(st.integers(1, 2**31), codes), min_size=1, max_size=50))
def test_postings_come_back_as_they_were_written(entries: list[tuple[int, int]]) -> None:
    ids = np.unique(np.array([number for number, _ in entries], np.int64))
    held = np.array([code for _, code in entries], np.uint8)[: len(ids)]
    back_ids, back_codes = decode(encode(ids, held), len(ids))
    assert back_ids.tolist() == ids.tolist()
    assert back_codes.tolist() == held.tolist()


def test_damaged_postings_are_named_and_not_used() -> None:
    data = encode(np.arange(1_000), np.ones(1_000, np.uint8))
    with pytest.raises(ValueError, match="postings"):
        decode(data[:-3], 1_000)
