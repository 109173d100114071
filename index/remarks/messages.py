"""Messages about the bot or the show itself, and how each is answered from what the index knows.

In: a message, an open index. Out: a `Remark`, or None where the message is a question for the transcripts.
"""

import re
from collections.abc import Callable
from typing import Literal

from index import catalogue
from index.answer import EpisodeSummary
from index.reader import IndexReader
from index.remarks.need import speaks_of_harm
from index.remarks.people import hosts
from index.remarks.remark import (
    OfEpisode,
    OfGuests,
    OfHosts,
    OfIndex,
    OfNeed,
    OfShow,
    OfUndated,
    Remark,
    RemarkLink,
)

LISTED = 5  # episodes or people named in a sentence
POLITE = r"(?:(?:hey|hi|hello|so|ok|okay|please|and|well) )*"


def remark_on(reader: IndexReader, message: str, *, follows: bool = False) -> Remark | None:
    """Return what to say to a message that asks about the bot or the show, or speaks of harm to oneself.

    `follows` tells that a question was asked before it, so that "what is this?" may ask about the answer to that.
    """
    words = said(message)
    if speaks_of_harm(words):
        return _need()
    for pattern, answer in MESSAGES if follows else (*MESSAGES, *WHERE_NOTHING_WAS_ASKED):
        if pattern.fullmatch(words):
            return answer(reader)
    return None


def said(message: str) -> str:
    """Return a message's words in small letters, a space apart."""
    return " ".join(re.findall(r"[\w'’]+", message.lower())).replace("’", "'")


def _need() -> Remark:
    return Remark(
        "I am only a program that searches transcripts, but you matter. Please talk to somebody now: to a person near "
        "you, or to a helpline. findahelpline.com lists free and confidential ones for your country; if you are in "
        "danger, call your emergency number (112 in Europe, 911 or 988 in the USA).",
        (RemarkLink("Find a helpline", "https://findahelpline.com"),),
        subject=OfNeed(),
    )


def of_index(kind: Literal["bot", "help", "number"], episodes: int) -> Remark:
    """Return what the program is, how it is used or how much it knows, of so many episodes."""
    count = "one episode" if episodes == 1 else f"{episodes} episodes"
    texts = {
        "bot": f"Yes, a bot: I search {count} of this podcast and show what was said, word for word. No language model "
        "writes anything.",
        "help": f"Ask in a sentence or a few words, and I look for what was said about it in {count}; or give me a "
        "quotation to check. Every passage has its speaker and a link to the very place.",
        "number": f"I know {count}.",
    }
    return Remark(texts[kind], subject=OfIndex(kind, episodes))


def _bot(reader: IndexReader) -> Remark:
    return of_index("bot", len(reader.episodes))


def _help(reader: IndexReader) -> Remark:
    return of_index("help", len(reader.episodes))


def _number(reader: IndexReader) -> Remark:
    return of_index("number", len(reader.episodes))


def _latest(reader: IndexReader) -> Remark:
    return _one(reader, -1, "latest")


def _first(reader: IndexReader) -> Remark:
    return _one(reader, 0, "first")


def _one(reader: IndexReader, place: int, which: Literal["latest", "first"]) -> Remark:
    dated = [(episode, episode.date) for episode in _by_date(reader) if episode.date]
    if not dated:
        return Remark("The transcripts do not tell when the episodes appeared.", subject=OfUndated())
    episode, date = dated[place]
    text = f"The {which} episode that I know is “{episode.title}”, of {date}."
    subject = OfEpisode(which, episode.title, date)
    return Remark(text, (RemarkLink(episode.title, episode.url),), subject=subject)


def _hosts(reader: IndexReader) -> Remark:
    found = hosts(reader)
    subject = OfHosts(tuple(found[:LISTED]))
    if not found:
        return Remark("The transcripts do not tell who the host is.", subject=subject)
    text = f"The host is {found[0]}." if len(found) == 1 else f"The hosts are {_listed(found)}."
    return Remark(text, subject=subject)


