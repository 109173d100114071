"""Replies of one sentence: what cannot be done, and why; what was done. All for the asker alone.

In: what happened, and the words of a language. Out: a `Reply` whose text is fit for a member.
"""

from collections.abc import Sequence
from math import ceil

from bot.escaping import escaped_line
from bot.languages.words import ENGLISH, Words
from bot.replies.remarks import refusal_worded
from bot.replies.reply import Reply, TextBlock
from index.answer import QuestionRefused, UnknownName
from index.shows import UnknownShow

NOTICE = 0xFEE75C
FAILURE = 0xED4245
WELCOME = 0x5865F2
NAMED = 10  # channels or roles in a sentence


def notice(sentence: str) -> Reply:
    """Return a sentence of our own (Markdown, nothing foreign in it) as a reply."""
    return Reply((TextBlock(sentence),), NOTICE, private=True)


def cooldown(seconds: float, words: Words = ENGLISH) -> Reply:
    """Say how long (in seconds) to wait before the next question."""
    return notice(words("notice-cooldown", seconds=max(ceil(seconds), 1)))


def question_too_long(length: int, limit: int, words: Words = ENGLISH) -> Reply:
    """Say that a question has too many characters."""
    return notice(words("notice-question-too-long", length=length, limit=limit))


def question_missing(words: Words = ENGLISH) -> Reply:
    """Say how to ask, where a mention or message holds no question."""
    return notice(words("notice-question-missing"))


def refused(refusal: QuestionRefused, words: Words = ENGLISH) -> Reply:
    """Say why the index does not take a question."""
    return notice(escaped_line(refusal_worded(refusal, words), 500))


def unknown_name(unknown: UnknownName, words: Words = ENGLISH) -> Reply:
    """Say that there is no such episode or speaker, and which ones are meant perhaps."""
    sentence = words(f"notice-unknown-{unknown.kind}", name=escaped_line(unknown.name, 100))
    near = words("list-comma").join(f"**{escaped_line(name, 100)}**" for name in unknown.near[:5])
    return notice(words.together(sentence, words("notice-did-you-mean", names=near) if near else ""))


def unknown_show(unknown: UnknownShow, words: Words = ENGLISH) -> Reply:
    """Say that there is no such show here, and which ones there are."""
    there = _named([f"**{escaped_line(show.name, 100)}**" for show in unknown.shows], words)
    return notice(words("notice-unknown-show", name=escaped_line(unknown.name, 100), shows=there))


def episode_changed(words: Words = ENGLISH) -> Reply:
    """Say that a button's passage is not there as it was."""
    return notice(words("notice-episode-changed"))


def question_forgotten(words: Words = ENGLISH) -> Reply:
    """Say that the question behind a button is no longer remembered."""
    return notice(words("notice-question-forgotten"))


def button_outdated(words: Words = ENGLISH) -> Reply:
    """Say that a button comes from another version of the bot."""
    return notice(words("notice-button-outdated"))


def rated(words: Words = ENGLISH) -> Reply:
    """Thank for a rating."""
    return notice(words("notice-rated"))


def removal_refused(words: Words = ENGLISH) -> Reply:
    """Say who may remove an answer."""
    return notice(words("notice-removal-refused"))


def sharing_refused(words: Words = ENGLISH) -> Reply:
    """Say that an answer cannot be shown to all here."""
    return notice(words("notice-sharing-refused"))


def not_here(channels: Sequence[int], roles: Sequence[int], words: Words = ENGLISH) -> Reply:
    """Say in which channels and for which roles the bot answers in this server (ids; empty: all)."""
    where = _named([f"<#{number}>" for number in channels], words)
    whom = _named([f"<@&{number}>" for number in roles], words)
    if where and whom:
        return notice(words("notice-only-both", channels=where, roles=whom))
    return notice(words("notice-only-channels", channels=where) if where else words("notice-only-roles", roles=whom))


def card_unavailable(words: Words = ENGLISH) -> Reply:
    """Say that no card can be made here."""
    return notice(words("notice-card-unavailable"))


def cooldown_refused(words: Words = ENGLISH) -> Reply:
    """Say what a cooldown may be."""
    return notice(words("notice-cooldown-refused"))


def managers_only(words: Words = ENGLISH) -> Reply:
    """Say who may see and change a server's settings."""
    return notice(words("notice-managers-only"))


def welcome(words: Words = ENGLISH) -> Reply:
    """Greet a server: how to ask, and how to set the bot up."""
    lines = (words("welcome-hello"), words("welcome-ask"), words("welcome-set-up"))
    return Reply((TextBlock("\n".join(lines)),), WELCOME)


def message_without_text(words: Words = ENGLISH) -> Reply:
    """Say that a message holds no words to look for."""
    return notice(words("notice-message-without-text"))


def _named(things: Sequence[str], words: Words) -> str:
    """Return up to ten things in one sentence; of more, how many there are; "" for none."""
    return words.listed(things, NAMED) if things else ""


def index_unavailable(words: Words = ENGLISH) -> Reply:
    """Say that the transcripts cannot be searched at the moment."""
    return Reply((TextBlock(words("notice-index-unavailable")),), FAILURE, private=True)


def failure(words: Words = ENGLISH) -> Reply:
    """Say that something went wrong on our side."""
    return Reply((TextBlock(words("notice-failure")),), FAILURE, private=True)
