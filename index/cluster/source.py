"""The index that an alias leads to now, and the reader of it.

In: an address, credentials. Out: a `ClusterReader`, another one once the alias was moved.
"""

from contextlib import closing

from index.cluster.address import ClusterAddress, Credentials
from index.cluster.client import PATIENCE, Cluster
from index.cluster.errors import ClusterError, ClusterMisfit
from index.cluster.publishing import in_place, show_of
from index.cluster.reader import ClusterReader


class ClusterSource:
    """Follows one alias, for one thread at a time."""

    def __init__(
        self,
        address: ClusterAddress,
        credentials: Credentials | None,
        index: str | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Open the index in place, or else the one of that name; raise `ClusterError`.

        `patience` is how many seconds all may take that one question asks of the cluster.
        """
        self._cluster = Cluster(address, credentials, patience)
        self._index = index
        self._reader: ClusterReader | None = None
        try:
            self._cluster.within_patience()
            self._cluster.refuse_misfits()
            self.follow()
        except ClusterError:
            self.close()
            raise

    def follow(self) -> ClusterReader:
        """Return the reader of the index in place; what is asked of it must be over in a question's time."""
        self._cluster.within_patience()
        index = self._index or in_place(self._cluster)
        if index is None:
            problem = "leads to no index yet; publish one with: askcast index publish"
            raise ClusterMisfit(self._cluster.address, problem)
        if self._reader is None or self._reader.index != index:
            self._cluster.without_haste()
            reader = ClusterReader(self._cluster, index)
            if self._reader:
                self._reader.close()
            self._reader = reader
            self._cluster.within_patience()
        return self._reader

    def close(self) -> None:
        """Close the connections."""
        if self._reader:
            self._reader.close()
        self._cluster.close()

    def __str__(self) -> str:
        return str(self._cluster.address)


def built_at(address: ClusterAddress, credentials: Credentials | None) -> str:
    """Return when the index in place was built (ISO, UTC); raise `ClusterError`."""
    with closing(Cluster(address, credentials)) as cluster:
        cluster.within_patience()
        index = in_place(cluster)
        told = show_of(cluster, index, address.held_as, address.show) if index else None
        if told is None:
            raise ClusterMisfit(address, "leads to no index yet; publish one with: askcast index publish")
        return str(told["built_at"])
