"""A quotation's parts laid beside the stretches in which they may stand: which of them hold it, and how well.

In: a `Wording`, an open index, filters. Out: an `Outcome` of `Fit`s. Whether a likeness is the quotation, or no more
than chance brings about, is for `index.quotes.evidence` to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.quotes.alignment import align
from index.quotes.evidence import MOST_DIFFERING, UNSURE, Evidence
from index.quotes.place import Piece
from index.quotes.stretches import Stretch, stretches
from index.quotes.wording import Word, Wording, sentences, words_of
from index.ranking.first_stage import Mask
from index.reader import IndexReader
from index.text.terms import term_of

FEWEST_JOINED = 4  # words of a sentence that may be a remark of its own
HALF = 0.5  # of the words


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
        words = self.stretch.words
        return [
            self.stretch.first + words[place].passage
            for piece in self.pieces
            for place in range(piece.alignment.begin, piece.alignment.end)
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
        if theirs is None or not theirs.any():
            return self._best(within)
        own = self._best(theirs, theirs)
        if not own.joined:
            said = tuple(fit for fit in own.fits if theirs[fit.passages()].mean() > HALF)
            own = Outcome(said, False, own.nearest)
        if own.fits and not own.joined and not own.cost:
            return own
        everybodys = self._best(within)
        truer = bool(everybodys.fits) and everybodys.cost < own.cost and not everybodys.joined
        return everybodys if truer or not own.fits else own

    def _best(self, allowed: Mask | None, theirs: Mask | None = None) -> Outcome:
        together = self._together(self._wording.parts, allowed, theirs)
        if together.fits and together.cost < FEWEST_JOINED:
            return together
        apart = self._apart(allowed, theirs)
        truer = apart.fits and (not together.fits or apart.cost < together.cost)
        return apart if truer else together

    def _together(self, parts: Sequence[tuple[Word, ...]], allowed: Mask | None, theirs: Mask | None) -> Outcome:
        """Return the stretches that hold all the parts, in whatever order, about as they are quoted."""
        words = [word.folded for part in parts for word in part]
        terms = tuple(dict.fromkeys(term for word in words if (term := term_of(word))))
        found = [
            fit
            for stretch in stretches(self._reader, terms, words, allowed)
            if (fit := self._fit(stretch, parts, theirs)) and fit.cost <= MOST_DIFFERING * len(words)
        ]
        needed = self._evidence.needed
        # What leaves out no more than fillers is the quotation, however little it tells; parts of one may be anything.
        close = [fit for fit in found if fit.told > needed or (fit.cost == 0 and len(parts) == 1)]
        nearest = max(found, key=lambda fit: fit.told, default=None)
        likely = nearest if nearest and nearest.told > needed - UNSURE else None
        return Outcome(tuple(sorted(close, key=lambda fit: (fit.cost, -fit.told))), False, likely)

    def _fit(self, stretch: Stretch, parts: Sequence[tuple[Word, ...]], theirs: Mask | None) -> Fit | None:
        """Return how all the parts fit into a stretch, None where one does not at all."""
        whose = [] if theirs is None else [bool(theirs[stretch.first + word.passage]) for word in stretch.words]
        pieces = tuple(_pieces(stretch, parts, whose))
        if len(pieces) < len(parts):
            return None
        told = sum(
            self._evidence.beyond_chance([word.folded for word in piece.words], piece.alignment) for piece in pieces
        )
        return Fit(stretch, pieces, told)

    def _apart(self, allowed: Mask | None, theirs: Mask | None) -> Outcome:
        """Return the places of remarks that somebody joined, each where it was said, in their order."""
        parts = self._wording.parts
        if len(parts) == 1:
            written = [words_of(sentence) for sentence in sentences(self._wording.text)]
            parts = tuple(part for part in written if len(part) >= FEWEST_JOINED)
            if sum(map(len, parts)) < len(self._wording.words):
                return Outcome()
        if len(parts) < 2:
            return Outcome()
        each: list[Fit] = []
        for part in parts:
            found = self._together((part,), allowed, theirs).fits
            if not found:
                return Outcome()
            each.append(found[0])
        return Outcome(tuple(each), joined=True)


def _pieces(stretch: Stretch, parts: Sequence[tuple[Word, ...]], theirs: Sequence[bool]) -> Iterator[Piece]:
    for part in parts:
        fitting = align([word.folded for word in part], stretch.folded, theirs)
        if fitting and "same" in fitting.operations:
            yield Piece(part, fitting)
