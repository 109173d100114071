"""Transcripts → a new index file, put in place at once.

In: source files. Out: the index file and a `Report`. The new file is written beside the old one, synced and moved over
it; until then the old one stays as it was.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from index import store
from index.analysis import AnalysedEpisode, AnalysedFile, analyse
from index.sources import SourceFile, Sources
from index.writing import write_index

Progress = Callable[[str, int, int], None]

FEW_FILES = 40  # below, starting further processes takes longer than it saves
CHUNK = 16  # files handed to a process at a time


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
    for number, file in enumerate(_analysed(sources.files), start=1):
        analysed.append(file)
        if progress:
            progress("files", number, len(sources.files))
    kept, errors = _one_a_slug(analysed)
    errors = [*map(str, sources.errors), *errors]
    skipped = [file.problem for file in analysed if file.problem and not file.failed]
    if not kept:
        nothing = "the sources hold no transcript files (.md, .markdown, .txt)"
        raise NothingToIndex("\n".join([*errors, *skipped]) or nothing)
    temporary = index.with_name(f"{index.name}.{os.getpid()}.building")
    try:
        write_index(temporary, kept, analysed, progress)
        store.sync(temporary)
        os.replace(temporary, index)
        store.sync(index.parent)
    except (OSError, sqlite3.OperationalError) as error:
        raise store.IndexUnwritable(index, getattr(error, "strerror", None) or str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)
    return Report(
        len(analysed), 0, tuple(skipped), tuple(errors), len(kept), sum(len(episode.passages) for episode in kept)
    )


def _analysed(files: Sequence[SourceFile]) -> Iterator[AnalysedFile]:
    """Yield the files analysed, in order; many are shared out among the processors."""
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(files) < FEW_FILES or processes < 2:
        yield from map(analyse, files)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(analyse, files, chunksize=CHUNK)


def _one_a_slug(analysed: Sequence[AnalysedFile]) -> tuple[list[AnalysedEpisode], list[str]]:
    """Return the episodes in the order of the index (by date, then slug), and what is wrong with the rest."""
    errors = [file.problem for file in analysed if file.failed]
    by_slug: dict[str, tuple[SourceFile, AnalysedEpisode]] = {}
    for file in analysed:
        if file.episode is None:
            continue
        slug = file.episode.row.slug
        first, _ = by_slug.setdefault(slug, (file.file, file.episode))
        if first is not file.file:
            errors.append(
                f"{file.file.path}: has the slug '{slug}' of {first.path}; "
                "give one of them another permalink or file name"
            )
    episodes = [episode for _, episode in by_slug.values()]
    return sorted(episodes, key=lambda episode: (episode.row.date or "", episode.row.slug)), errors
