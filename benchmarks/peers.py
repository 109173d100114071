"""Other engines on the same terms, for benchmarks/speed.py.

In: the terms of each passage. Out: a `Peer`: its name, how long its index took (seconds), and a function that takes a
question's terms and ranks; `prepare` turns terms into what that function takes, outside of the measured time.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import bm25s
import numpy as np
import tantivy

from index.bm25 import BM25

Passages = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Peer:
    name: str
    seconds: float
    ask: Callable[[Any], Any]
    prepare: Callable[[list[str]], Any] = list
    every: int = 1  # ask only every so manyth question: the slow ones would take too long


def rank_bm25(passages: Passages, k: int) -> Peer:
    began = time.perf_counter()
    frequencies = [{term: float(passage.count(term)) for term in set(passage)} for passage in passages]
    scorer = BM25(frequencies, [len(passage) for passage in passages])

    def ask(terms: list[str]) -> Any:
        scores = scorer.get_scores(terms)
        best = np.argpartition(scores, -k)[-k:]
        return best[np.argsort(-scores[best])]

    return Peer("rank-bm25", time.perf_counter() - began, ask, every=40)


def bm25s_numpy(passages: Passages, k: int) -> Peer:
    return _bm25s(passages, k, "numpy", 8)


def bm25s_numba(passages: Passages, k: int) -> Peer:
    return _bm25s(passages, k, "numba", 1)


def _bm25s(passages: Passages, k: int, backend: str, every: int) -> Peer:
    began = time.perf_counter()
    scorer = bm25s.BM25(method="lucene", backend=backend)
    scorer.index([list(passage) for passage in passages], show_progress=False)
    took = time.perf_counter() - began
    if backend == "numba":
        scorer.activate_numba_scorer()
    return Peer(
        f"bm25s ({backend})",
        took,
        lambda terms: scorer.retrieve([terms], k=k, show_progress=False, n_threads=0),
        every=every,
    )


def fts5(passages: Passages, k: int) -> Peer:
    began = time.perf_counter()
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize='ascii')")
    rows = ((number, " ".join(passage)) for number, passage in enumerate(passages))
    connection.executemany("INSERT INTO passages (rowid, text) VALUES (?, ?)", rows)
    query = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT ?"
    return Peer(
        "SQLite FTS5",
        time.perf_counter() - began,
        lambda words: connection.execute(query, (words, k)).fetchall(),
        lambda terms: " OR ".join(f'"{term}"' for term in terms),
        every=8,
    )


def tantivy_peer(passages: Passages, k: int) -> Peer:
    began = time.perf_counter()
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True, fast=True)
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    index = tantivy.Index(schema, tempfile.mkdtemp())
    writer = index.writer(500_000_000, 1)
    for number, passage in enumerate(passages):
        writer.add_document(tantivy.Document(id=number, text=" ".join(passage)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def prepare(terms: list[str]) -> Any:
        should = tantivy.Occur.Should
        parts = [(should, tantivy.Query.term_query(schema, "text", term, index_option="freq")) for term in terms]
        return tantivy.Query.boolean_query(parts)

    return Peer("Tantivy", time.perf_counter() - began, lambda q: searcher.search(q, k, count=False).hits, prepare)


PEERS = (tantivy_peer, bm25s_numba, bm25s_numpy, fts5, rank_bm25)