def _guests(reader: IndexReader) -> Remark:
    known = hosts(reader)
    named = [speaker.name for speaker in catalogue.speakers(reader) if speaker.name and speaker.name not in known]
    more = f" and {len(named) - LISTED} more" if len(named) > LISTED else ""
    text = f"Those who say most: {', '.join(named[:LISTED])}{more}." if named else "No guests are named."
    return Remark(text, subject=OfGuests(tuple(named[:LISTED]), max(len(named) - LISTED, 0)))


def _about(reader: IndexReader) -> Remark:
    every = _by_date(reader)
    days = [episode.date for episode in every if episode.date]
    time = f", from {days[0]} to {days[-1]}" if len(days) > 1 else ""
    titles = "; ".join(f"“{episode.title}”" for episode in every[::-1][:3])
    newest = tuple(RemarkLink(episode.title, episode.url) for episode in every[::-1][:3])
    between = (days[0], days[-1]) if len(days) > 1 else None
    subject = OfShow(len(every), between, tuple(link.label for link in newest))
    told = "The newest" if time else "Among them"
    return Remark(f"I know {_count(reader)} of it{time}. {told}: {titles}.", newest, subject=subject)


def _count(reader: IndexReader) -> str:
    number = len(reader.episodes)
    return "one episode" if number == 1 else f"{number:,} episodes"


def _by_date(reader: IndexReader) -> list[EpisodeSummary]:
    return sorted(reversed(catalogue.episodes(reader)), key=lambda episode: episode.date or "")


def _listed(names: list[str]) -> str:
    shown = names[:LISTED]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]


SHOW = r"(?:podcast|show|series|channel|site)"
OF_SHOW = rf"(?: (?:of |on |in )?(?:this|the) {SHOW})?"
EPISODE = rf"(?:ep|episode|{SHOW}|interview)"
HELP = r"help(?: me)?|commands|usage|how does the bot work|what can (?:i ask|you do)|how (?:do|can) (?:i|we) use you"
NUMBER = r"how many episodes(?: (?:are|is) (?:there|here|indexed)| (?:do|have) you (?:have|know|got)?)?(?: in total)?"
HOSTS = (
    rf"(?:who(?:'s| is| are)? )?(?:the |your )?(?:hosts?|interviewers?|presenters?){OF_SHOW}",
    rf"who (?:hosts|presents|runs) (?:this|the) {SHOW}",
)
GUESTS = rf"(?:(?:who (?:are|were)|list|how many) )?(?:all )?(?:the |your )?guests{OF_SHOW}(?: (?:are|were) there)?"
ABOUT = (
    rf"what(?:'s| is) (?:this|the|your) {SHOW} (?:all )?about|tell me about (?:this|the) {SHOW}",
    r"(?:(?:list|show)(?: me)? )?(?:all )?(?:the )?episodes|which episodes (?:are there|do you (?:have|know))",
)
# These may as well ask about an answer that was given before.
HELP_TOO = r"how does (?:this|it) work|(?:how|what) (?:do|can|should) (?:i|we) (?:use (?:this|it)|do|ask)(?: here)?"
ABOUT_TOO = r"what do you know|what is this(?: about)?"
Answers = tuple[tuple[re.Pattern[str], Callable[[IndexReader], Remark]], ...]


def _answers(*told: tuple[str, Callable[[IndexReader], Remark]]) -> Answers:
    return tuple((re.compile(f"{POLITE}(?:{pattern})"), answer) for pattern, answer in told)


MESSAGES = _answers(
    (r"(?:are|r) (?:you|u) (?:an? )?(?:real |actual )?(?:bot|robot|human|person|ai|machine|llm|chatgpt|real)", _bot),
    (r"(?:who|what) are you|what is this bot|(?:an? )?bot", _bot),
    (HELP, _help),
    (NUMBER, _number),
    (rf"(?:what(?:'s| is| was) )?(?:the |your )?(?:latest|newest|most recent|last) {EPISODE}", _latest),
    (rf"(?:what(?:'s| is| was) )?(?:the |your )?(?:very )?(?:first|oldest|earliest) {EPISODE}", _first),
    ("|".join(HOSTS), _hosts),
    (GUESTS, _guests),
    ("|".join(ABOUT), _about),
)
WHERE_NOTHING_WAS_ASKED = _answers((HELP_TOO, _help), (ABOUT_TOO, _about))
