"""A `Spelling` of words that are said so often, for tests of what is meant by a question."""

from index.text.spelling import Spelling
from index.text.terms import term_of


def spelling_of(said: dict[str, int], *names: str) -> Spelling:
    return Spelling(lambda: said, lambda term: term in map(term_of, said), lambda: names)
