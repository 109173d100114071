"""A quotation that goes to several shows: where it was said, the truest outcome first.

In: a `Shelf`, the words, and perhaps an episode and whom they are given to. Out: outcomes by show.
"""

from dataclasses import replace

from bot.shelf import Shelf
from index.answer import UnknownName
from index.quotes.quotation import Quotation
from index.search import Searcher
from index.shows import Show

KINDS = ("exact", "close", "paraphrase", "not found")  # the best first
SAID = KINDS[:2]


def quotations(
    shelf: Shelf, text: str, episode: str | None, speaker: str | None, limit: int = 3
) -> list[tuple[Show, Quotation]]:
    """Return what each show says to a quotation, the truest first.

    `episode` is a slug or title, `speaker` whom the words are given to, `limit` how many places each show gives. Words
    that are given to somebody of one show, and that somebody else says in another, are told to be misattributed.
    Raises `UnknownName` where no show knows the name, `QuestionRefused` and `IndexFileError`.
    """
    if speaker is not None:
        shelf.each(lambda _, searcher: searcher.speaker(speaker))

    def look(words: str, searcher: Searcher) -> Quotation:
        try:
            return searcher.quote(words, episode=episode, speaker=speaker, limit=limit)
        except UnknownName as unknown:
            if unknown.kind != "speaker":
                raise
            return searcher.quote(words, episode=episode, limit=limit)

    found = shelf.each(lambda _, searcher: look(text, searcher))
    given = next((outcome for _, outcome in found if outcome.attributed), None)
    if speaker is None and given and len(found) > 1:
        # Where the name is nobody's, "as NAME said" was taken for words of the quotation.
        again = dict(shelf.each(lambda _, searcher: look(given.quoted, searcher)))
        found = [(show, outcome if outcome.attributed else again.get(show, outcome)) for show, outcome in found]
    named = speaker or (given.attributed if given else None)
    told = [(show, _given_to(outcome, named)) for show, outcome in found]
    return sorted(told, key=lambda pair: (KINDS.index(pair[1].kind), pair[1].misattributed))


def worth_telling(found: list[tuple[Show, Quotation]]) -> list[tuple[Show, Quotation]]:
    """Return of outcomes, the truest first, those as true as the first; of paraphrases and of none the first alone."""
    best = found[0][1]
    if best.kind not in SAID:
        return found[:1]
    return [pair for pair in found if (pair[1].kind, pair[1].misattributed) == (best.kind, best.misattributed)]


def _given_to(outcome: Quotation, named: str | None) -> Quotation:
    """Return an outcome of a show that does not know whom the words are given to: they are another's there."""
    if named is None or outcome.attributed is not None or outcome.kind not in SAID:
        return outcome
    return replace(outcome, attributed=named, misattributed=True)
