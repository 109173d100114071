"""An open index file: its rows, its arrays, and the two stages of ranking over them.

In: the path of an index file. Out: an `IndexReader`, which belongs to one thread and one build of the index.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.building.fragment import MOST_ALONE, shown_after, shown_before, unpacked
from index.file.context_windows import BACK, HOST
from index.file.errors import IndexFileError, IndexUnusable
from index.file.reading import IndexFile, OpenFile
from index.file.schema import MILLISECONDS
from index.heard import Heard, HeardInFile
from index.held_names import HeldNames
from index.meaning.kept import read_vectors
from index.meaning.model import Vectors
from index.meaning.vectors import Likeness, PassageVectors
from index.ranking.engine import open_ranking
from index.ranking.first_stage import Mask
from index.rows import EpisodeEntry, PassageEntry
from index.text.spelling import Spelling

WITH_SECTIONS = "passages CROSS JOIN sections ON sections.id = passages.section"  # the passages are looked up first


class IndexReader(HeldNames):
    """Reads one build of the index."""

    def __init__(self, path: Path) -> None:
        """Open the file; raise `IndexMissing` or `IndexUnusable`."""
        self._open(path, IndexFile(path))

    def _open(self, path: Path, file: OpenFile) -> None:
        self.path = path
        self._sections: dict[int, tuple[str, str]] = {}  # those of the passages that were shown
        self.file = file
        try:
            self._read()
        except Exception as error:
            self.close()
            if isinstance(error, IndexFileError):
                raise
            raise IndexUnusable(path, "is damaged") from error

    def _read(self) -> None:
        self._read_episodes()
        self.contexts, self.postings = open_ranking(self.file)

    def _read_episodes(self) -> None:
        columns = "id, slug, title, url, date, first_passage, passages, recording, sets_type"
        self.episodes = [EpisodeEntry(*row) for row in self.rows(f"SELECT {columns} FROM episodes ORDER BY id")]
        self._episode_starts = [episode.first_passage for episode in self.episodes]

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    @cached_property
    def spelling(self) -> Spelling:
        """The words of the index, to correct questions by."""
        return Spelling(lambda: self.words_said, self.postings.holds, self._names)

    @cached_property
    def vectors(self) -> PassageVectors:
        """The passages' vectors, of an index that has them; raises `IndexUnusable`."""
        try:
            return read_vectors(self.file, self.postings.size)
        except ValueError as error:
            raise IndexUnusable(self.path, f"is damaged (meanings: {error})") from error

    def likeness(self, meant: Vectors | None) -> Likeness | None:
        """Return how alike in meaning passages and a question are, given its vector; None without one."""
        return None if meant is None else self.vectors.likeness(meant)

    def passages(self, ids: Sequence[int]) -> list[PassageEntry]:
        """Return the rows of passages, in the order asked for."""
        places = ",".join("?" * len(ids))
        columns = "passages.id, sections.title, sections.anchor, passages.speaker, passages.text"
        rows = self.rows(f"SELECT {columns} FROM {WITH_SECTIONS} WHERE passages.id IN ({places})", *ids)
        by_id = {row[0]: row for row in rows}
        beside = self._beside(ids)
        return [
            PassageEntry(
                number,
                int(self._turns[number]),
                text,
                unpacked(int(self._fragments[number])),
                self._start(number),
                title,
                anchor,
                self._speaker_names[speaker],
                *beside.get(number, ("", "")),
            )
            for number, title, anchor, speaker, text in (by_id[number] for number in ids)
        ]

    def _beside(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return what the page shows before and after those of some passages whose links lean on it."""
        leaning = [number for number in ids if self._fragments[number] > MOST_ALONE]
        if not leaning:
            return {}
        wanted = sorted({beside for number in leaning for beside in (number - 1, number, number + 1)})
        query = f"SELECT id, section, speaker, text FROM passages WHERE id IN ({','.join('?' * len(wanted))})"
        rows = {row[0]: row for row in self.rows(query, *wanted)}
        told = {}
        for number in leaning:
            _, section, speaker, _ = rows[number]
            _, _, _, previous = rows.get(number - 1, (0, 0, 0, ""))
            _, opened, following_speaker, following = rows.get(number + 1, (0, section, speaker, ""))
            title = self.section(opened)[0] if opened != section else ""
            told[number] = (
                shown_before(previous if self.goes_on(number - 1) else None, self._speaker_names[speaker]),
                shown_after(self.goes_on(number), title, self._speaker_names[following_speaker], following),
            )
        return told

    def texts_under_headings(self, ids: Sequence[int]) -> list[tuple[int, str, str]]:
        """Return the ids of passages with their texts and their sections' titles, in the order asked for."""
        places = ",".join("?" * len(ids))
        columns = "passages.id, passages.text, sections.title"
        rows = self.rows(f"SELECT {columns} FROM {WITH_SECTIONS} WHERE passages.id IN ({places})", *ids)
        by_id = {row[0]: row for row in rows}
        return [by_id[number] for number in ids]

    def answers_before(self, passage: int) -> int:
        """Return how many passages of its section before one are no host's, -1 for a host's."""
        contexts = self.contexts
        if contexts.traits[passage] & HOST:
            return -1
        start = contexts.section_starts[contexts.section_starts.searchsorted(passage, side="right") - 1]
        return int(passage - start - np.count_nonzero(contexts.traits[start:passage] & HOST))

    def hosts_passages_before(self, ids: Sequence[int]) -> dict[int, int]:
        """Return, by passage, what the host says right before it, where it is another's and the host does."""
        traits = self.contexts.traits
        return {
            passage: passage - 1
            for passage in ids
            if not traits[passage] & HOST and int(traits[passage] & BACK) == 1 and traits[passage - 1] & HOST
        }

    def goes_on(self, passage: int) -> bool:
        """Tell whether the turn that a passage belongs to goes on in the next one."""
        after = passage + 1
        starts = self._episode_starts
        if not 0 < after < self.postings.size or starts[bisect_left(starts, after, hi=len(starts) - 1)] == after:
            return False
        return bool(self._turns[after] == self._turns[passage])

    @cached_property
    def heard(self) -> Heard:
        """Who is heard where."""
        return HeardInFile(self)

    def begin(self, *texts: str) -> None:
        """Tell that something new is asked, of these texts; a file has nothing to do."""

    def gather(self, terms: Sequence[str], k: int, allowed: Mask | None, meant: Vectors | None) -> Mask | None:
        """Bring within reach the `k` passages best by some terms and those nearest to a vector, with what stands around
        them, and return which may be found; in a file all may.
        """
        return allowed

    def gather_words(self, terms: Sequence[str], episode: str | None) -> None:
        """Bring within reach the passages (of an episode) that hold most of some terms in their own words; raise
        `UnknownName`. In a file all are.
        """

    def reach(self, passages: Sequence[int]) -> None:
        """Bring within reach passages with what stands around them; in a file all are."""

    def speaker_of(self, passage: int) -> str:
        """Return who says a passage."""
        return self._speaker_names[int(self.speaker_ids[passage])]

    def texts(self, ids: Sequence[int]) -> list[tuple[int, str]]:
        """Return the ids of passages with their texts alone, in the order asked for."""
        places = ",".join("?" * len(ids))
        by_id = dict(self.rows(f"SELECT id, text FROM passages WHERE id IN ({places})", *ids))
        return [(number, by_id[number]) for number in ids]

    def shown_in(self, episode: EpisodeEntry, passages: int) -> Iterator[tuple[str, int, bool, str]]:
        """Yield an episode's first passages in page order: text, number of the section, whether it opens a turn,
        speaker.
        """
        here = slice(episode.first_passage, episode.first_passage + min(passages, episode.passages))
        query = "SELECT text, section, speaker FROM passages WHERE id >= ? AND id < ? ORDER BY id"
        turns = self._turns[here].astype(np.int64)
        opens = np.diff(turns, prepend=-1) != 0
        for (text, section, speaker), opening in zip(
            self.rows(query, here.start, here.stop), opens.tolist(), strict=True
        ):
            yield text, section, opening, self._speaker_names[speaker]

    def _start(self, passage: int) -> float | None:
        """Return the second at which a passage begins, if it is known."""
        kept = int(self._starts[passage])
        return (kept - 1) / MILLISECONDS if kept else None

    @cached_property
    def _starts(self) -> npt.NDArray[Any]:
        return self.passage_array("starts")

    @cached_property
    def _fragments(self) -> npt.NDArray[Any]:
        return self.passage_array("fragments")

    @cached_property
    def _turns(self) -> npt.NDArray[Any]:
        return self.passage_array("turns")

    def section(self, number: int) -> tuple[str, str]:
        """Return a section's title and anchor."""
        known = self._sections.get(number)
        if known is None:
            known = self.rows("SELECT title, anchor FROM sections WHERE id = ?", number)[0]
            self._sections[number] = known
        return known

    def _names(self) -> list[str]:
        speakers = [name for (name,) in self.rows("SELECT name FROM speakers")]
        return [*speakers, *(episode.title for episode in self.episodes)]
