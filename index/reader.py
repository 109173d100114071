"""An open index file: its rows, its arrays, and the two stages of ranking over them.

In: the path of an index file. Out: an `IndexReader`, which belongs to one thread and one build of the index.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy.typing as npt

from index.file.context_windows import BACK, HOST
from index.file.errors import IndexFileError, IndexUnusable
from index.file.reading import IndexFile, OpenFile
from index.file.schema import MILLISECONDS
from index.heard import Heard, HeardInFile
from index.held_names import HeldNames
from index.links import Span
from index.meaning.vectors import PassageVectors
from index.ranking.engine import open_ranking
from index.ranking.first_stage import Mask
from index.rows import EpisodeEntry, PassageEntry
from index.text.spelling import Spelling

SHORT_REMARK = 8  # words
FOLLOWING_WORDS = 6


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
        columns = "id, slug, title, url, date, first_passage, passages, recording"
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
        vectors = PassageVectors([row[0] for row in self.rows("SELECT vector FROM meanings ORDER BY id")])
        if len(vectors) != self.postings.size:
            raise IndexUnusable(self.path, "is damaged (table meanings)")
        return vectors

    def passages(self, ids: Sequence[int]) -> list[PassageEntry]:
        """Return the rows of passages, in the order asked for."""
        places = ",".join("?" * len(ids))
        rows = self.rows(
            f"SELECT id, section, speaker, text FROM passages WHERE id IN ({places})",
            *ids,
        )
        by_id = {row[0]: row for row in rows}
        following = self._following([row[0] for row in rows if self._is_short_remark(row[0], row[3])])
        return [
            PassageEntry(
                number,
                int(self._turns[number]),
                text,
                self._fragment(number),
                self._start(number),
                *self._section(section),
                self._speaker_names[speaker],
                following.get(number, ""),
            )
            for number, section, speaker, text in (by_id[number] for number in ids)
        ]

    def _is_short_remark(self, passage: int, text: str) -> bool:
        return not self._fragments[1][passage] and "\n" not in text and text.count(" ") < SHORT_REMARK

    def _following(self, passages: Sequence[int]) -> dict[int, str]:
        """Return what a page shows next after each of some passages: a label and the first words, or a heading."""
        wanted = [number + 1 for number in passages if number + 1 < self.postings.size]
        places = ",".join("?" * len(wanted))
        query = f"SELECT id, section, speaker, text FROM passages WHERE id IN ({places})"
        told = {}
        for number, section, speaker, text in self.rows(query, *wanted) if wanted else ():
            starts = self.contexts.section_starts
            opens = starts[starts.searchsorted(number)] == number
            title, name = self._section(section)[0], self._speaker_names[speaker]
            if number not in self._episode_starts and (title if opens else name):
                told[number - 1] = " ".join((title if opens else f"{name}: {text}").split()[:FOLLOWING_WORDS])
        return told

    def texts_under_headings(self, ids: Sequence[int]) -> list[tuple[int, str, str]]:
        """Return the ids of passages with their texts and their sections' titles, in the order asked for."""
        places = ",".join("?" * len(ids))
        rows = self.rows(f"SELECT id, section, text FROM passages WHERE id IN ({places})", *ids)
        by_id = {number: (number, text, self._section(section)[0]) for number, section, text in rows}
        return [by_id[number] for number in ids]

    def answers_before(self, passage: int) -> int:
        """Return how many passages of its section before one are no host's, -1 for a host's."""
        contexts = self.contexts
        if contexts.traits[passage] & HOST:
            return -1
        start = contexts.section_starts[contexts.section_starts.searchsorted(passage, side="right") - 1]
        return int(((contexts.traits[start:passage] & HOST) == 0).sum())

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
        inside = after < self.postings.size and after not in self._episode_starts
        return inside and bool(self._turns[after] == self._turns[passage])

    @cached_property
    def heard(self) -> Heard:
        """Who is heard where."""
        return HeardInFile(self)

    def begin(self, *texts: str) -> None:
        """Tell that something new is asked, of these texts; a file has nothing to do."""

    def gather(self, terms: Sequence[str], k: int, allowed: Mask | None) -> Mask | None:
        """Bring within reach the `k` passages best by some terms, with what stands around them, and return which may be
        found; in a file all may.
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

    def _fragment(self, passage: int) -> Span | None:
        """Return which of a passage's words a link to it highlights, if any."""
        starts, lengths = self._fragments
        length = int(lengths[passage])
        return Span(int(starts[passage]), length) if length else None

    def _start(self, passage: int) -> float | None:
        """Return the second at which a passage begins, if it is known."""
        kept = int(self._starts[passage])
        return (kept - 1) / MILLISECONDS if kept else None

    @cached_property
    def _starts(self) -> npt.NDArray[Any]:
        return self.passage_array("starts")

    @cached_property
    def _fragments(self) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        return self.passage_array("fragment_starts"), self.passage_array("fragment_lengths")

    @cached_property
    def _turns(self) -> npt.NDArray[Any]:
        return self.passage_array("turns")

    def _section(self, number: int) -> tuple[str, str]:
        """Return a section's title and anchor."""
        known = self._sections.get(number)
        if known is None:
            known = self.rows("SELECT title, anchor FROM sections WHERE id = ?", number)[0]
            self._sections[number] = known
        return known

    def _names(self) -> list[str]:
        speakers = [name for (name,) in self.rows("SELECT name FROM speakers")]
        return [*speakers, *(episode.title for episode in self.episodes)]
