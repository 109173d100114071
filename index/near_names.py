"""Names that somebody may have meant.

In: a name that the index does not hold, and those that it holds. Out: the error that names the likest.
"""

from collections.abc import Sequence
from typing import Literal

from rapidfuzz import fuzz, process

from index.answer import UnknownName
from index.text.terms import fold

NEAR_NAMES = 3
NEAR_ENOUGH = 60  # of 100, in rapidfuzz's measure


def unknown(kind: Literal["episode", "speaker"], name: str, names: Sequence[str]) -> UnknownName:
    """Return the error for an unknown name, with the known ones that are most like it."""
    near = process.extract(name, names, scorer=fuzz.WRatio, processor=fold, limit=NEAR_NAMES, score_cutoff=NEAR_ENOUGH)
    return UnknownName(kind, name, [match[0] for match in near])
