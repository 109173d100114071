"""Transcripts → a new index file, put in place at once.

In: source files. Out: the index file and a `Report`. The new file is written beside the old one, synced and moved over
it; until then the old one stays as it was.
"""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from index.building.analysis import AnalysedFiles, analyse
from index.building.index_writer import IndexWriter
from index.building.ledger import Ledger, Report, by_reason
from index.building.made_vectors import forget_made
from index.building.meaning import add_meaning
from index.building.previous_index import Outcome, PreviousIndex, source_key
from index.building.provenance import provenance
from index.building.verification import check_answers
from index.file.errors import IndexFileError
from index.file.replacing import KEPT, alone, real_path, replacement
from index.meaning.model import SentenceModel
from index.transcripts.formats import SUFFIXES
from index.transcripts.sources import SourceFile, Sources

Progress = Callable[[str, int, int], None]

FEW_FILES = 40  # below, starting further processes takes longer than it saves
BATCH = 32  # files analysed at a time
ERRORS_TOLD = 5  # of a rebuild that found nothing
HOW_TO_LABEL = "a turn begins with who speaks, as **Name**: words, Name (00:01:02): or <v Name>words in captions"
NO_TRANSCRIPTS = f"the sources hold no transcript files ({', '.join(sorted(SUFFIXES))})"
SELDOM = 200_000  # objects made, less those freed, between two looks for garbage


class NothingToIndex(Exception):
    """No source holds a transcript; the message says what was looked at."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a rebuild would do: files to read, how many are unchanged, files that are gone, and what is wrong."""

    read: tuple[Path, ...]
    unchanged: int
    gone: tuple[str, ...]
    errors: tuple[str, ...]


def rebuild(
    index: Path,
    sources: Sources,
    progress: Progress | None = None,
    full: bool = False,
    keep: int = KEPT,
    model: SentenceModel | None = None,
) -> Report:
    """Build the index from the sources and put it in place.

    Files that have not changed since the index was built are not read again, unless `full`; the outcome is the same.
    `progress` is told the stage and how much of it is done; `keep` is how many previous indexes stay beside the new
    one; a `model` makes the passages' vectors. Raises `NothingToIndex` where no transcript is found, and what `alone`
    and `replacement` raise.
    """
    index = real_path(index)
    with alone(index):  # from before the index in place is read: nobody may exchange it until it is replaced
        previous = None if full else _previous(index)
        try:
            return _rebuilt(index, sources, previous, progress, keep, model)
        finally:
            if previous:
                previous.close()


def _rebuilt(
    index: Path,
    sources: Sources,
    previous: PreviousIndex | None,
    progress: Progress | None,
    keep: int,
    model: SentenceModel | None,
) -> Report:
    known = previous.sources if previous else {}
    outcomes = [known.get(source_key(file)) for file in sources.files]
    if previous and None not in outcomes and len(outcomes) == len(known) and _as_it_was(previous, sources, model):
        return _unchanged(sources, outcomes, previous.passages)
    # What failed is tried again: what it failed for may lie in another file (a slug taken twice).
    outcomes = [None if outcome and outcome.failed else outcome for outcome in outcomes]
    with replacement(index, check_answers, keep) as temporary:
        report = _build(temporary, sources, outcomes, previous, progress)
        add_meaning(temporary, index, previous.path if previous else None, model, progress)
    forget_made(index)
    return report


def _as_it_was(previous: PreviousIndex, sources: Sources, model: SentenceModel | None) -> bool:
    """Tell whether what is no file's is as it was: the podcast's name, and the model of the meanings."""
    return previous.podcast == sources.title and previous.holds_meanings_of(model)


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
    except IndexFileError:
        return None


def _unchanged(sources: Sources, outcomes: Sequence[Outcome | None], passages: int) -> Report:
    ledger = Ledger(errors=[str(error) for error in sources.errors])
    for file, outcome in zip(sources.files, outcomes, strict=True):
        if outcome:
            ledger.note(file, outcome.slug, outcome.problem, outcome.failed)
            ledger.unlinked += outcome.episode is not None and not outcome.linked
    ledger.unchanged = len(ledger.rows)
    return ledger.report(sum(bool(outcome and outcome.episode is not None) for outcome in outcomes), passages)


