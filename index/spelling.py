"""Words that the index does not know → the words of the index that are most like them.

In: the index's own words with their counts, the names in it, and a question. Out: corrections, word by word.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from index.terms import STOP_WORDS, WORD, bare, term_of

SHORTEST = 4  # letters: shorter words have too many neighbours
LONG = 8  # letters: from here on two slips are forgiven, below one
FEWEST = 2  # times a word must be said in the transcripts to be believed; names are believed as they are
ENGLISH = "frequency_dictionary_en_82_765.txt"  # of symspellpy: lines of a word, a space, its frequency


class Spelling:
    """The words of an index, to correct a question by."""

    def __init__(
        self, counts: Mapping[str, int], knows: Callable[[str], bool], names: Callable[[], Iterable[str]]
    ) -> None:
        """Take how often each word (folded) is said, what tells whether a passage has a term, and what tells the names
        (of speakers, of episodes).
        """
        self._counts = counts
        self._knows = knows
        self._names = names

    def correction(self, word: str) -> str | None:
        """Return the word of the index that is meant, or None where the word is known, short, or like none.

        One slip (a letter too many, too few, another, or two swapped) is forgiven, two in long words, none in the
        first letter; of equally near words the one most alike by Jaro and Winkler's measure is taken. Acronyms
        ("MLPs") and words of English that nobody says are not slips.
        """
        written, term = bare(word), term_of(word)
        if len(written) < SHORTEST or not written.isalpha() or not term or self._knows(term):
            return None
        if not (word.isupper() or word[1:].islower()) or is_english(written):
            return None
        slips = 1 if len(written) < LONG else 2
        words = self._by_first_letter.get(written[0], [])
        near = process.extract(written, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
        if not near:
            return None
        return min((slip, -JaroWinkler.similarity(written, like), -self._said(like), like) for like, slip, _ in near)[3]

    @cached_property
    def _by_first_letter(self) -> dict[str, list[str]]:
        said = (word for word, count in self._counts.items() if count >= FEWEST)
        named = (bare(word) for name in self._names() for word in WORD.findall(name))
        grouped: dict[str, list[str]] = {}
        for word in dict.fromkeys([*said, *named, *STOP_WORDS]):
            if len(word) >= SHORTEST and word.isalpha():
                grouped.setdefault(word[0], []).append(word)
        return grouped

    def _said(self, word: str) -> int:
        return 1_000_000 if word in STOP_WORDS else self._counts.get(word, 0)


def is_english(word: str) -> bool:
    """Tell whether a lower-case word is one of the 82,765 that symspellpy's dictionary of English holds."""
    return f"\n{word} ".encode() in _english()


@cache
def _english() -> bytes:
    """Return the dictionary as it lies on the disk: looking a word up in it now and then is quicker than a set."""
    return b"\n" + (files("symspellpy") / ENGLISH).read_bytes()
