"""Asking a cluster: opensearch-py, short timeouts, and one sentence for whatever goes wrong.

In: an address, credentials. Out: what the cluster answers, or a `ClusterError`. Credentials go into no message.
"""

import logging
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

from index.cluster.address import ClusterAddress
from index.cluster.errors import ClusterError, ClusterMisfit, ClusterUnavailable

try:
    from opensearchpy import OpenSearch, exceptions
except ImportError as missing:  # the extra `cluster` is not there
    MISSING: ImportError | None = missing
else:
    MISSING = None

OLDEST = 2  # the major version of OpenSearch from which on what is asked is known
PATIENCE = 2.4  # seconds for all that one question asks of the cluster: an answer within Discord's three
ATTEMPTS = 3  # nodes that are asked before one gives up
LONG = 120.0  # seconds for what publishing asks
BUSY = (429, 502, 503, 504)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks the cluster."""

    user: str
    password: str = field(repr=False)


class Cluster:
    """A cluster, asked by one thread."""

    def __init__(self, address: ClusterAddress, credentials: Credentials | None) -> None:
        """Take the address; nothing is asked yet. Raises `ClusterMisfit` without the extra."""
        if MISSING:
            raise ClusterMisfit(address, "is on a cluster, which needs the extra: pip install 'askcast[cluster]'")
        # opensearch-py logs each failed attempt with its traceback; what comes of them all is told in one line here.
        logging.getLogger("opensearch").setLevel(logging.CRITICAL)
        self.address = address
        self._attempts = min(ATTEMPTS, len(address.nodes))
        self._until: float | None = None
        self._client = OpenSearch(
            hosts=[{"host": host, "port": port} for host, port in address.nodes],
            http_auth=(credentials.user, credentials.password) if credentials else None,
            use_ssl=address.tls,
            ssl_context=ssl.create_default_context() if address.tls else None,
            max_retries=self._attempts - 1,
            retry_on_timeout=True,
            retry_on_status=BUSY,
            http_compress=True,
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def within_patience(self) -> None:
        """Begin what must be over in `PATIENCE` seconds, however often the cluster is asked."""
        self._until = monotonic() + PATIENCE

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
        try:
            return request(self._client, {"request_timeout": self._timeout()})
        except exceptions.OpenSearchException as error:
            raise _told(self.address, error) from None

    def _timeout(self) -> float:
        if self._until is None:
            return LONG
        left = self._until - monotonic()
        if left <= 0:
            raise ClusterUnavailable(self.address, "is too slow to answer a question in time")
        return left / self._attempts


def _told(address: ClusterAddress, error: Exception) -> ClusterError:
    """Return an error of opensearch-py as a sentence."""
    if isinstance(error, exceptions.SSLError):
        remedy = "or name its authority's file in SSL_CERT_FILE"
        return ClusterMisfit(address, f"shows a certificate that nobody known signed; give it a valid one, {remedy}")
    if isinstance(error, exceptions.ConnectionTimeout):
        return ClusterUnavailable(address, "is too slow to answer a question in time")
    if isinstance(error, exceptions.ConnectionError):
        return ClusterUnavailable(address, "cannot be reached")
    status = error.status_code if isinstance(error, exceptions.TransportError) else None
    if status in (401, 403):
        remedy = "look at ASKCAST_CLUSTER_USER and ASKCAST_CLUSTER_PASSWORD, and what that user may do"
        return ClusterMisfit(address, f"refuses the user or password (status {status}); {remedy}")
    if status == 404:
        return ClusterMisfit(address, "holds no such index; publish it with: askcast index publish")
    if status == 429:
        return ClusterUnavailable(address, "is too busy (status 429)")
    if status in BUSY:
        return ClusterUnavailable(address, f"has parts that are not there (status {status}); look at its health")
    kind = error.error if isinstance(error, exceptions.TransportError) else type(error).__name__
    return ClusterMisfit(address, f"refuses a request (status {status}, {kind})")
