"""Replies of one sentence: what cannot be done, and why; what was done. All for the asker alone.

In: what happened. Out: a `Reply` whose text is fit for a member.
"""

from collections.abc import Sequence
from math import ceil

from bot.escaping import escaped_line
from bot.replies.reply import Reply, TextBlock
from index.answer import QuestionRefused, UnknownName

NOTICE = 0xFEE75C
FAILURE = 0xED4245
WELCOME = 0x5865F2

FOLLOW_UP_TITLE = "Ask a follow-up"
FOLLOW_UP_LABEL = "Your question"
FOLLOW_UP_PLACEHOLDER = "It may lean on the question before: why does she think that?"


def notice(sentence: str) -> Reply:
    """Return a sentence of our own (Markdown, nothing foreign in it) as a reply."""
    return Reply((TextBlock(sentence),), NOTICE, private=True)


def cooldown(seconds: float) -> Reply:
    """Say how long (in seconds) to wait before the next question."""
    wait = max(ceil(seconds), 1)
    return notice(f"One moment: please ask again in {wait} second{'' if wait == 1 else 's'}.")


def question_too_long(length: int, limit: int) -> Reply:
    """Say that a question has too many characters."""
    return notice(f"That question has {length:,} characters; at most {limit:,} can be asked. Please shorten it.")


def question_missing() -> Reply:
    """Say how to ask, where a mention or message holds no question."""
    return notice("Ask a question in a sentence or a few words, for example with `/ask`.")


def refused(refusal: QuestionRefused) -> Reply:
    """Say why the index does not take a question."""
    return notice(escaped_line(str(refusal), 500))


def unknown_name(unknown: UnknownName) -> Reply:
    """Say that there is no such episode or speaker, and which ones are meant perhaps."""
    sentence = f"There is no {unknown.kind} called “{escaped_line(unknown.name, 100)}”."
    if unknown.near:
        near = ", ".join(f"**{escaped_line(name, 100)}**" for name in unknown.near[:5])
        sentence += f" Did you mean {near}?"
    return notice(sentence)


def episode_changed() -> Reply:
    """Say that a button's passage is not there as it was."""
    return notice("That episode has changed since this answer was given. Please ask again to see it as it is now.")


def question_forgotten() -> Reply:
    """Say that the question behind a button is no longer remembered."""
    return notice("That question is too old: it is no longer remembered. Please ask it again.")


def button_outdated() -> Reply:
    """Say that a button comes from another version of the bot."""
    return notice("This button is from an older version and does nothing any more. Please ask again.")


def rated() -> Reply:
    """Thank for a rating."""
    return notice("Thank you, that is noted.")


def removal_refused() -> Reply:
    """Say who may remove an answer."""
    return notice("Only whoever asked, or a moderator, can remove this answer.")


def sharing_refused() -> Reply:
    """Say that an answer cannot be shown to all here."""
    return notice("The bot may not post in this channel, so the answer stays with you.")


def not_here(channels: Sequence[int], roles: Sequence[int]) -> Reply:
    """Say in which channels and for which roles the bot answers in this server (ids; empty: all)."""
    where = f" in {_named([f'<#{number}>' for number in channels])}" if channels else ""
    whom = f" for {_named([f'<@&{number}>' for number in roles])}" if roles else ""
    return notice(f"In this server the bot answers{where}{whom}. Please ask there.")


def card_unavailable() -> Reply:
    """Say that no card can be made here."""
    return notice("A card cannot be made of these words here. Whoever runs the bot finds the reason in its log.")


def cooldown_refused() -> Reply:
    """Say what a cooldown may be."""
    return notice("Please write seconds from 0 to 3600; 0 means no wait. Nothing was changed.")


def managers_only() -> Reply:
    """Say who may see and change a server's settings."""
    return notice("Only those who may manage this server can do that.")


def welcome() -> Reply:
    """Greet a server: how to ask, and how to set the bot up."""
    sentence = (
        "Hello! I answer questions from the podcast's transcripts with what was really said, word for word, each "
        "passage with its speaker and a link to the place.\n"
        "**Ask** with `/ask`, or mention me; `/episodes` lists what there is, `/about` says what I store.\n"
        "**Set me up** with `/settings` (for who manages this server): where, for whom and how I answer."
    )
    return Reply((TextBlock(sentence),), WELCOME)


def message_without_text() -> Reply:
    """Say that a message holds no words to look for."""
    return notice("That message holds no words to look for.")


def _named(things: Sequence[str]) -> str:
    """Return up to ten things in one sentence; of more, how many there are."""
    shown = list(things[:10]) + ([f"{len(things) - 10} more"] if len(things) > 10 else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def index_unavailable() -> Reply:
    """Say that the transcripts cannot be searched at the moment."""
    sentence = "The transcripts cannot be searched at the moment. Please try again in a few minutes."
    return Reply((TextBlock(sentence),), FAILURE, private=True)


def failure() -> Reply:
    """Say that something went wrong on our side."""
    sentence = "Something went wrong here, not with your question. It has been noted; please try again."
    return Reply((TextBlock(sentence),), FAILURE, private=True)
