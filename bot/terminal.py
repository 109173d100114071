"""Answers in a terminal: the wording of one answer, and the conversation of `askcast chat`.

In: an `Answer`, or lines that somebody types. Out: text, coloured where the terminal has colours, plain elsewhere.
"""

import re
import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import click

from index.answer import Answer, QuestionRefused, RankedPassage, UnknownName
from index.answering import Place
from index.question import asks_nothing, topic
from index.remarks.remark import Remark
from index.transcripts.stamps import clock

if TYPE_CHECKING:
    from index.ranking.second_stage import Share
    from index.search import Searcher

WIDEST = 100
NEAR_MISS_WORDS = 25
# What the contract's JSON holds of a passage.
PASSAGE_KEYS = (
    "rank", "score", "episode", "title", "section", "anchor", "speaker", "text", "url", "matched", "start", "media_url",
    "asked",
)  # fmt: skip
REMARK_KEYS = ("text", "links", "alone")

# In chat these do what they say, without the colon too.
BARE_COMMANDS = {
    **{word: ":quit" for word in ("quit", "exit", "bye", "goodbye")},
    **{word: ":more" for word in ("more", "show me more", "tell me more")},
    "help": ":help",
}
CHAT_HELP = """\
Ask in a sentence or a few words; a follow-up leans on the question before it.
:more              the next passages for the last question
:alone             the last question again, without the one before
:episode SLUG      search that episode alone (:episode without a name: all again)
:speaker NAME      search that speaker's words alone (:speaker without a name: all again)
:history           the questions asked so far
:help              this list
:quit              leave (or Ctrl-D)"""


def answer_object(answer: Answer) -> dict[str, Any]:
    """Return the answer as the object that --json prints."""
    passages = [{key: asdict(passage)[key] for key in PASSAGE_KEYS} for passage in answer.passages]
    told = {**asdict(answer), "passages": passages}
    del told["remark"], told["goes_on_from"]
    if answer.goes_on_from:
        told["goes_on_from"] = answer.goes_on_from
    if answer.remark:
        told["remark"] = {key: asdict(answer.remark)[key] for key in REMARK_KEYS}
    return told


def answer_text(answer: Answer, width: int | None, skip: int = 0) -> str:
    """Return the answer as a person reads it.

    `width` (columns) None leaves lines unbroken; `skip` leaves out that many of the first passages.
    """
    parts = []
    if answer.goes_on_from:
        parts.append(click.style(f"Taken as a follow-up to: {answer.goes_on_from}", dim=True))
    if answer.did_you_mean:
        parts.append(f"Did you mean: {click.style(answer.did_you_mean, bold=True)}")
    shown = answer.passages[skip:]
    if answer.remark and not skip:
        parts.append(remark_text(answer.remark, width))
    if answer.remark and answer.remark.alone:
        return "\n\n".join(parts)
    if answer.answered or (answer.remark and answer.remark.silent):
        parts += [_passage_text(passage, width) for passage in shown]
    else:
        if not answer.remark:
            parts.append("Nothing in the transcripts answers that.")
        if shown:
            parts.append("The nearest, which may be about something else:")
            parts += [_near_miss(passage) for passage in shown]
    return "\n\n".join(parts)


def remark_text(remark: Remark, width: int | None) -> str:
    """Return a remark with its links as a person reads it."""
    links = [
        f"   {link.label}: {click.style(link.url, fg='blue', underline=True)}" for link in remark.links if link.url
    ]
    return "\n".join([wrapped(remark.text, width).strip(), *links])


def explanation_text(shares: Sequence["Share"], score: float) -> str:
    """Return why a passage was found: its score and what each term brings to it, the largest first."""
    lines = [f"   {share.score:+8.3f}  {share.term:<16} {share.field}" for share in shares]
    return "\n".join([f"   {score:8.3f}  score", *lines])


def terminal_width(stream: Any) -> int | None:
    """Return the width to break lines at, or None where the stream is no terminal."""
    return min(shutil.get_terminal_size().columns, WIDEST) if stream.isatty() else None


def _passage_text(passage: RankedPassage, width: int | None) -> str:
    section = f" › {passage.section}" if passage.section else ""
    time = f" · {clock(passage.start)}" if passage.start is not None else ""
    speaker = f"{click.style(passage.speaker, fg='cyan', bold=True)} · " if passage.speaker else ""
    head = f"{passage.rank}. {speaker}{passage.title}{section}{time}"
    asked = (
        [click.style(wrapped(f"{passage.asked.speaker}: {passage.asked.text}", width), dim=True)]
        if passage.asked
        else []
    )
    paragraphs = [wrapped(paragraph, width) for paragraph in "".join(passage.told).split("\n") if paragraph.strip()]
    words = _highlighted("\n".join(paragraphs), passage.matched)
    links = dict.fromkeys(link for link in (passage.url, passage.media_url) if link)
    return "\n".join([head, *asked, words, *(f"   {click.style(link, fg='blue', underline=True)}" for link in links)])


