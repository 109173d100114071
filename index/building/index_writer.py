"""Analysed episodes → the rows, postings and arrays of an index file.

In: episodes one after another, new ones and ones taken over from the previous index. Out: a complete SQLite file.
Passages are numbered from 0 in that order, so that an episode's, and a section's, stand in one run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.building.analysis import AnalysedFiles, EpisodeRow
from index.building.passage_table import PassageTable
from index.building.previous_index import Keys, PreviousIndex
from index.building.term_rows import filling_pages, term_rows
from index.file.context_windows import average_window, section_bounds
from index.file.integrity import read_only
from index.file.schema import MILLISECONDS, PASSAGE_ARRAYS, create, deflated, insert, packed
from index.text.compounds import compounds

Tally = tuple[npt.NDArray[np.int64], npt.NDArray[Any]]  # distinct numbers, and a count for each

PASSAGES_TAKEN_OVER = """
    INSERT INTO passages SELECT id + ?, section + ?, speaker, text
    FROM previous.passages WHERE id >= ? AND id < ? ORDER BY id
"""
SECTIONS_TAKEN_OVER = """
    INSERT INTO sections SELECT id + ?, episode + ?, level, title, anchor, parents, first_passage + ?
    FROM previous.sections WHERE episode >= ? AND episode < ? ORDER BY id
"""
EPISODES_TAKEN_OVER = """
    INSERT INTO episodes SELECT id + ?, slug, title, url, date, description, first_passage + ?, passages, recording,
           sets_type, unsaid
    FROM previous.episodes WHERE id >= ? AND id < ? ORDER BY id
"""

PEOPLE_TAKEN_OVER = """
    INSERT INTO people SELECT episode + ?, name FROM previous.people WHERE episode >= ? AND episode < ? ORDER BY rowid
