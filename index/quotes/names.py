"""Whether a name that somebody writes and a speaker's label mean the same person.

In: names. Out: whether one has all the words of the other, whatever their case and accents: "David Krueger" is meant by
the label "David", and "Ada" means "Ada Holm".
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from index.quotes.wording import words_of
from index.ranking.first_stage import Mask
from index.reader import IndexReader


def is_named(name: str, speakers: Iterable[str]) -> bool:
    """Tell whether a name may be that of one of some speakers; one who is not named may be anybody."""
    return any(not speaker or _same_person(name, speaker) for speaker in speakers)


def meant_by(reader: IndexReader, name: str) -> Mask:
    """Return which passages are said by speakers whom a name may mean."""
    numbers = [number for number, label in reader.rows("SELECT id, name FROM speakers") if _same_person(name, label)]
    return np.isin(reader.speaker_ids, numbers)


def _same_person(name: str, label: str) -> bool:
    one, other = _name_words(name), _name_words(label)
    return bool(one and other) and (one <= other or other <= one)


@lru_cache(maxsize=20_000)
def _name_words(name: str) -> frozenset[str]:
    return frozenset(word.folded for word in words_of(name))
