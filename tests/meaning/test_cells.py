"""Of very many passages only those in the cells nearest to a question are looked at: nearly all of the nearest."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.building.rebuild import rebuild
from index.file.errors import IndexUnusable
from index.file.integrity import seal
from index.meaning import cells
from index.meaning.cells import Cells, nearest_cells, trained
from index.meaning.model import DIMENSIONS, SentenceModel
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
def in_cells(clustered: np.ndarray) -> PassageVectors:
    whole = narrowed(clustered)
    centroids = trained(whole)
    return PassageVectors([whole.tobytes()], MANY, Cells(centroids, nearest_cells(whole, centroids)))


def nearest(vectors: PassageVectors, question: np.ndarray, allowed: np.ndarray | None = None) -> set[int]:
    return set(vectors.likeness(str(question), lambda texts: question[None]).nearest(NEAREST, allowed).tolist())


def test_a_fifth_of_the_passages_looked_at_holds_nearly_all_of_the_nearest(
    clustered: np.ndarray, in_cells: PassageVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "LOOKED_AT", MANY // 5)
    exact = PassageVectors([narrowed(clustered).tobytes()], MANY)
    questions = clustered[::200]
    shares = [len(nearest(in_cells, one) & nearest(exact, one)) / NEAREST for one in questions]
    assert np.mean(shares) >= 0.98


def test_passages_are_as_alike_in_cells_as_without(clustered: np.ndarray, in_cells: PassageVectors) -> None:
    exact = PassageVectors([narrowed(clustered).tobytes()], MANY)
    some = np.array([5, 17, 4_000, 5_999])
    one, other = (vectors.likeness("a question", lambda texts: clustered[:1]).of(some) for vectors in (in_cells, exact))
    assert one == pytest.approx(other, abs=1e-5)


def test_a_filter_leaves_only_its_own_and_all_of_them_where_they_are_few(
    clustered: np.ndarray, in_cells: PassageVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "LOOKED_AT", 200)
    few = np.zeros(MANY, bool)
    few[::40] = True
    exact = PassageVectors([narrowed(clustered).tobytes()], MANY)
    for one in clustered[1:300:30]:
        assert nearest(in_cells, one, few) == nearest(exact, one, few)
    many = np.arange(MANY) % 2 == 0
    found = nearest(in_cells, clustered[1], many)
    assert len(found) == NEAREST
    assert all(many[passage] for passage in found)


def table(index: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(index)) as connection:
        return connection.execute(query).fetchall()


CELLS = "SELECT name, data FROM arrays WHERE name IN ('cells', 'centroids') ORDER BY name"
MADE_FOR = "SELECT value FROM meta WHERE key = 'cells'"


def test_an_index_of_many_passages_gets_cells_at_the_next_rebuild_and_keeps_them(
    index: Path, talk: Path, model: SentenceModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not table(index, CELLS)
    with Searcher(index, model=model) as searcher:
        exact = searcher.ask("what is the bottleneck in your trade")
    monkeypatch.setattr(cells, "EXACT_UP_TO", 3)
    rebuild(index, find_files([talk]), model=model)
    made = table(index, CELLS)
    assert [name for name, _ in made] == ["cells", "centroids"]
    with Searcher(index, model=model) as searcher:
        found = searcher.ask("what is the bottleneck in your trade")
        assert [passage.text for passage in found.passages] == [passage.text for passage in exact.passages]
        assert found.confidence == pytest.approx(exact.confidence, abs=1e-3)
    (talk / "bo.md").write_text("# Bees\n\n**Host**: Where are the bees?\n\n**Bo**: In the hive behind the house.\n")
    rebuild(index, find_files([talk]), model=model)
    kept = table(index, CELLS)
    assert kept[1] == made[1]
    assert kept[0] != made[0]
    assert table(index, MADE_FOR) == [("1 6",)]
    monkeypatch.undo()
    rebuild(index, find_files([talk]), model=model)
    assert not table(index, CELLS)


def test_cells_of_another_format_are_left_aside_and_damaged_ones_named(
    index: Path, talk: Path, model: SentenceModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "EXACT_UP_TO", 3)
    rebuild(index, find_files([talk]), model=model)
    change(index, "UPDATE arrays SET data = (SELECT data FROM arrays WHERE name = 'traits') WHERE name = 'cells'")
    with Searcher(index, model=model) as searcher, pytest.raises(IndexUnusable, match="is damaged"):
        searcher.ask("what is the bottleneck in your trade")
    change(index, "UPDATE meta SET value = '0 6' WHERE key = 'cells'")
    with Searcher(index, model=model) as searcher:
        assert "chokepoint" in searcher.ask("what is the bottleneck in your trade").passages[0].text


def change(index: Path, statement: str) -> None:
    with closing(sqlite3.connect(index)) as connection:
        connection.execute(statement)
        connection.commit()
    seal(index)
