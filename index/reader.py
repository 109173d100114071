"""An open index file: its rows, its arrays, and the two stages of ranking over them.

In: the path of an index file. Out: an `IndexReader`, which belongs to one thread and one build of the index.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.answer import UnknownName
from index.building.fragment import MOST_ALONE, shown_after, shown_before, unpacked
from index.file.errors import IndexFileError, IndexUnusable
from index.file.reading import IndexFile
from index.file.schema import MILLISECONDS, PASSAGE_ARRAYS
from index.meaning.vectors import PassageVectors
from index.near_names import unknown
from index.ranking.engine import open_ranking
from index.rows import EpisodeEntry, PassageEntry
from index.text.spelling import Spelling
from index.text.terms import WORD, fold


class IndexReader:
    """Reads one build of the index."""

    def __init__(self, path: Path) -> None:
        """Open the file; raise `IndexMissing` or `IndexUnusable`."""
        self.path = path
        self._sections: dict[int, tuple[str, str]] = {}  # those of the passages that were shown
        self.file = IndexFile(path)
        try:
            self._read()
        except Exception as error:
            self.close()
            if isinstance(error, IndexFileError):
                raise
            raise IndexUnusable(path, "is damaged") from error

    def _read(self) -> None:
        columns = "id, slug, title, url, date, first_passage, passages, recording, sets_type"
        self.episodes = [EpisodeEntry(*row) for row in self.rows(f"SELECT {columns} FROM episodes ORDER BY id")]
        self._episode_starts = [episode.first_passage for episode in self.episodes]
        self.contexts, self.postings = open_ranking(self.file)

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def rows(self, query: str, *values: Any) -> list[Any]:
        """Return the rows of a query; raise `IndexUnusable` where the file cannot be read."""
        return self.file.rows(query, *values)

    @cached_property
    def spelling(self) -> Spelling:
        """The words of the index, to correct questions by."""
        return Spelling(lambda: self.words_said, self.postings.holds, self._names)

    @cached_property
    def vectors(self) -> PassageVectors:
        """The passages' vectors, of an index that has them; raises `IndexUnusable`."""
        vectors = PassageVectors([row[0] for row in self.rows("SELECT vector FROM meanings ORDER BY id")])
        if len(vectors) != self.postings.size:
            raise IndexUnusable(self.path, "is damaged (table meanings)")
        return vectors

    @cached_property
    def words_said(self) -> dict[str, int]:
        """How often each word is said, bare."""
        return self.file.words_said()

    @cached_property
    def made_words(self) -> frozenset[str]:
        """The words of the index that are made of two others."""
        return frozenset(self.file.data("compounds").decode().split("\n"))

    @cached_property
    def speaker_words(self) -> frozenset[str]:
        """The words of the speakers' names, folded, without apostrophes."""
        names = (fold(name).replace("'", "") for (name,) in self.rows("SELECT name FROM speakers"))
        return frozenset(word for name in names for word in re.findall(r"\w+", name))

    @cached_property
    def speakers_by_word(self) -> dict[str, dict[int, str]]:
        """The speakers (number and name) of whose names a word is one, by the word case-folded; no initials."""
        found: dict[str, dict[int, str]] = {}
        for number, name in self._speaker_names.items():
            for word in WORD.findall(name):
                if len(word) > 1 and word[0].isupper():
                    found.setdefault(word.casefold(), {})[number] = name
        return found

    @cached_property
    def speaker_ids(self) -> npt.NDArray[np.uint32]:
        """The speaker's number, passage by passage."""
        return self._passage_array("speakers")

    def passages(self, ids: Sequence[int]) -> list[PassageEntry]:
        """Return the rows of passages, in the order asked for."""
        places = ",".join("?" * len(ids))
        rows = self.rows(
            f"SELECT id, section, speaker, text FROM passages WHERE id IN ({places})",
            *ids,
        )
        by_id = {row[0]: row for row in rows}
        beside = self._beside(ids)
        return [
            PassageEntry(
                number,
                int(self._turns[number]),
                text,
                unpacked(int(self._fragments[number])),
                self._start(number),
                *self.section(section),
                self._speaker_names[speaker],
                *beside.get(number, ("", "")),
            )
            for number, section, speaker, text in (by_id[number] for number in ids)
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
        rows = self.rows(f"SELECT id, section, text FROM passages WHERE id IN ({places})", *ids)
        by_id = {number: (number, text, self.section(section)[0]) for number, section, text in rows}
        return [by_id[number] for number in ids]

    def goes_on(self, passage: int) -> bool:
        """Tell whether the turn that a passage belongs to goes on in the next one."""
        after = passage + 1
        inside = 0 < after < self.postings.size and after not in self._episode_starts
        return inside and bool(self._turns[after] == self._turns[passage])

    def speaker_of(self, passage: int) -> str:
        """Return who says a passage."""
        return self._speaker_names[int(self.speaker_ids[passage])]

    def texts(self, ids: Sequence[int]) -> list[tuple[int, str]]:
        """Return the ids of passages with their texts alone, in the order asked for."""
        places = ",".join("?" * len(ids))
        by_id = dict(self.rows(f"SELECT id, text FROM passages WHERE id IN ({places})", *ids))
        return [(number, by_id[number]) for number in ids]

    def shown_in(self, episode: EpisodeEntry) -> Iterator[tuple[str, int, bool, str]]:
        """Yield an episode's passages in page order: text, number of the section, whether it opens a turn, speaker."""
        here = slice(episode.first_passage, episode.first_passage + episode.passages)
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
        return self._passage_array("starts")

    @cached_property
    def _fragments(self) -> npt.NDArray[Any]:
        return self._passage_array("fragments")

    @cached_property
    def _turns(self) -> npt.NDArray[Any]:
        return self._passage_array("turns")

    def _passage_array(self, name: str) -> npt.NDArray[Any]:
        return self.file.array(name, PASSAGE_ARRAYS[name])

    def section(self, number: int) -> tuple[str, str]:
        """Return a section's title and anchor."""
        known = self._sections.get(number)
        if known is None:
            known = self.rows("SELECT title, anchor FROM sections WHERE id = ?", number)[0]
            self._sections[number] = known
        return known

    @cached_property
    def _speaker_names(self) -> dict[int, str]:
        return dict(self.rows("SELECT id, name FROM speakers"))

    def episode_of(self, passage: int) -> EpisodeEntry:
        """Return the episode that a passage belongs to."""
        return self.episodes[bisect_right(self._episode_starts, passage) - 1]

    def episode(self, name: str) -> EpisodeEntry:
        """Return the episode of that slug or title, whatever case and accents; raise `UnknownName`."""
        wanted = fold(name.strip().strip("/"))
        for episode in self.episodes:
            if wanted in (fold(episode.slug), fold(episode.title)):
                return episode
        raise unknown("episode", name, [episode.slug for episode in self.episodes])

    def passage_at(self, episode: str, position: int) -> int:
        """Return the number of the passage at a position (from 0) of an episode; raise `UnknownName`."""
        entry = self.episode(episode)
        if not 0 <= position < entry.passages:
            raise UnknownName("passage", f"{episode}:{position}", [])
        return entry.first_passage + position

    def allowed(self, episode: str | None, speaker: str | None) -> npt.NDArray[np.bool_] | None:
        """Return which passages the filters leave (None: all); raise `UnknownName`."""
        if episode is None and speaker is None:
            return None
        allowed = np.ones(self.postings.size, bool)
        if episode is not None:
            entry = self.episode(episode)
            allowed[: entry.first_passage] = False
            allowed[entry.first_passage + entry.passages :] = False
        if speaker is not None:
            names = self.rows("SELECT id, name FROM speakers")
            wanted = [number for number, name in names if fold(name) == fold(speaker.strip())]
            if not wanted:
                raise unknown("speaker", speaker, [name for _, name in names])
            allowed &= np.isin(self.speaker_ids, wanted)
        return allowed

    def _names(self) -> list[str]:
        speakers = [name for (name,) in self.rows("SELECT name FROM speakers")]
        return [*speakers, *(episode.title for episode in self.episodes)]
