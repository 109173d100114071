"""Measures questions that nobody has asked before, each once, in a process that has answered ten others.

Run it from the project's root, with an index of a large collection:

    pip install -e '.[benchmarks]'
    askcast index rebuild path/to/transcripts
    python -m benchmarks.first_asked askcast.db

A repeated question finds its terms' postings decoded; this one has to read and decode those that are new. Tantivy ranks
the same passages by the same terms, in turn with askcast, question by question. Times are the processor's, for other
work may share the machine; of several rounds, each with the index opened anew, a question's least counts.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers import Peer, tantivy_peer
from benchmarks.questions import made_questions, read_texts
from index.search import Searcher
from index.text.terms import terms

BEST = 10
WARMED_BY = 10  # questions
ROUNDS = 5


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("index", type=Path)
    options = arguments.parse_args()
    texts = read_texts(options.index)
    peer = tantivy_peer([terms(text) for text in texts], BEST)
    questions = made_questions(texts)
    least = np.min([one_round(options.index, peer, questions) for _ in range(ROUNDS)], axis=0)
    times = dict(zip(("askcast, the whole ask", "askcast, asked again", peer.name), least, strict=True))
    print(f"{len(texts):,} passages, {len(questions) - WARMED_BY} questions, each once")
    print("\n| | median ms | p99 ms | to Tantivy: median | p99 |\n|---|---|---|---|---|")
    half, tail = np.percentile(times[peer.name], (50, 99))
    for name, taken in times.items():
        middle, slow = np.percentile(taken, (50, 99))
        print(f"| {name} | {middle:.2f} | {slow:.2f} | {middle / half:.2f} | {slow / tail:.2f} |")


def one_round(index: Path, peer: Peer, questions: list[str]) -> list[list[float]]:
    """Return the milliseconds that each question takes: first asked, asked again, asked of the peer."""
    taken: list[list[float]] = [[], [], []]
    with Searcher(index) as searcher:
        for number, question in enumerate(questions):
            asked = peer.prepare(list(dict.fromkeys(terms(question))))
            works = (lambda: searcher.ask(question), lambda: searcher.ask(question), lambda: peer.ask(asked))  # noqa: B023
            for row, work in zip(taken, works, strict=True):
                worked = milliseconds(work)
                if number >= WARMED_BY:
                    row.append(worked)
    return taken


def milliseconds(work: Callable[[], Any]) -> float:
    """Return how long something takes this thread's processor."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1e3


if __name__ == "__main__":
    main()
