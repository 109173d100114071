"""Finds where a quotation was said, and names how true it is.

In: a text, an open index, a filter. Out: a `Quotation`, of any kind but a paraphrase: that is for the search to find.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.answer import QuestionRefused, RankedPassage
from index.quotes.alignment import align
from index.quotes.place import Piece, place_of
from index.quotes.quotation import FEWEST_WORDS, LONGEST_QUOTATION, MOST_WORDS, Kind, Quotation, QuotedPlace
from index.quotes.stretches import Stretch, stretches
from index.quotes.wording import Word, Wording, folded, read_wording, sentences, words_of
from index.ranking.first_stage import Mask
from index.reader import IndexReader
from index.text.terms import term_of

PARAPHRASED = 0.6  # the confidence from which on a passage counts as saying the same in other words
FEWEST_JOINED = 4  # words of a sentence that may be a remark of its own
# The share of a quotation's words that may differ: (words, share), between them in proportion. Short runs are found by
# chance in what others said; docs/quotes.md has the measurements.
TOLERATED = ((4, 0.0), (6, 0.17), (8, 0.3), (14, 0.5), (MOST_WORDS, 0.5))


@dataclass(frozen=True, slots=True)
class _Found:
    """The parts of a quotation in one stretch, in order, and how many of their words differ."""

    stretch: Stretch
    pieces: tuple[Piece, ...]

    @property
    def cost(self) -> float:
        """How many words differ."""
        return sum(piece.alignment.cost for piece in self.pieces)


def find_quotation(reader: IndexReader, text: str, allowed: Mask | None, limit: int) -> Quotation:
    """Return where a quotation was said, at most `limit` places; its kind is "not found" where there is none.

    `allowed` is the filter. Raises `QuestionRefused` for a text without words enough to look for, or with too many.
    """
    wording = _readable(reader, text)
    found, joined = _best(reader, wording, allowed)
    exact = bool(found) and not joined and _is_exact(found[0])
    places: list[QuotedPlace] = []
    for one in found:
        if exact and not _is_exact(one):
            break  # what is there word for word needs no likenesses beside it
        place = place_of(reader, one.stretch, one.pieces, len(places) + 1)
        if not any(_same(place, other) for other in places):
            places.append(place)
        if len(places) == limit:
            break
    kind: Kind = "not found" if not places else "exact" if exact else "close"
    quoted = " … ".join(" ".join(word.written for word in part) for part in wording.parts)
    wrong = bool(places) and wording.attributed is not None and not _named(wording.attributed, places[0])
    return Quotation(text, quoted, kind, wording.attributed, wrong, tuple(places))


def paraphrased(quotation: Quotation, passage: RankedPassage) -> Quotation:
    """Return a quotation that was not found with the passage that says it in other words."""
    place = QuotedPlace(
        rank=1,
        episode=passage.episode,
        title=passage.title,
        section=passage.section,
        anchor=passage.anchor,
        speakers=(passage.speaker,),
        host=False,
        before="",
        said=passage.text,
        after="",
        differences=(),
        similarity=0.0,
        url=passage.url,
        position=passage.position,
        turn=passage.turn,
        date=passage.date,
        start=passage.start,
        media_url=passage.media_url,
    )
    wrong = quotation.attributed is not None and not _named(quotation.attributed, place)
    return replace(quotation, kind="paraphrase", misattributed=wrong, places=(place,))


def _readable(reader: IndexReader, text: str) -> Wording:
    if len(text) > LONGEST_QUOTATION:
        raise QuestionRefused(f"The quotation is too long ({len(text):,} characters; at most {LONGEST_QUOTATION:,}).")
    wording = read_wording(text, reader.speaker_words)
    if len(wording.words) < FEWEST_WORDS:
        raise QuestionRefused("There is nothing to look for: give the words that were said, two at least.")
    if len(wording.words) > MOST_WORDS:
        raise QuestionRefused(f"The quotation has {len(wording.words)} words; give at most {MOST_WORDS}.")
    return wording


def tolerated(words: int) -> float:
    """Return how many of so many words may differ in a quotation that still counts as close."""
    for (fewer, low), (more, high) in pairwise(TOLERATED):
        if words <= more:
            share = low + (high - low) * max(0, words - fewer) / (more - fewer)
            return share * words
    return TOLERATED[-1][1] * words


def _places(reader: IndexReader, parts: Sequence[tuple[Word, ...]], allowed: Mask | None) -> list[_Found]:
    """Return the stretches that hold all the parts, in whatever order, about as they are quoted."""
    words = [word.folded for part in parts for word in part]
    terms = tuple(dict.fromkeys(term for word in words if (term := term_of(word))))
    found = []
    for stretch in stretches(reader, terms, words, allowed):
        pieces = tuple(_pieces(stretch, parts))
        one = _Found(stretch, pieces)
        if len(pieces) == len(parts) and one.cost <= tolerated(len(words)):
            found.append(one)
    return found


def _best(reader: IndexReader, wording: Wording, allowed: Mask | None) -> tuple[list[_Found], bool]:
    """Return the places of a quotation, the truest first, or those of remarks that are truer apart, in their order;
    and which of both it is.
    """
    together = sorted(_places(reader, wording.parts, allowed), key=lambda one: one.cost)
    if together and together[0].cost < FEWEST_JOINED:
        return together, False
    apart = _joined(reader, wording, allowed)
    if apart and (not together or sum(one.cost for one in apart) < together[0].cost):
        return apart, True
    return together, False


def _pieces(stretch: Stretch, parts: Sequence[tuple[Word, ...]]) -> Iterator[Piece]:
    for part in parts:
        fitting = align([word.folded for word in part], stretch.folded)
        if fitting and "same" in fitting.operations:
            yield Piece(part, fitting)


def _joined(reader: IndexReader, wording: Wording, allowed: Mask | None) -> list[_Found]:
    """Return the places of remarks that somebody joined, each where it was said, in their order."""
    parts = wording.parts
    if len(parts) == 1:
        written = [words_of(sentence) for sentence in sentences(wording.text)]
        parts = tuple(part for part in written if len(part) >= FEWEST_JOINED)
        if sum(map(len, parts)) < len(wording.words):
            return []
    if len(parts) < 2:
        return []
    each = []
    for part in parts:
        places = sorted(_places(reader, (part,), allowed), key=lambda one: one.cost)
        if not places:
            return []
        each.append(places[0])
    return each


def _is_exact(found: _Found) -> bool:
    return len(found.pieces) == 1 and found.pieces[0].alignment.exact


def _same(one: QuotedPlace, other: QuotedPlace) -> bool:
    return one.episode == other.episode and abs(one.position - other.position) <= 1 and one.said == other.said


def _named(name: str, place: QuotedPlace) -> bool:
    """Tell whether a name is that of somebody who speaks at a place: one word of it is enough, as members write."""
    given = {folded(word.written) for word in words_of(name)}
    return any(given & {word.folded for word in words_of(speaker)} for speaker in place.speakers)
