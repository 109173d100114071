"""Words that a question writes together and the index apart, or the other way round: "GPT4", "deep mind", "R.L.H.F.".

In: a question's words and what tells whether the index knows a term. Out: the words that the index knows as well.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from index.spelling import is_english
from index.terms import bare, term_of

PART = re.compile(r"\d+|[A-Z][a-z]+|[a-z]{2,}|[A-Z]{2,}(?![a-z])")  # of "GPT4All": GPT, 4, All
SHORTEST_HALF = 3  # letters: shorter halves are found in any word

Knows = Callable[[str], bool]


def parts(word: str, knows: Knows) -> list[str]:
    """Return a word taken apart between letters and figures and, if the index does not know it, before capitals;
    nothing where it has but one part, or the index does not know all.
    """
    found = PART.findall(word)
    if len(found) < 2 or "".join(found) != word or (word.isalpha() and _all_known([word], knows)):
        return []
    return found if _all_known(found, knows) else []


def halves(word: str, knows: Knows) -> str | None:
    """Return a word in small letters, which is no English one, as two English ones that the index knows, if it is made
    of two; as equal ones as can be.
    """
    if not (word.isascii() and word.isalpha() and word.islower()) or is_english(word):
        return None
    cuts = sorted(range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1), key=lambda cut: abs(2 * cut - len(word)))
    for cut in cuts:
        pair = word[:cut], word[cut:]
        if all(map(is_english, pair)) and _all_known(pair, knows):
            return " ".join(pair)
    return None


def joined(words: Sequence[str], knows: Knows) -> Iterator[str]:
    """Yield what words beside one another make together, where the index knows it: two words, if that makes no English
    one ("may be" is not meant to be "maybe"), or a run of single letters.
    """
    for pair in pairwise(words):
        together = "".join(map(bare, pair))
        if len(together) > 2 and all(map(term_of, pair)) and not is_english(together) and knows(term_of(together)):
            yield together
    letters = "".join(bare(word) if len(word) == 1 else " " for word in words)
    yield from (run for run in letters.split() if len(run) > 1 and _all_known([run], knows))


def _all_known(words: Sequence[str], knows: Knows) -> bool:
    """Tell whether none of some words is a stop word or a word whose term the index does not know."""
    return all((term := term_of(word)) and knows(term) for word in words)
