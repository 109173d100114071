"""What was fetched of an index on a cluster, laid out as an index file is, so that it is read like one.

In: documents. Out: rows and arrays in the file's own form: all episodes, sections and speakers, and of the passages
those that were fetched for the question at hand; the others are gaps.
"""

import sqlite3
import zlib
from base64 import b64decode
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from index.file.postings import encode
from index.file.schema import PASSAGE_ARRAYS, TABLES, UNINDEXED, insert, unpacked
from index.ranking.postings_cache import StoredTerm

Document = Mapping[str, Any]
Statistics = tuple[int, int]  # how many passages and how many sections hold a term


class LocalCopy:
    """Stands for an index file, for one thread at a time."""

    def __init__(self, show: Document, episodes: Iterable[Document], words: Document) -> None:
        """Take the show's document, those of its episodes in the index's order, and that of its words."""
        self.meta = {name: value for name, value in show.items() if isinstance(value, str)}
        self._words = words
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        for table in ("episodes", "people", "sections", "speakers", "passages"):
            columns = [*TABLES[table], *(() if table in UNINDEXED else ("PRIMARY KEY (id)",))]
            self._connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        self._usual = {
            "lengths": round(float(show["average_length"]))
        }  # gaps do not bring together what stands far apart
        size = int(show["passages"])
        self.arrays = {
            name: np.full(size, self._usual.get(name, 0), np.dtype(kind)) for name, kind in PASSAGE_ARRAYS.items()
        }
        self.speakers: dict[str, int] = {}
        self.first_sections: dict[str, int] = {}
        self.first_passages: dict[str, int] = {}
        self._codes: dict[int, str] = {}
        self._opening: dict[int, int] = {}
        self.vectors: dict[int, bytes] = {}
        self._add_episodes(episodes)

    def _add_episodes(self, episodes: Iterable[Document]) -> None:
        passages, sections = 0, 0
        for number, episode in enumerate(episodes):
            slug = episode["episode"]
            self.first_sections[slug], self.first_passages[slug] = sections, passages
            told = [episode[name] for name in ("title", "url", "date")]
            row = (
                number,
                slug,
                *told,
                "",
                passages,
                episode["passages"],
                *(episode[name] for name in ("recording", "sets_type", "unsaid")),
            )
            insert(self._connection, "episodes", [row])
            insert(self._connection, "people", ((number, name) for name in episode.get("people", ())))
            rows = (
                (place, number, level, title, anchor, parents, passages + first)
                for place, (level, title, anchor, parents, first) in enumerate(episode["sections"], start=sections)
            )
            insert(self._connection, "sections", rows)
            for name, _ in episode["speakers"]:
                self.speakers.setdefault(name, len(self.speakers))
            passages, sections = passages + episode["passages"], sections + len(episode["sections"])
        insert(self._connection, "speakers", ((number, name) for name, number in self.speakers.items()))

    def close(self) -> None:
        """Close it."""
        self._connection.close()

    def confirm(self) -> None:
        """Do nothing: the cluster checks what it reads."""

    def rows(self, query: str, *values: Any) -> list[Any]:
        """Return the rows of a query."""
        return self._connection.execute(query, values).fetchall()

    def array(self, name: str, kind: str) -> npt.NDArray[Any]:
        """Return an array of the passages, gaps included; it changes as more are fetched."""
        return self.arrays[name]

    def packed_data(self, name: str) -> bytes:
        """Return what is known of the words, deflated."""
        return b64decode(self._words[name])

    def data(self, name: str) -> bytes:
        """Return what is known of the words."""
        return zlib.decompress(self.packed_data(name))

    def words_said(self) -> dict[str, int]:
        """Return how often each word is said."""
        counts = unpacked(self.data("word_counts"), "<u4").tolist()
        return dict(zip(self.data("words").decode().split("\n"), counts, strict=True))

    def forget(self) -> None:
        """Forget the passages."""
        fetched = [*self._codes]
        for name, array in self.arrays.items():
            array[fetched] = self._usual.get(name, 0)
        self._codes.clear()
        self._opening.clear()
        self.vectors.clear()
        self._connection.execute("DELETE FROM passages")

    def add(self, passages: Iterable[Document]) -> list[int]:
        """Take passages' documents and return their numbers."""
        numbers: list[int] = []
        rows: list[tuple[int, int, int, str]] = []
        for passage in passages:
            slug = passage["episode"]
            number = self.first_passages[slug] + passage["position"]
            numbers.append(number)
            speaker = self.speakers[passage["speaker"]]
            if number in self._codes:
                continue
            self._codes[number] = f" {passage['codes']}"
            self._opening[number] = passage["opening"]
            for name, array in self.arrays.items():
                array[number] = speaker if name == "speakers" else passage[name]
            rows.append((number, self.first_sections[slug] + passage["section"], speaker, passage["text"]))
        insert(self._connection, "passages", rows)
        return numbers

    def add_vectors(self, passages: Iterable[Document]) -> None:
        """Take the vectors of passages' documents."""
        for passage in passages:
            number = self.first_passages[passage["episode"]] + passage["position"]
            self.vectors[number] = np.array(passage["vector"], np.int8).tobytes()

    def without(self, passages: Iterable[int]) -> list[int]:
        """Return those of some passages that were not fetched."""
        return [passage for passage in passages if passage not in self._codes]

    def answers_before(self, passage: int) -> int:
        """Return how many passages of its section before one are no host's, -1 for a host's."""
        return self._opening[passage]

    def term(self, term: str, statistics: Statistics) -> StoredTerm:
        """Return a term with the postings of the passages that were fetched."""
        found, wanted = [], f" {term}|"
        for number, codes in self._codes.items():
            place = codes.find(wanted)
            if place >= 0:
                start = place + len(wanted)
                found.append((number, int(codes[start : start + 3])))
        found.sort()
        ids = np.array([number for number, _ in found], np.int64)
        codes_of = np.array([code for _, code in found], np.uint8)
        return StoredTerm(*statistics, encode(ids, codes_of), len(found))
