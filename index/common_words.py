"""Words so common that one of them alone asks for nothing in particular: "source?", "people?", "proof?".

In: an open index, a word and its term. Out: whether the show says the word as anybody does.
"""

from math import exp

from index.reader import IndexReader
from index.text.spelling import english_share
from index.text.terms import bare

# How many times as many passages as English makes one expect mention a show's own subjects, and those that are in so
# many passages that they may as well be its way of talking ("people", "really").
OWN, OWN_AND_EVERYWHERE = 2.0, 10.0
EVERYWHERE = 0.1  # of all passages
WORDS_A_TERM = 2  # about half of what is said are words that are no terms


def is_common(reader: IndexReader, word: str, term: str) -> bool:
    """Tell whether hardly more passages mention a word than would in any talk, so that it is no subject of the show."""
    known = reader.postings.look_up((term,))
    if not known.terms:
        return False
    share = exp(-float(known.idfs[0]))
    words = WORDS_A_TERM * reader.postings.average_length
    expected = 1 - exp(-words * sum(map(english_share, _forms(bare(word)))))
    return share < (OWN_AND_EVERYWHERE if share > EVERYWHERE else OWN) * expected


def _forms(word: str) -> set[str]:
    """Return a word with its plural, or the singular that it is the plural of."""
    return {word, word[:-1] if word.endswith("s") else f"{word}s"}
