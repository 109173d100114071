"""Publishing and asking an index on a cluster of one node and of three, beside the file, in one run.

In: an index file, a question set. Out: for each, seconds to publish, what it takes on disk, milliseconds a question,
and how far the first ten of each answer agree with the file's. Nodes are real ones on this machine (see tests/cluster).

    python -m benchmarks.cluster INDEX QUESTIONS [NUMBER]
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.questions import real_questions
from index.cluster.errors import ClusterUnavailable
from index.search import Searcher
from tests.cluster.nodes import address, running
from tests.cluster.publishing import opened, publish

Places = list[tuple[str, int]]  # episodes and positions of an answer's passages
TEN = 10
CLUSTERS = ((1, 1), (3, 3))  # nodes, shards


def questions_of(searcher: Searcher, file: Path, number: int) -> list[str]:
    """Return the questions of a file, and headings of the index up to a number."""
    asked = real_questions(file)
    titles = [section.title for episode in searcher.episodes() for section in searcher.outline(episode.slug)]
    distinct = list(dict.fromkeys(title for title in titles if len(title.split()) > 2))
    missing = max(number - len(asked), 0)
    return [*asked, *distinct[:: max(len(distinct) // max(missing, 1), 1)][:missing]][:number]


def asked(searcher: Searcher, questions: Sequence[str]) -> tuple[list[float], list[Places | None]]:
    """Return the milliseconds and the passages of each answer."""
    times, found = [], []
    for question in questions:
        begun = perf_counter()
        try:
            passages = searcher.ask(question, limit=TEN).passages
        except ClusterUnavailable:  # too late, on a machine that is too small for the nodes
            found.append(None)
            continue
        times.append(1e3 * (perf_counter() - begun))
        found.append([(passage.episode, passage.position) for passage in passages])
    return times, found


def agreement(one: Sequence[Places | None], other: Sequence[Places | None]) -> tuple[float, float]:
    """Return the share of the first ten that are the same, and of answers that are the same in the same order."""
    both = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    shared = [len({*a} & {*b}) / max(len(a), len(b), 1) if a or b else 1.0 for a, b in both]
    return mean(shared), mean(a == b for a, b in both)


def line(
    name: str, publishing: float, size: float, times: Sequence[float], agree: tuple[float, float], late: int
) -> None:
    slowest = quantiles(times, n=100)[94]
    print(
        f"| {name} | {publishing:.1f} | {size / 1e6:.0f} | {median(times):.0f} | {slowest:.0f} "
        f"| {agree[0]:.4f} | {agree[1]:.3f} | {late} |",
        flush=True,
    )


def main() -> None:
    index, file, number = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 500
    print("| | publish, s | MB | a question, ms (median) | (95th of 100) | first ten alike | same order | too late |")
    print("|---|---|---|---|---|---|---|---|")
    with Searcher(index) as here:
        questions = questions_of(here, file, number)
        times, right = asked(here, questions)
        line("the file", 0.0, index.stat().st_size, times, (1.0, 1.0), 0)
    for count, shards in CLUSTERS:
        with TemporaryDirectory() as folder, running(Path(folder), count) as nodes:
            where = address(nodes, "measured")
            begun = perf_counter()
            publish(index, where, shards)
            publishing = perf_counter() - begun
            with opened(where) as there:
                times, found = asked(there, questions)
                name = f"{count} node{'s' * (count > 1)}, {shards} shard{'s' * (shards > 1)}"
                line(name, publishing, there.status().size_bytes, times, agreement(right, found), found.count(None))


if __name__ == "__main__":
    main()
