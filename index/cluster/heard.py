"""Who is heard where, of an index on a cluster: its episodes' documents tell, and one count.

In: those documents, what counts. Out: the same as `index.heard` tells of a file.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from index.rows import EpisodeEntry

HOST_MARK = "h"  # before a heading, where the host speaks


class HeardOnCluster:
    """Knows the episodes' speakers, and asks for mentions."""

    def __init__(
        self, spoken: Sequence[Any], numbers: dict[str, int], mentions: Callable[[str, Sequence[str]], bool]
    ) -> None:
        """Take each episode's speakers with their headings, the speakers' numbers, and what tells whether a speaker
        mentions any of some terms.
        """
        self._spoken, self._numbers, self._mentions = spoken, numbers, mentions

    def speakers_in(self, episode: EpisodeEntry) -> tuple[str, ...]:
        """Return who speaks in an episode, in the order in which they are heard first."""
        return tuple(name for name, _ in self._spoken[episode.id])

    def counts(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return how many passages each speaker says, and how many of them as the host."""
        said = dict.fromkeys(self._numbers.values(), 0)
        hosted = dict(said)
        for episode in self._spoken:
            for name, counts in episode:
                number = self._numbers[name]
                said[number] += sum(count for _, count in counts)
                hosted[number] += sum(count for title, count in counts if title.startswith(HOST_MARK))
        return said, hosted

    def titles(self, speaker: int) -> dict[int, Counter[str]]:
        """Return how many passages a speaker says under each heading ("" for none), by the number of the episode."""
        found: dict[int, Counter[str]] = {}
        for number, episode in enumerate(self._spoken):
            for name, counts in episode:
                if self._numbers[name] == speaker:
                    told = found.setdefault(number, Counter())
                    for title, count in counts:
                        told[title[1:]] += count
        return found

    def mentions(self, speaker: int, terms: Sequence[str]) -> bool:
        """Tell whether any of a speaker's passages has one of some terms in its own words."""
        name = next(name for name, number in self._numbers.items() if number == speaker)
        return bool(terms) and self._mentions(name, terms)
