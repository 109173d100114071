"""Finds where a quotation was said, and names how true it is.

In: a text, an open index, a filter. Out: a `Quotation`, of any kind but a paraphrase: that is for the search to find.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.answer import QuestionRefused, RankedPassage
from index.quotes.fitting import Fit, Fitting
from index.quotes.names import is_named, meant_by
from index.quotes.place import place_of
from index.quotes.quotation import FEWEST_WORDS, LONGEST_QUOTATION, MOST_WORDS, Kind, Quotation, QuotedPlace
from index.quotes.surnames import KnownNames, bearers, said_by
from index.quotes.wording import Wording, measure, read_reported, read_wording, written
from index.ranking.first_stage import Mask
from index.reader import IndexReader
from index.text.terms import term_of

PARAPHRASED = 0.6  # the confidence from which on a passage counts as saying the same in other words


def find_quotation(
    reader: IndexReader, text: str, episode: str | None, speaker: str | None, limit: int
) -> tuple[Quotation, QuotedPlace | None]:
    """Return where a quotation was said, at most `limit` places; its kind is "not found" where there is none. Beside it
    then stands the likest place, if one is at all like it.

    `episode` narrows the search; `speaker` is who is said to have said it, whatever the text says of that. Raises
    `UnknownName` for names that the index does not hold, and `QuestionRefused` for a text without words enough to look
    for, or with too many.
    """
    wording = _readable(reader, text)
    found, nearest = _found(reader, text, wording, (episode, speaker), limit)
    reported = read_reported(wording, KnownNames(reader)) if found.kind != "exact" else None
    if reported is None or measure(reported.words) < FEWEST_WORDS:
        return found, nearest
    without, nearest_without = _found(reader, text, reported, (episode, speaker), limit)
    better = without.kind == "exact" or found.kind == "not found"
    return (without, nearest_without) if better else (found, nearest)


def _found(
    reader: IndexReader, text: str, wording: Wording, filters: tuple[str | None, str | None], limit: int
) -> tuple[Quotation, QuotedPlace | None]:
    """Return what `find_quotation` does, for the words that a text is read as; `filters` are episode and speaker."""
    episode, speaker = filters
    for part in wording.parts:
        words = dict.fromkeys(word.folded for word in part)
        reader.gather_words([term for word in words if (term := term_of(word))], episode)
    attributed = speaker or wording.attributed
    found = Fitting(reader, wording).outcome(
        reader.allowed(episode, None), _theirs(reader, episode, speaker, wording.attributed)
    )
    exact = bool(found.fits) and not found.joined and found.fits[0].exact
    places = _told(reader, found.fits, exact, limit)
    kind: Kind = "not found" if not places else "exact" if exact else "close"
    quoted = " … ".join(written(word.written for word in part) for part in wording.parts)
    nearest = place_of(reader, found.nearest.stretch, found.nearest.pieces, 1) if found.nearest and not places else None
    return _judged(reader, Quotation(text, quoted, kind, attributed, False, places)), nearest


def paraphrased(
    reader: IndexReader, quotation: Quotation, passage: RankedPassage, nearest: QuotedPlace | None
) -> Quotation:
    """Return a quotation that was not found with the place that is like it, else the passage that says it in other
    words.
    """
    place = nearest or QuotedPlace(
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
    return _judged(reader, replace(quotation, kind="paraphrase", places=(place,)))


def _judged(reader: IndexReader, quotation: Quotation) -> Quotation:
    """Return a quotation with whether somebody else says it than whom it is given to."""
    name, places = quotation.attributed, quotation.places
    if name is None or not places or is_named(name, places[0].speakers):
        return quotation
    theirs = [label for episode, label in bearers(reader, name) if episode.slug == places[0].episode]
    return replace(quotation, misattributed=set(theirs).isdisjoint(places[0].speakers))


def _readable(reader: IndexReader, text: str) -> Wording:
    if len(text) > LONGEST_QUOTATION:
        told = f"The quotation is too long ({len(text):,} characters; at most {LONGEST_QUOTATION:,})."
        raise QuestionRefused(told, "quotation too long", length=len(text), limit=LONGEST_QUOTATION)
    wording = read_wording(text, KnownNames(reader))
    if measure(wording.words) < FEWEST_WORDS:
        told = "There is nothing to look for: give the words that were said, two at least."
        raise QuestionRefused(told, "quotation too short")
    if (words := measure(wording.words)) > MOST_WORDS:
        told = f"The quotation has {words} words; give at most {MOST_WORDS}."
        raise QuestionRefused(told, "quotation too many words", words=words, limit=MOST_WORDS)
    return wording


def _theirs(reader: IndexReader, episode: str | None, speaker: str | None, attributed: str | None) -> Mask | None:
    """Return the passages of whom a quotation is given to, by a label or else by a name in the text; None: nobody."""
    if speaker is not None:
        return reader.allowed(episode, speaker)
    if attributed is None:
        return None
    within = reader.allowed(episode, None)
    meant = meant_by(reader, attributed) | said_by(reader, bearers(reader, attributed))
    return meant if within is None else meant & within


def _told(reader: IndexReader, found: Sequence[Fit], exact: bool, limit: int) -> tuple[QuotedPlace, ...]:
    """Return the places in full, each once; beside what is there word for word no likenesses are needed."""
    places: list[QuotedPlace] = []
    for fit in found:
        if len(places) == limit or (exact and not fit.exact):
            break
        place = place_of(reader, fit.stretch, fit.pieces, len(places) + 1)
        if not any(_same(place, other) for other in places):
            places.append(place)
    return tuple(places)


def _same(one: QuotedPlace, other: QuotedPlace) -> bool:
    return one.episode == other.episode and abs(one.position - other.position) <= 1 and one.said == other.said
