"""Words that the index does not know → the words of the index that are most like them.

In: the index's own words with their counts, the names in it, and a question. Out: corrections, word by word.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from index.text.terms import STOP_WORDS, WORD, bare, term_of

SHORTEST = 4  # letters: shorter words have too many neighbours
LONG = 8  # letters: from here on two slips are forgiven, below one
FEWEST = 2  # times a word must be said in the transcripts to be believed; names are believed as they are
# What British and American spelling write differently, each way.
VARIANTS = tuple(
    (re.compile(written), spelt)
    for written, spelt in (
        (r"our(?=(?:s|ed|ing|ful|less|ite|able)?$)", "or"),
        (r"or(?=(?:s|ed|ing|ful|less|ite|able)?$)", "our"),
        (r"is(?=(?:e[sdr]?|ers|ing|ations?)$)", "iz"),
        (r"iz(?=(?:e[sdr]?|ers|ing|ations?)$)", "is"),
        (r"ys(?=(?:e[sdr]?|ers|ing)$)", "yz"),
        (r"yz(?=(?:e[sdr]?|ers|ing)$)", "ys"),
        (r"tre(?=s?$)", "ter"),
        (r"ter(?=s?$)", "tre"),
        (r"ogue(?=s?$)", "og"),
        (r"og(?=s?$)", "ogue"),
        (r"ence(?=s?$)", "ense"),
        (r"ense(?=s?$)", "ence"),
        (r"actise(?=[sd]?$)", "actice"),
        (r"actice(?=[sd]?$)", "actise"),
        (r"dgement(?=s?$)", "dgment"),
        (r"dgment(?=s?$)", "dgement"),
        (r"^scept", "skept"),
        (r"^skept", "scept"),
    )
)
LONGEST_ACRONYM = 5  # letters
VOWELS = frozenset("aeiouy")
SHORTEST_VARIANT = 5  # letters
ENGLISH = "frequency_dictionary_en_82_765.txt"  # of symspellpy: lines of a word, a space, its frequency


class Spelling:
    """The words of an index, to correct a question by."""

    def __init__(
        self,
        said: Callable[[], Mapping[str, int]],
        knows: Callable[[str], bool],
        names: Callable[[], Iterable[str]],
    ) -> None:
        """Take what tells how often each word (folded) is said, what tells whether a passage has a term, and what tells
        the names (of speakers, of episodes). Each is asked only once a word is not known.
        """
        self._said = said
        self.knows = knows
        self._names = names

    def correction(self, word: str) -> str | None:
        """Return the word of the index that is meant, or None where the word is known, short, or like none.

        One slip (a letter too many, too few, another, or two swapped) is forgiven, two in long words, none in the
        first letter; of equally near words the one most alike by Jaro and Winkler's measure is taken. Acronyms
        ("MLPs", "htmx") and words of English that nobody says are not slips, but may be spelt otherwise ("colour").
        """
        term = term_of(word)
        if not term or self.knows(term):
            return None
        written = bare(word)
        if variant := self._variant(written):
            return variant
        if len(written) < SHORTEST or not written.isalpha() or is_english(written):
            return None
        if not (word[1:].islower() or (word.isupper() and len(word) > LONGEST_ACRONYM)):
            return None  # "CUDA" is nobody's slip for "Cuba"
        if written.isascii() and VOWELS.isdisjoint(written):
            return None  # nor "sgld" for "sold"
        slips = 1 if len(written) < LONG else 2
        near: list[tuple[int, float, int, str]] = []
        for length in range(len(written) - slips, len(written) + slips + 1):
            words = self._words.get((written[0], length), [])
            for like, slip, _ in process.extract(written, words, scorer=OSA.distance, score_cutoff=slips, limit=None):
                near.append((slip, -JaroWinkler.similarity(written, like), -self._times_said(like), like))
        return min(near)[3] if near else None

    def _variant(self, written: str) -> str | None:
        """Return how the index spells a word of English that is spelt in two ways, if it does otherwise."""
        if len(written) < SHORTEST_VARIANT or not is_english(written):
            return None
        spelt = (pattern.sub(other, written) for pattern, other in VARIANTS)
        said = (word for word in spelt if word != written and self._counts.get(word, 0) >= FEWEST)
        return next((word for word in said if self.knows(term_of(word))), None)

    @cached_property
    def _words(self) -> Mapping[tuple[str, int], list[str]]:
        """The words that may be meant, by first letter and length."""
        said = (word for word, count in self._counts.items() if count >= FEWEST)
        named = (bare(word) for name in self._names() for word in WORD.findall(name))
        grouped: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in dict.fromkeys([*said, *named, *STOP_WORDS]):
            if len(word) >= SHORTEST and word.isalpha():
                grouped[word[0], len(word)].append(word)
        return grouped

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return self._said()

    def _times_said(self, word: str) -> int:
        return 1_000_000 if word in STOP_WORDS else self._counts.get(word, 0)


def is_other_spelling(word: str, meant: str) -> bool:
    """Tell whether two words are one word of English, spelt in two ways (colour, color)."""
    written = bare(word)
    return any(pattern.sub(other, written) == bare(meant) for pattern, other in VARIANTS)


def is_english(word: str) -> bool:
    """Tell whether a lower-case word is one of the 82,765 that symspellpy's dictionary of English holds."""
    return word in _english()


def english_share(word: str) -> float:
    """Return the share (0 to 1) of all that is written in English that is this lower-case word."""
    return _english().get(word, 0) / _all_english()


@cache
def _all_english() -> int:
    return sum(_english().values())


@cache
def _english() -> dict[str, int]:
    lines = (files("symspellpy") / ENGLISH).read_text(encoding="utf-8-sig").splitlines()
    return {word: int(times) for word, _, times in (line.partition(" ") for line in lines)}
