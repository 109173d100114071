"""What is done with a passage that a button names: finding it in the shows, what stands around it, a part to quote.

In: a `Shelf` and what the button says. Out: the passage, or a `Reply`. Blocking.
"""

from dataclasses import dataclass

from bot.actions import Around, OfPassage, Quote
from bot.audience import Audience
from bot.custom_ids import digest, named_by
from bot.replies import notices
from bot.replies.answers import around_reply
from bot.replies.quotes import block_reply, quotation_reply
from bot.replies.reply import Reply
from bot.shelf import Shelf
from index.answer import QuestionRefused, RankedPassage
from index.search import Searcher
from index.shows import Show


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage, the show that it is of, and what searches there."""

    show: Show
    searcher: Searcher
    passage: RankedPassage


def passage_of(shelf: Shelf, action: OfPassage) -> FoundPassage | None:
    """Return the passage that a button names, in whichever show; None where it is in none as it was."""
    found = shelf.first(lambda searcher: _passage(searcher, action))
    return FoundPassage(*found) if found else None


def around(shelf: Shelf, action: Around, audience: Audience) -> Reply:
    """Return what was said before and after a passage."""
    found = passage_of(shelf, action)
    if found is None:
        return notices.episode_changed(words=audience.words)
    shown = found.searcher.around(found.passage.episode, found.passage.position)
    return around_reply(
        shown,
        found.passage.position,
        asker=audience.asker,
        private=audience.private,
        links=audience.links,
        words=audience.words,
    )


def quoted_part(shelf: Shelf, action: Quote, text: str, audience: Audience) -> Reply:
    """Return the block to copy of the words of a passage that somebody kept, as they were really said."""
    held = passage_of(shelf, action)
    if held is None:
        return notices.episode_changed(words=audience.words)
    try:
        found = held.searcher.quote(text, episode=held.passage.episode, limit=1)
    except QuestionRefused as refusal:
        return notices.refused(refusal, words=audience.words)
    if found.kind in ("exact", "close"):
        return block_reply(found.places[0], audience.links, words=audience.words)
    return quotation_reply(found, None, audience.asker, True, audience.links, words=audience.words)


def _passage(searcher: Searcher, action: OfPassage) -> RankedPassage | None:
    """Return the passage with the words that the button names, wherever in the episode it stands by now."""
    slug = named_by(action.episode, (episode.slug for episode in searcher.episodes()))
    if slug is None:
        return None
    there = searcher.passage(slug, action.position)
    if there and digest(there.text) == action.words:
        return there
    whole = searcher.around(slug, 0, after=searcher.episode(slug).passages)
    return next((passage for passage in whole if digest(passage.text) == action.words), None)
