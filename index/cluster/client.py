"""Asking a cluster: opensearch-py, short timeouts, and one sentence for whatever goes wrong.

In: an address, credentials. Out: what the cluster answers, or a `ClusterError`. Credentials go into no message.
"""

import logging
import ssl
from collections.abc import Callable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from index.cluster.address import ClusterAddress, Credentials
from index.cluster.errors import ClusterError, ClusterMisfit, ClusterUnavailable

OLDEST = 2  # the major version of OpenSearch from which on what is asked is known
PATIENCE = 2.4  # seconds for all that one question asks of the cluster: an answer within Discord's three
ATTEMPTS = 3  # nodes that are asked before one gives up
LONG = 120.0  # seconds for what publishing asks
BUSY = (429, 502, 503, 504)

if TYPE_CHECKING:
    from opensearchpy import OpenSearch, TransportError

Result = TypeVar("Result")


class Cluster:
    """A cluster, asked by one thread."""

    def __init__(self, address: ClusterAddress, credentials: Credentials | None, patience: float = PATIENCE) -> None:
        """Take the address, and how many seconds all may take that one question asks; nothing is asked yet.

        Raises `ClusterMisfit` without the extra.
        """
        try:
            from opensearchpy import OpenSearch  # noqa: PLC0415  (only who has the extra `cluster` has it)
        except ImportError as error:
            problem = "is on a cluster, which needs the extra: pip install 'askcast[cluster]'"
            raise ClusterMisfit(address, problem) from error
        # opensearch-py logs each failed attempt with its traceback; what comes of them all is told in one line here.
        logging.getLogger("opensearch").setLevel(logging.CRITICAL)
        self.address = address
        self._attempts = min(ATTEMPTS, len(address.nodes))
        self._until: float | None = None
        self._patience = patience
        self._client = OpenSearch(
            hosts=[{"host": host, "port": port} for host, port in address.nodes],
            http_auth=(credentials.user, credentials.password) if credentials else None,
            use_ssl=address.tls,
            ssl_context=ssl.create_default_context() if address.tls else None,
            max_retries=self._attempts - 1,
            retry_on_timeout=True,
            retry_on_status=BUSY,
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

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
        major = number.partition(".")[0]
        if version.get("distribution") != "opensearch" or not major.isdigit() or int(major) < OLDEST:
            named = f"{version.get('distribution', 'no OpenSearch')} {number}".strip()
            raise ClusterMisfit(self.address, f"runs {named}; askcast needs OpenSearch {OLDEST}.0 or newer")

    def search(self, index: str, body: Mapping[str, Any], routing: str | None) -> dict[str, Any]:
        """Return a search's outcome, of all its shards; one that is not there is no answer."""
        params: dict[str, Any] = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": "false"}
        if routing:
            params["routing"] = routing
        found: dict[str, Any] = self.ask(
            lambda client, timeout: client.search(index=index, body=body, params={**params, **timeout})
        )
        if found.get("timed_out") or found["_shards"]["failed"]:
            raise ClusterUnavailable(self.address, "answered in part only; look at its health")
        return found

    def ask(self, request: Callable[["OpenSearch", dict[str, Any]], Result]) -> Result:
        """Return what a request brings, given the client and its timeout; raise `ClusterError`."""
        from opensearchpy import exceptions  # noqa: PLC0415

        try:
            return request(self._client, {"request_timeout": self._timeout()})
        except exceptions.OpenSearchException as error:
            raise _told(self.address, error) from None

    def _timeout(self) -> float:
        if self._until is None:
            return LONG
        left = self._until - monotonic()
        if left <= 0:
            raise ClusterUnavailable(self.address, SLOW)
        return left / self._attempts


CREDENTIALS = "refuses the user or password; look at ASKCAST_CLUSTER_USER, ASKCAST_CLUSTER_PASSWORD and its rights"
PARTLY = "has parts that are not there; look at its health"
BLOCKED = "takes nothing new at the moment, as when its disks are full; look at its health and the room on its disks"
VECTORLESS = (
    "takes no such vectors as an index with meaning has, which need its plugin opensearch-knn (tried: 2.19); add it, "
    "or build the index without ASKCAST_MEANING: askcast index rebuild"
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

    if isinstance(error, exceptions.SSLError):
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
    if error.status_code == 400 and "knn" in str(error.info):
        return ClusterMisfit, VECTORLESS
    usual = (ClusterMisfit, f"refuses a request ({error.error})")
    kind, problem = MEANT.get(error.status_code, usual)
    return kind, f"{problem} (status {error.status_code})"
