"""What an open index holds, by name and place: episodes, speakers, words, and which passages a filter leaves.

In: an open index file. Out: rows and arrays, and numbers for names.
"""

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.answer import UnknownName
from index.file.reading import OpenFile, holds_people
from index.file.schema import PASSAGE_ARRAYS
from index.near_names import unknown
from index.rows import EpisodeEntry, Introduction
from index.text.terms import WORD, fold, without_apostrophes


class HeldNames:
    """Looks up what goes by a name or a number; `index.reader` adds the passages and the ranking."""

    path: Path
    file: OpenFile
    episodes: list[EpisodeEntry]
    _episode_starts: list[int]

    def rows(self, query: str, *values: Any) -> list[Any]:
        """Return the rows of a query; raise `IndexUnusable` where the file cannot be read."""
        return self.file.rows(query, *values)

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
    def introductions(self) -> list[Introduction]:
        """What is said of the episodes, in their order, then who is said to take part in them."""
        rows = self.rows("SELECT title, description FROM episodes ORDER BY id")
        said = [(episode, text) for episode, row in zip(self.episodes, rows, strict=True) for text in row if text]
        said += [(self.episodes[number], name) for number, names in self.people().items() for name in names]
        return [Introduction(episode, text, without_apostrophes(fold(text))) for episode, text in said]

    def people(self) -> dict[int, list[str]]:
        """Return who is said to take part in episodes, by their numbers; an older index does not tell."""
        known = holds_people(self.file)
        found: dict[int, list[str]] = {}
        for number, name in self.rows("SELECT episode, name FROM people ORDER BY rowid") if known else ():
            found.setdefault(number, []).append(name)
        return found

    @cached_property
    def speaker_ids(self) -> npt.NDArray[np.uint32]:
        """The speaker's number, passage by passage."""
        return self.passage_array("speakers")

    def passage_array(self, name: str) -> npt.NDArray[Any]:
        """Return an array of the file that has a number for each passage (see `PASSAGE_ARRAYS`)."""
        return self.file.array(name, PASSAGE_ARRAYS[name])

    @cached_property
    def _speaker_names(self) -> dict[int, str]:
        return dict(self.rows("SELECT id, name FROM speakers"))

    def words_spoken(self) -> int:
        """Return how many words all passages have."""
        query = "SELECT coalesce(sum(length(text) - length(replace(text, ' ', '')) + 1), 0) FROM passages"
        spoken: int = self.rows(query)[0][0]
        return spoken

    def size_bytes(self) -> int:
        """Return how much room the index takes."""
        return self.path.stat().st_size

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
        allowed = np.ones(len(self.speaker_ids), bool)
        if episode is not None:
            entry = self.episode(episode)
            allowed[: entry.first_passage] = False
            allowed[entry.first_passage + entry.passages :] = False
        if speaker is not None:
            allowed &= np.isin(self.speaker_ids, [*self.speakers_named(speaker)])
        return allowed

    def speakers_named(self, name: str) -> dict[int, str]:
        """Return the speakers (number and label) of a label, whatever case and accents; raise `UnknownName`."""
        names = self.rows("SELECT id, name FROM speakers")
        wanted = {number: label for number, label in names if fold(label) == fold(name.strip())}
        if not wanted:
            raise unknown("speaker", name, [label for _, label in names])
        return wanted
