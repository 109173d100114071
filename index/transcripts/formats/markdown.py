"""Markdown pages with speaker labels, as a podcast's Jekyll site holds them.

In: a page's text. Out: its `Episode`: sections by heading, in each the turns that its labels begin. Contents lists,
introductions and credits are nobody's speech.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.transcripts.anchors import anchors
from index.transcripts.blocks import Block, blocks, unwrapped
from index.transcripts.description import NOTHING_SAID, Description, described_by, renamed
from index.transcripts.episode import Episode, Mark, Note, NoTranscript, Section, Turn
from index.transcripts.front_matter import split_page
from index.transcripts.labels import Label, Labels
from index.transcripts.markup import Plain, plain, plain_text
from index.transcripts.page_facts import PEOPLE, SPEAKERS, named, page_facts
from index.transcripts.shown_page import ShownPage
from index.transcripts.site import Site

# Sections in which unlabelled text is no speech: lists of contents, credits, further reading.
UNSPOKEN_TITLE = re.compile(
    r"""
    (table\ of\ )?contents? | outline | topics | chapters? | time\ ?stamps? | highlights? | highlighted\ quotes
    | (show\ |foot|end)?notes | (useful\ |related\ )?(links|resources|references|reading) | further\ reading
    | credits | mentioned.* | questions | discussion | sponsors? | subscribe
    """,
    re.VERBOSE | re.IGNORECASE,
)
PAGE_LINK_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(?:[\d:.\s–—-]*)\[[^\]]*\]\(#[^)]*\)\s*$")
TRANSCRIBER = re.compile(r"transcri(?:pt|bed|ption)_?by$|transcriber$", re.IGNORECASE)  # a key that says: it was said
HTML_PAGE_LINK = re.compile(r"""<a\s[^>]*href=["']?#""", re.IGNORECASE)
FEWEST_PAGE_LINKS = 3  # in a block of HTML that is a list of contents
FEWEST_STAMPS = 2  # lines with a stamp from which on a page without labels is speech
SMALL_PRINT = re.compile(r"\s*<(?:sup|sub|small)\b")


@dataclass(slots=True)
class _OpenTurn:
    speaker: str
    line: int
    paragraphs: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0  # characters of all paragraphs

    def say(self, words: str, marks: tuple[Mark, ...], second: float | None, runs_on: bool) -> None:
        """Add a paragraph that begins at a second; one that runs on goes on with the sentence before."""
        gap = (" " if runs_on else "\n\n") if self.paragraphs else ""
        begin = self.length + len(gap)
        if second is not None and not (marks and marks[0].offset == 0):
            self.marks.append(Mark(begin, second))
        if marks:
            self.marks += [Mark(begin + mark.offset, mark.second) for mark in marks if mark.offset < len(words)]
        self.paragraphs.append(gap + words)
        self.length = begin + len(words)


@dataclass(slots=True)
class _OpenSection:
    source: str
    level: int
    line: int
    turns: list[_OpenTurn] = field(default_factory=list)


def knows(path: Path, text: str) -> bool:
    """Tell that any text may be such a page: this is the format of what no other knows."""
    return True


def episode(path: Path, text: str, site: Site, described: Description = NOTHING_SAID) -> Episode:
    """Return the page's episode; raise `TranscriptError` (front matter) or `NoTranscript` (nobody speaks)."""
    page = split_page(path, text)
    facts = page_facts(path, page.front_matter, site, described)
    page_blocks = blocks(page.body, page.first_line)
    lines = [line for block in page_blocks if not block.level for line in block.lines]
    labels = Labels(lines, named(facts.values, ("title", *PEOPLE)))
    alone = None if labels and not labels.only_questions else _who_alone_speaks(path, facts.values, labels, lines)
    reading = _Reading(labels, alone)
    for block in page_blocks:
        reading.take(block)
    title = facts.title or reading.first_title() or facts.slug
    sections = reading.finished(site.anchors)
    if not any(section.turns for section in sections):
        raise NoTranscript(path, "the speaker labels have no words after them")
    read = Episode(
        slug=facts.slug,
        title=title,
        url=facts.url,
        date=facts.date,
        description=described.description or "\n\n".join(reading.description),
        sections=sections,
        page=reading.page.pieces(title),
        recording=facts.recording,
        hosts=facts.hosts,
        people=facts.people,
        notes=tuple(reading.notes),
        typeset=site.sets_type,
    )
    return renamed(read, described_by(page.front_matter).speakers)


def _who_alone_speaks(path: Path, values: Mapping[str, Any], labels: Labels, lines: Sequence[str]) -> str:
    """Return who speaks on a page without labels: the only one that its front matter names, or "" for nobody by name.

    Raises `NoTranscript` where nothing says that anybody speaks: no stamps, no speakers and no transcriber named.
    """
    people = list(dict.fromkeys(named(values, PEOPLE)))
    if len(people) == 1 and named(values, SPEAKERS):
        return people[0]
    if (people and named(values, SPEAKERS)) or labels or any(TRANSCRIBER.match(str(key)) for key in values):
        return ""
    if labels.stamps >= FEWEST_STAMPS and labels.stamps * 2 >= sum(1 for line in lines if line.strip()):
        return people[0] if len(people) == 1 else ""
    raise NoTranscript(path, "nobody speaks on this page (no speaker labels)")


