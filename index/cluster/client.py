"""Asking a cluster: short timeouts, and one sentence for whatever goes wrong.

In: an address, credentials. Out: what the cluster answers, or a `ClusterError`. Credentials go into no message.
"""

import logging
import re
import ssl
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from index.cluster.address import ClusterAddress, Credentials
from index.cluster.errors import ClusterError, ClusterMisfit, ClusterUnavailable

OLDEST = (2, 10)  # the version of OpenSearch from which on terms come with their frequencies
PATIENCE = 2.4  # seconds for all that one question asks of the cluster: an answer within Discord's three
LONG = 360.0  # seconds for what publishing asks, of all nodes together

if TYPE_CHECKING:
    from opensearchpy import TransportError

    from index.cluster.connections import Connections, Request

Result = TypeVar("Result")


class Cluster:
    """A cluster, asked by one thread at a time."""

    def __init__(self, address: ClusterAddress, credentials: Credentials | None, patience: float = PATIENCE) -> None:
        """Take the address, and how many seconds all may take that one question asks; nothing is asked yet.

        Raises `ClusterMisfit` without the extra.
        """
        try:
            from index.cluster.connections import connect  # noqa: PLC0415  (needs the extra `cluster`)
        except ImportError as error:
            problem = "is on a cluster, which needs the extra: pip install 'askcast[cluster]'"
            raise ClusterMisfit(address, problem) from error
        # opensearch-py logs each failed attempt with its traceback; what comes of them all is told in one line here.
        logging.getLogger("opensearch").setLevel(logging.CRITICAL)
        self.address = address
        self._until: float | None = None
        self._patience = patience
        self._connections: Connections | None = connect(address.nodes, address.tls, credentials)

    def close(self) -> None:
        """Give up the connections; nothing can be asked any more."""
        from index.cluster.connections import leave  # noqa: PLC0415

        if self._connections:
            leave(self._connections)
        self._connections = None

    def within_patience(self) -> None:
        """Begin what must be over in a question's time, however often the cluster is asked."""
        self._until = monotonic() + self._patience

    def without_haste(self) -> None:
        """Begin what may take long."""
        self._until = None

    def refuse_misfits(self) -> None:
        """Raise `ClusterMisfit` for a server that is no OpenSearch, or an older one."""
        told = self.ask(lambda client, timeout: client.info(params=timeout))
        version = told.get("version", {}) if isinstance(told, Mapping) else {}
        number = str(version.get("number", ""))
        parts = tuple(map(int, re.findall(r"\d+", number)[:2]))
        if version.get("distribution") != "opensearch" or parts < OLDEST:
            named = f"{version.get('distribution', 'no OpenSearch')} {number}".strip()
            oldest = ".".join(map(str, OLDEST))
            raise ClusterMisfit(self.address, f"runs {named}; askcast needs OpenSearch {oldest} or newer")

    def documents(self, index: str, ids: Sequence[str], routing: str | None) -> list[dict[str, Any] | None]:
        """Return the documents of some ids, None for one that is not there."""
        routed = {"routing": routing} if routing else {}
        body = {"docs": [{"_index": index, "_id": name, **routed} for name in ids]}
        told = self.ask(lambda client, timeout: client.mget(body=body, params=timeout))
        return [document.get("_source") for document in told["docs"]]

    def search(self, index: str, body: Mapping[str, Any], routing: str | None) -> dict[str, Any]:
        """Return a search's outcome, of all its shards; one that is not there is no answer."""
        return self.search_each(index, [body], routing)[0]

    def search_each(self, index: str, bodies: Sequence[Mapping[str, Any]], routing: str | None) -> list[dict[str, Any]]:
        """Return the outcomes of searches that run side by side, each as `search` does."""
        params: dict[str, Any] = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": "false"}
        if routing:
            params["routing"] = routing

        def search(body: Mapping[str, Any]) -> "Request[dict[str, Any]]":
            return lambda client, timeout: client.search(index=index, body=body, params={**params, **timeout})

        outcomes = self.ask_each([search(body) for body in bodies])
        if any(found.get("timed_out") or found["_shards"]["failed"] for found in outcomes):
            raise ClusterUnavailable(self.address, "answered in part only; look at its health")
        return outcomes

    def ask(self, request: "Request[Result]") -> Result:
        """Return what a request brings, given the client and its timeout; raise `ClusterError`."""
        return self.ask_each([request])[0]

    def ask_each(self, requests: "Sequence[Request[Result]]") -> list[Result]:
        """Return what requests bring that run side by side, each as `ask` does."""
        return self.begin(requests)()

    def begin(self, requests: "Sequence[Request[Result]]") -> Callable[[], list[Result]]:
        """Begin requests, and return what waits for all they bring, each as `ask` does."""
        from opensearchpy import exceptions  # noqa: PLC0415

        assert self._connections, "closed"
        begun = self._connections.begin(requests, self._time_left())

        def outcome() -> list[Result]:
            try:
                return begun.result()
            except exceptions.OpenSearchException as error:
                raise _told(self.address, error) from None
            finally:
                begun.cancel()  # whoever waited may have been interrupted

        return outcome

    def _time_left(self) -> float:
        """Return the seconds that are left for what is asked now."""
        if self._until is None:
            return LONG
        left = self._until - monotonic()
        if left <= 0:
            raise ClusterUnavailable(self.address, SLOW)
        return left


