"""From a question, or what a button asks for, to a reply: with the index and the bot's memory, without Discord.

In: a `Searcher`, a `Memory` and what is asked. Out: a `Reply`. Blocking; the Discord layer calls it in worker threads.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot import custom_ids
from bot.custom_ids import Around, AskCorrected, Episodes, More, OfPassage, Outline, Quote, Rate, Share, slug_of
from bot.languages.words import ENGLISH, Words
from bot.memory import Asked, Memory
from bot.memory.servers import ServerSettings
from bot.replies import notices
from bot.replies.answers import Links, Place, answer_reply, around_reply, passages_needed
from bot.replies.listings import about_reply, episodes_reply, outline_reply
from bot.replies.quotes import block_reply, quotation_reply
from bot.replies.reply import Reply
from index.answer import Answer, QuestionRefused, RankedPassage, UnknownName
from index.answering import Place as Shown
from index.search import Searcher

Question = More | Share | AskCorrected | Rate | Around | Episodes | Outline


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a reply is for: the Discord id of who asked, whether only they see it, the kind of links and the words."""

    asker: int
    private: bool
    links: Links
    words: Words = ENGLISH


def ask(searcher: Searcher, memory: Memory, asked: Asked, audience: Audience, before: Asked | None = None) -> Reply:
    """Answer a question and remember it; `before` is the one that it leans on, as it was asked."""
    asked = _placed(searcher, asked, before)
    try:
        answer = _find(searcher, asked, 0)
    except QuestionRefused as refusal:
        return notices.refused(refusal, words=audience.words)
    except UnknownName as unknown:
        return notices.unknown_name(unknown, words=audience.words)
    question = memory.remember(asked, answer.answered, audience.asker or None)
    return answer_reply(answer, _place(question, 0, audience))


def act(searcher: Searcher, memory: Memory, action: Question, audience: Audience) -> Reply:
    """Return what a button asks for; where its question or episode is gone, a sentence that says so."""
    try:
        match action:
            case More() | Share():
                return _page(searcher, memory, action, audience)
            case AskCorrected():
                return _corrected(searcher, memory, action, audience)
            case Rate():
                known = memory.rate(action.question, action.offset, bool(action.helpful), datetime.now(UTC))
                said = notices.rated if known else notices.question_forgotten
                return said(words=audience.words)
            case Around():
                return _around(searcher, action, audience)
            case Episodes() | Outline():
                return _listing(searcher, action, audience.words)
    except (QuestionRefused, UnknownName):  # it was good when it was asked, so the index is another one now
        return notices.episode_changed(words=audience.words)


def episodes(searcher: Searcher, name: str | None, words: Words) -> Reply:
    """Return the list of episodes, or the outline of the one of that slug or title."""
    if name is None:
        return episodes_reply(searcher.episodes(), words=words)
    try:
        episode = searcher.episode(name)
    except UnknownName as unknown:
        return notices.unknown_name(unknown, words=words)
    return outline_reply(episode, searcher.outline(episode.slug), words=words)


def passage_of(searcher: Searcher, action: OfPassage) -> RankedPassage | None:
    """Return the passage that a button names, or None where it is not there as it was."""
    slug = slug_of(action.episode, (episode.slug for episode in searcher.episodes()))
    return _passage(searcher, slug, action) if slug else None


def quote(searcher: Searcher, text: str, filters: tuple[str | None, str | None], audience: Audience) -> Reply:
    """Return whether a quotation is true; `filters` are an episode (slug) and a speaker (label)."""
    try:
        found = searcher.quote(text, episode=filters[0], speaker=filters[1])
    except QuestionRefused as refusal:
        return notices.refused(refusal, words=audience.words)
    except UnknownName as unknown:
        return notices.unknown_name(unknown, words=audience.words)
    first = found.places[0] if found.places else None
    passage = searcher.passage(first.episode, first.position) if first else None
    return quotation_reply(found, passage, audience.asker, audience.private, audience.links, words=audience.words)