def _build(
    path: Path,
    sources: Sources,
    outcomes: Sequence[Outcome | None],
    previous: PreviousIndex | None,
    progress: Progress | None,
) -> Report:
    ledger = Ledger(errors=[str(error) for error in sources.errors])
    writer = IndexWriter(path, previous)
    try:
        _write_episodes(writer, sources.files, outcomes, ledger, progress)
        if writer.empty:
            told = [*ledger.errors[:ERRORS_TOLD], *by_reason(ledger.skipped)]
            remedy = [HOW_TO_LABEL] if ledger.skipped else []
            raise NothingToIndex("\n".join([*told, *remedy] or [NO_TRANSCRIPTS]))
        writer.finish(ledger.rows, provenance(sources))
    finally:
        writer.close()
    if progress:
        progress("passages", writer.passages, writer.passages)
    return ledger.report(writer.episodes, writer.passages)


def _write_episodes(
    writer: IndexWriter,
    files: Sequence[SourceFile],
    outcomes: Sequence[Outcome | None],
    ledger: Ledger,
    progress: Progress | None,
) -> None:
    """Write the files' episodes in the order of the files."""
    parts = list(_parts(files, outcomes))
    analysed = _analysed([part.files for part in parts if part.outcome is None])
    for part in parts:
        if part.outcome is None:
            _write_new(writer, next(analysed), ledger)
        else:
            _take_over(writer, part.files[0], part.outcome, ledger)
        if progress:
            progress("files", len(ledger.rows), len(files))


class _Part(NamedTuple):
    """Files that stand one after another: some to be read, or one with its `outcome` of the time before."""

    files: Sequence[SourceFile]
    outcome: Outcome | None


def _parts(files: Sequence[SourceFile], outcomes: Sequence[Outcome | None]) -> Iterator[_Part]:
    for is_new, group in groupby(zip(files, outcomes, strict=True), key=lambda pair: pair[1] is None):
        if is_new:
            new = [file for file, _ in group]
            yield from (_Part(new[start : start + BATCH], None) for start in range(0, len(new), BATCH))
        else:
            yield from (_Part([file], outcome) for file, outcome in group)


def _write_new(writer: IndexWriter, analysed: AnalysedFiles, ledger: Ledger) -> None:
    slugs = {file.file: ledger.slug(file.file, file.row.url) for file in analysed.files if file.row}
    if not all(slugs.values()):
        # Terms are counted over all files of a batch, so those without the refused are counted anew.
        kept = analyse([file.file for file in analysed.files if slugs.get(file.file, "-")])
    else:
        kept = analysed
    named = [replace(file, row=replace(file.row, slug=slugs[file.file])) if file.row else file for file in kept.files]
    writer.add(replace(kept, files=tuple(named)))
    for file in analysed.files:
        if file.row and not slugs[file.file]:
            ledger.note(file.file, None, ledger.refusal(file.file, file.row.url), failed=True)
        else:
            ledger.note(file.file, slugs.get(file.file), file.problem, file.failed)
    ledger.read += len(analysed.files)
    ledger.notes += sum(file.notes for file in analysed.files)
    ledger.unlinked += sum(bool(slugs.get(file.file)) and not file.row.linked for file in analysed.files if file.row)


def _take_over(writer: IndexWriter, file: SourceFile, outcome: Outcome, ledger: Ledger) -> None:
    if outcome.episode is None:
        ledger.note(file, outcome.slug, outcome.problem, outcome.failed)
        ledger.unchanged += 1
        return
    if ledger.would_name(file, outcome.url) != outcome.slug:  # other files have come or gone before it
        _write_new(writer, analyse([file]), ledger)
        return
    ledger.slug(file, outcome.url)
    ledger.unlinked += not outcome.linked
    writer.take_over(outcome.episode)
    ledger.note(file, outcome.slug, outcome.problem, outcome.failed)
    ledger.unchanged += 1


def _analysed(batches: Sequence[Sequence[SourceFile]]) -> Iterator[AnalysedFiles]:
    """Yield batches of files analysed, in order; many are shared out among the processors."""
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if sum(map(len, batches)) < FEW_FILES or processes < 2:
        yield from map(analyse, batches)
        return
    # What analysing makes has no circles, and is so much that looking for them all the time takes a tenth of it.
    with ProcessPoolExecutor(processes, initializer=gc.set_threshold, initargs=(SELDOM,)) as pool:
        yield from pool.map(analyse, batches)
