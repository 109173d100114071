"""Real OpenSearch nodes on loopback, of the published jars, for tests and measurements.

In: how many. Out: running nodes as one cluster, in the order of their ports.
"""

import json
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

from tests.cluster.jars import JAVA, command

STARTING = 90  # seconds that a node may take


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in sockets]


@dataclass
class Node:
    """One node: its port, and the process that runs it."""

    name: str
    port: int
    settings: list[str]
    log: Path
    java: Sequence[str] = field(repr=False)
    process: "subprocess.Popen[str] | None" = field(default=None, repr=False)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; `await_start` returns when it answers."""
        # Its input is its leash: it ends when we do.
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*command(self.java), *self.settings],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def await_start(self) -> None:
        assert self.process
        assert self.process.stdout
        for line in self.process.stdout:
            if line.strip() == "started":
                return
        raise RuntimeError(f"{self.name} did not start: {self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        """End it at once, as a machine that loses its power."""
        if self.process:
            self.process.kill()
            self._closed()

    def stop(self) -> None:
        """Let it end in order."""
        if self.process and self.process.poll() is None:
            assert self.process.stdin
            self.process.stdin.close()
            try:
                self.process.wait(STARTING)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self._closed()

    def _closed(self) -> None:
        if self.process:
            self.process.wait()
            for stream in (self.process.stdin, self.process.stdout):
                if stream:
                    stream.close()
        self.process = None


@contextmanager
def running(folder: Path, count: int, java: Sequence[str] = JAVA) -> Iterator[list[Node]]:
    """Run a cluster of so many nodes, its data in a folder, by Java with some options."""
    ports = _free_ports(2 * count)
    http, transport = ports[:count], ports[count:]
    names = [f"node{number}" for number in range(count)]
    seeds = ",".join(f"127.0.0.1:{port}" for port in transport)
    nodes = []
    for name, port, inner in zip(names, http, transport, strict=True):
        home = folder / name
        (home / "config").mkdir(parents=True)
        settings = {
            "path.home": home,
            "node.name": name,
            "cluster.name": "askcast-tests",
            "network.host": "127.0.0.1",
            "http.port": port,
            "transport.port": inner,
            "transport.type": "netty4",
            "http.type": "netty4",
            "discovery.seed_hosts": seeds,
            "cluster.initial_cluster_manager_nodes": ",".join(names),
            "cluster.fault_detection.follower_check.timeout": "2s",
            "cluster.fault_detection.leader_check.timeout": "2s",
        }
        nodes.append(Node(name, port, [f"{key}={value}" for key, value in settings.items()], home / "log", java))
    try:
        for node in nodes:
            node.start()
        for node in nodes:
            node.await_start()
        yield nodes
    finally:
        for node in nodes:
            node.stop()


def address(nodes: list[Node], alias: str) -> str:
    """Return the address of an alias on some nodes."""
    return f"http://{','.join(node.address for node in nodes)}/{alias}"


def change(node: Node, path: str, settings: dict[str, object]) -> None:
    """Change settings of a running cluster."""
    request = Request(f"http://{node.address}/{path}", json.dumps(settings).encode(), method="PUT")
    request.add_header("Content-Type", "application/json")
    with urlopen(request) as told:
        assert told.status == 200
