"""Measures speed and size beside other engines, in one run: the tables and the plot of docs/speed.md.

Run it from the project's root, with a folder of transcripts (and, if there is one, a question set):

    pip install -e '.[benchmarks]'
    python -m benchmarks.speed path/to/transcripts path/to/questions.jsonl

All engines rank the same passages by the same terms. Rounds are interleaved, every engine once a round, so that the
machine's noise falls on all; a question's time is its median over the rounds.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bm25s
import matplotlib
import numpy as np
import numpy.typing as npt
import Stemmer

from benchmarks.peers import PEERS, Peer
from benchmarks.questions import made_questions, read_texts, real_questions
from index.building.rebuild import rebuild
from index.file.postings import MOST_MENTIONS, encode
from index.ranking.compiled_engine import ENGINE
from index.ranking.engine import ARRAYS, Engine, best
from index.ranking.postings_cache import PostingsCache, StoredTerm
from index.search import Searcher
from index.text.terms import terms
from index.transcripts.sources import find_files

ROUNDS = 5
BEST = 10
SIZES = (36_000, 120_000, 360_000, 1_000_000)
MEMORY = """
import os, sys
from index.search import Searcher
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
before = resident()
with Searcher(sys.argv[1]) as searcher:
    for question in sys.stdin.read().splitlines():
        searcher.ask(question)
    print((resident() - before) / 1e6)
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("transcripts", type=Path)
    arguments.add_argument("questions", type=Path, nargs="?")
    arguments.add_argument("--plot", type=Path, default=Path("docs/speed.png"))
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "askcast.db"
        built = seconds(lambda: rebuild(index, find_files([options.transcripts])))
        texts = read_texts(index)
        print(f"{len(texts):,} passages, {sum(len(text.encode()) for text in texts) / 1e6:.1f} MB of text")
        questions = made_questions(texts) + real_questions(options.questions)
        passages = [terms(text) for text in texts]
        compare(index, passages, questions)
        print_building(index, texts, built)
        print_rebuilding(Path(folder), options.transcripts)
        print_opening(index, questions)
        print_growth(passages, questions, options.plot)


def seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compare(index: Path, passages: list[list[str]], questions: Sequence[str]) -> None:
    memory = memory_of(passages)
    asked = [found for question in questions if (found := list(dict.fromkeys(terms(question))))]
    peers = [make(passages, BEST) for make in PEERS]
    with Searcher(index) as searcher, plain_searcher(index) as plain:
        rows = [
            measured(first_stage(memory, ENGINE, "askcast, first stage"), asked),
            measured(first_stage(memory, ARRAYS, "askcast, first stage, numpy alone"), asked),
            measured(Peer("askcast, the whole ask", 0, searcher.ask, lambda t: t), questions),
            measured(Peer("askcast, the whole ask, numpy alone", 0, plain.ask, lambda t: t), questions),
        ]
        times: dict[str, list[npt.NDArray[np.float64]]] = {}
        for _ in range(ROUNDS):
            for name, run in [*rows, *(measured(peer, asked) for peer in peers)]:
                times.setdefault(name, []).append(run())
    by_name = {name: np.median(rounds, axis=0) * 1e3 for name, rounds in times.items()}
    middle = {name: (float(np.median(of)), float(np.percentile(of, 99))) for name, of in by_name.items()}
    fast, faster = middle["Tantivy"], middle["bm25s (numba)"]
    print("\n| engine | median ms | p99 ms | to Tantivy | to bm25s (numba) | noise |\n|---|---|---|---|---|---|")
    for name, (half, tail) in middle.items():
        medians = [float(np.median(one)) for one in times[name]]
        print(
            f"| {name} | {half:.3f} | {tail:.3f} | {half / fast[0]:.2f} / {tail / fast[1]:.2f} "
            f"| {half / faster[0]:.2f} / {tail / faster[1]:.2f} | {np.std(medians) / np.mean(medians):.0%} |"
        )
    print("\n| engine | index of ready-made terms, s |\n|---|---|")
    print("\n".join(f"| {peer.name} | {peer.seconds:.1f} |" for peer in peers))


@contextmanager
def plain_searcher(index: Path) -> Iterator[Searcher]:
    """Open an index as where numba is not installed."""
    with Searcher(index, engine=ARRAYS) as opened:
        yield opened


def measured(peer: Peer, questions: Sequence[Any]) -> tuple[str, Callable[[], npt.NDArray[np.float64]]]:
    """Return the peer's name and a function that asks all questions once and returns the seconds of each."""
    prepared = [peer.prepare(question) for question in questions[:: peer.every]]
    for question in prepared:
        peer.ask(question)  # warm
    return peer.name, lambda: np.array([seconds(lambda: peer.ask(question)) for question in prepared])  # noqa: B023