class _Reading:
    """The state of reading one page from top to bottom: the open section, and whose turn it is."""

    def __init__(self, labels: Labels, alone: str | None) -> None:
        """`alone` is who speaks what has no label: all of a page without any, or the talk before questions and answers;
        None where only what is labelled is speech.
        """
        self.description: list[str] = []
        self.notes: list[Note] = []
        self.page = ShownPage()
        self._labels = labels
        self._alone = alone
        self._sections = [_OpenSection("", 0, 1)]
        self._speaker: str | None = alone
        self._voices = False  # whether the last label was a caption's voice
        self._second: float | None = None  # of a stamp on a line of its own, for the words that follow

    def take(self, block: Block) -> None:
        """Read one block."""
        if block.level:
            self._begin_section(block)
            return
        for label, lines, line, source in self._labelled_pieces(block):
            said = plain(unwrapped(lines))
            if label:
                self._begin_turn(label, line)
            self.page.begin_block(source)
            if said.words and self._hear(block, lines, said, line):
                self.page.say(said)
            else:
                self.page.show(said.shown)

    def first_title(self) -> str:
        """Return the first heading's text, or an empty string."""
        return next((plain_text(section.source) for section in self._sections[1:]), "")

    def finished(self, anchor_style: str) -> tuple[Section, ...]:
        """Return the sections read, with their ids; turns without words are dropped."""
        ids = ["", *anchors([section.source for section in self._sections[1:]], anchor_style)]
        enclosing: list[_OpenSection] = []
        finished = []
        for section, anchor in zip(self._sections, ids, strict=True):
            enclosing = [outer for outer in enclosing if outer.level < section.level]
            parents = tuple(plain_text(_titled(outer.source)) for outer in enclosing)
            turns = tuple(
                Turn(turn.speaker, "".join(turn.paragraphs), turn.line, tuple(turn.marks))
                for turn in section.turns
                if turn.paragraphs
            )
            title = plain_text(_titled(section.source))
            if section.level:
                enclosing.append(section)
            if section.level or turns:
                finished.append(Section(title, section.level, anchor, parents, turns, section.line))
        return tuple(finished)

    def _labelled_pieces(self, block: Block) -> Iterator[tuple[Label | None, list[str], int, str]]:
        """Split a block where labels begin: (label or None, lines without the label, line number, label's source)."""
        begun: Label | None = None
        lines: list[str] = []
        start, source = block.line, ""
        for number, line in enumerate(block.lines, block.line):
            label = self._labels.split(line)
            if label:
                if lines:
                    yield begun, lines, start, source
                begun, lines, start, source = label, [label.rest], number, _label_source(line, label)
            else:
                lines.append(line)
                if told := self._labels.refused(line):
                    self.notes.append(Note(number, told))
        yield begun, lines, start, source

    def _begin_turn(self, label: Label, line: int) -> None:
        """Note what a label tells: whose turn it is from its line on, and since when."""
        if label.second is not None:
            self._second = label.second
        self._voices = label.voice
        if label.speaker is None:
            return
        turns = self._sections[-1].turns
        goes_on = label.voice and label.speaker == self._speaker and bool(turns)
        self._speaker = label.speaker or None
        if label.speaker and not goes_on:
            turns.append(_OpenTurn(label.speaker, line))

    def _begin_section(self, block: Block) -> None:
        self._sections.append(_OpenSection(block.lines[0], block.level, block.line))
        title = plain_text(_titled(block.lines[0]))
        self.page.begin_block()
        self.page.show(plain(_titled(block.lines[0])).shown)
        unspoken = UNSPOKEN_TITLE.fullmatch(title.strip(" :."))
        self._speaker = None if unspoken else self._alone if self._alone is not None else self._speaker

    def _hear(self, block: Block, lines: list[str], said: Plain, line: int) -> bool:
        """Give a paragraph to whose turn it is; before anybody spoke, to the description. Tell whether it is said."""
        if self._speaker is None:
            if len(self._sections) == 1 and not block.is_list and not SMALL_PRINT.match(lines[0]):
                self.description.append(said.words)
            return False
        if not _is_contents(lines):
            turns = self._sections[-1].turns
            if not turns:
                turns.append(_OpenTurn(self._speaker, line))
            # Where every line has its stamp, sentences run over them.
            runs_on = self._second is not None and (self._alone is not None or self._voices)
            turns[-1].say(said.words, said.marks, self._second, runs_on)
            self._second = None
            return True
        return False


def _label_source(line: str, label: Label) -> str:
    return line.rpartition(label.rest)[0] if label.rest else line


def _is_contents(lines: list[str]) -> bool:
    """Tell a list of links to the page's own sections, in Markdown or HTML."""
    if "](#" in lines[0]:
        return all("](#" in text and PAGE_LINK_ITEM.match(text) for text in lines)
    return lines[0].lstrip()[:1] == "<" and len(HTML_PAGE_LINK.findall("\n".join(lines))) >= FEWEST_PAGE_LINKS


def _titled(source: str) -> str:
    """Drop a heading's explicit id."""
    return re.sub(r"\s*\{:?\s*#[^}]*\}\s*$", "", source)