def _near_miss(passage: RankedPassage) -> str:
    words = passage.text.split()
    opening = " ".join(words[:NEAR_MISS_WORDS]) + (" …" if len(words) > NEAR_MISS_WORDS else "")
    return f"   {' · '.join(filter(None, (passage.speaker, passage.title)))}: {opening}\n   {passage.url}"


def wrapped(paragraph: str, width: int | None) -> str:
    """Return a paragraph indented, its lines broken at `width` columns; None leaves it on one line."""
    if width is None:
        return f"   {paragraph}"
    return textwrap.fill(
        paragraph, width, initial_indent="   ", subsequent_indent="   ", break_long_words=False, break_on_hyphens=False
    )


def _highlighted(text: str, matched: tuple[str, ...]) -> str:
    if not matched:
        return text
    longest_first = sorted(matched, key=len, reverse=True)
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    return re.sub(pattern, lambda match: click.style(match[0], fg="yellow", bold=True), text)


@dataclass(slots=True)
class Chat:
    """A conversation: what was asked last, how much of its answer was shown, and what the search is narrowed to.

    `context` and `after` are the question before it and what was shown first for that, `first` what is shown first
    now.
    """

    searcher: "Searcher"
    width: int | None
    passages: int = 3
    question: str | None = None
    context: str | None = None
    after: Place | None = None
    shown: int = 0
    first: Place | None = None
    episode: str | None = None
    speaker: str | None = None
    history: list[str] = field(default_factory=list)

    def reply(self, line: str) -> str | None:
        """Return what to say to a line, or None to leave."""
        line = line.strip()
        if line in (":quit", ":q", ":exit"):
            return None
        if not line:
            return ""
        try:
            line = BARE_COMMANDS.get(line.lower().rstrip("!. "), line)
            if line == ":quit":
                return None
            if line.startswith(":"):
                return self._command(line)
            return self._ask(line)
        except (QuestionRefused, UnknownName) as refusal:
            return str(refusal)

    def _ask(self, question: str) -> str:
        self.history.append(question)
        if asks_nothing(question):
            return answer_text(self.searcher.ask(question), self.width)
        self.context = topic(self.question, self.context) if self.question else None
        self.after = self.first
        self.question, self.shown, self.first = question, 0, None
        return self._answer()

    def _command(self, line: str) -> str:
        name, _, argument = line[1:].partition(" ")
        commands: dict[str, Callable[[str], str]] = {
            "more": lambda _: self._answer() if self.question else "Ask something first.",
            "alone": lambda _: self._ask_alone() if self.question else "Ask something first.",
            "episode": self._narrow_episode,
            "speaker": self._narrow_speaker,
            "history": lambda _: "\n".join(self.history) or "Nothing asked yet.",
            "help": lambda _: CHAT_HELP,
        }
        known = ", ".join(f":{command}" for command in [*commands, "quit"])
        return commands[name](argument.strip()) if name in commands else f"There is no :{name}; there are {known}."

    def _answer(self) -> str:
        assert self.question is not None
        answer = self.searcher.ask(
            self.question,
            episode=self.episode,
            speaker=self.speaker,
            context=self.context,
            after=self.after,
            limit=self.shown + self.passages,
        )
        self.first = Place(answer.passages[0].episode, answer.passages[0].position) if answer.passages else None
        skip, self.shown = self.shown, len(answer.passages)
        if skip and self.shown == skip:
            return "That was all."
        return answer_text(answer, self.width, skip)

    def _ask_alone(self) -> str:
        self.context, self.after, self.shown = None, None, 0
        return self._answer()

    def _narrow_episode(self, name: str) -> str:
        title = self.searcher.episode(name).title if name else None
        self.episode, self.shown = name or None, 0
        return f"Searching only: {title}" if title else "Searching all episodes."

    def _narrow_speaker(self, name: str) -> str:
        found = self.searcher.speaker(name) if name else None
        self.speaker, self.shown = name or None, 0
        return (
            f"Searching only what {found.name} says ({', '.join(found.episodes)})."
            if found
            else "Searching all speakers."
        )


def converse(chat: Chat, lines: Iterator[str], say: Callable[[str], None]) -> None:
    """Answer line after line until there are none, or one of them takes leave."""
    for line in lines:
        reply = chat.reply(line)
        if reply is None:
            return
        if reply:
            say(f"{reply}\n")
