"""A quotation's parts laid beside the stretches in which they may stand: which of them hold it, and how well.

In: a `Wording`, an open index, filters. Out: an `Outcome` of `Fit`s. Whether a likeness is the quotation, or no more
than chance brings about, is for `index.quotes.evidence` to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.quotes.alignment import Operation, align
from index.quotes.evidence import MOST_DIFFERING, UNSURE, Evidence
from index.quotes.place import Piece
from index.quotes.stretches import Stretch, stretches
from index.quotes.wording import Word, Wording, sentences, words_of
from index.ranking.first_stage import Mask
from index.reader import IndexReader

FEWEST_JOINED = 4  # words of a sentence that may be a remark of its own
FEWEST_UNMARKED = 6  # where no mark ends it
HALF = 0.5  # of the words

Part = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """The parts of a quotation in one stretch, in order, and how many nats tell that they are it."""

    stretch: Stretch
    pieces: tuple[Piece, ...]
    told: float

    @property
    def cost(self) -> float:
        """How many words differ."""
        return sum(piece.alignment.cost for piece in self.pieces)

    @property
    def exact(self) -> bool:
        """Whether the words are the same, one after another."""
        return len(self.pieces) == 1 and self.pieces[0].alignment.exact

    def passages(self) -> list[int]:
        """Return the passage of each word of the speech that a quotation's words are laid beside."""
        stretch = self.stretch
        return [
            stretch.first + passage
            for piece in self.pieces
            for passage in stretch.passages[piece.alignment.begin : piece.alignment.end]
        ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a quotation stands, the truest first, or (`joined`) where each of the remarks does that it joins, in their
    order; `nearest` is the likest place that may be no more than chance, where there is any.
    """

    fits: tuple[Fit, ...] = ()
    joined: bool = False
    nearest: Fit | None = None

    @property
    def cost(self) -> float:
        """How many words differ where it stands."""
        return sum(fit.cost for fit in self.fits if self.joined or fit is self.fits[0])


class Fitting:
    """Looks for one quotation."""

    def __init__(self, reader: IndexReader, wording: Wording) -> None:
        """Take the index and the quotation."""
        self._reader = reader
        self._wording = wording
        self._evidence = Evidence(reader.words_said)

    def outcome(self, within: Mask | None, theirs: Mask | None) -> Outcome:
        """Return where the quotation stands `within` some passages (None: all): in those of whom it is given to
        (`theirs`, where that is known), unless others say it more truly.
        """
        found = self._best(within) if theirs is None or not theirs.any() else self._of_whom(within, theirs)
        nearest = found.nearest
        likely = nearest is not None and nearest.told > self._evidence.needed - UNSURE
        return found if likely and self._is_near(nearest) else replace(found, nearest=None)

    def _of_whom(self, within: Mask | None, theirs: Mask) -> Outcome:
        own = self._best(theirs, theirs)
        if not own.joined:
            own = replace(own, fits=tuple(fit for fit in own.fits if theirs[fit.passages()].mean() > HALF))
        if own.fits and not own.joined and not own.cost:
            return own
        everybodys = self._best(within)
        truer = bool(everybodys.fits) and everybodys.cost < own.cost and not everybodys.joined
        return everybodys if truer or not own.fits else own

    def _best(self, allowed: Mask | None, theirs: Mask | None = None) -> Outcome:
        together = self._together(self._wording.parts, allowed, theirs)
        if together.fits and together.cost < FEWEST_JOINED:
            return together
        for remarks, marked in self._remarks(together.nearest):
            apart = self._apart(remarks, allowed, theirs, marked)
            if apart.fits and (not together.fits or apart.cost < together.cost):
                return apart
        return together

    def _together(
        self, parts: Sequence[Part], allowed: Mask | None, theirs: Mask | None, thorough: bool = True
    ) -> Outcome:
        """Return the stretches that hold all the parts, in whatever order, about as they are quoted."""
        words = [word.folded for part in parts for word in part]
        looked_at = stretches(self._reader, words, allowed, thorough)
        fits = (self._fit(stretch, parts, theirs) for stretch in looked_at)
        found = sorted([fit for fit in fits if fit], key=lambda fit: (fit.cost, -fit.told))
        needed = self._evidence.needed
        # What leaves out no more than fillers is the quotation, however little it tells; parts of one may be anything.
        sure = (fit for fit in found if fit.told > needed or (fit.cost == 0 and len(parts) == 1))
        nearest = max(found, key=lambda fit: fit.told, default=None)
        return Outcome(tuple(filter(self._is_near, sure)), False, nearest)

    @staticmethod
    def _is_near(fit: Fit | None) -> bool:
        """Tell whether most words are the same."""
        return fit is not None and fit.cost <= MOST_DIFFERING * sum(len(piece.words) for piece in fit.pieces)

    def _fit(self, stretch: Stretch, parts: Sequence[Part], theirs: Mask | None) -> Fit | None:
        """Return how all the parts fit into a stretch, None where one does not at all."""
        whose = [] if theirs is None else theirs[stretch.first + np.array(stretch.passages, np.int64)].tolist()
        pieces = tuple(_pieces(stretch, parts, whose))
        if len(pieces) < len(parts):
            return None
        told = sum(
            self._evidence.beyond_chance([word.folded for word in piece.words], piece.alignment) for piece in pieces
        )
        return Fit(stretch, pieces, told)

    def _apart(self, remarks: Sequence[Part], allowed: Mask | None, theirs: Mask | None, thorough: bool) -> Outcome:
        """Return the places of remarks, each where it was said, in their order; none where one was not."""
        places: dict[int, Fit] = {}
        for number in sorted(range(len(remarks)), key=lambda number: -len(remarks[number])):
            found = self._together((remarks[number],), allowed, theirs, thorough).fits
            if not found:
                return Outcome()
            places[number] = found[0]
        return Outcome(tuple(places[number] for number in sorted(places)), joined=True)

    def _remarks(self, nearest: Fit | None) -> Iterator[tuple[tuple[Part, ...], bool]]:
        """Yield into which remarks a quotation may fall that somebody joined, and whether marks tell them apart: its
        parts; its sentences; what fits into the likest place, and what stands before and after that.
        """
        parts = self._wording.parts
        if len(parts) > 1:
            yield parts, True
            return
        written = tuple(words_of(sentence) for sentence in sentences(self._wording.text))
        if len(written) > 1 and min(map(len, written)) >= FEWEST_JOINED:
            yield written, True
        if nearest:
            begin, end = _densest(nearest.pieces[0].alignment.operations)
            runs = (parts[0][:begin], parts[0][begin:end], parts[0][end:])
            fallen = tuple(run for run in runs if run)
            if len(fallen) > 1 and min(map(len, fallen)) >= FEWEST_UNMARKED:
                yield fallen, False


def _densest(operations: Sequence[Operation]) -> tuple[int, int]:
    """Return where the run of a quotation's words begins and ends that has most words the same beyond those that differ
    (the maximum sum of a run, by Kadane's algorithm).
    """
    best, highest, total, begin, place = (0, 0), 0, 0, 0, 0
    for operation in operations:
        if total <= 0:
            total, begin = 0, place
        total += 1 if operation == "same" else -1
        place += operation != "left out"
        if total > highest:
            highest, best = total, (begin, place)
    return best


def _pieces(stretch: Stretch, parts: Sequence[Part], theirs: Sequence[bool]) -> Iterator[Piece]:
    for part in parts:
        fitting = align([word.folded for word in part], stretch.folded, theirs)
        if fitting and "same" in fitting.operations:
            yield Piece(part, fitting)
