"""Exact and approximate search for the nearest passages, here and on a node of a cluster: time, recall, what building
takes.

Run it from the project's root, with an index that was built with a model, the model's folder and a question set:

    pip install -e '.[meaning,cluster]' usearch
    python -m benchmarks.nearest askcast.db path/to/model ../shared/eval/questions.jsonl

Nothing large was embedded for this: more passages than the index has are made of its own, each a mixture of two of
them with some noise, at the length that theirs have.
"""

import argparse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import numpy.typing as npt
from opensearchpy.helpers import parallel_bulk

from benchmarks.cluster import JAVA
from benchmarks.questions import real_questions
from index.cluster import layout
from index.cluster.address import ONLY_SHOW, parse_address
from index.cluster.client import Cluster
from index.cluster.fetching import Fetching
from index.meaning.model import SentenceModel
from index.meaning.vectors import STEPS, PassageVectors, narrowed
from index.reader import IndexReader
from tests.cluster.nodes import address, running

NEAREST = 50
SIZES = (100_000, 421_000)
NOISE = 0.015  # of each number: a third of what it is
CONNECTIVITY = 16  # 32 finds no more at the same time
WIDTHS = (64, 128, 256, 512)
SEED = 7
MEGABYTE = 1 << 20


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("index", type=Path)
    arguments.add_argument("model", type=Path)
    arguments.add_argument("questions", type=Path)
    options = arguments.parse_args()
    reader = IndexReader(options.index)
    own = np.frombuffer(b"".join(row[0] for row in reader.rows("SELECT vector FROM meanings ORDER BY id")), np.int8)
    reader.close()
    model = SentenceModel(options.model)
    asked = model.embed(real_questions(options.questions))
    for size in SIZES:
        vectors = made(own.reshape(-1, asked.shape[1]), size)
        exact = PassageVectors([vectors.tobytes()])
        expected, times = [], []
        for question in asked:
            start = perf_counter()
            alike = exact.alike(question)
            expected.append(set(np.argpartition(-alike, NEAREST)[:NEAREST].tolist()))
            times.append(perf_counter() - start)
        print(f"\n{size:,} passages, exact: {told(times)}")
        approximate(vectors, asked, expected)
        with TemporaryDirectory() as folder, running(Path(folder), 1, JAVA) as nodes:
            on_cluster(address(nodes, "nearest"), vectors, narrowed(asked), expected)


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


def approximate(vectors: npt.NDArray[np.int8], asked: npt.NDArray[np.float32], expected: list[set[int]]) -> None:
    from usearch.index import Index

    start = perf_counter()
    graph = Index(ndim=vectors.shape[1], metric="ip", dtype="i8", connectivity=CONNECTIVITY, expansion_add=128)
    graph.add(np.arange(len(vectors)), vectors)
    took = perf_counter() - start
    kept = len(graph.save()) / MEGABYTE
    print(f"HNSW, {CONNECTIVITY} neighbours: built in {took:.0f} s, {kept:.0f} MB kept")
    questions = narrowed(asked)
    for width in WIDTHS:
        graph.expansion_search = width
        times, recall = [], []
        for question, right in zip(questions, expected, strict=True):
            start = perf_counter()
            found = graph.search(question, NEAREST).keys
            times.append(perf_counter() - start)
            recall.append(len(right & set(found.tolist())) / NEAREST)
        print(f"  {width} looked at: recall {np.mean(recall):.3f}, {told(times)}")


def on_cluster(
    where: str, vectors: npt.NDArray[np.int8], asked: npt.NDArray[np.int8], expected: list[set[int]]
) -> None:
    with closing(Cluster(parse_address(where), None)) as cluster:
        body = layout.index_body(1, False, True)
        cluster.ask(lambda client, timeout: client.indices.create(index="nearest", body=body, params=timeout))
        start = perf_counter()
        sent = cluster.ask(lambda client, timeout: [*parallel_bulk(client, documents(vectors), 2, request_timeout=600)])
        cluster.ask(lambda client, timeout: client.indices.refresh(index="nearest", params=timeout))
        took = perf_counter() - start
        fetching = Fetching(cluster, "nearest", ONLY_SHOW, None, 1)
        print(
            f"a node: {len(sent)} published in {took:.0f} s, {fetching.size_bytes() / MEGABYTE:.0f} MB kept", flush=True
        )
        times, recall = [], []
        for question, right in zip(asked, expected, strict=True):
            start = perf_counter()
            found = fetching.nearest(question.tolist(), NEAREST, None, None)
            times.append(perf_counter() - start)
            recall.append(len(right & {document["position"] for document in found}) / NEAREST)
        print(f"  as questions are asked: recall {np.mean(recall):.4f}, {told(times)}", flush=True)


def documents(vectors: npt.NDArray[np.int8]) -> Iterator[dict[str, object]]:
    for position, vector in enumerate(vectors):
        passage = {"kind": "passage", "show": ONLY_SHOW, "position": position, "vector": vector.tolist()}
        yield {"_index": "nearest", **passage}


def told(times: list[float]) -> str:
    return f"median {median(times) * 1000:.2f} ms, p99 {quantiles(times, n=100)[98] * 1000:.2f} ms"


if __name__ == "__main__":
    main()
