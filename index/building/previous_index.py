"""The index that is about to be replaced, as a source of episodes whose files have not changed.

In: the path of an index file. Out: a `PreviousIndex`: what it was made of, and its episodes' rows and postings.
"""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.file.errors import IndexFileError
from index.file.postings import MOST_MENTIONS, decode_all, shares
from index.file.reading import IndexFile, holds_people
from index.file.schema import PASSAGE_ARRAYS
from index.meaning.kept import graph_fits
from index.meaning.model import SentenceModel
from index.text.terms import WORD, bare
from index.transcripts.episode import path_text
from index.transcripts.sources import SourceFile

Keys = npt.NDArray[np.uint64]


class Outcome(NamedTuple):
    """What became of a source file: its episode's number and slug, or the problem with it."""

    episode: int | None
    slug: str | None
    problem: str
    failed: bool
    url: str = ""
    linked: bool = False


class PreviousIndex:
    """Reads a whole index of this version."""

    def __init__(self, path: Path) -> None:
        """Open the index; raise `IndexMissing` or `IndexUnusable`: nothing is taken over from a damaged one."""
        self.path = path
        self._file = IndexFile(path)
        self._rows = self._file.rows
        try:
            self._file.confirm()
            self._episodes = self._rows("SELECT first_passage, passages FROM episodes ORDER BY id")
        except IndexFileError:
            self.close()
            raise
        self.passages: int = sum(count for _, count in self._episodes)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @property
    def podcast(self) -> str:
        """The podcast's name as it tells it, "" where it tells none."""
        return self._file.meta.get("podcast", "")

    @cached_property
    def knows_people(self) -> bool:
        """Whether it holds who takes part in its episodes."""
        return holds_people(self._file)

    def holds_meanings_of(self, model: SentenceModel | None) -> bool:
        """Tell whether its vectors are that model's, with a graph if so many are to have one; for None, whether it has
        none.
        """
        meta = self._file.meta
        return meta.get("meaning") == (model.name if model else None) and (
            model is None or graph_fits(meta, self.passages)
        )

    @cached_property
    def sources(self) -> dict[tuple[str, int, int, str], Outcome]:
        """What became of each source file, by its `source_key`."""
        rows = self._rows("SELECT slug, id, url, url LIKE '%://%' OR recording <> '' FROM episodes")
        held = {slug: told for slug, *told in rows}
        outcomes = {}
        for path, size, modified, site, problem, failed, slug in self._rows("SELECT * FROM sources"):
            episode, url, linked = held.get(slug, (None, "", False))
            outcomes[path, size, modified, site] = Outcome(episode, slug, problem, bool(failed), url, bool(linked))
        return outcomes

    @cached_property
    def terms(self) -> list[str]:
        """The terms, in the order that `remaining` numbers them."""
        return [row[0] for row in self._rows("SELECT term FROM terms ORDER BY rowid")]

    @cached_property
    def passage_arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The arrays that have a number for each passage, by name."""
        return {name: self._file.array(name, kind) for name, kind in PASSAGE_ARRAYS.items()}

    def speaker_numbers(self) -> dict[str, int]:
        """Return the speakers' numbers by name."""
        return {name: number for number, name in self._rows("SELECT id, name FROM speakers")}

    def passages_of(self, first: int, end: int) -> range:
        """Return the passages of episodes `first` to `end` (not included)."""
        last_first, last_count = self._episodes[end - 1]
        return range(self._episodes[first][0], last_first + last_count)

    def sections_of(self, first: int, end: int) -> range:
        """Return the sections of episodes `first` to `end` (not included)."""
        query = "SELECT min(id), max(id) + 1 FROM sections WHERE episode >= ? AND episode < ?"
        low, high = self._rows(query, first, end)[0]
        return range(low or 0, high or 0)

    def remaining(self, moved: npt.NDArray[np.int64]) -> tuple[Keys, npt.NDArray[np.int64], Counter[str]]:
        """Return what is left of the index when its passages go where `moved` says (-1: nowhere; ascending else).

        The postings as sorted keys (term number, new passage, code), how many sections hold each term, and how often
        each word is said.
        """
        rows = self._rows("SELECT passages, sections, postings FROM terms ORDER BY rowid")
        counts = np.array([row[0] for row in rows], np.int64)
        sections = np.array([row[1] for row in rows], np.int64)
        starts = np.unique([row[0] for row in self._rows("SELECT first_passage FROM sections")])

        def moved_keys(share: slice) -> Keys:
            ids, codes = decode_all([row[2] for row in rows[share]], counts[share])
            terms = np.repeat(np.arange(share.start, share.stop), counts[share])
            places = moved[ids]
            gone = places < 0
            said = gone & ((codes & MOST_MENTIONS) > 0)  # episodes go as a whole, and so do sections
            sections[share] -= _sections_of(terms[said] - share.start, ids[said], starts, len(counts[share]))
            keys: npt.NDArray[np.int64] = (terms << 40) | (places << 8) | codes
            return (keys[~gone] if gone.any() else keys).view(np.uint64)

        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            keys = np.concatenate([np.empty(0, np.uint64), *pool.map(moved_keys, shares(counts))])
        return keys, sections, self._words_remaining(np.flatnonzero(moved < 0))

    def _words_remaining(self, gone: npt.NDArray[np.int64]) -> Counter[str]:
        words = Counter(self._file.words_said())
        if len(gone):
            query = "SELECT id, text FROM passages WHERE id >= ? AND id <= ?"
            leaving = set(gone.tolist())
            for number, text in self._rows(query, int(gone[0]), int(gone[-1])):
                if number in leaving:
                    words.subtract(map(bare, WORD.findall(text)))
        return words


def _sections_of(
    terms: npt.NDArray[np.int64], passages: npt.NDArray[np.int32], starts: npt.NDArray[np.int64], size: int
) -> npt.NDArray[np.int64]:
    """Count for each of `size` terms the sections among its passages; `starts` are the sections' first passages."""
    sections = starts.searchsorted(passages, side="right")
    pairs = np.unique(terms * (len(starts) + 1) + sections)
    return np.bincount(pairs // (len(starts) + 1), minlength=size)


def source_key(file: SourceFile) -> tuple[str, int, int, str]:
    """Return what tells whether a source file is as it was: path, size, time of change, site, what is beside it."""
    path = path_text(file.path)
    return (path, file.size, file.modified_ns, repr((file.site, file.described, file.captions)))
