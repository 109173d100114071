"""Who is heard where: what the index as a whole tells of its speakers.

In: an open index file's arrays. Out: for episodes their speakers, for speakers how much they say, where and what of.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index.file.context_windows import HOST, ContextWindows
from index.file.postings import MOST_MENTIONS
from index.ranking.postings_cache import PostingsCache
from index.rows import EpisodeEntry


class OpenIndex(Protocol):
    """What is looked at of an open index file."""

    contexts: ContextWindows
    postings: PostingsCache

    @property
    def speaker_ids(self) -> npt.NDArray[np.uint32]:
        """The speaker's number, passage by passage."""
        ...

    def rows(self, query: str, *values: Any) -> list[Any]:
        """Return the rows of a query."""
        ...


class Heard(Protocol):
    """What is known of an index's speakers, who go by their numbers."""

    def speakers_in(self, episode: EpisodeEntry) -> tuple[str, ...]:
        """Return who speaks in an episode, in the order in which they are heard first."""
        ...

    def counts(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return how many passages each speaker says, and how many of them as the host."""
        ...

    def titles(self, speaker: int) -> dict[int, Counter[str]]:
        """Return how many passages a speaker says under each heading ("" for none), by the number of the episode."""
        ...

    def mentions(self, speaker: int, terms: Sequence[str]) -> bool:
        """Tell whether any of a speaker's passages has one of some terms in its own words."""
        ...


class HeardInFile:
    """Looks at the arrays of an index file."""

    def __init__(self, reader: OpenIndex) -> None:
        self._reader = reader
        self._names = dict(reader.rows("SELECT id, name FROM speakers"))

    def speakers_in(self, episode: EpisodeEntry) -> tuple[str, ...]:
        """Return who speaks in an episode, in the order in which they are heard first."""
        spoken = self._reader.speaker_ids[episode.first_passage : episode.first_passage + episode.passages]
        return tuple(self._names[number] for number in dict.fromkeys(spoken.tolist()))

    def counts(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return how many passages each speaker says, and how many of them as the host."""
        said = np.bincount(self._reader.speaker_ids)
        of_host = (self._reader.contexts.traits & HOST) > 0
        hosted = np.bincount(self._reader.speaker_ids[of_host], minlength=len(said))
        return dict(enumerate(said.tolist())), dict(enumerate(hosted.tolist()))

    def titles(self, speaker: int) -> dict[int, Counter[str]]:
        """Return how many passages a speaker says under each heading ("" for none), by the number of the episode."""
        rows = self._reader.rows("SELECT episode, title, first_passage FROM sections ORDER BY id")
        said = np.flatnonzero(self._reader.speaker_ids == speaker)
        # An empty section begins where the next one does, which is the later of the two.
        sections = np.array([first for _, _, first in rows]).searchsorted(said, side="right") - 1
        found: dict[int, Counter[str]] = {}
        for section, count in Counter(sections.tolist()).items():
            episode, title, _ = rows[section]
            found.setdefault(episode, Counter())[title] += count
        return found

    def mentions(self, speaker: int, terms: Sequence[str]) -> bool:
        """Tell whether any of a speaker's passages has one of some terms in its own words."""
        postings, theirs = self._reader.postings, self._reader.speaker_ids == speaker
        for slot in postings.look_up(terms).slots.tolist():
            here = postings.places(slot)
            in_text = (postings.codes[here] & MOST_MENTIONS) > 0
            if theirs[postings.ids[here][in_text]].any():
                return True
        return False