"""


class IndexWriter:
    """Writes one index file; call `add` and `take_over` for the episodes in order, then `finish`."""

    def __init__(self, path: Path, previous: PreviousIndex | None = None) -> None:
        """Create the file; `previous` is the index that episodes are taken over from."""
        self.episodes = self.passages = self._sections = 0
        self._connection = create(path).conn
        self._previous = previous
        self._speakers: dict[str, int] = previous.speaker_numbers() if previous else {}
        if previous:
            self._connection.execute("ATTACH ? AS previous", (read_only(previous.path),))
        # Terms of the previous index come first, in its order: so its postings stay sorted.
        self._terms: dict[str, int] = {term: n for n, term in enumerate(previous.terms)} if previous else {}
        self._section_counts: list[Tally] = []
        self._words: dict[str, int] = {}
        self._word_counts: list[Tally] = []
        self._new_keys: list[Keys] = []
        self._arrays: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in PASSAGE_ARRAYS}
        self._run: list[int] = []  # episodes of the previous index still to be copied, one after another
        # Where each passage of the previous index goes, -1 for one that is gone.
        self._moved = np.full(previous.passages if previous else 0, -1, np.int64)
        self._connection.execute("BEGIN")

    @property
    def empty(self) -> bool:
        """Whether no episode was given yet."""
        return not self.episodes and not self._run

    def add(self, analysed: AnalysedFiles) -> None:
        """Write newly analysed episodes."""
        self._copy_run()
        rows, columns, postings = analysed.rows, analysed.passages, analysed.postings
        insert(self._connection, "episodes", self._episode_rows(rows, columns))
        people = ((number, name) for number, row in enumerate(rows, self.episodes) for name in row.people)
        insert(self._connection, "people", people)
        insert(self._connection, "sections", self._section_rows(rows, columns))
        speaker_ids = self._speaker_numbers(columns.names)[columns.speakers]
        insert(self._connection, "passages", self._passage_rows(columns, speaker_ids))
        terms = _numbers_in(self._terms, postings.terms)
        self._new_keys.append(
            _keys(terms[postings.entry_terms], postings.entry_passages + self.passages, postings.entry_codes)
        )
        self._section_counts.append((terms, postings.section_counts))
        self._word_counts.append((_numbers_in(self._words, postings.words), postings.word_counts))
        self._note_passages(
            lengths=postings.lengths,
            traits=columns.traits,
            speakers=speaker_ids,
            turns=columns.turns,
            fragments=columns.fragments,
            starts=np.nan_to_num(np.rint(columns.starts * MILLISECONDS) + 1).astype(np.int64),
        )
        self.episodes += len(rows)
        self.passages += len(columns)
        self._sections += sum(len(row.sections) for row in rows)

    def take_over(self, episode: int) -> None:
        """Take an episode (its number there) over from the previous index."""
        assert self._previous is not None
        if self._run and self._run[-1] + 1 != episode:
            self._copy_run()
        self._run.append(episode)

    def finish(self, sources: Iterable[tuple[Any, ...]], meta: Mapping[str, str]) -> None:
        """Write what is known of the sources, the meta table, and everything that waits for all episodes; close."""
        self._copy_run()
        keys = np.concatenate([np.empty(0, np.uint64), *self._new_keys])
        self._new_keys.clear()
        keys.sort()
        if self._previous:
            kept, sections, words = self._previous.remaining(self._moved)
            keys = np.insert(kept, np.searchsorted(kept, keys), keys)
            self._section_counts.append((np.arange(len(sections)), sections))
            self._word_counts.append((_numbers_in(self._words, words), np.array([*words.values()], np.int64)))
        names = list(self._terms)
        sections_of = _summed(self._section_counts, len(names))
        insert(self._connection, "terms", filling_pages(term_rows(names, keys, sections_of)))
        self._write_arrays()
        insert(self._connection, "sources", sources)
        firsts = (row[0] for row in self._connection.execute("SELECT first_passage FROM sections"))
        average = average_window(np.concatenate(self._arrays["lengths"]), section_bounds(firsts, self.passages))
        insert(self._connection, "meta", [*meta.items(), ("average_window", repr(average))])
        self._connection.execute("COMMIT")
        self.close()

    def _speaker_numbers(self, names: Sequence[str]) -> npt.NDArray[np.int64]:
        """Return the speakers' numbers; those of the previous index may have gaps, where somebody is heard no more."""
        for name in names:
            if name not in self._speakers:
                self._speakers[name] = max(self._speakers.values(), default=-1) + 1
        return np.array([self._speakers[name] for name in names], np.int64)

    def close(self) -> None:
        """Close the file, finished or not."""
        self._connection.close()

    def _episode_rows(self, rows: Sequence[EpisodeRow], columns: PassageTable) -> Iterator[tuple[Any, ...]]:
        firsts, counts = _runs(columns.episodes, len(rows))
        for number, (row, first, count) in enumerate(zip(rows, firsts, counts, strict=True), start=self.episodes):
            begin = self.passages + first
            told = (row.slug, row.title, row.url, row.date, row.description, begin, count, row.recording)
            yield (number, *told, row.sets_type, row.unsaid)

    def _section_rows(self, rows: Sequence[EpisodeRow], columns: PassageTable) -> Iterator[tuple[Any, ...]]:
        sections = [(number, section) for number, row in enumerate(rows, self.episodes) for section in row.sections]
        firsts, _ = _runs(columns.sections, len(sections))
        for number, ((episode, section), first) in enumerate(zip(sections, firsts, strict=True), start=self._sections):
            parents = " › ".join(section.parents)
            yield number, episode, section.level, section.title, section.anchor, parents, self.passages + first

    def _passage_rows(self, columns: PassageTable, speaker_ids: npt.NDArray[Any]) -> Iterator[tuple[Any, ...]]:
        return zip(
            range(self.passages, self.passages + len(columns)),
            (columns.sections + self._sections).tolist(),
            speaker_ids.tolist(),
            columns.texts,
            strict=True,
        )

    def _note_passages(self, **arrays: npt.NDArray[Any]) -> None:
        """Keep what goes into the arrays that have a number for each passage."""
        for name, numbers in arrays.items():
            self._arrays[name].append(numbers)

    def _copy_run(self) -> None:
        """Copy the waiting episodes of the previous index: only their numbers change."""
        if not self._run or not self._previous:
            return
        first, end = self._run[0], self._run[-1] + 1
        passages, sections = self._previous.passages_of(first, end), self._previous.sections_of(first, end)
        moved, shifted = self.passages - passages.start, self._sections - sections.start
        run = (first, end)
        execute = self._connection.execute
        execute(EPISODES_TAKEN_OVER, (self.episodes - first, moved, *run))
        if self._previous.knows_people:
            execute(PEOPLE_TAKEN_OVER, (self.episodes - first, *run))
        execute(SECTIONS_TAKEN_OVER, (shifted, self.episodes - first, moved, *run))
        execute(PASSAGES_TAKEN_OVER, (moved, shifted, passages.start, passages.stop))
        here = slice(passages.start, passages.stop)
        self._moved[here] = np.arange(self.passages, self.passages + len(passages))
        self._note_passages(**{name: numbers[here] for name, numbers in self._previous.passage_arrays.items()})
        self.episodes += end - first
        self.passages += len(passages)
        self._sections += len(sections)
        self._run.clear()

    def _write_arrays(self) -> None:
        heard = set(np.unique(np.concatenate(self._arrays["speakers"])).tolist())
        names = [(number, name) for name, number in self._speakers.items() if number in heard]
        insert(self._connection, "speakers", names)
        counts = _summed(self._word_counts, len(self._words)).tolist()
        said = sorted((word, count) for word, count in zip(self._words, counts, strict=True) if count)
        kinds = PASSAGE_ARRAYS.items()
        arrays = [(name, packed(np.concatenate(self._arrays[name]), kind)) for name, kind in kinds]
        arrays.append(("compounds", deflated("\n".join(compounds(dict(said))).encode())))
        arrays.append(("words", deflated("\n".join(word for word, _ in said).encode())))
        arrays.append(("word_counts", packed(np.array([count for _, count in said], np.int64), "<u4")))
        insert(self._connection, "arrays", arrays)


def _numbers_in(known: dict[str, int], names: Iterable[str]) -> npt.NDArray[np.int64]:
    """Return the numbers of some names, the next free ones for those not known yet."""
    return np.array([known.setdefault(name, len(known)) for name in names], np.int64)


def _runs(numbers: npt.NDArray[np.int32], size: int) -> tuple[list[int], list[int]]:
    """Return where the run of each number from 0 to `size` (not included) begins, and how long it is."""
    counts = np.bincount(numbers, minlength=size)
    return (np.cumsum(counts) - counts).tolist(), counts.tolist()


def _summed(tallies: Iterable[Tally], size: int) -> npt.NDArray[np.int64]:
    """Add up, number by number, what many episodes count."""
    total = np.zeros(size, np.int64)
    for numbers, counts in tallies:
        total[numbers] += counts
    return total


def _keys(terms: npt.NDArray[np.int64], passages: npt.NDArray[Any], codes: npt.NDArray[np.uint8]) -> Keys:
    """Return postings as sortable numbers: the term above, the passage in 32 bits, the code in the lowest 8."""
    return ((terms << 40) | (passages.astype(np.int64) << 8) | codes).view(np.uint64)
