"""Runs of words as people quote them: with words left out between, remarks joined, fillers dropped; very short, long.

In: an open index and a source of chance. Out: for each way of quoting some `Quoted`: the text, where its words begin,
and of what kind it is.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.quotes.alignment import PAIRS
from index.quotes.wording import words_of
from index.search import Searcher

FILLERS = frozenset(["actually", "basically", "like", "uh", "um"])


class Said(NamedTuple):
    """A word as it is written and folded, and the position of its passage in the episode."""

    written: str
    folded: str
    position: int


@dataclass(frozen=True)
class Quoted:
    """A quotation, the episode, the positions of the passages in which its remarks begin, and its kind."""

    text: str
    episode: str
    begins: tuple[int, ...]
    kind: str


def said_words(searcher: Searcher) -> dict[str, list[Said]]:
    """Return all the words of each episode, by its slug."""
    return {
        summary.slug: [
            Said(word.written, word.folded, passage.position)
            for passage in searcher.around(summary.slug, 0, after=1_000_000)
            for word in words_of(passage.text)
        ]
        for summary in searcher.episodes()
    }


class Quoting:
    """Quotes words of the episodes in the ways that people do."""

    def __init__(self, episodes: Mapping[str, Sequence[Said]], chance: random.Random) -> None:
        self._episodes = episodes
        self._chance = chance
        self.ways: Mapping[str, Callable[[], Quoted]] = {
            "4 words": lambda: self._whole(4, 4),
            "60 to 150 words": lambda: self._whole(60, 150),
            "words left out, “…” or “[…]”": self._elided,
            "the same, 60 to 300 words": self._far_apart,
            "a word mended, “[the model]”": self._mended,
            "fillers and stutters dropped": self._without_fillers,
            "two remarks of an episode, “…” between": lambda: self._joined(" … "),
            "two remarks, a full stop between": lambda: self._joined(". "),
            "two remarks, nothing between": lambda: self._joined(" "),
        }

    def _run(self, fewest: int, most: int, episode: str | None = None) -> tuple[str, list[Said]]:
        slug = episode or self._chance.choice(sorted(self._episodes))
        words = self._episodes[slug]
        begin = self._chance.randrange(len(words) - most)
        return slug, list(words[begin : begin + self._chance.randint(fewest, most)])

    def _whole(self, fewest: int, most: int) -> Quoted:
        slug, words = self._run(fewest, most)
        return Quoted(_text(words), slug, (words[0].position,), "exact")

    def _elided(self) -> Quoted:
        slug, words = self._run(20, 60)
        gap = self._chance.randint(5, len(words) - 12)
        mark = self._chance.choice((" … ", " ... ", " [...] "))
        rest = words[gap + self._chance.randint(2, min(25, len(words) - gap - 5)) :]
        return Quoted(_text(words[:gap]) + mark + _text(rest), slug, (words[0].position,), "close")

    def _far_apart(self) -> Quoted:
        slug, words = self._run(110, 340)
        return Quoted(f"{_text(words[:15])} … {_text(words[-15:])}", slug, (words[0].position,), "close")

    def _mended(self) -> Quoted:
        slug, words = self._run(10, 40)
        place = self._chance.randint(2, len(words) - 4)
        text = f"{_text(words[:place])} [the model] {_text(words[place + 1 :])}"
        return Quoted(text, slug, (words[0].position,), "close")

    def _joined(self, mark: str) -> Quoted:
        slug, first = self._run(8, 25)
        _, second = self._run(8, 25, slug)
        return Quoted(_text(first) + mark + _text(second), slug, (first[0].position, second[0].position), "close")

    def _without_fillers(self) -> Quoted:
        while True:
            slug, words = self._run(10, 60)
            kept = [words[0], *_kept(words), words[-1]]
            if len(words) - len(kept) >= 2:
                return Quoted(_text(kept), slug, (words[0].position,), "close")


def _kept(words: Sequence[Said]) -> Iterator[Said]:
    """Yield the words between the first and the last that are no fillers and come not twice."""
    for place in range(1, len(words) - 1):
        before, word, after = (words[place + step].folded for step in (-1, 0, 1))
        if word not in FILLERS and word != before and (word, after) not in PAIRS and (before, word) not in PAIRS:
            yield words[place]


def _text(words: Sequence[Said]) -> str:
    return " ".join(word.written for word in words)
