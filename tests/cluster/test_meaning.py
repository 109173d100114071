"""With a model, an index on a cluster answers by what passages mean too, as the file does that was published there."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.cluster.errors import ClusterMisfit
from index.file.integrity import seal
from index.meaning.model import SentenceModel
from index.search import Searcher
from index.transcripts.sources import find_files
from tests.cluster.ill_server import ill_server
from tests.cluster.nodes import Node, address
from tests.cluster.publishing import opened, publish
from tests.cluster.test_answers import QUESTIONS

POSTS = Path(__file__).resolve().parents[2] / "transcripts" / "_posts"
AKIN = "may I put the words of somebody in my newsletter"


@pytest.fixture(scope="module")
def meant(sample: Path, model: SentenceModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two episodes, with vectors: of more passages than are nearest to a question."""
    path = tmp_path_factory.mktemp("meant") / "askcast.db"
    rebuild(path, find_files([*POSTS.glob("*-finding-*"), *POSTS.glob("*-quoting-*")]), model=model)
    return path


@pytest.fixture(scope="module")
def both(node: Node, meant: Path, model: SentenceModel) -> Iterator[tuple[Searcher, Searcher]]:
    where = address([node], "meant")
    publish(meant, where, shards=2)
    with Searcher(meant, model=model) as here, opened(where, model=model) as there:
        yield here, there


def test_answers_with_meaning_are_the_same(both: tuple[Searcher, Searcher], meant: Path) -> None:
    here, there = both
    assert there.without_meaning is None
    for question in (*QUESTIONS, AKIN):
        assert there.ask(question, limit=10) == here.ask(question, limit=10)
    with Searcher(meant) as without:
        assert without.ask(AKIN, limit=10).passages != there.ask(AKIN, limit=10).passages


def test_filters_follow_ups_and_explanations_with_meaning_are_the_same(both: tuple[Searcher, Searcher]) -> None:
    here, there = both
    episode, speaker = here.episodes()[0].slug, here.speakers()[1].name
    for asked in ({"episode": episode}, {"speaker": speaker}, {"context": "How do I quote a guest fairly?"}):
        assert there.ask(AKIN, limit=5, **asked) == here.ask(AKIN, limit=5, **asked)
        assert there.ask("and why is that?", limit=5, **asked) == here.ask("and why is that?", limit=5, **asked)
    passage = here.ask(AKIN).passages[0]
    assert there.explain(AKIN, passage) == here.explain(AKIN, passage)


def test_an_index_without_vectors_or_with_anothers_says_so_and_answers_as_without(
    node: Node, meant: Path, sample: Path, model: SentenceModel, tmp_path: Path
) -> None:
    other = tmp_path / "askcast.db"
    other.write_bytes(meant.read_bytes())
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("UPDATE meta SET value = 'another 0' WHERE key = 'meaning'")
        connection.commit()
    seal(other)
    for alias, index, told in (("bare", sample, "holds none"), ("others", other, "another model (another 0)")):
        where = address([node], alias)
        publish(index, where)
        with opened(where, model=model) as there, Searcher(index) as here:
            assert told in (there.without_meaning or "")
            assert there.ask(AKIN).passages == here.ask(AKIN).passages


def test_shows_with_meaning_and_without_share_an_alias_made_for_vectors(
    node: Node, meant: Path, sample: Path, model: SentenceModel
) -> None:
    where = address([node], "mixed")
    publish(meant, f"{where}?show=meant")
    publish(sample, f"{where}?show=plain")
    for show, index in (("meant", meant), ("plain", sample)):
        with Searcher(index, model=model) as here, opened(f"{where}?show={show}", model=model) as there:
            assert there.ask(AKIN) == here.ask(AKIN)
    bare = address([node], "unmeant")
    publish(sample, f"{bare}?show=plain")
    with pytest.raises(ClusterMisfit, match="without meaning; publish under another alias"):
        publish(meant, f"{bare}?show=meant")


@pytest.mark.parametrize(
    "reason",
    [
        "unknown setting [index.knn] please check that any required plugins are installed",
        'Validation Failed: 1: "hnsw" configuration does not support space type: "innerproduct".;',
    ],
)
def test_a_cluster_that_takes_no_vectors_is_told(meant: Path, reason: str) -> None:
    error = {"root_cause": [], "type": "illegal_argument_exception", "reason": reason}
    with ill_server(400, {"error": error, "status": 400}) as where, pytest.raises(ClusterMisfit) as refused:
        publish(meant, where)
    assert "opensearch-knn" in str(refused.value)
