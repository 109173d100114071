"""Search for the nearest passages, exact and in a graph: time, recall, what building and keeping takes.

Run it from the project's root, with the model's folder, a question set and indexes that were built with the model:

    pip install -e '.[meaning]'
    python -m benchmarks.nearest path/to/model ../shared/eval/questions.jsonl askcast.db

First come the indexes' own passages alone. More of them are made of those, each a mixture of two with some noise, at
the length that theirs have.
"""

import argparse
import resource
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from time import process_time

import numpy as np
import numpy.typing as npt

from benchmarks.questions import real_questions
from index.meaning import graph
from index.meaning.graph import KeptGraph, linked
from index.meaning.model import DIMENSIONS, SentenceModel
from index.meaning.vectors import STEPS, PassageVectors, narrowed
from index.reader import IndexReader

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


def resident() -> float:
    """Return how much memory the process has, in megabytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / MEGABYTE


def answers(asked: npt.NDArray[np.float32], vectors: PassageVectors) -> tuple[list[set[int]], list[float]]:
    """Return what is found for each question, and how many seconds each took the processor."""
    found, times = [], []
    for question in asked:
        start = process_time()
        nearest = vectors.likeness(question.tobytes().hex(), lambda texts: question[None]).nearest(NEAREST, None)  # noqa: B023
        found.append(set(nearest.tolist()))
        times.append(process_time() - start)
    return found, times


def recall(found: Sequence[set[int]], right: Sequence[set[int]]) -> str:
    shares = [len(one & other) / NEAREST for one, other in zip(found, right, strict=True)]
    return f"recall {np.mean(shares):.3f} (one question in twenty below {np.quantile(shares, 0.05):.2f})"


def told(times: Sequence[float]) -> str:
    return f"median {median(times) * 1000:.2f} ms, p99 {quantiles(times, n=100)[98] * 1000:.2f} ms"


if __name__ == "__main__":
    main()
