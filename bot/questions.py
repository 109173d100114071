"""From a question, or what a button asks for, to a reply: with the shows and the bot's memory, without Discord.

In: a `Shelf`, a `Memory` and what is asked. Out: a `Reply`. Blocking; the Discord layer calls it in worker threads.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot import passages
from bot.actions import Around, AskAlone, AskCorrected, Episodes, More, Outline, Rate, Share
from bot.audience import Audience
from bot.custom_ids import named_by
from bot.memory import Asked, Memory
from bot.memory.servers import ServerSettings
from bot.quote_cards import QuotedWords, words_of_place
from bot.quoting import SAID, quotations, worth_telling
from bot.replies import notices
from bot.replies.answers import Place, answer_reply, passages_needed
from bot.replies.listings import about_reply, episodes_reply, outline_reply, shows_listed
from bot.replies.quotes import quotation_reply
from bot.replies.reply import Reply
from bot.replies.shows import shows_reply
from bot.shelf import Shelf, correction, said_once, surest_first
from index.answer import Answer, EpisodeSummary, IndexStatus, QuestionRefused, UnknownName
from index.answering import Place as Shown
from index.search import Searcher
from index.shows import Show, UnknownShow

Question = More | Share | AskCorrected | AskAlone | Rate | Around | Episodes | Outline
Refusal = QuestionRefused | UnknownName | UnknownShow
REFUSALS = (QuestionRefused, UnknownName, UnknownShow)


def ask(shelf: Shelf, memory: Memory, asked: Asked, audience: Audience, before: Asked | None = None) -> Reply:
    """Answer a question and remember it; `before` is the one that it leans on, as it was asked."""
    shelf = shelf.only(audience.shows)
    try:
        asked = _placed(shelf, asked, before)
        answers = _find(shelf.called(asked.show), asked, 0)
    except REFUSALS as refusal:
        return _refused(refusal, audience)
    answered = any(answer.answered or (answer.remark and answer.remark.alone) for _, answer in answers)
    question = memory.remember(asked, answered, audience.asker or None)
    return _told(answers, shelf, _place(question, 0, audience))


def act(shelf: Shelf, memory: Memory, action: Question, audience: Audience) -> Reply:
    """Return what a button asks for; where its question or episode is gone, a sentence that says so."""
    try:
        match action:
            case More() | Share():
                return _page(shelf, memory, action, audience)
            case AskCorrected() | AskAlone():
                return _anew(shelf, memory, action, audience)
            case Rate():
                known = memory.rate(action.question, action.offset, bool(action.helpful), datetime.now(UTC))
                said = notices.rated if known else notices.question_forgotten
                return said(words=audience.words)
            case Around():
                return passages.around(shelf, action, audience)
            case Episodes() | Outline():
                return _listing(shelf.only(audience.shows), action, audience)
    except REFUSALS:  # it was good when it was asked, so the index is another one now
        return notices.episode_changed(words=audience.words)


def episodes(shelf: Shelf, name: str | None, show: str | None, audience: Audience) -> Reply:
    """Return a show's list of episodes, or the outline of that episode (slug or title); of several the shows."""
    seen = shelf.only(audience.shows)
    try:
        shelf = seen.called(show)
        if name is not None:
            found = shelf.each(lambda _, searcher: (searcher, searcher.episode(name)))
            of, (searcher, episode) = found[0]
            outline = searcher.outline(episode.slug)
            return outline_reply(episode, outline, show=seen.naming(of), words=audience.words)
    except REFUSALS as refusal:
        return _refused(refusal, audience)
    listed = shelf.each(lambda _, searcher: searcher.episodes())
    if len(listed) > 1:
        return shows_listed([(of.name, len(every)) for of, every in listed], words=audience.words)
    of, every = listed[0]
    return episodes_reply(every, show=seen.naming(of), words=audience.words)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a quotation came to: the reply, and its true words for a card, None where nobody says them."""

    reply: Reply
    card: QuotedWords | None = None


def quote(
    shelf: Shelf,
    text: str,
    filters: tuple[str | None, str | None],
    show: str | None,
    audience: Audience,
) -> Checked:
    """Return whether a quotation is true; `filters` are an episode (slug) and a speaker (label)."""
    shelf = shelf.only(audience.shows)
    try:
        best = worth_telling(quotations(shelf.called(show), text, *filters))
    except REFUSALS as refusal:
        return Checked(_refused(refusal, audience))
    of, outcome = best[0]
    first = outcome.places[0] if outcome.places else None
    (searcher,) = shelf.only((of.name,)).searchers
    passage = searcher.passage(first.episode, first.position) if first else None
    names = tuple(other.name for other, quotation in best if quotation.places) if shelf.several else ()
    quoted = words_of_place(searcher, of, first) if first and outcome.kind in SAID else None
    reply = quotation_reply(
        outcome,
        passage,
        audience.asker,
        audience.private,
        audience.links,
        shows=names,
        card=quoted.drawing("light", 0) if quoted else None,
        words=audience.words,
    )
    return Checked(reply, quoted)


def about(shelf: Shelf, keep_days: int, server: ServerSettings, audience: Audience) -> Reply:
    """Return what the index holds, where the server wants answers, what is stored, and how to get help."""

    def look(_: Show, searcher: Searcher) -> tuple[IndexStatus, EpisodeSummary | None]:
        return searcher.status(), next((episode for episode in searcher.episodes() if episode.date), None)

    found = [(show.name, *held) for show, held in shelf.only(audience.shows).each(look)]
    return about_reply(found, keep_days, datetime.now(UTC), server, words=audience.words)


def _refused(refusal: Refusal, audience: Audience) -> Reply:
    match refusal:
        case QuestionRefused():
            return notices.refused(refusal, words=audience.words)
        case UnknownName():
            return notices.unknown_name(refusal, words=audience.words)
        case UnknownShow():
            return notices.unknown_show(refusal, words=audience.words)


def _placed(shelf: Shelf, asked: Asked, before: Asked | None) -> Asked:
    """Return a follow-up with the passage that was shown first for the question before."""
    if before is None:
        return asked
    try:
        answers = surest_first(_find(shelf.called(before.show), before, 0))
    except REFUSALS:  # the index is another one now
        return asked
    shown = next(((show, answer.passages[0]) for show, answer in answers if answer.passages), None)
    if shown is None:
        return asked
    show, passage = shown
    return replace(asked, after=Shown(passage.episode, passage.position), after_show=show.name)


def _still_there(searcher: Searcher, place: Shown) -> Shown | None:
    """Return a place that was shown, None where the index, another one now, has it no more."""
    try:
        return place if searcher.passage(place.episode, place.position) else None
    except UnknownName:
        return None


def _find(shelf: Shelf, asked: Asked, offset: int) -> list[tuple[Show, Answer]]:
    def look(show: Show, searcher: Searcher) -> Answer:
        there = asked.after_show in (None, show.name)
        return searcher.ask(
            asked.question,
            episode=asked.episode,
            speaker=asked.speaker,
            context=asked.context,
            after=_still_there(searcher, asked.after) if there and asked.after else None,
            limit=passages_needed(offset),
        )

    return shelf.each(look)


def _told(answers: list[tuple[Show, Answer]], seen: Shelf, place: Place) -> Reply:
    """Return one show's answer, or what several say; `seen` are the shows that the asker has."""
    if len(answers) == 1:
        show, answer = answers[0]
        return answer_reply(answer, replace(place, show=seen.naming(show)))
    once = said_once(answers)
    if once:
        return answer_reply(once, place)
    told = [(show.name, answer) for show, answer in surest_first(answers)]
    return shows_reply(told, correction(answers), place)


