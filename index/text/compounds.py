"""Words that a question writes together and the index apart, or the other way round: "GPT4", "deep mind", "R.L.H.F.".

In: a question's words and what the index knows. Out: the words that the index knows as well. And, when the index is
made: which of its words are made of two others.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from index.text.spelling import FEWEST, is_english
from index.text.terms import STOP_WORDS, bare, term_of

PART = re.compile(r"\d+|[A-Z][a-z]+|[a-z]{2,}|[A-Z]{2,}(?![a-z])")  # of "GPT4All": GPT, 4, All
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
SHORTEST_HALF = 3  # letters: shorter halves are found in any word

Knows = Callable[[str], bool]


def compounds(said: Mapping[str, int]) -> list[str]:
    """Return, sorted, the words said that are made of two others, but for words of English ("may be" is not meant to be
    "maybe") and numbers; given how often each is said.
    """
    known = {word for word, count in said.items() if count >= FEWEST and word not in STOP_WORDS}
    return sorted(word for word in known if _is_compound(word, known))


def _is_compound(word: str, known: Collection[str]) -> bool:
    if word.isdigit() or is_english(word):
        return False
    pairs = ((word[:cut], word[cut:]) for cut in range(1, len(word)))
    return any(all(half in known and (len(half) > 1 or half.isdigit()) for half in pair) for pair in pairs)


def has_parts(word: str) -> bool:
    """Tell whether a word may be taken apart: it has figures, or capitals within."""
    return not (word.islower() or word.istitle() or word.isupper()) or not word.isalpha()


def parts(word: str, knows: Knows) -> list[str]:
    """Return a word taken apart between letters and figures and, if the index does not know it, before capitals and the
    ending of an ordinal ("2nd"); nothing where it has but one part, or the index does not know all.
    """
    found = PART.findall(word)
    whole = word.isalpha() or (found[-1:] and found[-1] in ORDINAL_ENDINGS)
    if len(found) < 2 or "".join(found) != word or (whole and _all_known([word], knows)):
        return []
    return found if _all_known(found, knows) else []


def halves(word: str, knows: Knows) -> str | None:
    """Return a word in small letters, which is no English one, as two English ones that the index knows, if it is made
    of two, as equal ones as can be; or as a letter and one ("xrisk").
    """
    if not (word.isascii() and word.isalpha() and word.islower()) or is_english(word):
        return None
    cuts = sorted(range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1), key=lambda cut: abs(2 * cut - len(word)))
    for cut in (*cuts, 1):
        pair = word[:cut], word[cut:]
        if len(pair[1]) >= SHORTEST_HALF and all(map(is_english, pair[cut == 1 :])) and _all_known(pair, knows):
            return " ".join(pair)
    return None


def joined(words: Sequence[str], made: Collection[str]) -> list[str]:
    """Return what words beside one another make together, of the words `made` of two."""
    written = list(map(bare, words))
    return [together for together in map(str.__add__, written, written[1:]) if together in made]


def spelt_out(words: Sequence[str], knows: Knows) -> list[str]:
    """Return the runs of single letters that the index knows as words."""
    letters = "".join([word if len(word) == 1 else " " for word in words]).lower()
    return [run for run in letters.split() if len(run) > 1 and _all_known([run], knows)]


def _all_known(words: Sequence[str], knows: Knows) -> bool:
    """Tell whether none of some words is a stop word or a word whose term the index does not know."""
    return all((term := term_of(word)) and knows(term) for word in words)
