"""Analysed episodes → the rows and arrays of an index file.

In: the episodes in the order of the index, and the outcome of every source file. Out: a complete SQLite file. Passages
are numbered from 0 in that order, so that an episode's, and a section's, stand in one run.
"""

import json
import uuid
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlite_utils import Database

from index import store
from index.analysis import AnalysedEpisode, AnalysedFile, PassageColumns
from index.postings import encode
from index.terms import TERMS_VERSION

Progress = Callable[[str, int, int], None]


def write_index(
    path: Path, episodes: Sequence[AnalysedEpisode], files: Sequence[AnalysedFile], progress: Progress | None = None
) -> None:
    """Write an index file of the episodes; `files` are all sources, for the next rebuild to compare with."""
    path.unlink(missing_ok=True)
    database = store.create(path)
    connection = database.conn
    connection.execute("BEGIN")
    speakers = _write_rows(database, episodes, progress)
    _write_postings(database, episodes)
    _write_arrays(database, episodes, speakers)
    store.insert(database, "sources", map(_source_row, files))
    store.insert(database, "meta", _meta(files))
    connection.execute("COMMIT")
    connection.close()


def _source_row(file: AnalysedFile) -> tuple[Any, ...]:
    source = file.file
    slug = file.episode.row.slug if file.episode else None
    path = str(source.path).encode(errors="surrogateescape").decode(errors="backslashreplace")
    return (path, source.size, source.modified_ns, repr(source.site), file.problem, int(file.failed), slug)


def _meta(files: Sequence[AnalysedFile]) -> list[tuple[str, str]]:
    folders = sorted({str(file.file.path.parent) for file in files})
    return [
        ("schema_version", str(store.SCHEMA_VERSION)),
        ("terms_version", str(TERMS_VERSION)),
        ("built_at", datetime.now(UTC).isoformat(timespec="seconds")),
        ("built_by", f"askcast {_version()}"),
        ("build", uuid.uuid4().hex),
        ("sources", json.dumps(folders)),
    ]


def _version() -> str:
    try:
        return version("askcast")
    except PackageNotFoundError:
        return "(not installed)"


def _write_rows(database: Database, episodes: Sequence[AnalysedEpisode], progress: Progress | None) -> dict[str, int]:
    """Write episodes, sections and passages, and return the speakers' numbers."""
    speakers: dict[str, int] = {}
    first_said: dict[bytes, int] = {}
    passage_id = section_id = 0
    total = sum(len(episode.passages) for episode in episodes)
    for episode_id, episode in enumerate(episodes):
        row, count = episode.row, len(episode.passages)
        store.insert(
            database,
            "episodes",
            [(episode_id, row.slug, row.title, row.url, row.date, row.description, passage_id, count)],
        )
        within = np.bincount(episode.passages.sections, minlength=len(row.sections))
        firsts = passage_id + np.cumsum(within) - within
        store.insert(
            database,
            "sections",
            (
                (section_id + n, episode_id, s.level, s.title, s.anchor, " › ".join(s.parents), int(firsts[n]))
                for n, s in enumerate(row.sections)
            ),
        )
        store.insert(
            database, "passages", _passage_rows(episode.passages, passage_id, section_id, speakers, first_said)
        )
        passage_id += count
        section_id += len(row.sections)
        if progress:
            progress("passages", passage_id, total)
    store.insert(database, "speakers", [(number, name) for name, number in speakers.items()])
    return speakers


def _passage_rows(
    passages: PassageColumns,
    passage_id: int,
    section_id: int,
    speakers: dict[str, int],
    first_said: dict[bytes, int],
) -> Iterator[tuple[Any, ...]]:
    """Return an episode's rows; `first_said` tells which passage first had the same words from the same speaker."""
    ids = range(passage_id, passage_id + len(passages))
    number_of = np.array([speakers.setdefault(name, len(speakers)) for name in passages.names])
    firsts = (first_said.setdefault(fingerprint, i) for i, fingerprint in zip(ids, passages.fingerprints, strict=True))
    return zip(
        ids,
        (passages.sections + section_id).tolist(),
        passages.turns.tolist(),
        number_of[passages.speakers].tolist(),
        passages.texts,
        (start if start >= 0 else None for start in passages.span_starts.tolist()),
        (length or None for length in passages.span_lengths.tolist()),
        (first if first != i else None for i, first in zip(ids, firsts, strict=True)),
        strict=True,
    )


def _write_postings(database: Database, episodes: Sequence[AnalysedEpisode]) -> None:
    numbers: dict[str, int] = {}
    terms, passages, codes = [], [], []
    section_counts: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]] = []
    first_passage = 0
    for episode in episodes:
        postings = episode.postings
        number_of = np.array([numbers.setdefault(term, len(numbers)) for term in postings.terms], np.int64)
        terms.append(number_of[postings.entry_terms].astype(np.int32))
        passages.append(postings.entry_passages + np.int32(first_passage))
        codes.append(postings.entry_codes)
        section_counts.append((number_of, postings.section_counts))
        first_passage += len(episode.passages)
    sections = np.zeros(len(numbers), np.int64)
    for number_of, counts in section_counts:
        sections[number_of] += counts
    store.insert(
        database,
        "terms",
        _term_rows(list(numbers), np.concatenate(terms), np.concatenate(passages), np.concatenate(codes), sections),
    )


def _term_rows(
    names: list[str],
    terms: npt.NDArray[np.int32],
    passages: npt.NDArray[np.int32],
    codes: npt.NDArray[np.uint8],
    sections: npt.NDArray[np.int64],
) -> Iterator[tuple[Any, ...]]:
    """Yield each term's row; entries come in the order of passages, so a stable sort by term keeps that order."""
    order = np.argsort(terms, kind="stable")
    ids, codes = passages[order].astype(np.int64), codes[order]
    ends = np.cumsum(np.bincount(terms, minlength=len(names)))
    starts = np.concatenate([[0], ends[:-1]])
    for number in sorted(range(len(names)), key=names.__getitem__):
        entries = slice(starts[number], ends[number])
        count = int(ends[number] - starts[number])
        if count:
            yield names[number], count, int(sections[number]), encode(ids[entries], codes[entries])


def _write_arrays(database: Database, episodes: Sequence[AnalysedEpisode], speakers: dict[str, int]) -> None:
    words: Counter[str] = Counter()
    for episode in episodes:
        words.update(episode.postings.words)
    said = sorted(words.items())
    arrays = {
        "lengths": np.concatenate([episode.postings.lengths for episode in episodes]).astype("<u4").tobytes(),
        "traits": np.concatenate([episode.postings.traits for episode in episodes]).tobytes(),
        "speakers": np.concatenate([_speaker_ids(episode.passages, speakers) for episode in episodes]).tobytes(),
        "words": "\n".join(word for word, _ in said).encode(),
        "word_counts": np.array([count for _, count in said], "<u4").tobytes(),
    }
    store.insert(database, "arrays", [(name, zlib.compress(data, 1)) for name, data in arrays.items()])


def _speaker_ids(passages: PassageColumns, speakers: dict[str, int]) -> npt.NDArray[np.uint32]:
    return np.array([speakers[name] for name in passages.names], "<u4")[passages.speakers]