def first_stage(memory: PostingsCache, engine: Engine, name: str) -> Peer:
    return Peer(name, 0, lambda terms: best(memory, memory.look_up(terms), BEST, None, engine))


def memory_of(passages: Sequence[Sequence[str]]) -> PostingsCache:
    """Return what askcast holds of the passages' own terms, as the peers see them."""
    numbers: dict[str, int] = {}
    lengths = np.array([len(passage) for passage in passages], np.float64)
    said = np.array([numbers.setdefault(term, len(numbers)) for passage in passages for term in passage], np.int64)
    keys = said * len(passages) + np.repeat(np.arange(len(passages)), lengths.astype(np.int64))
    entries, mentions = np.unique(keys, return_counts=True)
    ids, codes = entries % len(passages), np.minimum(mentions, MOST_MENTIONS).astype(np.uint8)
    bounds = np.searchsorted(entries, np.arange(len(numbers) + 1) * len(passages))

    def fetch(term: str) -> StoredTerm | None:
        number = numbers.get(term)
        if number is None:
            return None
        held = slice(bounds[number], bounds[number + 1])
        return StoredTerm(int(held.stop - held.start), 1, encode(ids[held], codes[held]))

    return PostingsCache(fetch, lengths, 1)


def print_building(index: Path, texts: list[str], built: float) -> None:
    def peer() -> None:
        tokens = bm25s.tokenize(texts, stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False)
        bm25s.BM25().index(tokens, show_progress=False)

    took = seconds(peer)
    size = index.stat().st_size / sum(len(text.encode()) for text in texts)
    print("\n| building and size | | |\n|---|---|---|")
    print(
        f"| full rebuild, from files | {built:.1f} s | {built / took:.2f} times bm25s's {took:.1f} s from ready texts |"
    )
    print(f"| index file | {index.stat().st_size / 1e6:.1f} MB | {size:.3f} times the text |")


def print_rebuilding(folder: Path, transcripts: Path) -> None:
    """Rebuild as a person does, by the command line, after one changed file and after none."""
    copy, index = folder / "transcripts", folder / "again.db"
    shutil.copytree(transcripts, copy)
    command = [sys.executable, "-m", "index", "rebuild", str(copy), "--index", str(index), "--keep", "0"]

    def run() -> None:
        subprocess.run(command, check=True, capture_output=True)

    run()
    changed = max(copy.rglob("*.md"), key=lambda path: path.stat().st_size)
    one, none = [], []
    for number in range(3):
        with changed.open("a") as file:
            file.write(f"\n\n**Somebody:** One more remark, number {number}.\n")
        one.append(seconds(run))
        none.append(seconds(run))
    print(f"| rebuild after one changed file | {np.median(one):.2f} s | the whole command |")
    print(f"| rebuild after none | {np.median(none):.2f} s | the whole command |")


def print_opening(index: Path, questions: Sequence[str]) -> None:
    opened, first = [], []
    for _ in range(5):
        began = time.perf_counter()
        with Searcher(index) as searcher:
            opened.append((time.perf_counter() - began) * 1e3)
            first.append(seconds(lambda: searcher.ask(questions[0])) * 1e3)
    memory = subprocess.run(
        [sys.executable, "-c", MEMORY, str(index)],
        input="\n".join(questions),
        text=True,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": "."},
    )
    print(f"| opening the index | {np.median(opened):.0f} ms | |")
    print(f"| the first question after it | {np.median(first):.0f} ms | checksum of the whole file included |")
    print(f"| memory above the imports | {float(memory.stdout):.0f} MB | after all questions |")


def print_growth(passages: list[list[str]], questions: Sequence[str], plot: Path) -> None:
    """Print the first stage's median by the number of passages; beyond the collection it is repeated with fresh ids."""
    asked = [found for question in questions if (found := list(dict.fromkeys(terms(question))))]
    medians = []
    print("\n| passages | first stage, median ms | p99 ms |\n|---|---|---|")
    for size in SIZES:
        repeated = (passages * (size // len(passages) + 1))[:size]
        _, run = measured(first_stage(memory_of(repeated), ENGINE, ""), asked)
        times = np.median([run() for _ in range(3)], axis=0) * 1e3
        medians.append(float(np.median(times)))
        print(f"| {size:,} | {medians[-1]:.3f} | {np.percentile(times, 99):.3f} |", flush=True)
    draw(medians, plot)


def draw(medians: Sequence[float], path: Path) -> None:
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 4))
    axes.loglog(SIZES, medians, marker="o", label="askcast, first stage (median)")
    axes.loglog(
        SIZES, [medians[0] * size / SIZES[0] for size in SIZES], linestyle=":", color="grey", label="in proportion"
    )
    axes.set(xlabel="passages", ylabel="ms a question")
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
