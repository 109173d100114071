"""Markdown pages with speaker labels, as a podcast's Jekyll site holds them.

In: a page's text. Out: its `Episode`: sections by heading, in each the turns that its labels begin. Contents lists,
introductions and credits are nobody's speech.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from index.transcripts.anchors import anchors
from index.transcripts.blocks import LIST_ITEM, Block, blocks
from index.transcripts.episode import Episode, NoTranscript, Section, Turn
from index.transcripts.front_matter import split_page
from index.transcripts.labels import Labels
from index.transcripts.markup import plain_and_rendered, plain_text
from index.transcripts.site import Site, page_date, page_slug

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
QUOTE_MARK = re.compile(r"^\s{0,3}(?:>\s?)+")
SMALL_PRINT = re.compile(r"\s*<(?:sup|sub|small)\b")


@dataclass(slots=True)
class _OpenTurn:
    speaker: str
    line: int
    paragraphs: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _OpenSection:
    source: str
    level: int
    line: int
    turns: list[_OpenTurn] = field(default_factory=list)


def knows(path: Path, text: str) -> bool:
    """Tell that any text may be such a page: this is the format of what no other knows."""
    return True


def episode(path: Path, text: str, site: Site) -> Episode:
    """Return the page's episode; raise `TranscriptError` (front matter) or `NoTranscript` (nobody speaks)."""
    page = split_page(path, text)
    page_blocks = blocks(page.body, page.first_line)
    named = [
        str(value) for key in ("title", "guest", "guests", "speakers", "host") if (value := page.front_matter.get(key))
    ]
    labels = Labels([line for block in page_blocks if not block.level for line in block.lines], named)
    if not labels:
        raise NoTranscript(path, "nobody speaks on this page (no speaker labels)")
    reading = _Reading(labels)
    for block in page_blocks:
        reading.take(block)
    address = site.page_address(path, page.front_matter)
    title = str(page.front_matter.get("title") or reading.first_title() or page_slug(path, address))
    sections = reading.finished(site.anchors)
    if not any(section.turns for section in sections):
        raise NoTranscript(path, "the speaker labels have no words after them")
    return Episode(
        slug=page_slug(path, address),
        title=title,
        url=address,
        date=page_date(path, page.front_matter),
        description="\n\n".join(reading.description),
        sections=sections,
        page_text="\n".join([title, *reading.rendered]),
    )


class _Reading:
    """The state of reading one page from top to bottom: the open section, and whose turn it is."""

    def __init__(self, labels: Labels) -> None:
        self.description: list[str] = []
        self.rendered: list[str] = []
        self._labels = labels
        self._sections = [_OpenSection("", 0, 1)]
        self._speaker: str | None = None

    def take(self, block: Block) -> None:
        """Read one block."""
        if block.level:
            self._begin_section(block)
            return
        for label, lines, line in _labelled_pieces(block, self._labels):
            words, shown = plain_and_rendered(_unwrapped(lines))
            if label:
                self._speaker = label
                self._sections[-1].turns.append(_OpenTurn(label, line))
            self.rendered.append(f"{label}: {shown}" if label else shown)
            if words:
                self._hear(block, lines, words, line)

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
                Turn(turn.speaker, "\n\n".join(turn.paragraphs), turn.line) for turn in section.turns if turn.paragraphs
            )
            title = plain_text(_titled(section.source))
            if section.level:
                enclosing.append(section)
            if section.level or turns:
                finished.append(Section(title, section.level, anchor, parents, turns, section.line))
        return tuple(finished)

    def _begin_section(self, block: Block) -> None:
        self._sections.append(_OpenSection(block.lines[0], block.level, block.line))
        title = plain_text(_titled(block.lines[0]))
        self.rendered.append(title)
        if UNSPOKEN_TITLE.fullmatch(title.strip(" :.")):
            self._speaker = None

    def _hear(self, block: Block, lines: list[str], words: str, line: int) -> None:
        """Give a paragraph to whose turn it is; before anybody spoke, to the description."""
        if self._speaker is None:
            if len(self._sections) == 1 and not block.is_list and not SMALL_PRINT.match(lines[0]):
                self.description.append(words)
        elif not ("](#" in lines[0] and all("](#" in text and PAGE_LINK_ITEM.match(text) for text in lines)):
            turns = self._sections[-1].turns
            if not turns:
                turns.append(_OpenTurn(self._speaker, line))
            turns[-1].paragraphs.append(words)


def _titled(source: str) -> str:
    """Drop a heading's explicit id."""
    return re.sub(r"\s*\{:?\s*#[^}]*\}\s*$", "", source)


def _labelled_pieces(block: Block, labels: Labels) -> Iterator[tuple[str | None, list[str], int]]:
    """Split a block where labels begin: (speaker or None, lines without the label, line number)."""
    speaker: str | None = None
    lines: list[str] = []
    start = block.line
    for offset, line in enumerate(block.lines):
        label = labels.split(line)
        if label:
            if lines:
                yield speaker, lines, start
            speaker, lines, start = label.speaker, [label.rest], block.line + offset
        else:
            lines.append(line)
    yield speaker, lines, start


def _unwrapped(lines: list[str]) -> str:
    """Join a paragraph's wrapped lines, and leave list items each on its own line."""
    if len(lines) == 1 and lines[0][:1].isalnum() and "\\" not in lines[0]:
        return lines[0].strip()
    joined: list[str] = []
    for line in lines:
        content = QUOTE_MARK.sub("", line).rstrip("\\").strip()
        if joined and not LIST_ITEM.match(content):
            joined[-1] = f"{joined[-1]} {content}"
        else:
            joined.append(content)
    return "\n".join(joined)
