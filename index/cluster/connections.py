"""The connections to one cluster: opensearch-py's asynchronous client, on an event loop in a thread of its own.

In: where the nodes are, who asks, and requests. Out: what the cluster answers, or an error of opensearch-py. All in a
process who ask the same cluster share them, and so what is known of nodes that do not answer; they are closed when the
last of these leaves or is forgotten, at the latest when the process ends.
"""

import asyncio
import os
import ssl
import threading
import weakref
from base64 import b64encode
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from opensearchpy import AsyncOpenSearch, AsyncTransport, exceptions

from index.cluster.address import Credentials

ATTEMPTS = 3  # nodes that are asked before one gives up
BUSY = (429, 502, 503, 504)  # statuses with which another node may do better
AT_ONCE = 100  # requests to a node, of all who ask
CLOSING = 5.0  # seconds that closing may take
SHORTEST = 0.01  # seconds that a node is given: with none aiohttp would wait for ever

Result = TypeVar("Result")
Timeout = dict[str, Any]  # a request's parameter `request_timeout`, seconds
Request = Callable[[AsyncOpenSearch, Timeout], Coroutine[Any, Any, Result]]
Nodes = tuple[tuple[str, int], ...]


class Transport(AsyncTransport):
    """Asks one node after another until one answers, in the time that the request has as its `request_timeout`."""

    async def perform_request(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        timeout: float | None = None,
        ignore: Collection[int] = (),
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Return the answer; where no node gives one, raise the error that tells most of what they said.

        Each may take an equal part of the time that is left, so that one that says nothing leaves the next theirs.
        """
        given = dict(params or {})
        now = asyncio.get_running_loop().time
        until = now() + float(given.pop("request_timeout"))
        failed: list[exceptions.TransportError] = []
        for nodes in range(min(ATTEMPTS, len(self.hosts)), 0, -1):
            left = max(until - now(), SHORTEST)
            try:
                return await super().perform_request(method, url, dict(given), body, left / nodes, ignore, headers)
            except exceptions.TransportError as error:
                if not isinstance(error, exceptions.ConnectionError) and error.status_code not in BUSY:
                    raise
                failed.append(error)
        raise max(failed, key=_told_by)

    async def close(self) -> None:
        """Close the connections, those to nodes that did not answer too."""
        connections: list[Any] = self.seed_connections
        for connection in connections:
            await connection.close()


def _told_by(error: exceptions.TransportError) -> int:
    """Return how much an error tells: a status most, that a node is not there least."""
    if isinstance(error, exceptions.ConnectionTimeout):
        return 1
    return 2 if isinstance(error.status_code, int) or isinstance(error.info, ssl.SSLError) else 0


class Connections:
    """Runs requests for any number of threads."""

    def __init__(self, nodes: Nodes, tls: bool, credentials: Credentials | None) -> None:
        """Take where the nodes are, host and port; nothing is asked yet."""
        self.held = 0  # by how many
        self._client = AsyncOpenSearch(
            hosts=[{"host": host, "port": port} for host, port in nodes],
            transport_class=Transport,
            headers={"authorization": _basic(credentials)} if credentials else None,
            use_ssl=tls,
            ssl_context=ssl.create_default_context() if tls else None,
            pool_maxsize=AT_ONCE,
            max_retries=0,  # the transport asks the next node itself; these two tell who is passed over for a while
            retry_on_timeout=True,
            retry_on_status=BUSY,
        )
        runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._loop = runner.get_loop()
        ended = asyncio.Event()
        thread = threading.Thread(target=_run, args=(runner, self._client, ended), name="cluster", daemon=True)
        thread.start()
        self.close = weakref.finalize(self, _end, self._loop, ended, thread)

    def begin(self, requests: Sequence[Request[Result]], seconds: float) -> Future[list[Result]]:
        """Begin some requests side by side, and return what waits for all they bring, or an `OpenSearchException`.

        Each is given the client, and the parameter that says how many seconds it may take. Where one fails the others
        are cancelled, and so are all with what is returned: their connections are closed, and the cluster works for
        them no longer.
        """
        return asyncio.run_coroutine_threadsafe(_all(self._client, requests, seconds), self._loop)


_OPEN: weakref.WeakValueDictionary[tuple[Any, ...], Connections] = weakref.WeakValueDictionary()
_LOCK = threading.Lock()


def connect(nodes: Nodes, tls: bool, credentials: Credentials | None) -> Connections:
    """Return the connections that this process has to a cluster for who asks; they are made where there are none."""
    with _LOCK:
        wanted = (os.getpid(), nodes, tls, credentials)
        found = _OPEN.get(wanted)
        if found is None or not found.close.alive:
            found = _OPEN[wanted] = Connections(nodes, tls, credentials)
        found.held += 1
        return found


def leave(connections: Connections) -> None:
    """Give connections up, once for each `connect`; they are closed with the last."""
    with _LOCK:
        connections.held -= 1
        if not connections.held:
            connections.close()


def _basic(credentials: Credentials) -> str:
    """Return who asks, as a request's header says it (RFC 7617), in UTF-8 as OpenSearch reads it."""
    return f"Basic {b64encode(f'{credentials.user}:{credentials.password}'.encode()).decode()}"


async def _all(client: AsyncOpenSearch, requests: Sequence[Request[Result]], seconds: float) -> list[Result]:
    timeout = {"request_timeout": seconds}
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(request(client, timeout)) for request in requests]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]


def _run(runner: asyncio.Runner, client: AsyncOpenSearch, ended: asyncio.Event) -> None:
    async def run() -> None:
        await ended.wait()
        await client.close()

    with runner:
        runner.run(run())


def _end(loop: asyncio.AbstractEventLoop, ended: asyncio.Event, thread: threading.Thread) -> None:
    loop.call_soon_threadsafe(ended.set)
    if thread is not threading.current_thread():  # the last to let go may be any, when garbage is collected
        thread.join(CLOSING)
