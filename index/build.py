"""Transcripts → a new index file, put in place at once.

In: source files. Out: the index file and a `Report`. The new file is written beside the old one, synced and moved over
it; until then the old one stays as it was.
"""

import json
import os
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
from sqlite_utils import Database

from index import store
from index.analysis import AnalysedFile, analyse
from index.sources import Sources
from index.terms import TERMS_VERSION, fold

Progress = Callable[[str, int, int], None]


class NothingToIndex(Exception):
    """No source holds a transcript; the message says what was looked at."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a rebuild did: files read anew and taken over, what was left out and why, errors, and what is held now."""

    read: int
    unchanged: int
    skipped: tuple[str, ...]
    errors: tuple[str, ...]
    episodes: int
    passages: int


def rebuild(index: Path, sources: Sources, progress: Progress | None = None) -> Report:
    """Build the index from the sources and put it in place.

    `progress` is told the stage and how much of it is done. Raises `NothingToIndex` where no transcript is found.
    """
    analysed: list[AnalysedFile] = []
    for number, file in enumerate(sources.files, start=1):
        analysed.append(analyse(file))
        if progress:
            progress("files", number, len(sources.files))
    kept, errors = _one_a_slug(analysed)
    errors += [str(error) for error in sources.errors]
    skipped = [file.problem for file in analysed if file.problem and not file.failed]
    if not kept:
        raise NothingToIndex(
            "\n".join([*errors, *skipped]) or "the sources hold no transcript files (.md, .markdown, .txt)"
        )
    temporary = index.with_name(f"{index.name}.{os.getpid()}.building")
    try:
        _write(temporary, kept, sources)
        store.sync(temporary)
        os.replace(temporary, index)
        store.sync(index.parent)
    finally:
        temporary.unlink(missing_ok=True)
    passages = sum(len(file.passages) for file in kept)
    return Report(len(analysed), 0, tuple(skipped), tuple(errors), len(kept), passages)


def _one_a_slug(analysed: Sequence[AnalysedFile]) -> tuple[list[AnalysedFile], list[str]]:
    """Return the files with an episode in the order of the index, and what is wrong with the rest."""
    errors = [file.problem for file in analysed if file.failed]
    by_slug: dict[str, AnalysedFile] = {}
    for file in analysed:
        if file.episode is None:
            continue
        first = by_slug.setdefault(file.episode.slug, file)
        if first is not file:
            errors.append(
                f"{file.file.path}: has the slug '{file.episode.slug}' of {first.file.path}; "
                "give one of them another permalink or file name"
            )
    ordered = sorted(by_slug.values(), key=_order)
    return ordered, errors


def _order(file: AnalysedFile) -> tuple[str, str]:
    assert file.episode is not None
    return (file.episode.date or "", file.episode.slug)


def _write(path: Path, files: Sequence[AnalysedFile], sources: Sources) -> None:
    path.unlink(missing_ok=True)
    database = store.create(path)
    with database.conn:
        database.conn.execute("BEGIN")
        _write_rows(database, files)
        _write_postings(database, files)
        meta = {
            "schema_version": store.SCHEMA_VERSION,
            "terms_version": TERMS_VERSION,
            "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "built_by": f"askcast {_version()}",
            "build": uuid.uuid4().hex,
            "sources": json.dumps(sorted({str(file.path.parent) for file in sources.files})),
        }
        store.insert(database, "meta", [(key, str(value)) for key, value in meta.items()])
        database.conn.execute("COMMIT")
    database.conn.close()


def _version() -> str:
    try:
        return version("askcast")
    except PackageNotFoundError:
        return "(not installed)"


def _write_rows(database: Database, files: Sequence[AnalysedFile]) -> None:
    speakers: dict[str, int] = {}
    passage_id = section_id = 0
    seen: dict[tuple[str, str], int] = {}
    for episode_id, file in enumerate(files):
        episode = file.episode
        assert episode is not None
        store.insert(
            database,
            "episodes",
            [
                (
                    episode_id,
                    episode.slug,
                    episode.title,
                    episode.url,
                    episode.date,
                    episode.description,
                    passage_id,
                    len(file.passages),
                )
            ],
        )
        counts = np.bincount([p.section for p in file.passages], minlength=len(episode.sections))
        firsts = passage_id + np.concatenate([[0], np.cumsum(counts)[:-1]])
        store.insert(
            database,
            "sections",
            [
                (section_id + n, episode_id, s.level, s.title, s.anchor, " › ".join(s.parents), int(firsts[n]))
                for n, s in enumerate(episode.sections)
            ],
        )
        rows = []
        for passage in file.passages:
            speaker = speakers.setdefault(passage.speaker, len(speakers))
            span = passage.span
            key = (passage.speaker, fold(passage.text))
            repeats = seen.setdefault(key, passage_id)
            rows.append(
                (
                    passage_id,
                    section_id + passage.section,
                    passage.turn,
                    speaker,
                    passage.text,
                    span.start if span else None,
                    span.length if span else None,
                    repeats if repeats != passage_id else None,
                )
            )
            passage_id += 1
        store.insert(database, "passages", rows)
        section_id += len(episode.sections)
    store.insert(database, "speakers", [(number, name) for name, number in speakers.items()])


def _write_postings(database: Database, files: Sequence[AnalysedFile]) -> None:
    ids: dict[str, list[int]] = {}
    frequencies: dict[str, list[float]] = {}
    lengths = []
    number = 0
    for file in files:
        for passage in file.passages:
            lengths.append(sum(passage.frequencies.values()))
            for term, frequency in passage.frequencies.items():
                ids.setdefault(term, []).append(number)
                frequencies.setdefault(term, []).append(frequency)
            number += 1
    rows = (
        (term, len(ids[term]), np.array(ids[term], "<u4").tobytes(), np.array(frequencies[term], "<f4").tobytes())
        for term in sorted(ids)
    )
    store.insert(database, "postings", rows)
    store.insert(database, "arrays", [("lengths", np.array(lengths, "<f4").tobytes())])
