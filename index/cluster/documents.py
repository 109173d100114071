"""An index file → the documents that the cluster keeps of it.

In: an open index. Out: for each episode its documents and a digest of them; and those of the index as a whole. What
stands in an episode's documents depends on that episode alone, so that of a new index only what changed is sent.
"""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from index.cluster import layout
from index.file.context_windows import HOST
from index.file.postings import decode
from index.reader import IndexReader
from index.rows import EpisodeEntry

Document = dict[str, Any]
OPENING_COUNTED = 2  # passages of a section that are no host's: more need not be told apart
FROM_META = ("schema_version", "terms_version", "built_at", "built_by", "build", "sources", "average_window")
MEANING = "meaning"  # in what the file tells of itself: by which model its vectors are, where it has any
OPTIONAL = (MEANING, "podcast")
ARRAYS = ("lengths", "traits", "speakers", "turns", "fragments", "starts")


class EpisodeDocuments(NamedTuple):
    """An episode's own document (its digest in it) and its passages', in page order."""

    slug: str
    own: Document
    passages: list[Document]


def episodes(reader: IndexReader, show: str) -> Iterator[EpisodeDocuments]:
    """Yield the documents of all episodes, in the index's order."""
    arrays = {name: reader.passage_array(name).tolist() for name in ARRAYS}
    codes = _Codes(reader)
    people = reader.people()
    names = dict(reader.rows("SELECT id, name FROM speakers"))
    for entry in reader.episodes:
        sections = _sections(reader, entry)
        numbers = {row[0]: number for number, row in enumerate(sections)}
        written = codes.of(entry)
        passages: list[Document] = []
        said: Counter[tuple[int, int]] = Counter()
        for passage, section, text, vector in _passages(reader, entry):
            values = {name: array[passage] for name, array in arrays.items()}
            place = numbers[section]
            host = bool(values["traits"] & HOST)
            speaker = names[values.pop("speakers")]
            passages.append(
                {
                    "kind": "passage",
                    "show": show,
                    "episode": entry.slug,
                    "position": passage - entry.first_passage,
                    "speaker": speaker,
                    "section": place,
                    "codes": written[passage - entry.first_passage],
                    "text": text,
                    "opening": -1 if host else min(said[place, 0], OPENING_COUNTED),
                    **values,
                    **vector,
                }
            )
            said[place, int(host)] += 1
        ((unsaid,),) = reader.rows("SELECT unsaid FROM episodes WHERE id = ?", entry.id)
        told = {**_episode(entry, show, sections, passages), "unsaid": unsaid}
        if entry.id in people:
            told["people"] = people[entry.id]
        digest = sha256(json.dumps([told, passages]).encode()).hexdigest()
        yield EpisodeDocuments(entry.slug, {**told, "number": entry.id, "digest": digest}, passages)


def _passages(reader: IndexReader, entry: EpisodeEntry) -> Iterator[tuple[int, int, str, Document]]:
    """Yield numbers, sections and texts of an episode's passages, with what the document says of their meaning."""
    here = (entry.first_passage, entry.first_passage + entry.passages)
    of_episode = "WHERE id >= ? AND id < ? ORDER BY id"
    meant = MEANING in reader.file.meta
    vectors = dict(reader.rows(f"SELECT id, vector FROM meanings {of_episode}", *here)) if meant else {}
    for passage, section, text in reader.rows(f"SELECT id, section, text FROM passages {of_episode}", *here):
        yield passage, section, text, {"vector": np.frombuffer(vectors[passage], np.int8).tolist()} if meant else {}


def _sections(reader: IndexReader, entry: EpisodeEntry) -> list[Any]:
    return reader.rows(
        "SELECT id, level, title, anchor, parents, first_passage FROM sections WHERE episode = ? ORDER BY id",
        entry.id,
    )


def _episode(entry: EpisodeEntry, show: str, sections: list[Any], passages: list[Document]) -> Document:
    spoken: dict[str, Counter[str]] = {}
    for passage in passages:
        title = sections[passage["section"]][2]
        counts = spoken.setdefault(passage["speaker"], Counter())
        counts[f"{'h' if passage['traits'] & HOST else 'g'}{title}"] += 1
    return {
        "kind": "episode",
        "show": show,
        "episode": entry.slug,
        "title": entry.title,
        "url": entry.url,
        "date": entry.date,
        "recording": entry.recording,
        "sets_type": bool(entry.sets_type),
        "passages": entry.passages,
        "sections": [[*row[1:5], row[5] - entry.first_passage] for row in sections],
        "speakers": [[name, [*counts.items()]] for name, counts in spoken.items()],
    }


class _Codes:
    """The terms of each passage with their codes, from the postings of all terms."""

    def __init__(self, reader: IndexReader) -> None:
        rows = _terms(reader, "postings")
        self._terms = [row[0] for row in rows]
        decoded = [decode(postings, count) for _, count, postings in rows]
        ids = np.concatenate([ids for ids, _ in decoded]).astype(np.uint32)
        order = np.argsort(ids, kind="stable")
        counts = [row[1] for row in rows]
        self._numbers = np.repeat(np.arange(len(rows), dtype=np.uint32), counts)[order]
        self._codes = np.concatenate([codes for _, codes in decoded])[order]
        self._bounds = ids[order].searchsorted(np.arange(reader.postings.size + 1))

    def of(self, entry: EpisodeEntry) -> list[str]:
        """Return those of an episode's passages."""
        bounds = self._bounds[entry.first_passage : entry.first_passage + entry.passages + 1].tolist()
        numbers, codes = (array[bounds[0] : bounds[-1]].tolist() for array in (self._numbers, self._codes))
        tokens = [f"{self._terms[number]}|{layout.CODES[code]}" for number, code in zip(numbers, codes, strict=True)]
        return [" ".join(tokens[low - bounds[0] : high - bounds[0]]) for low, high in pairwise(bounds)]


def _terms(reader: IndexReader, column: str) -> list[Any]:
    """Return the terms that the cluster holds, ascending: each with how many passages hold it and one more column."""
    rows = reader.rows(f"SELECT term, passages, {column} FROM terms ORDER BY term")
    return [row for row in rows if len(row[0]) <= layout.LONGEST_TERM]


def of_the_whole(reader: IndexReader, show: str) -> Iterator[tuple[str, Document]]:
    """Yield ids and documents of what belongs to no episode: terms' statistics, words, and, last, the show itself."""
    rows = _terms(reader, "sections")
    buckets = max(len(rows) // layout.BUCKET_TERMS, 1)
    lines: list[list[str]] = [[] for _ in range(buckets)]
    for term, passages, sections in rows:
        lines[layout.bucket_of(term, buckets)].append(f"{term} {passages} {sections}")
    for number, held in enumerate(lines):
        yield layout.terms_id(show, number), {"kind": "terms", "show": show, "terms": "\n".join(held)}
    packed = {name: b64encode(reader.file.packed_data(name)).decode() for name in ("words", "word_counts", "compounds")}
    yield layout.words_id(show), {"kind": "words", "show": show, **packed}
    yield layout.show_id(show), _show(reader, show, buckets)


def _show(reader: IndexReader, show: str, buckets: int) -> Document:
    meta = reader.file.meta
    return {
        "kind": "show",
        "show": show,
        "buckets": buckets,
        "episodes": len(reader.episodes),
        "passages": reader.postings.size,
        "sections": reader.postings.sections,
        "average_length": reader.postings.average_length,
        "words_spoken": reader.words_spoken(),
        **{name: meta[name] for name in FROM_META},
        **{name: meta[name] for name in OPTIONAL if name in meta},
    }
