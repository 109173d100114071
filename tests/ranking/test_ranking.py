"""Scores are those that rank-bm25 defines, found exactly however few passages are looked at."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.bm25 import BM25, inverse_document_frequency
from index.file.context_windows import HOST, QUESTION, average_window, context_windows
from index.file.postings import decode, decode_planes, encode
from index.ranking import postings_cache
from index.ranking.engine import ARRAYS, Engine, best, find
from index.ranking.field_weights import FREQUENCIES
from index.ranking.leaning import Leaning
from index.ranking.postings_cache import PostingsCache, StoredTerm
from index.ranking.postings_layout import Room, lay_out, lay_out_in_arrays
from index.ranking.second_stage import Ranked
from index.reader import IndexReader
from index.text.terms import terms

Corpus = Sequence[Mapping[str, int]]

codes = st.integers(1, 255)
corpora = st.lists(st.dictionaries(st.sampled_from("abcdefg"), codes, max_size=7), min_size=1, max_size=200)


needs_numba = pytest.mark.skipif(find_spec("numba") is None, reason="numba is not installed (the extra 'fast')")
in_both_ways = pytest.mark.parametrize(
    "compiled", [pytest.param(False, id="numpy"), pytest.param(True, id="compiled", marks=needs_numba)]
)


def engine(compiled: bool) -> Engine:
    return import_module("index.ranking.compiled_engine").ENGINE if compiled else ARRAYS


def cache_of(corpus: Corpus) -> PostingsCache:
    def fetch(term: str) -> StoredTerm | None:
        ids = [number for number, passage in enumerate(corpus) if term in passage]
        if not ids:
            return None
        held = np.array([corpus[number][term] for number in ids], np.uint8)
        return StoredTerm(len(ids), 1, encode(np.array(ids, np.int64), held))

    return PostingsCache(fetch, lengths_of(corpus), 1)


def best_of(
    postings: PostingsCache, asked: Sequence[str], k: int, compiled: bool, allowed: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    return best(postings, postings.look_up(asked), k, allowed, engine(compiled))


def lengths_of(corpus: Corpus) -> np.ndarray:
    return np.array([float(len(passage)) for passage in corpus])


def dense_scores(corpus: Corpus, asked: Sequence[str]) -> np.ndarray:
    frequencies = [{term: float(FREQUENCIES[code]) for term, code in passage.items()} for passage in corpus]
    return BM25(frequencies, lengths_of(corpus)).get_scores(asked)


def test_the_score_is_the_one_worked_out_by_hand() -> None:
    reference = BM25([{"mill": 2.0}, {"mill": 1.0, "steam": 1.0}, {"salt": 1.0}], [2, 2, 1], k1=1.2, b=0.75)
    # ln(1 + (3 - 2 + 0.5) / (2 + 0.5)) = ln 1.6; average length 5/3, so the norm is 1.2 * (0.25 + 0.75 * 1.2) = 1.38
    assert reference.get_scores(["mill"]) == pytest.approx([0.4700036 * 4.4 / 3.38, 0.4700036 * 2.2 / 2.38, 0])
    assert reference.get_scores(["absent"]) == pytest.approx([0, 0, 0])


@pytest.mark.parametrize(("passages", "holding"), [(1, 1), (2, 1), (2, 2), (1_000_000, 999_999), (1_000_000, 1)])
def test_every_term_tells_something_however_common(passages: int, holding: int) -> None:
    assert inverse_document_frequency(passages, holding) > 0


@in_both_ways
@settings(deadline=None)
@given(corpora, st.lists(st.sampled_from("abcdefgx"), min_size=1, unique=True), st.integers(1, 20))
def test_the_best_passages_and_scores_equal_the_dense_ones(
    compiled: bool, corpus: Corpus, asked: list[str], k: int
) -> None:
    expected = dense_scores(corpus, asked)
    ids, scores = best_of(cache_of(corpus), asked, k, compiled)
    order = np.lexsort((np.arange(len(expected)), -expected.round(9)))
    wanted = [number for number in order[:k] if expected[number] > 0]
    assert scores == pytest.approx(expected[wanted], abs=1e-9)
    assert expected[ids] == pytest.approx(scores, abs=1e-9)
    assert sorted(zip(-scores, ids, strict=True)) == list(zip(-scores, ids, strict=True))


def large_corpus() -> Corpus:
    random = np.random.default_rng(7)
    return [{f"t{t}": int(random.integers(1, 256)) for t in np.unique(random.zipf(1.3, 6) % 50)} for _ in range(6_000)]


def some_questions(count: int) -> list[list[str]]:
    random = np.random.default_rng(8)
    return [[f"t{t}" for t in np.unique(random.zipf(1.3, 5) % 60)] for _ in range(count)]


@in_both_ways
def test_nothing_is_left_out_of_a_large_collection(compiled: bool) -> None:
    corpus = large_corpus()
    postings = cache_of(corpus)
    for asked in some_questions(10):
        expected = np.sort(dense_scores(corpus, asked))[::-1][:10]
        assert best_of(postings, asked, 10, compiled)[1] == pytest.approx(expected[expected > 0], abs=1e-9)


@in_both_ways
@pytest.mark.parametrize("room", ["postings", "terms"])
def test_a_full_memory_forgets_and_a_small_one_grows(
    compiled: bool, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings_cache, "ROOM", 1 if room == "postings" else 30)
    monkeypatch.setattr(postings_cache, "LEAST_ROOM", 1)
    monkeypatch.setattr(postings_cache, "TERMS", 3 if room == "terms" else 50)
    corpus = large_corpus()
    postings = cache_of(corpus)
    for asked in some_questions(30):
        expected = np.sort(dense_scores(corpus, asked))[::-1][:10]
        assert best_of(postings, asked, 10, compiled)[1] == pytest.approx(expected[expected > 0], abs=1e-9)


@in_both_ways
def test_scores_equal_the_dense_ones_on_the_real_posts(compiled: bool, shared: Path, inside_view_index: Path) -> None:
    with closing(IndexReader(inside_view_index)) as reader:
        frequencies: list[dict[str, float]] = [{} for _ in range(reader.postings.size)]
        for term, passages, postings in reader.rows("SELECT term, passages, postings FROM terms"):
            for passage, code in zip(*decode(postings, passages), strict=True):
                frequencies[passage][term] = float(FREQUENCIES[code])
        reference = BM25(frequencies, reader.contexts.lengths(np.arange(reader.postings.size)))
        for line in (shared / "eval" / "questions.jsonl").read_text(encoding="utf-8").splitlines():
            asked = list(dict.fromkeys(terms(json.loads(line)["question"])))
            dense = reference.get_scores(asked)
            ids, scores = best_of(reader.postings, asked, 64, compiled)
            assert scores == pytest.approx(dense[ids], abs=1e-5)
            assert scores == pytest.approx(np.sort(dense)[::-1][: len(scores)], abs=1e-5)
            assert len(scores) == min(64, np.count_nonzero(dense > 0))


@in_both_ways
def test_a_filter_leaves_the_scores_as_they_are(compiled: bool) -> None:
    corpus = [{"a": 1}, {"a": 2}, {"a": 3}, {"b": 1}]
    allowed = np.array([True, False, True, True])
    ids, scores = best_of(cache_of(corpus), ["a"], 10, compiled, allowed)
    assert ids.tolist() == [2, 0]
    assert scores == pytest.approx(dense_scores(corpus, ["a"])[[2, 0]])


@in_both_ways
def test_a_question_of_very_many_terms_is_answered_too(compiled: bool) -> None:
    corpus = [{f"t{number}": 1 for number in range(1_500)}, *({f"u{number}": 1} for number in range(5_000))]
    asked = [f"t{number}" for number in range(1_500)]
    ids, scores = best_of(cache_of(corpus), asked, 3, compiled)
    assert ids.tolist() == [0]
    assert scores == pytest.approx(dense_scores(corpus, asked)[:1])


@needs_numba
def test_compiled_loops_rank_as_numpy_does_to_the_last_bit() -> None:
    corpus = large_corpus()
    random = np.random.default_rng(9)
    lengths = lengths_of(corpus)
    starts = np.array([*sorted({0, *random.integers(1, len(corpus), 400).tolist()}), len(corpus)], np.int64)
    numbers = np.arange(len(corpus))
    traits = np.minimum(random.integers(0, 9, len(corpus)), numbers) | random.choice([0, HOST, QUESTION], len(corpus))
    where = context_windows(lengths, traits.astype(np.uint8), starts, average_window(lengths, starts))
    postings = cache_of(corpus)
    for number, asked in enumerate(some_questions(60)):
        # No filter, one that leaves half of the passages, and one that leaves a single one.
        left = (1.0, 0.5, 0.0)[number % 3]
        allowed = random.random(len(corpus)) < left
        allowed[random.integers(len(corpus))] = True
        shown = random.integers(0, len(corpus), 3)
        before, episode = tuple(some_questions(1)[0]), range(int(shown[0]), len(corpus))
        leaning = Leaning(before, shown, episode, refers=number % 4 == 1) if number % 2 else None
        expected, found = (
            find(
                postings,
                where,
                asked,
                allowed if left < 1 else None,
                number % 2 == 0,
                number,
                engine(compiled),
                leaning,
            )
            for compiled in (False, True)
        )
        assert_same(expected, found)


def room_for(postings: int, bounds: int) -> Room:
    ids, impacts = np.zeros(postings, np.uint32), np.zeros(postings, np.uint32)
    return Room(ids, np.zeros(postings, np.uint8), impacts, np.zeros(bounds, np.uint32), 7)


@needs_numba
def test_postings_are_laid_out_in_a_compiled_loop_as_in_arrays() -> None:
    random = np.random.default_rng(10)
    lengths, norms = random.integers(0, 99, 20_000).astype(np.uint16), random.random(99) + 0.5
    for count in (0, 1, 63, 64, 500, 20_000):
        ids = np.sort(random.choice(len(lengths), count, replace=False))
        planes = decode_planes(encode(ids, random.integers(1, 256, count).astype(np.uint8)), count)
        expected, found = room_for(count, 6), room_for(count, 6)
        assert lay_out(planes, found, 2.5, lengths, norms) == lay_out_in_arrays(planes, expected, 2.5, lengths, norms)
        for laid_out, wanted in zip(found, expected, strict=True):
            assert np.array_equal(laid_out, wanted)


@pytest.mark.parametrize("laid_out", [lay_out, lay_out_in_arrays])
def test_postings_of_a_passage_that_is_not_there_are_refused(laid_out: Callable[..., int]) -> None:
    planes = decode_planes(encode(np.array([2, 9]), np.ones(2, np.uint8)), 2)
    with pytest.raises(ValueError, match="not there"):
        laid_out(planes, room_for(2, 2), 1.0, np.ones(9, np.uint16), np.ones(2))


def assert_same(expected: Ranked, found: Ranked) -> None:
    for name in ("ids", "scores", "values", "surrounded"):
        assert np.array_equal(getattr(expected, name), getattr(found, name)), name


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
