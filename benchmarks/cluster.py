"""Publishing and asking an index on a cluster of one node and of three, beside the file, in one run.

In: transcripts, a question set, how many questions (made of passages' words where the set has fewer), and perhaps the
folder of a model of meaning. Out: a table of what building or publishing takes, room on disk, what a question takes,
how many questions' first ten equal the file's, how many answers a member would not have waited for, and what processors
do for a question: of the nodes, and of whoever asks. With a model also what it brings that searches which do not wait
for one another run side by side. Nodes are real ones on this machine (see tests/cluster), so that the times hold for
all on one machine.

    python -m benchmarks.cluster TRANSCRIPTS QUESTIONS [NUMBER] [MODEL]
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, NamedTuple

import numpy as np

from benchmarks.questions import made_questions, read_texts, real_questions
from index.building.rebuild import rebuild
from index.cluster.client import PATIENCE, Cluster
from index.meaning.model import SentenceModel
from index.search import Searcher
from index.transcripts.sources import find_files
from tests.cluster.nodes import Node, address, running
from tests.cluster.publishing import opened, publish

Places = list[tuple[str, int]]  # episodes and positions of an answer's passages
TEN = 10
COMPARED = 150  # questions that are asked side by side and one after another
CLUSTERS = ((1, 1), (3, 3))  # nodes, shards
JAVA = "-Xms1g -Xmx1g -XX:+UseSerialGC".split()
HEAD = (
    "",
    "built, published, s",
    "MB",
    "a question, ms: median",
    "99 of 100",
    "first ten equal",
    "of",
    f"over {PATIENCE} s",
    "of nodes' processors, ms",
    "of the asker's, ms",
)


class Answers(NamedTuple):
    """What came of all questions: seconds and passages of each, and processors' seconds for all of them."""

    seconds: list[float]
    found: list[Places]
    nodes: float
    asker: float


def processors(nodes: Sequence[Node]) -> float:
    """Return the seconds that processors have worked for some nodes since these were started (proc(5), `stat`)."""
    ticks = 0
    for node in nodes:
        assert node.process
        told = Path(f"/proc/{node.process.pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def asked(searcher: Searcher, questions: Sequence[str], nodes: Sequence[Node] = ()) -> Answers:
    seconds, found = [], []
    before, own = processors(nodes), process_time()
    for question in questions:
        begun = perf_counter()
        passages = searcher.ask(question, limit=TEN).passages
        seconds.append(perf_counter() - begun)
        found.append([(passage.episode, passage.position) for passage in passages])
    return Answers(seconds, found, processors(nodes) - before, process_time() - own)


@contextmanager
def one_after_another() -> Iterator[None]:
    """Let searches wait for one another that usually run side by side."""
    side_by_side = Cluster.search_each

    def search_each(cluster: Cluster, index: str, bodies: Sequence[Any], routing: str | None) -> list[Any]:
        return [side_by_side(cluster, index, [body], routing)[0] for body in bodies]

    Cluster.search_each = search_each
    try:
        yield
    finally:
        Cluster.search_each = side_by_side


def share_of_time(searcher: Searcher, questions: Sequence[str]) -> float:
    """Return how long a question takes, as a share of what it takes one search after another: the median."""
    shares = []
    for number, question in enumerate(questions):
        taken = {}
        for alone in (number % 2 == 0, number % 2 == 1):
            with one_after_another() if alone else nullcontext():
                taken[alone] = asked(searcher, [question]).seconds[0]
        shares.append(taken[False] / taken[True])
    return float(np.median(shares))


def print_line(name: str, made: float, size: int, answers: Answers, right: Answers) -> None:
    number = len(answers.found)
    slow = sum(taken > PATIENCE for taken in answers.seconds)
    alike = sum(one == other for one, other in zip(answers.found, right.found, strict=True))
    times = [1e3 * float(np.percentile(answers.seconds, share)) for share in (50, 99)]
    each = [1e3 * total / number for total in (answers.nodes, answers.asker)]
    told = [f"{made:.1f}", f"{size / 1e6:.0f}", *(f"{time:.1f}" for time in times), alike, number, slow]
    print("|", " | ".join([name, *map(str, told), *(f"{time:.1f}" for time in each)]), "|", flush=True)


def main() -> None:
    source, file, number = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 500
    model = SentenceModel(Path(sys.argv[4])) if len(sys.argv) > 4 else None
    with TemporaryDirectory() as folder:
        index = Path(folder) / "askcast.db"
        begun = perf_counter()
        rebuild(index, find_files([source]), model=model)
        built = perf_counter() - begun
        questions = real_questions(file)[:number]
        questions += made_questions(read_texts(index), number - len(questions))
        with Searcher(index, model=model) as here:
            status = here.status()
            right = asked(here, questions)
        print(f"{status.episodes:,} episodes, {status.passages:,} passages\n")
        print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}", flush=True)
        print_line("the file", built, index.stat().st_size, right, right)
        told = [
            measure(index, Path(folder) / str(count), count, shards, questions, right, model)
            for count, shards in CLUSTERS
        ]
        print("\n", *filter(None, told), sep="\n")


def measure(
    index: Path,
    folder: Path,
    count: int,
    shards: int,
    questions: list[str],
    right: Answers,
    model: SentenceModel | None,
) -> str:
    """Print what so many nodes do, and return what it brings with a model that searches run side by side."""
    with running(folder, count, JAVA) as nodes:
        where = address(nodes, "measured")
        begun = perf_counter()
        publish(index, where, shards)
        published = perf_counter() - begun
        with opened(where, model=model) as there:
            answers = asked(there, questions, nodes)
            name = f"{count} node{'s' * (count > 1)}, {shards} shard{'s' * (shards > 1)}"
            print_line(name, published, there.status().size_bytes, answers, right)
            if model is None:
                return ""
            share = share_of_time(there, questions[:COMPARED])
            return f"{name}: side by side {share:.2f} of the time that it takes one after another"


if __name__ == "__main__":
    main()
