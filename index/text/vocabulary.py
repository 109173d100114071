"""Texts → the numbers of their words, the same word always the same number.

In: texts. Out: arrays of numbers. Texts are cut at characters that no word holds, and what stands between them (a
token) is taken apart once and remembered, for most of what a transcript holds was met before. The tokens of all texts
are looked up together, in arrays; only those that are not found there are looked at one by one.
"""

import string
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Packs = npt.NDArray[np.uint64]
Key = TypeVar("Key", bound=Hashable)

# Which bytes of UTF-8 a token is made of: no other ASCII character is part of a word, or stands within one.
IN_TOKEN: npt.NDArray[np.bool_] = np.zeros(256, np.bool_)
IN_TOKEN[list(f"{string.ascii_letters}{string.digits}'_".encode())] = True
IN_TOKEN[128:] = True
WORD_BYTES = 8  # bytes in one 64-bit number; two such numbers are a token of up to `PACKED` bytes
PACKED = 2 * WORD_BYTES
LOWEST_BYTES = np.array([(1 << 8 * count) - 1 for count in range(WORD_BYTES + 1)], np.uint64)
SLOT_BITS = 18  # some four slots for each token of a large catalogue
# Large odd numbers: the golden ratio and the square root of 2 in 64 bits.
MIX_LOW, MIX_HIGH = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xB504F333F9DE6485)


class Numbered(dict[Key, int]):
    """Keys and their numbers, from 0 in order of appearance; grows with what is looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.in_order: list[Key] = []

    def __missing__(self, key: Key) -> int:
        self[key] = number = len(self)
        self.in_order.append(key)
        return number


class _Tokens(Numbered[bytes]):
    """The tokens that were met.

    Before the dictionary stands a table in which whole arrays are looked up: a token that was met is in the slot that
    its bytes name, unless another has taken the slot since.
    """

    def __init__(self) -> None:
        super().__init__()
        self._low, self._high = np.zeros((2, 1 << SLOT_BITS), np.uint64)
        self._numbers = np.zeros(1 << SLOT_BITS, np.int32)

    def find(self, text: bytes) -> tuple[Numbers, Numbers]:
        """Return where in a text (UTF-8) each token begins, and its number."""
        padded = np.frombuffer(text + bytes(PACKED), np.uint8)
        edges = np.flatnonzero(np.diff(IN_TOKEN.take(padded), prepend=False))
        starts, ends = edges[::2], edges[1::2]
        lengths = ends - starts
        low, high = _packed(padded, starts, lengths)
        slots = (low * MIX_LOW + high * MIX_HIGH) >> np.uint64(64 - SLOT_BITS)
        fits = lengths <= PACKED
        numbers = self._numbers[slots].astype(np.int64)
        missed = np.flatnonzero(~(fits & (self._low[slots] == low) & (self._high[slots] == high)))
        spans = zip(starts[missed].tolist(), ends[missed].tolist(), strict=True)
        numbers[missed] = [self[text[start:end]] for start, end in spans]
        kept = missed[fits[missed]]
        taken = slots[kept]
        self._low[taken], self._high[taken], self._numbers[taken] = low[kept], high[kept], numbers[kept]
        return starts, numbers


def _packed(padded: npt.NDArray[np.uint8], starts: Numbers, lengths: Numbers) -> tuple[Packs, Packs]:
    """Return the first eight bytes of each token as one number, and the next eight; zeros stand for what it lacks."""
    packs: Packs = np.ndarray(len(padded) - WORD_BYTES, "<u8", padded, strides=(1,))  # the eight bytes from each place
    low = packs[starts] & LOWEST_BYTES.take(lengths, mode="clip")
    high = packs[starts + WORD_BYTES] & LOWEST_BYTES.take(lengths - WORD_BYTES, mode="clip")
    return low, high


_tokens = _Tokens()  # of all texts that this process met


class Vocabulary:
    """Numbers the words that one rule finds, from 0 in order of appearance."""

    def __init__(self, words_in: Callable[[str], list[str]]) -> None:
        """Take the rule: what finds the words of a token.

        The only ASCII characters in its words are letters, digits, apostrophes and underscores.
        """
        self._words_in = words_in
        self.words = Numbered[str]()
        # The words of each token: how many, where they begin in `_flat`, and their numbers.
        self._counts, self._starts, self._flat = GrowingArray(), GrowingArray(), GrowingArray()

    def numbers(self, texts: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Return the numbers of all words of the texts, one after another, and how many are of each text."""
        tokens, first_tokens = _found(texts)
        self._learn()
        counts = self._counts.array()[tokens]
        before = np.concatenate(([0], np.cumsum(counts)))
        flat = np.arange(before[-1]) + np.repeat(self._starts.array()[tokens] - before[:-1], counts)
        return self._flat.array()[flat], np.diff(before[first_tokens], append=before[-1])

    def _learn(self) -> None:
        """Take apart the tokens that were met since the last time."""
        new = [self._words_in(token.decode(errors="surrogatepass")) for token in _tokens.in_order[len(self._counts) :]]
        counts = np.fromiter(map(len, new), np.int64, len(new))
        self._starts.extend(len(self._flat) + np.cumsum(counts) - counts)
        self._counts.extend(counts)
        self._flat.extend([self.words[word] for words in new for word in words])


_latest: tuple[Sequence[str], Numbers, Numbers] | None = None  # a tuple of texts, for several vocabularies read it


def _found(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Return the tokens of all texts, one after another, and which of them is the first of each text."""
    global _latest  # noqa: PLW0603
    if _latest and _latest[0] is texts:
        return _latest[1:]
    joined = "\n".join(texts)
    encoded = joined.encode(errors="surrogatepass")
    places, tokens = _tokens.find(encoded)
    first_tokens = places.searchsorted(_byte_places(encoded, joined.isascii(), texts))
    if isinstance(texts, tuple):
        _latest = texts, tokens, first_tokens
    return tokens, first_tokens


def _byte_places(encoded: bytes, is_ascii: bool, texts: Sequence[str]) -> Numbers:
    """Return where each of some texts begins in what they are when joined by one character and encoded as UTF-8."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    places = np.cumsum(sizes) - sizes
    if is_ascii:
        return places
    characters = np.flatnonzero(np.frombuffer(encoded, np.int8) >= -64)  # all but bytes 0x80 to 0xBF begin one
    return characters.take(places, mode="clip")  # an empty last text begins past the last character


class GrowingArray:
    """An array of numbers that is added to at its end."""

    def __init__(self) -> None:
        self._room = np.empty(1024, np.int64)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def extend(self, numbers: Numbers | Sequence[int]) -> None:
        """Add numbers."""
        end = self._size + len(numbers)
        if end > len(self._room):
            room = np.empty(2 * end, np.int64)
            room[: self._size] = self.array()
            self._room = room
        self._room[self._size : end] = numbers
        self._size = end

    def array(self) -> Numbers:
        """Return all numbers."""
        return self._room[: self._size]
