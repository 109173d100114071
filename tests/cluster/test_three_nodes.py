"""Three nodes: one is killed, stopped, or has no room, while questions are asked; no answer is wrong."""

import json
import signal
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from urllib.request import urlopen

import pytest

from index.building.rebuild import rebuild
from index.cluster.client import PATIENCE
from index.cluster.errors import ClusterUnavailable
from index.cluster.publishing import WAITING
from index.search import Searcher
from index.transcripts.sources import find_files
from tests.cluster.nodes import Node, address, change, running
from tests.cluster.publishing import opened, publish
from tests.cluster.test_answers import QUESTIONS
from tests.mill_site import write_site

Ask = Callable[[int], int]


@pytest.fixture(scope="module")
def nodes(machine: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Node]]:
    with running(tmp_path_factory.mktemp("three"), 3) as three:
        yield three


@pytest.fixture(scope="module")
def where(nodes: list[Node], sample: Path) -> str:
    """Where an index of three shards lies, each on two nodes."""
    alias = address(nodes, "three")
    publish(sample, alias, shards=3)
    # So long, and not a minute, copies wait for a node that left before others take them up.
    change(nodes[0], "three/_settings", {"index.unassigned.node_left.delayed_timeout": "1s"})
    healthy(nodes[0])
    return alias


@pytest.fixture(scope="module")
def ask(where: str, sample: Path) -> Iterator[Ask]:
    """A function that asks so many questions, requires that no answer is wrong, and returns how many failed."""
    with opened(where) as searcher:
        yield asking(searcher, sample)


def asking(there: Searcher, sample: Path) -> Ask:
    with Searcher(sample) as here:
        right = {question: here.ask(question, limit=10) for question in QUESTIONS}

    def ask_some(count: int) -> int:
        failed = 0
        for question in islice(cycle(QUESTIONS), count):
            try:
                assert there.ask(question, limit=10) == right[question]
            except ClusterUnavailable:
                failed += 1
        return failed

    return ask_some


def healthy(node: Node, count: int = 3) -> None:
    """Return when so many nodes are one cluster and hold all copies."""
    wanted = f"wait_for_nodes={count}&wait_for_status=green&wait_for_no_initializing_shards=true&timeout=60s"
    with urlopen(f"http://{node.address}/_cluster/health?{wanted}") as told:
        assert not json.load(told)["timed_out"]


def manager_of(nodes: list[Node]) -> Node:
    """Return the node that manages the cluster."""
    with urlopen(f"http://{nodes[0].address}/_cat/cluster_manager?h=node") as told:
        name = told.read().decode().strip()
    return next(node for node in nodes if node.name == name)


def assert_killing_loses_nothing(
    killed: Node, nodes: list[Node], ask: Ask, meanwhile: Callable[[], None] = lambda: None
) -> None:
    """Require that all is answered while a node is gone, and once it is back."""
    killed.kill()
    assert ask(27) == 0
    meanwhile()
    killed.start()
    killed.await_start()
    healthy(nodes[0])
    assert ask(9) == 0


def test_killing_a_node_loses_no_answer_and_makes_none_wrong(nodes: list[Node], ask: Ask, sample: Path) -> None:
    """An index without copies is red meanwhile: a question is not answered from the rest as if that were all."""
    killed = next(node for node in nodes if node is not manager_of(nodes))
    alone = address([node for node in nodes if node is not killed], "alone")
    publish(sample, alone, shards=6)
    change(nodes[0], "alone/_settings", {"index.auto_expand_replicas": False, "index.number_of_replicas": 0})
    healthy(nodes[0])
    with opened(alone) as searcher:
        assert asking(searcher, sample)(3) == ask(9) == 0
        assert_killing_loses_nothing(killed, nodes, ask, lambda: assert_refused(searcher))
        assert asking(searcher, sample)(3) == 0


def assert_refused(searcher: Searcher) -> None:
    """Require that questions end in a sentence."""
    for question in QUESTIONS[:3]:
        with pytest.raises(ClusterUnavailable, match="health"):
            searcher.ask(question)


def test_killing_the_manager_makes_no_answer_wrong(nodes: list[Node], ask: Ask) -> None:
    assert_killing_loses_nothing(manager_of(nodes), nodes, ask)


def test_a_node_cut_off_from_the_others_makes_no_answer_wrong(
    nodes: list[Node], where: str, ask: Ask, sample: Path
) -> None:
    """A stopped process neither answers nor refuses, as a node behind a torn line: until the others have given it up
    some questions end in a sentence, in a question's time.
    """
    cut_off = next(node for node in nodes if node is not manager_of(nodes))
    with opened(where, PATIENCE) as searcher:
        assert cut_off.process
        cut_off.process.send_signal(signal.SIGSTOP)
        try:
            asking(searcher, sample)(9)
            assert ask(9) == 0
        finally:
            cut_off.process.send_signal(signal.SIGCONT)
    assert ask(9) == 0


def test_with_no_room_on_the_disks_nothing_is_published_and_answers_go_on(
    nodes: list[Node], ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WAITING, "timeout", "2s")
    healthy(nodes[0])  # the node that was cut off before is back
    other = tmp_path / "askcast.db"
    rebuild(other, find_files([write_site(tmp_path / "site", "millstone")]))
    watermark = "cluster.routing.allocation.disk.watermark"
    full = {f"{watermark}.low": "1%", f"{watermark}.high": "2%", f"{watermark}.flood_stage": "3%"}
    change(nodes[0], "_cluster/settings", {"persistent": full})
    with pytest.raises(ClusterUnavailable, match="room on its disks"):
        publish(other, address(nodes, "other"))
    assert ask(9) == 0
    # The cluster itself sets the block, at one of its looks at the disks, and lifts it at another.
    change(nodes[0], "_cluster/settings", {"persistent": dict.fromkeys([*full, "cluster.blocks.create_index"])})
    publish(other, address(nodes, "other"))
