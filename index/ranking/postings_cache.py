"""The postings of the terms that questions asked for, decoded and side by side in memory.

In: terms, and what fetches a term's row from the index file. Out: `QueryTerms`, which name the places of a question's
postings in the arrays of a `PostingsCache`; both stages of ranking read them there.

Passages are looked at in windows of `WINDOW_PASSAGES`, and each term keeps where its postings of each window begin: so
any passage's posting is found in a few steps.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.bm25 import inverse_document_frequency, length_norms
from index.file.postings import decode_planes
from index.ranking.postings_layout import WINDOW_PASSAGES, Room, lay_out

IMPACT_BITS = 0xFFFF
ROOM = 30  # postings for each passage of the index: enough for the terms that questions use
LEAST_ROOM = 100_000
TERMS = 4096  # terms that there is room for

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class StoredTerm:
    """A term as the file holds it: how many passages and how many sections hold it, and its encoded postings.

    `at_hand` is how many of the passages those postings tell of, where they are not all (None: all of them).
    """

    passages: int
    sections: int
    postings: bytes
    at_hand: int | None = None

    @property
    def entries(self) -> int:
        """The number of postings."""
        return self.passages if self.at_hand is None else self.at_hand


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """A question's terms as the index knows them; good until the next question.

    `terms`, `slots` (rows of `PostingsCache.starts`), `idfs` and `section_idfs` (what each tells among passages and
    among sections) have an entry a term that some passage holds. `total` and `total_squares` add up the inverse
    document frequencies of all terms, the unknown ones too, and their squares; 1 where there are none. `reached` is a
    bound (in units of `IMPACT_UNIT`) that at least `REACHING` passages reach, for one of the terms alone takes them
    there.
    """

    terms: tuple[str, ...]
    slots: npt.NDArray[np.int64]
    idfs: Floats
    section_idfs: Floats
    total: float
    total_squares: float
    reached: int

    @property
    def root(self) -> float:
        """The square root of `total`."""
        return float(self.total**0.5)


class PostingsCache:
    """Holds postings, term after term, in three arrays with an entry a posting; one per thread.

    `ids`: the passage; `codes`: how it holds the term; `impacts`: what that brings to its score, in units of
    `IMPACT_UNIT`, rounded up (the lower 16 bits), and the passage's place in its window (the upper 16), so that adding
    up reads little memory. `starts`: a row a term, the place where its postings of each window begin, and where the
    last end. `lengths` are the passages', in terms, `norms` the length norm of each length.
    """

    def __init__(
        self,
        fetch: Callable[[str], StoredTerm | None],
        lengths: npt.NDArray[Any],
        sections: int,
        average_length: float | None = None,
    ) -> None:
        """Take `fetch` (None for a term that no passage holds), the passages' lengths in terms, how many sections
        there are, and the average length, where the lengths are not all at hand.
        """
        self._fetch = fetch
        self.sections = sections
        self.size = len(lengths)
        self.average_length = average_length or float(lengths.mean()) or 1.0
        self.lengths = lengths.astype(np.uint16)  # read at random places, so the fewer bytes the better
        self.norms = length_norms(np.arange(int(lengths.max(initial=0)) + 1.0), self.average_length)
        self._unknown_idf = float(inverse_document_frequency(self.size, 0))
        self._bounds = -(-self.size // WINDOW_PASSAGES) + 1  # of windows: their begins, and the last one's end
        self._slots: dict[str, int] = {}
        self._rows: dict[str, StoredTerm | None] = {}  # fetched since the last question
        self._allocate(max(ROOM * self.size, LEAST_ROOM), TERMS)

    def _allocate(self, room: int, terms: int) -> None:
        """Make empty arrays; what is not written to takes no memory."""
        self.ids = np.empty(room, np.uint32)
        self.codes = np.empty(room, np.uint8)
        self.impacts = np.empty(room, np.uint32)
        self.starts = np.empty((terms, self._bounds), np.uint32)
        self._idfs, self._section_idfs = np.empty(terms), np.empty(terms)
        self._reached = np.empty(terms, np.uint16)
        self._forget()

    def _forget(self) -> None:
        self._slots.clear()
        self._used = 0

    def holds(self, term: str) -> bool:
        """Tell whether any passage of the index holds a term."""
        return term in self._slots or self._row(term) is not None

    def _row(self, term: str) -> StoredTerm | None:
        """Return a term's row; a question asks for it when its words are understood, and again when they are found."""
        if term not in self._rows:
            self._rows[term] = self._fetch(term)
        return self._rows[term]

    def look_up(self, asked: Iterable[str]) -> QueryTerms:
        """Return the distinct terms `asked`, their postings in memory; raise `ValueError` where some are damaged."""
        terms = tuple(asked)
        known = tuple([term for term in terms if term in self._slots])
        if len(known) < len(terms):
            self._load_missing(terms)
            self._rows.clear()
            known = tuple([term for term in terms if term in self._slots])
        slots = np.array([self._slots[term] for term in known], np.int64)
        idfs = self._idfs.take(slots)
        told = [*idfs.tolist(), *[self._unknown_idf] * (len(terms) - len(known))]
        total, total_squares = sum(told), sum([idf * idf for idf in told])
        reached = int(self._reached.take(slots).max(initial=0))
        section_idfs = self._section_idfs.take(slots)
        return QueryTerms(known, slots, idfs, section_idfs, total or 1.0, total_squares or 1.0, reached)

    def _load_missing(self, terms: Sequence[str]) -> None:
        missing = {term: row for term in terms if term not in self._slots and (row := self._row(term))}
        if missing and not self._has_room(missing.values()):
            self._forget()
            missing = {term: row for term in terms if (row := self._row(term))}
            if not self._has_room(missing.values()):
                postings = sum(row.entries for row in missing.values())
                self._allocate(max(postings, len(self.ids)), max(len(missing), len(self.starts)))
        for term, row in missing.items():
            self._load(term, row)

    def _has_room(self, rows: Iterable[StoredTerm]) -> bool:
        counts = [row.entries for row in rows]
        return self._used + sum(counts) <= len(self.ids) and len(self._slots) + len(counts) <= len(self.starts)

    def _load(self, term: str, row: StoredTerm) -> None:
        if not row.passages:
            raise ValueError("postings of no passage")
        slot, here = len(self._slots), slice(self._used, self._used + row.entries)
        idf = float(inverse_document_frequency(self.size, row.passages))
        room = Room(self.ids[here], self.codes[here], self.impacts[here], self.starts[slot], here.start)
        self._reached[slot] = lay_out(decode_planes(row.postings, row.entries), room, idf, self.lengths, self.norms)
        self._idfs[slot] = idf
        self._section_idfs[slot] = inverse_document_frequency(self.sections, row.sections)
        self._slots[term] = slot
        self._used = here.stop

    def norms_of(self, passages: npt.NDArray[np.int64]) -> Floats:
        """Return the length norms of some passages."""
        return self.norms.take(self.lengths.take(passages))

    def plain_impacts(self, here: slice) -> npt.NDArray[np.uint32]:
        """Return the impacts of some postings without the places."""
        return self.impacts[here] & np.uint32(IMPACT_BITS)

    def places(self, slot: int) -> slice:
        """Return where the postings of a term lie in the arrays."""
        return slice(int(self.starts[slot, 0]), int(self.starts[slot, -1]))
