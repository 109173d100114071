"""Publishing an index file and opening it where it then lies, as the tests of this folder do."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from index.cluster.address import parse_address
from index.cluster.client import Cluster
from index.cluster.publishing import Published, Publishing
from index.cluster.source import ClusterSource
from index.meaning.model import SentenceModel
from index.reader import IndexReader
from index.search import Searcher

PATIENT = 60.0  # seconds: what a busy machine makes slow is no fault of the answers


def publish(
    index: Path, address: str, shards: int | None = None, check: Callable[[str], None] = lambda index: None
) -> Published:
    with closing(Cluster(parse_address(address), None)) as cluster, closing(IndexReader(index)) as reader:
        return Publishing(cluster, reader, shards, lambda *progress: None).publish(check)


def opened(address: str, patience: float = PATIENT, model: SentenceModel | None = None) -> Searcher:
    return Searcher(ClusterSource(parse_address(address), None, patience=patience), model=model)