def _page(shelf: Shelf, memory: Memory, action: More | Share, audience: Audience) -> Reply:
    asked = memory.recall(action.question)
    if asked is None:
        return notices.question_forgotten(words=audience.words)
    shelf = shelf.only(audience.shows)
    answers = _find(shelf.called(asked.show).marked(action.show), asked, action.offset)
    return _told(answers, shelf, _place(action.question, action.offset, audience))


def _place(question: str, offset: int, audience: Audience) -> Place:
    return Place(question, offset, audience.asker, audience.private, audience.links, words=audience.words)


def _anew(shelf: Shelf, memory: Memory, action: AskCorrected | AskAlone, audience: Audience) -> Reply:
    """Ask a question again: as its spelling was corrected, or without the question before."""
    asked = memory.recall(action.question)
    if asked is None:
        return notices.question_forgotten(words=audience.words)
    if isinstance(action, AskAlone):
        asked = replace(asked, context=None, after=None, after_show=None)
    else:
        answers = _find(shelf.only(audience.shows).called(asked.show), asked, 0)
        asked = replace(asked, question=correction(answers) or asked.question)
    return ask(shelf, memory, replace(asked, asked_at=datetime.now(UTC)), audience)


def _listing(shelf: Shelf, action: Episodes | Outline, audience: Audience) -> Reply:
    for show, (searcher, every) in shelf.marked(action.show).each(lambda _, searcher: (searcher, searcher.episodes())):
        named = shelf.naming(show)
        if isinstance(action, Episodes):
            return episodes_reply(every, action.page, show=named, words=audience.words)
        slug = named_by(action.episode, (episode.slug for episode in every))
        if slug is not None:
            outline = searcher.outline(slug)
            return outline_reply(searcher.episode(slug), outline, action.page, show=named, words=audience.words)
    return notices.episode_changed(words=audience.words)
