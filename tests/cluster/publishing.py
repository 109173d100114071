"""Publishing an index file and opening it where it then lies, as the tests of this folder do."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from index.cluster.address import parse_address
from index.cluster.client import Cluster
from index.cluster.publishing import Published, Publishing
from index.cluster.source import ClusterSource
from index.reader import IndexReader
from index.search import Searcher


def publish(
    index: Path, address: str, shards: int | None = None, check: Callable[[str], None] = lambda index: None
) -> Published:
    with closing(Cluster(parse_address(address), None)) as cluster, closing(IndexReader(index)) as reader:
        return Publishing(cluster, reader, shards, lambda *progress: None).publish(check)


def opened(address: str) -> Searcher:
    return Searcher(ClusterSource(parse_address(address), None))
