"""Texts → the numbers of their words, the same word always the same number.

In: texts. Out: arrays of numbers. What stands between two white spaces (a token) is taken apart once and remembered,
for most of what a transcript holds was met before; so it takes less time than looking for words in the text.
"""

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]


class _Tokens(dict[str, int]):
    """Token → its number, from 0 in order of appearance, and the tokens in that order."""

    def __init__(self) -> None:
        super().__init__()
        self.in_order: list[str] = []

    def __missing__(self, token: str) -> int:
        self[token] = number = len(self)
        self.in_order.append(token)
        return number


_tokens = _Tokens()  # of all texts that this process met


class Numbering:
    """Numbers the words that one rule finds, from 0 in order of appearance."""

    def __init__(self, words_in: Callable[[str], list[str]]) -> None:
        """Take the rule: what finds the words of a token. No word may hold white space."""
        self._words_in = words_in
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}
        # The words of each token: how many, where they begin in `_flat`, and their numbers.
        self._counts, self._starts, self._flat = _Growing(), _Growing(), _Growing()

    def number(self, word: str) -> int:
        """Return a word's number, -1 for one never met."""
        return self._numbers.get(word, -1)

    def numbers(self, texts: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Return the numbers of all words of the texts, one after another, and how many are of each text."""
        pieces = [text.split() for text in texts]
        sizes = list(map(len, pieces))
        tokens = np.fromiter(map(_tokens.__getitem__, chain.from_iterable(pieces)), np.int64, sum(sizes))
        self._learn()
        counts = self._counts.array()[tokens]
        before = np.concatenate(([0], np.cumsum(counts)))
        within = np.arange(before[-1]) - np.repeat(before[:-1], counts)
        flat = self._flat.array()[np.repeat(self._starts.array()[tokens], counts) + within]
        return flat, np.diff(before[np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))])

    def _learn(self) -> None:
        """Take apart the tokens that were met since the last time."""
        for token in _tokens.in_order[len(self._counts) :]:
            words = self._words_in(token)
            self._counts.append(len(words))
            self._starts.append(len(self._flat))
            for word in words:
                number = self._numbers.get(word)
                if number is None:
                    number = self._numbers[word] = len(self.words)
                    self.words.append(word)
                self._flat.append(number)


class _Growing:
    """A list of numbers that is an array when it is asked for."""

    def __init__(self) -> None:
        self._new: list[int] = []
        self._room = np.empty(1024, np.int64)
        self._size = 0

    def __len__(self) -> int:
        return self._size + len(self._new)

    def append(self, number: int) -> None:
        """Add a number."""
        self._new.append(number)

    def array(self) -> Numbers:
        """Return all numbers."""
        end = len(self)
        if end > len(self._room):
            room = np.empty(2 * end, np.int64)
            room[: self._size] = self._room[: self._size]
            self._room = room
        self._room[self._size : end] = self._new
        self._new.clear()
        self._size = end
        return self._room[:end]
