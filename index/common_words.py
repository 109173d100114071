"""Words so common that one of them alone asks for nothing in particular ("source?", "people?"), and those that are the
show's own subjects.

In: an open index, a word and its term. Out: whether the show says the word as anybody does, or far more often.
"""

from math import exp

from index.reader import IndexReader
from index.text.spelling import english_share, is_english
from index.text.terms import bare

# How many times as many passages as English makes one expect mention a show's own subjects, and those that are in so
# many passages that they may as well be its way of talking ("people", "really").
OWN, OWN_AND_EVERYWHERE = 2.0, 10.0
EVERYWHERE = 0.1  # of all passages
SUBJECT, OFTEN = 12.0, 5  # times as many passages as expected, and passages, from which on a word is a subject
WORDS_A_TERM = 2  # about half of what is said are words that are no terms


def is_common(reader: IndexReader, word: str, term: str) -> bool:
    """Tell whether hardly more passages mention a word than would in any talk, so that it is no subject of the show."""
    if not reader.postings.holds(term):
        return False
    share = _share(reader, term)
    return share < (OWN_AND_EVERYWHERE if share > EVERYWHERE else OWN) * _expected(reader, word)


def is_subject(reader: IndexReader, word: str, term: str) -> bool:
    """Tell whether the show speaks of a word: it is a name or a term of art that anybody says at all, or many more
    passages mention it than would in any talk.
    """
    if not reader.postings.holds(term) or word.isdigit():
        return False
    if not is_english(bare(word)):
        return True
    share = _share(reader, term)
    return share * reader.postings.size >= OFTEN and share >= SUBJECT * _expected(reader, word)


def _share(reader: IndexReader, term: str) -> float:
    """Return, nearly, the share of passages that mention a term."""
    return exp(-float(reader.postings.look_up((term,)).idfs[0]))


def _expected(reader: IndexReader, word: str) -> float:
    """Return the share of passages that would mention a word in any talk."""
    words = WORDS_A_TERM * reader.postings.average_length
    return 1 - exp(-words * sum(map(english_share, _forms(bare(word)))))


def _forms(word: str) -> set[str]:
    """Return a word with its plural, or the singular that it is the plural of."""
    return {word, word[:-1] if word.endswith("s") else f"{word}s"}
