"""All who ask a cluster share its connections; whoever is no longer waited for is cut off, and nothing is left open."""

import asyncio
import socket
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from opensearchpy import AsyncOpenSearch
from opensearchpy.exceptions import TransportError

from index.cluster.address import ClusterAddress, Credentials, parse_address
from index.cluster.client import Cluster
from index.cluster.errors import ClusterUnavailable
from tests.cluster.ill_server import ill_server

ROOT = Path(__file__).resolve().parents[2]
WHO = Credentials("ada", "grüße")
NEVER_CLOSED = """
import sys
from index.cluster.address import parse_address
from index.cluster.client import Cluster
from index.cluster.errors import ClusterError

cluster = Cluster(parse_address(sys.argv[1]), None)
try:
    cluster.refuse_misfits()
except ClusterError as error:
    print(error)
"""


def with_a_dead_node(where: str) -> ClusterAddress:
    """The address of a cluster of a node that lives, and of two that do not."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        dead = f"127.0.0.1:{free.getsockname()[1]}"
    return parse_address(where.replace("//", f"//{dead},").replace("/askcast", f",{dead}/askcast"))


def test_they_are_shared_and_closed_with_the_last_that_holds_them(caplog: pytest.LogCaptureFixture) -> None:
    """Of what several nodes say the most telling is told, whichever was asked last."""
    before = threading.active_count()
    with ill_server(503) as where:
        serving = threading.active_count()
        address = with_a_dead_node(where)
        clusters = [Cluster(address, WHO) for _ in range(2)]
        for cluster in clusters * 2:
            cluster.within_patience()
            with pytest.raises(ClusterUnavailable, match="look at its health"):
                cluster.refuse_misfits()
        assert len([thread for thread in threading.enumerate() if thread.name == "cluster"]) == 1
        clusters[0].close()
        assert threading.active_count() > serving
        clusters[1].close()
    assert threading.active_count() == before
    assert not caplog.records


def test_where_one_of_several_requests_fails_the_others_are_cancelled() -> None:
    cancelled = threading.Event()

    async def hang(client: AsyncOpenSearch, timeout: dict[str, Any]) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    async def fail(client: AsyncOpenSearch, timeout: dict[str, Any]) -> None:
        raise TransportError(429, "an_exception", {})

    with (
        closing(Cluster(parse_address("http://127.0.0.1/askcast"), None)) as cluster,
        pytest.raises(ClusterUnavailable, match="too busy"),
    ):
        cluster.ask_each([hang, fail])
    assert cancelled.is_set()


def test_a_process_that_closes_nothing_ends_in_order() -> None:
    with ill_server(503) as where:
        command = [sys.executable, "-W", "always::ResourceWarning", "-c", NEVER_CLOSED, str(with_a_dead_node(where))]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert "look at its health" in ended.stdout
    assert ended.stderr == ""
