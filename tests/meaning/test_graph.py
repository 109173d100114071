"""Of very many passages those nearest in meaning are sought in a graph, which finds nearly all of them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.building.rebuild import rebuild
from index.file.errors import IndexUnusable
from index.file.integrity import seal
from index.meaning import graph
from index.meaning.graph import KeptGraph, linked
from index.meaning.model import DIMENSIONS, MeaningUnavailable, SentenceModel
from index.meaning.vectors import PassageVectors, narrowed
from index.search import Searcher
from index.transcripts.sources import find_files

MANY, TOPICS, SPREAD = 6_000, 60, 0.04
NEAREST = 50


@pytest.fixture(scope="module")
def clustered() -> np.ndarray:
    """Vectors around some topics, as passages are, no two alike."""
    chance = np.random.default_rng(3)
    topics = chance.normal(size=(TOPICS, DIMENSIONS))
    topics /= np.linalg.norm(topics, axis=1, keepdims=True)
    vectors = topics[chance.integers(TOPICS, size=MANY)] + chance.normal(0, SPREAD, (MANY, DIMENSIONS))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def exact(clustered: np.ndarray) -> PassageVectors:
    return PassageVectors([narrowed(clustered).tobytes()], MANY)


@pytest.fixture(scope="module")
def in_graph(clustered: np.ndarray) -> PassageVectors:
    """The same in a graph: the odd passages first, then the even ones added to it."""
    pytest.importorskip("usearch", reason="needs the extra meaning, which is not installed")
    order = np.concatenate((np.arange(1, MANY, 2), np.arange(0, MANY, 2)))
    whole = narrowed(clustered)
    links = linked(whole[order], linked(whole[order[: MANY // 2]]), MANY // 2)
    return PassageVectors([whole[:700].tobytes(), whole[700:].tobytes()], MANY, KeptGraph(links, order))


def nearest(vectors: PassageVectors, question: np.ndarray, allowed: np.ndarray | None = None) -> set[int]:
    return set(vectors.likeness(question).nearest(NEAREST, allowed).tolist())


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "EXACT_UP_TO", 3)


def test_a_graph_holds_nearly_all_of_the_nearest(
    clustered: np.ndarray, exact: PassageVectors, in_graph: PassageVectors
) -> None:
    shares = [len(nearest(in_graph, one) & nearest(exact, one)) / NEAREST for one in clustered[::100]]
    assert np.mean(shares) >= 0.98


def test_passages_are_as_alike_in_a_graph_as_without(
    clustered: np.ndarray, exact: PassageVectors, in_graph: PassageVectors
) -> None:
    some = np.array([5, 17, 4_000, 5_999])
    one, other = (vectors.likeness(clustered[0]).of(some) for vectors in (exact, in_graph))
    assert one == pytest.approx(other, abs=1e-5)


@pytest.mark.parametrize("one_in", [2, 40])
def test_a_filter_leaves_only_its_own_and_as_many_as_are_wanted(
    clustered: np.ndarray, exact: PassageVectors, in_graph: PassageVectors, few_are_many: None, one_in: int
) -> None:
    allowed = np.arange(MANY) % one_in == 0
    for question in clustered[1:300:30]:
        found = nearest(in_graph, question, allowed)
        assert len(found) == NEAREST
        assert all(allowed[passage] for passage in found)
        assert len(found & nearest(exact, question, allowed)) >= 0.9 * NEAREST


def test_a_filter_that_leaves_few_finds_exactly_the_nearest(
    clustered: np.ndarray, exact: PassageVectors, in_graph: PassageVectors
) -> None:
    allowed = np.arange(MANY) % 40 == 0
    for question in clustered[1:300:30]:
        assert nearest(in_graph, question, allowed) == nearest(exact, question, allowed)


def table(index: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(index)) as connection:
        return connection.execute(query).fetchall()


GRAPH = "SELECT name, data FROM arrays WHERE name LIKE 'graph%' ORDER BY name"
ASKED = "what is the bottleneck in your trade"


def test_an_index_of_many_passages_gets_a_graph_at_the_next_rebuild_and_new_ones_are_added(
    index: Path, talk: Path, model: SentenceModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("usearch", reason="needs the extra meaning, which is not installed")
    assert not table(index, GRAPH)
    with Searcher(index, model=model) as searcher:
        exact = searcher.ask(ASKED)
    monkeypatch.setattr(graph, "EXACT_UP_TO", 3)
    rebuild(index, find_files([talk]), model=model)
    assert [name for name, _ in table(index, GRAPH)] == ["graph", "graph_passages"]
    with Searcher(index, model=model) as searcher:
        found = searcher.ask(ASKED)
        assert [passage.text for passage in found.passages] == [passage.text for passage in exact.passages]
        assert found.confidence == pytest.approx(exact.confidence, abs=1e-3)
    (talk / "aa.md").write_text("# Bees\n\n**Host**: Where are the bees?\n\n**Bo**: In the hive behind the house.\n")
    rebuild(index, find_files([talk]), model=model)
    added = table(index, GRAPH)
    with Searcher(index, model=model) as searcher:
        assert "chokepoint" in searcher.ask(ASKED).passages[0].text
        assert searcher.ask("where do the bees live").passages[0].episode == "aa"
    (talk / "aa.md").unlink()
    rebuild(index, find_files([talk]), model=model)
    assert len(table(index, GRAPH)[0][1]) < len(added[0][1])  # type: ignore[arg-type]
    monkeypatch.undo()
    rebuild(index, find_files([talk]), model=model)
    assert not table(index, GRAPH)


def test_a_graph_of_another_format_is_left_aside_and_a_damaged_one_named(
    index: Path, talk: Path, model: SentenceModel, few_are_many: None
) -> None:
    pytest.importorskip("usearch", reason="needs the extra meaning, which is not installed")
    rebuild(index, find_files([talk]), model=model)
    for broken in ("data = x'00' WHERE name = 'graph'", "data = x'' WHERE name = 'graph_passages'"):
        sound = index.read_bytes()
        change(index, f"UPDATE arrays SET {broken}")
        with Searcher(index, model=model) as searcher, pytest.raises(IndexUnusable, match="is damaged"):
            searcher.ask(ASKED)
        index.write_bytes(sound)
    change(index, "UPDATE arrays SET data = x'00' WHERE name = 'graph'")
    change(index, "UPDATE meta SET value = '0' WHERE key = 'graph'")
    with Searcher(index, model=model) as searcher:
        assert "chokepoint" in searcher.ask(ASKED).passages[0].text


def change(index: Path, statement: str) -> None:
    with closing(sqlite3.connect(index)) as connection:
        connection.execute(statement)
        connection.commit()
    seal(index)


def test_without_the_library_many_passages_are_searched_one_by_one_and_not_built(
    index: Path, talk: Path, model: SentenceModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("usearch", reason="needs the extra meaning, which is not installed")
    monkeypatch.setattr(graph, "EXACT_UP_TO", 3)
    rebuild(index, find_files([talk]), model=model)
    monkeypatch.setattr(graph, "LIBRARY", "a_library_that_nobody_has")
    with Searcher(index, model=model) as searcher:
        assert "chokepoint" in searcher.ask(ASKED).passages[0].text
        assert "one by one" in (searcher.without_meaning or "")
    before = index.read_bytes()
    (talk / "bo.md").write_text("# Bees\n\n**Host**: Where are the bees?\n\n**Bo**: In the hive behind the house.\n")
    with pytest.raises(MeaningUnavailable, match="need a_library"):
        rebuild(index, find_files([talk]), model=model)
    assert index.read_bytes() == before
