"""A real node, an index of the podcast that ships with askcast, and both published there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.transcripts.sources import find_files
from tests.cluster.jars import missing
from tests.cluster.nodes import Node, running

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="package", autouse=True)
def machine() -> None:
    """What nodes need; without it the tests of this folder are skipped."""
    if lacking := missing():
        pytest.skip(lacking)


@pytest.fixture(scope="package")
def node(machine: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    with running(tmp_path_factory.mktemp("node"), 1) as nodes:
        yield nodes[0]


@pytest.fixture(scope="package")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the episodes in `transcripts/`."""
    path = tmp_path_factory.mktemp("sample") / "askcast.db"
    rebuild(path, find_files([ROOT / "transcripts"]))
    return path
