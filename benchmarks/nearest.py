"""Search for the nearest passages, exact, in a graph and on a node of a cluster: time, recall, what building and
keeping takes.

Run it from the project's root, with the model's folder, a question set and indexes that were built with the model:

    pip install -e '.[meaning,cluster]'
    python -m benchmarks.nearest path/to/model ../shared/eval/questions.jsonl askcast.db

First come the indexes' own passages alone. More of them are made of those, each a mixture of two with some noise, at
the length that theirs have.
"""

import argparse
import resource
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np
import numpy.typing as npt
from opensearchpy.helpers import async_bulk

from benchmarks.cluster import JAVA
from benchmarks.questions import real_questions
from index.cluster import layout
from index.cluster.address import ONLY_SHOW, parse_address
from index.cluster.client import Cluster
from index.cluster.fetching import Fetching
from index.meaning import graph
from index.meaning.graph import KeptGraph, linked
from index.meaning.model import DIMENSIONS, SentenceModel
from index.meaning.vectors import STEPS, PassageVectors, narrowed
from index.reader import IndexReader
from tests.cluster.nodes import address, running

NEAREST = 50
SIZES = (100_000, 421_000)
NOISE = 0.015  # of each number: a third of what it is
WIDTHS = (128, 256, 512, 1024)
SEED = 7
MEGABYTE = 1 << 20


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("model", type=Path)
    arguments.add_argument("questions", type=Path)
    arguments.add_argument("indexes", type=Path, nargs="+")
    options = arguments.parse_args()
    own = np.concatenate([vectors_of(index) for index in options.indexes])
    asked = SentenceModel(options.model).embed(real_questions(options.questions))
    measure(own, asked)
    for size in SIZES:
        measure(made(own, size), asked)


def vectors_of(index: Path) -> npt.NDArray[np.int8]:
    with closing(IndexReader(index)) as reader:
        rows = reader.rows("SELECT vector FROM meanings ORDER BY id")
    return np.frombuffer(b"".join(row[0] for row in rows), np.int8).reshape(-1, DIMENSIONS)


def made(own: npt.NDArray[np.int8], size: int) -> npt.NDArray[np.int8]:
    """Return `size` vectors: mixtures of two of one's own, with noise, as long as the first of the two."""
    chance = np.random.default_rng(SEED)
    parts = []
    for start in range(0, size, 10_000):
        count = min(10_000, size - start)
        first, second = (own[chance.integers(len(own), size=count)].astype(np.float32) / STEPS for _ in range(2))
        share = chance.uniform(0.5, 1, (count, 1)).astype(np.float32)
        mixed = share * first + (1 - share) * second + chance.normal(0, NOISE, first.shape).astype(np.float32)
        length = np.linalg.norm(first, axis=1, keepdims=True)
        parts.append(narrowed(mixed / np.linalg.norm(mixed, axis=1, keepdims=True) * length))
    return np.concatenate(parts)


def measure(vectors: npt.NDArray[np.int8], asked: npt.NDArray[np.float32]) -> None:
    """Print what each way takes and finds of some vectors; times are of the processor."""
    before = resident()
    exact = PassageVectors([vectors.tobytes()], len(vectors))
    exactly = resident()
    right, times = answers(asked, exact)
    print(f"\n{len(vectors):,} passages, exact: {told(times)}, {exactly - before:.0f} MB in memory", flush=True)
    del exact
    start = process_time()
    links = linked(vectors)
    took = process_time() - start
    print(f"graph: made in {took:.0f} s of one core, {len(links) / MEGABYTE:.0f} MB in the file", flush=True)
    for width in WIDTHS:
        graph.WIDTH_ASKING = width
        before = resident()
        in_graph = PassageVectors([vectors.tobytes()], len(vectors), KeptGraph(links, np.arange(len(vectors))))
        found, times = answers(asked, in_graph)
        grown = f"{resident() - before:.0f} MB in memory"
        print(f"  {width} in sight: {recall(found, right)}, {told(times)}, {grown}", flush=True)
        del in_graph
    on_cluster(vectors, narrowed(asked), right)


def resident() -> float:
    """Return how much memory the process has, in megabytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / MEGABYTE


def answers(asked: npt.NDArray[np.float32], vectors: PassageVectors) -> tuple[list[set[int]], list[float]]:
    """Return what is found for each question, and how many seconds each took the processor."""
    found, times = [], []
    for question in asked:
        start = process_time()
        found.append(set(vectors.likeness(question).nearest(NEAREST, None).tolist()))
        times.append(process_time() - start)
    return found, times


def recall(found: Sequence[set[int]], right: Sequence[set[int]]) -> str:
    shares = [len(one & other) / NEAREST for one, other in zip(found, right, strict=True)]
    return f"recall {np.mean(shares):.3f} (one question in twenty below {np.quantile(shares, 0.05):.2f})"


def on_cluster(vectors: npt.NDArray[np.int8], asked: npt.NDArray[np.int8], right: list[set[int]]) -> None:
    """Print what a node takes and finds, as questions are asked of a cluster; times pass on the wall."""
    with (
        TemporaryDirectory() as folder,
        running(Path(folder), 1, JAVA) as nodes,
        closing(Cluster(parse_address(address(nodes, "nearest")), None)) as cluster,
    ):
        body = layout.index_body(1, False, True)
        cluster.ask(lambda client, timeout: client.indices.create(index="nearest", body=body, params=timeout))
        start = perf_counter()
        sent, _ = cluster.ask(lambda client, timeout: async_bulk(client, documents(vectors), **timeout))
        cluster.ask(lambda client, timeout: client.indices.refresh(index="nearest", params=timeout))
        took = perf_counter() - start
        fetching = Fetching(cluster, "nearest", ONLY_SHOW, None, 1)
        kept = fetching.size_bytes() / MEGABYTE
        print(f"a node: {sent} published in {took:.0f} s, {kept:.0f} MB kept", flush=True)
        found, times = [], []
        for question in asked:
            start = perf_counter()
            (hits,) = fetching.found(fetching.nearest(question.tolist(), NEAREST, None, None))
            times.append(perf_counter() - start)
            found.append({document["position"] for document in hits})
        print(f"  as questions are asked: {recall(found, right)}, {told(times)}", flush=True)


def documents(vectors: npt.NDArray[np.int8]) -> Iterator[dict[str, object]]:
    for position, vector in enumerate(vectors):
        passage = {"kind": "passage", "show": ONLY_SHOW, "position": position, "vector": vector.tolist()}
        yield {"_index": "nearest", **passage}


def told(times: Sequence[float]) -> str:
    return f"median {median(times) * 1000:.2f} ms, p99 {quantiles(times, n=100)[98] * 1000:.2f} ms"


if __name__ == "__main__":
    main()
