"""Whom a surname means that stands in no speaker's label: the one whom an episode's title, description or list of
people calls so.

In: a name, an open index. Out: the episodes and labels it means: "Halloran" is the label "Ruth" of the episode "Ruth
Halloran on wheels". Where two labels may be meant, none is.
"""

import re
from collections.abc import Iterator

import numpy as np

from index.quotes.wording import folded
from index.ranking.first_stage import Mask
from index.reader import IndexReader
from index.rows import EpisodeEntry
from index.text.terms import STOP_WORDS, WORD

HONORIFICS = frozenset("dr lady lord madam mr mrs ms prof professor sir".split())
PARTING = re.compile(r"\.? ")  # what stands between the words of one name
JOINING = re.compile(r" (?:&|and) ")  # and between two that share a surname
MOST_BETWEEN = 1  # words between a label's and the surname
SHORTEST = 3  # letters

Bearer = tuple[EpisodeEntry, str]


class KnownNames:
    """The words that may be somebody's name: those of the labels, and surnames that episodes give to one of them."""

    def __init__(self, reader: IndexReader) -> None:
        """Take the index."""
        self._reader = reader

    def __contains__(self, word: object) -> bool:
        return word in self._reader.speaker_words or bool(bearers(self._reader, str(word)))


def bearers(reader: IndexReader, name: str) -> list[Bearer]:
    """Return the episodes and the label, one for all of them, that a name means by its surname; none where a label has
    that itself, or where it may be another's.
    """
    words = [word for word in map(folded, WORD.findall(name)) if word not in HONORIFICS]
    if not words or len(words[-1]) < SHORTEST or words[-1] in STOP_WORDS or words[-1] in reader.speaker_words:
        return []
    given: dict[EpisodeEntry, list[list[str]]] = {}
    for episode, text, folded_text in reader.introductions:
        if words[-1] in folded_text:
            given.setdefault(episode, []).extend(_given(text, words[-1]))
    found = [
        (episode, label)
        for episode, names in given.items()
        if names
        for label in reader.heard.speakers_in(episode)
        if any(_fits(label, words, one) for one in names)
    ]
    return found if len({label for _, label in found}) == 1 else []


def said_by(reader: IndexReader, meant: list[Bearer]) -> Mask:
    """Return which passages some labels of some episodes say."""
    said = np.zeros(reader.postings.size, np.bool_)
    for episode, label in meant:
        here = slice(episode.first_passage, episode.first_passage + episode.passages)
        said[here] |= np.isin(reader.speaker_ids[here], [*reader.speakers_named(label)])
    return said


def _given(text: str, surname: str) -> Iterator[list[str]]:
    """Yield the words, folded, that a text writes before a surname as parts of the same name, the nearest last.

    Of "Ruth and Bo Halloran" both first names are given it.
    """
    words = list(WORD.finditer(text))
    for place, word in enumerate(words):
        if folded(word[0]) == surname and word[0][0].isupper():
            first = place
            while first and _goes_with(words[first - 1], PARTING, words[first]):
                first -= 1
            yield [folded(one[0]) for one in words[first:place]]
            joined = first - 1 - (first > 0 and words[first - 1][0] == "and")
            if joined >= 0 and _goes_with(words[joined], JOINING, words[first]):
                yield [folded(words[joined][0])]


def _goes_with(before: re.Match[str], between: re.Pattern[str], after: re.Match[str]) -> bool:
    """Tell whether a word is a name, with what is given between it and the next."""
    return before[0][0].isupper() and bool(between.fullmatch(before.string, before.end(), after.start()))


def _fits(label: str, asked: list[str], given: list[str]) -> bool:
    """Tell whether a label is a form of the name that is given to whom is asked for: "Ruth", "Ruth H.", "R. H."."""
    own = [word for word in map(folded, WORD.findall(label)) if word not in HONORIFICS]
    if len(own) > 1 and len(own[-1]) == 1 and asked[-1].startswith(own[-1]):
        own = own[:-1]
    begins = range(max(len(given) - len(own) - MOST_BETWEEN, 0), len(given) - len(own) + 1)
    named = any(all(map(_may_be, own, given[begin : begin + len(own)])) for begin in begins)
    return bool(own) and named and all(any(_may_be(word, one) for one in given) for word in asked[:-1])


def _may_be(written: str, whole: str) -> bool:
    """Tell whether a name is written out, or as its first letter."""
    return whole == written or (len(written) == 1 and whole.startswith(written))
