"""The name that somebody meant who wrote one that does not exist.

In: a name, and those that exist. Out: the one most like it.
"""

from collections.abc import Collection

from rapidfuzz import process

LIKE = 80  # of 100, in rapidfuzz's measure: a name this like another is meant for it


def likest(name: str, known: Collection[str]) -> str | None:
    """Return the known name that is meant, None where none is like it."""
    found = process.extractOne(name, known, score_cutoff=LIKE)
    return str(found[0]) if found else None