def quoted_part(searcher: Searcher, action: Quote, text: str, audience: Audience) -> Reply:
    """Return the block to copy of the words of a passage that somebody kept, as they were really said."""
    passage = passage_of(searcher, action)
    if passage is None:
        return notices.episode_changed(words=audience.words)
    try:
        found = searcher.quote(text, episode=passage.episode, limit=1)
    except QuestionRefused as refusal:
        return notices.refused(refusal, words=audience.words)
    if found.kind in ("exact", "close"):
        return block_reply(found.places[0], audience.links, words=audience.words)
    return quotation_reply(found, None, audience.asker, True, audience.links, words=audience.words)


def about(searcher: Searcher, keep_days: int, server: ServerSettings, words: Words) -> Reply:
    """Return what the index holds, where the server wants answers, what is stored, and how to get help."""
    newest = next(iter(searcher.episodes()), None)
    return about_reply(searcher.status(), newest, keep_days, datetime.now(UTC), server, words=words)


def _placed(searcher: Searcher, asked: Asked, before: Asked | None) -> Asked:
    """Return a follow-up with the passage that was shown first for the question before."""
    if before is None:
        return asked
    try:
        shown = _find(searcher, before, 0).passages
    except (QuestionRefused, UnknownName):  # the index is another one now
        return asked
    return replace(asked, after=Shown(shown[0].episode, shown[0].position)) if shown else asked


def _find(searcher: Searcher, asked: Asked, offset: int) -> Answer:
    return searcher.ask(
        asked.question,
        episode=asked.episode,
        speaker=asked.speaker,
        context=asked.context,
        after=asked.after,
        limit=passages_needed(offset),
    )


def _page(searcher: Searcher, memory: Memory, action: More | Share, audience: Audience) -> Reply:
    asked = memory.recall(action.question)
    if asked is None:
        return notices.question_forgotten(words=audience.words)
    return answer_reply(_find(searcher, asked, action.offset), _place(action.question, action.offset, audience))


def _place(question: str, offset: int, audience: Audience) -> Place:
    return Place(question, offset, audience.asker, audience.private, audience.links, words=audience.words)


def _corrected(searcher: Searcher, memory: Memory, action: AskCorrected, audience: Audience) -> Reply:
    asked = memory.recall(action.question)
    if asked is None:
        return notices.question_forgotten(words=audience.words)
    corrected = _find(searcher, asked, 0).did_you_mean or asked.question
    return ask(searcher, memory, replace(asked, question=corrected, asked_at=datetime.now(UTC)), audience)


def _around(searcher: Searcher, action: Around, audience: Audience) -> Reply:
    found = passage_of(searcher, action)
    if found is None:
        return notices.episode_changed(words=audience.words)
    shown = searcher.around(found.episode, found.position)
    return around_reply(
        shown,
        found.position,
        asker=audience.asker,
        private=audience.private,
        links=audience.links,
        words=audience.words,
    )


def _passage(searcher: Searcher, slug: str, action: OfPassage) -> RankedPassage | None:
    """Return the passage with the words that the button names, wherever in the episode it stands by now."""
    there = searcher.passage(slug, action.position)
    if there and custom_ids.digest(there.text) == action.words:
        return there
    whole = searcher.around(slug, 0, after=searcher.episode(slug).passages)
    return next((passage for passage in whole if custom_ids.digest(passage.text) == action.words), None)


def _listing(searcher: Searcher, action: Episodes | Outline, words: Words) -> Reply:
    if isinstance(action, Episodes):
        return episodes_reply(searcher.episodes(), action.page, words=words)
    slug = slug_of(action.episode, (episode.slug for episode in searcher.episodes()))
    if slug is None:
        return notices.episode_changed(words=words)
    return outline_reply(searcher.episode(slug), searcher.outline(slug), action.page, words=words)
