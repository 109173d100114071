"""Text → terms, the same way for building the index and for asking it.

In: any text. Out: its terms in order. An index records `TERMS_VERSION`; one made with
another version is refused, for its terms would not meet the question's.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

import Stemmer

TERMS_VERSION = 2

# Chinese and Japanese are written without spaces between words: each character stands for one.
UNSPACED = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")  # of a text that is ASCII: found much more quickly
# What stands between the words of a text that is ASCII, as spaces; apostrophes may be within a word.
PARTED = bytes(code if chr(code).isalnum() or chr(code) == "'" else ord(" ") for code in range(128)) + bytes(128)
WORD = re.compile(
    rf"""
      [A-Za-z0-9]+ (?! [^\W_] | ['’] )  # first, for nearly all words are such
    | [^\W_{UNSPACED}]+ (?: ['’] [^\W_{UNSPACED}]+ )*
    | (?!\W) [{UNSPACED}]
    """,
    re.VERBOSE,
)
UNSPACED_WORD = re.compile(f"[{UNSPACED}]")
POSSESSIVE = re.compile(r"['’]s?$")
# Words that carry a question but not its subject. Short on purpose: "not", "before" or "against" tell passages apart.
STOP_WORDS = frozenset(
    """
    a about am an and any anyone are as at be been being but by can could did do does doing for from had has
    have having he her hers him his how i if in into is it its itself me my of on or our ours she should so some
    somebody someone something such tell than that the their theirs them then there these they this those to us
    was we were what whats when where which who whom whose why will with would you your yours im ive id ill
    youre youve youd youll hes shes theyre theyve weve were wed dont doesnt didnt cant couldnt wouldnt isnt
    arent wasnt werent havent hasnt hadnt wont thats theres lets gonna
    """.split()
)

_stem = Stemmer.Stemmer("english").stemWord


def terms(text: str) -> list[str]:
    """Return the terms of a text, in order, repeats included."""
    return [term for word in WORD.findall(text) if (term := term_of(word))]


@lru_cache(maxsize=200_000)
def term_of(word: str) -> str:
    """Return the term of one word: folded, without possessive, stemmed by Snowball's rules; "" for a stop word."""
    written = bare(word)
    if written in STOP_WORDS or (not word.isalnum() and without_apostrophes(fold(word)) in STOP_WORDS):
        return ""
    return str(_stem(written))


class WantedWords:
    """Finds the words in texts that stand for some terms."""

    def __init__(self, wanted: Collection[str]) -> None:
        """Take the terms."""
        self._wanted = frozenset(wanted)
        # Folding and stemming leave a word's first letter as it is.
        self._initials = frozenset(term[0] for term in self._wanted if term)
        self._initials |= {letter.upper() for letter in self._initials} | {"'"}

    def in_text(self, text: str) -> tuple[str, ...]:
        """Return the distinct words of a text whose term is one of those wanted, in order."""
        if not text.isascii():
            return tuple(dict.fromkeys([word for word in WORD.findall(text) if term_of(word) in self._wanted]))
        tokens = dict.fromkeys(text.encode().translate(PARTED).decode().split())
        near = [token for token in tokens if token[0] in self._initials]
        words = [word for token in near for word in (ASCII_WORD.findall(token) if "'" in token else (token,))]
        return tuple(dict.fromkeys([word for word in words if term_of(word) in self._wanted]))


@lru_cache(maxsize=200_000)
def bare(word: str) -> str:
    """Return a word folded, without possessive ending and apostrophes."""
    folded = fold(word)
    return folded if folded.isalnum() else without_apostrophes(POSSESSIVE.sub("", folded))


def without_apostrophes(text: str) -> str:
    """Return a text without apostrophes, straight or typographic."""
    return text.replace("'", "").replace("’", "")


def fold(text: str) -> str:
    """Return the text without case and accents, compatibility forms resolved (NFKD, Unicode case folding)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