CREDENTIALS = "refuses the user or password; look at ASKCAST_CLUSTER_USER, ASKCAST_CLUSTER_PASSWORD and its rights"
PARTLY = "has parts that are not there; look at its health"
BLOCKED = "takes nothing new at the moment, as when its disks are full; look at its health and the room on its disks"
VECTORLESS = (
    "takes no such vectors as an index with meaning has, which need OpenSearch 2.13 or newer and its plugin "
    "opensearch-knn; add it, or build the index without ASKCAST_MEANING: askcast index rebuild"
)
SLOW = "is too slow to answer a question in time"
MEANT: Mapping[int | str, tuple[type[ClusterError], str]] = {
    401: (ClusterMisfit, CREDENTIALS),
    403: (ClusterMisfit, CREDENTIALS),
    404: (ClusterMisfit, "holds no such index; publish it with: askcast index publish"),
    429: (ClusterUnavailable, "is too busy"),
    500: (ClusterUnavailable, PARTLY),
    502: (ClusterUnavailable, PARTLY),
    503: (ClusterUnavailable, PARTLY),
    504: (ClusterUnavailable, SLOW),
}


def _told(address: ClusterAddress, error: Exception) -> ClusterError:
    """Return an error of opensearch-py as a sentence."""
    from opensearchpy import exceptions  # noqa: PLC0415
    from opensearchpy.helpers import BulkIndexError  # noqa: PLC0415

    if isinstance(error, exceptions.ConnectionError) and isinstance(error.info, ssl.SSLError):
        remedy = "or name its authority's file in SSL_CERT_FILE"
        return ClusterMisfit(address, f"shows a certificate that nobody known signed; give it a valid one, {remedy}")
    if isinstance(error, exceptions.ConnectionError):
        slow = isinstance(error, exceptions.ConnectionTimeout)
        return ClusterUnavailable(address, SLOW if slow else "cannot be reached")
    if isinstance(error, BulkIndexError):
        first = next(iter(error.errors[0].values()))
        reason = first.get("error", {})
        told = f"{reason.get('type')}: {reason.get('reason')}" if isinstance(reason, Mapping) else str(reason)
        return ClusterUnavailable(address, f"did not take all documents ({told}); look at its health and its disks")
    if isinstance(error, exceptions.TransportError):
        kind, problem = _meant_by(error)
        return kind(address, problem)
    return ClusterMisfit(address, f"refuses a request ({type(error).__name__})")


def _meant_by(error: "TransportError") -> tuple[type[ClusterError], str]:
    """Return what a status, and the error that comes with it, tell."""
    if error.error == "cluster_block_exception":  # of several statuses
        return ClusterUnavailable, BLOCKED
    if error.status_code == 400 and re.search("knn|hnsw", str(error.info)):
        return ClusterMisfit, VECTORLESS
    usual = (ClusterMisfit, f"refuses a request ({error.error})")
    kind, problem = MEANT.get(error.status_code, usual)
    return kind, f"{problem} (status {error.status_code})"
