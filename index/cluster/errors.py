"""What can be wrong with a cluster, each a sentence that says what to do and names no credentials.

In: an address and a reason. Out: exceptions, all of them `ClusterError`s.
"""

from index.file.errors import IndexFileError


class ClusterError(IndexFileError):
    """An index on a cluster that cannot be used; the message says what is wrong and what to do."""

    def __init__(self, address: object, problem: str) -> None:
        super().__init__(f"{address}: {problem}")


class ClusterUnavailable(ClusterError):
    """The cluster does not answer now: it is down, slow, busy or half gone. It may in a moment."""


class ClusterMisfit(ClusterError):
    """The cluster answers, but not to us as things stand: somebody has to put something right."""
