"""Transcripts → a new index file, put in place at once.

In: source files. Out: the index file and a `Report`. The new file is written beside the old one, synced and moved over
it; until then the old one stays as it was.
"""

import json
import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from index import store
from index.analysis import AnalysedFile, analyse
from index.episode import path_text
from index.previous import Outcome, PreviousIndex, source_key
from index.replacing import KEPT, replacement
from index.sources import SourceFile, Sources
from index.terms import TERMS_VERSION
from index.writing import IndexWriter

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


@dataclass(frozen=True, slots=True)
class Plan:
    """What a rebuild would do: files to read, how many are unchanged, files that are gone, and what is wrong."""

    read: tuple[Path, ...]
    unchanged: int
    gone: tuple[str, ...]
    errors: tuple[str, ...]


def rebuild(
    index: Path, sources: Sources, progress: Progress | None = None, full: bool = False, keep: int = KEPT
) -> Report:
    """Build the index from the sources and put it in place.

    Files that have not changed since the index was built are not read again, unless `full`; the outcome is the same.
    `progress` is told the stage and how much of it is done; `keep` is how many previous indexes stay beside the new
    one. Raises `NothingToIndex` where no transcript is found, and what `replacement` raises.
    """
    previous = None if full else _previous(index)
    try:
        known = previous.sources if previous else {}
        outcomes = [known.get(source_key(file)) for file in sources.files]
        if previous and None not in outcomes and len(outcomes) == len(known):
            return _unchanged(sources, outcomes, previous.passages)
        # What failed is tried again: what it failed for may lie in another file (a slug taken twice).
        outcomes = [None if outcome and outcome.failed else outcome for outcome in outcomes]
        with replacement(index, keep) as temporary:
            return _build(temporary, sources, outcomes, previous, progress)
    finally:
        if previous:
            previous.close()


def plan(index: Path, sources: Sources, full: bool = False) -> Plan:
    """Return what `rebuild` would do; nothing is read but the index in place."""
    previous = None if full else _previous(index)
    known = previous.sources if previous else {}
    if previous:
        previous.close()
    keys = {source_key(file): file.path for file in sources.files}
    here = {key[0] for key in keys}
    read = tuple(path for key, path in keys.items() if key not in known)
    gone = tuple(path for path in dict.fromkeys(key[0] for key in known) if path not in here)
    return Plan(read, len(keys) - len(read), gone, tuple(str(error) for error in sources.errors))


def _previous(index: Path) -> PreviousIndex | None:
    """Return the index in place, or None where there is none that can be gone on from."""
    try:
        return PreviousIndex(index)
    except store.IndexFileError:
        return None


def _unchanged(sources: Sources, outcomes: Sequence[Outcome | None], passages: int) -> Report:
    known = [outcome for outcome in outcomes if outcome]
    tally = _Tally(errors=[str(error) for error in sources.errors], unchanged=len(known))
    for outcome in known:
        tally.note(outcome.problem, outcome.failed)
    return tally.report(sum(outcome.episode is not None for outcome in known), passages)


def _build(
    path: Path,
    sources: Sources,
    outcomes: Sequence[Outcome | None],
    previous: PreviousIndex | None,
    progress: Progress | None,
) -> Report:
    tally = _Tally(errors=[str(error) for error in sources.errors])
    writer = IndexWriter(path, previous)
    try:
        rows = _write_episodes(writer, sources.files, outcomes, tally, progress)
        if writer.empty:
            nothing = "the sources hold no transcript files (.md, .markdown, .txt)"
            raise NothingToIndex("\n".join([*tally.errors, *tally.skipped]) or nothing)
        writer.finish(rows, _meta(sources))
    finally:
        writer.close()
    if progress:
        progress("passages", writer.passages, writer.passages)
    return tally.report(writer.episodes, writer.passages)


def _write_episodes(
    writer: IndexWriter,
    files: Sequence[SourceFile],
    outcomes: Sequence[Outcome | None],
    tally: "_Tally",
    progress: Progress | None,
) -> list[tuple[Any, ...]]:
    """Write the files' episodes in the order of the files, and return the rows of the sources table.

    A file whose slug another file has already is an error, and left out.
    """
    analysed = _analysed([file for file, outcome in zip(files, outcomes, strict=True) if outcome is None])
    owners: dict[str, Path] = {}
    rows: list[tuple[Any, ...]] = []
    for number, (file, outcome) in enumerate(zip(files, outcomes, strict=True), start=1):
        fresh = next(analysed) if outcome is None else None
        slug, problem, failed = _told(fresh, outcome)
        if slug is not None and owners.setdefault(slug, file.path) != file.path:
            remedy = "give one of them another permalink or file name"
            owner = path_text(owners[slug])
            problem, failed = f"{path_text(file.path)}: has the slug '{slug}' of {owner}; {remedy}", True
            slug = None
        if slug is not None and fresh and fresh.episode:
            writer.add(fresh.episode)
        elif slug is not None and outcome and outcome.episode is not None:
            writer.take_over(outcome.episode)
        tally.read += outcome is None
        tally.unchanged += outcome is not None
        tally.note(problem, failed)
        rows.append((*source_key(file), problem, int(failed), slug))
        if progress:
            progress("files", number, len(files))
    return rows


def _told(fresh: AnalysedFile | None, outcome: Outcome | None) -> tuple[str | None, str, bool]:
    """Return a file's slug (None: no episode), the problem with it, and whether that is an error."""
    if fresh:
        return (fresh.episode.row.slug if fresh.episode else None), fresh.problem, fresh.failed
    assert outcome is not None
    return outcome.slug, outcome.problem, outcome.failed


@dataclass(slots=True)
class _Tally:
    """What a rebuild has to tell when it is done."""

    errors: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    read: int = 0
    unchanged: int = 0

    def note(self, problem: str, failed: bool) -> None:
        """Remember what is wrong with a file, if anything."""
        if problem:
            (self.errors if failed else self.skipped).append(problem)

    def report(self, episodes: int, passages: int) -> Report:
        """Return the report."""
        return Report(self.read, self.unchanged, tuple(self.skipped), tuple(self.errors), episodes, passages)


def _meta(sources: Sources) -> dict[str, str]:
    return {
        "schema_version": str(store.SCHEMA_VERSION),
        "terms_version": str(TERMS_VERSION),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "built_by": f"askcast {_version()}",
        "build": uuid.uuid4().hex,
        "sources": json.dumps([path_text(path) for path in sources.named]),
    }


def _version() -> str:
    try:
        return version("askcast")
    except PackageNotFoundError:
        return "(not installed)"


def _analysed(files: Sequence[SourceFile]) -> Iterator[AnalysedFile]:
    """Yield the files analysed, in order; many are shared out among the processors."""
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(files) < FEW_FILES or processes < 2:
        yield from map(analyse, files)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(analyse, files, chunksize=CHUNK)
