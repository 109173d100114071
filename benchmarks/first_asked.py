"""Measures questions that nobody has asked before, each once, in a process that has answered ten others.

Run it from the project's root, with an index of a large collection:

    pip install -e '.[benchmarks]'
    askcast index rebuild path/to/transcripts
    python -m benchmarks.first_asked askcast.db

A repeated question finds its terms' postings decoded; this one has to read and decode those that are new. Tantivy ranks
the same passages by the same terms, in turn with askcast, question by question.
"""

import argparse
from pathlib import Path

import numpy as np

from benchmarks.peers import tantivy_peer
from benchmarks.questions import made_questions, read_texts
from benchmarks.speed import seconds
from index.search import Searcher
from index.text.terms import terms

BEST = 10
WARMED_BY = 10  # questions


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("index", type=Path)
    options = arguments.parse_args()
    texts = read_texts(options.index)
    peer = tantivy_peer([terms(text) for text in texts], BEST)
    questions = made_questions(texts)
    times: dict[str, list[float]] = {"askcast, the whole ask": [], "askcast, asked again": [], peer.name: []}
    with Searcher(options.index) as searcher:
        for number, question in enumerate(questions):
            asked = peer.prepare(list(dict.fromkeys(terms(question))))
            first, again, other = (
                seconds(lambda: searcher.ask(question)),  # noqa: B023
                seconds(lambda: searcher.ask(question)),  # noqa: B023
                seconds(lambda: peer.ask(asked)),  # noqa: B023
            )
            if number >= WARMED_BY:
                for taken, name in zip((first, again, other), times, strict=True):
                    times[name].append(taken * 1e3)
    print(f"{len(texts):,} passages, {len(questions) - WARMED_BY} questions, each once")
    print("\n| | median ms | p99 ms | to Tantivy: median | p99 |\n|---|---|---|---|---|")
    half, tail = np.percentile(times[peer.name], (50, 99))
    for name, taken in times.items():
        middle, slow = np.percentile(taken, (50, 99))
        print(f"| {name} | {middle:.2f} | {slow:.2f} | {middle / half:.2f} | {slow / tail:.2f} |")


if __name__ == "__main__":
    main()
