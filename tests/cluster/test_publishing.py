"""Publishing puts a whole new index in place at once, sends what changed, and keeps the one before."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from index.building.rebuild import rebuild
from index.cluster.address import parse_address
from index.cluster.client import Cluster
from index.cluster.errors import ClusterError, ClusterUnavailable
from index.cluster.publishing import roll_back
from index.search import Searcher
from index.transcripts.sources import find_files
from tests.cluster.nodes import Node, address, change
from tests.cluster.publishing import opened, publish
from tests.mill_site import write_site

ASKED = "millstone riverwheel"


def words_at(where: str) -> set[str]:
    with opened(where) as searcher:
        return {word for passage in searcher.ask(ASKED, limit=30).passages for word in passage.matched}


def indexes(node: Node, alias: str) -> dict[str, bool]:
    """Which indexes there are, and whether the alias leads to each."""
    with urlopen(f"http://{node.address}/{alias}-2*/_alias?expand_wildcards=all") as told:
        return {name: bool(index["aliases"]) for name, index in json.load(told).items()}


def test_only_what_changed_is_sent(node: Node, index: Path, site: Path) -> None:
    where = address([node], "changed")
    everything = publish(index, where)
    assert not publish(index, where).changed
    (site / "t3.md").write_text("# Talk 3\n\n**Ada**: The riverwheel alone.\n\n")
    (site / "t5.md").unlink()
    rebuild(index, find_files([site]))
    assert publish(index, where).sent < everything.sent - 12 * 16 / 2
    with Searcher(index) as here, opened(where) as there:
        assert there.ask(ASKED, limit=10) == here.ask(ASKED, limit=10)
        assert there.episodes() == here.episodes()


def test_an_open_reader_follows_the_alias_and_back(node: Node, index: Path, site: Path) -> None:
    where = address([node], "followed")
    publish(index, where)
    with opened(where) as searcher:
        assert searcher.ask(ASKED).passages[0].matched == ("millstone",)
        write_site(site, "riverwheel")
        rebuild(index, find_files([site]))
        publish(index, where)
        assert searcher.ask(ASKED).passages[0].matched == ("riverwheel",)
        roll_back(Cluster(parse_address(where), None))
        assert searcher.ask(ASKED).passages[0].matched == ("millstone",)


def test_an_index_that_fails_the_check_is_not_shown(node: Node, index: Path, site: Path) -> None:
    where = address([node], "checked")
    publish(index, where)
    write_site(site, "riverwheel")
    rebuild(index, find_files([site]))

    def refuse(name: str) -> None:
        raise ClusterError(where, "answers otherwise")

    with pytest.raises(ClusterError):
        publish(index, where, check=refuse)
    assert words_at(where) == {"millstone"}
    publish(index, where)
    assert words_at(where) == {"riverwheel"}
    assert sorted(indexes(node, "checked").values()) == [False, True]  # what was never finished is cleared away


def test_a_live_index_that_full_disks_closed_answers_and_takes_nothing_new_until_it_is_open(
    node: Node, index: Path, site: Path
) -> None:
    where = address([node], "closed")
    publish(index, where)
    write_site(site, "riverwheel")
    rebuild(index, find_files([site]))
    with opened(where) as searcher:
        # What the cluster itself does above the last watermark of its disks.
        change(node, "closed/_settings", {"index.blocks.read_only_allow_delete": True})
        for _ in range(2):
            with pytest.raises(ClusterUnavailable, match="room on its disks") as refused:
                publish(index, where)
            assert "\n" not in str(refused.value)
            assert searcher.ask(ASKED).passages[0].matched == ("millstone",)
        assert len(indexes(node, "closed")) == 1
        change(node, "closed/_settings", {"index.blocks.read_only_allow_delete": None})
        publish(index, where)
        assert searcher.ask(ASKED).passages[0].matched == ("riverwheel",)
        change(node, "closed/_settings", {"index.blocks.read_only_allow_delete": True})
        with (
            pytest.raises(ClusterUnavailable, match="room on its disks"),
            closing(Cluster(parse_address(where), None)) as cluster,
        ):
            roll_back(cluster)
        assert searcher.ask(ASKED).passages[0].matched == ("riverwheel",)
    change(node, "closed/_settings", {"index.blocks.read_only_allow_delete": None})


def test_killed_while_it_publishes_readers_see_the_old_one(node: Node, index: Path, site: Path) -> None:
    where = address([node], "killed")
    publish(index, where)
    write_site(site, "riverwheel", talks=400)
    rebuild(index, find_files([site]))
    command = [sys.executable, "-m", "bot", "index", "publish", "--index", str(index), "--to", where]
    publisher = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while len(indexes(node, "killed")) < 2:
        assert publisher.poll() is None
    publisher.kill()
    publisher.wait()
    assert words_at(where) == {"millstone"}
    assert len(indexes(node, "killed")) == 2
    publish(index, where)
    assert words_at(where) == {"riverwheel"}


def test_the_command_publishes_and_the_terminal_asks_there(node: Node, sample: Path, tmp_path: Path) -> None:
    where = address([node], "command")
    environment = {**os.environ, "ASKCAST_INDEX": where}

    def askcast(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot", *arguments]
        root = Path(__file__).resolve().parents[2]
        given = {**environment, "PYTHONPATH": str(root)}
        return subprocess.run(command, env=given, cwd=tmp_path, capture_output=True, text=True, check=False)

    early = askcast("ask", "How do I quote a guest fairly?")
    assert early.returncode == 1
    assert early.stderr.count("\n") == 1
    assert "askcast index publish" in early.stderr
    assert "now leads to" in askcast("index", "publish", "--to", where, "--index", str(sample)).stdout
    told = askcast("ask", "How do I quote a guest fairly?", "--json")
    with Searcher(sample) as here:
        passages = here.ask("How do I quote a guest fairly?").passages
    assert [passage["url"] for passage in json.loads(told.stdout)["passages"]] == [passage.url for passage in passages]
    assert "passages" in askcast("index", "status").stdout


def test_shows_share_an_alias_and_each_is_asked_alone(node: Node, index: Path, sample: Path) -> None:
    where = address([node], "shows")
    publish(index, f"{where}?show=mill", shards=3)
    publish(sample, f"{where}?show=askcast", shards=3)
    for name, file in (("mill", index), ("askcast", sample)):
        with Searcher(file) as here, opened(f"{where}?show={name}") as there:
            for question in (ASKED, "How do I quote a guest fairly?"):
                assert there.ask(question) == here.ask(question)
    name = next(name for name, led_to in indexes(node, "shows").items() if led_to)
    with urlopen(f"http://{node.address}/{name}/_search?routing=mill&size=0") as told:
        assert json.load(told)["_shards"]["total"] == 1
