"""A page that keeps its transcript in its front matter: a list of lines, each with who says it and when, and headers.

In: a page's text. Out: its `Episode`. The keys vary from site to site: who or speaker, line or text or body, sec or
start or time, header or heading.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.transcripts.anchors import anchors
from index.transcripts.description import NOTHING_SAID, Description
from index.transcripts.episode import Episode, Mark, NoTranscript, Section, Turn
from index.transcripts.front_matter import Page, split_page
from index.transcripts.markup import plain_text
from index.transcripts.page_facts import page_facts
from index.transcripts.site import Site
from index.transcripts.stamps import seconds

LIST = re.compile(r"^(?:transcript|transcription|dialogue|captions)[ \t]*:[ \t]*(?:#.*)?\n[ \t]*-[ \t]", re.MULTILINE)
LISTS = ("transcript", "transcription", "dialogue", "captions")
WORDS = ("line", "text", "body", "words", "content")
WHO = ("who", "speaker", "name")
WHEN = ("sec", "seconds", "start", "time", "timestamp")
HEADER = ("header", "heading", "section", "title")
CLOCK = re.compile(r"\d{1,3}(?::\d{2}){1,2}(?:[.,]\d+)?")


@dataclass(slots=True)
class _Open:
    """A section that is being put together."""

    title: str
    turns: list[Turn] = field(default_factory=list)


def knows(path: Path, text: str) -> bool:
    """Tell whether a page's front matter holds a transcript as a list."""
    return text.startswith("---") and LIST.search(text) is not None and _entries(split_page(path, text)) is not None


def episode(path: Path, text: str, site: Site, described: Description = NOTHING_SAID) -> Episode:
    """Return the page's episode; raise `TranscriptError` (front matter) or `NoTranscript` (no words in the list)."""
    page = split_page(path, text)
    facts = page_facts(path, page.front_matter, site, described)
    found = _sections(_entries(page) or [])
    if not any(section.turns for section in found):
        raise NoTranscript(path, "the transcript in its front matter holds no words")
    ids = ["", *anchors([section.title for section in found[1:]], site.anchors)]
    sections = tuple(
        Section(section.title, 2 if section.title else 0, anchor, (), tuple(section.turns), 1)
        for section, anchor in zip(found, ids, strict=True)
        if section.title or section.turns
    )
    title = facts.title or facts.slug
    shown = [title]
    for section in sections:
        shown[-1] += f"\n{section.title}"
        for turn in section.turns:
            shown[-1] += "\n"
            shown += [turn.text, ""]
    return Episode(
        slug=facts.slug,
        title=title,
        url=facts.url,
        date=facts.date,
        description=described.description or plain_text(page.body.strip()),
        sections=sections,
        page=tuple(shown),
        recording=facts.recording,
        hosts=facts.hosts,
        people=facts.people,
        typeset=site.sets_type,
    )


def _entries(page: Page) -> list[Mapping[str, Any]] | None:
    """Return the list that holds the transcript, or None where there is none."""
    for name in LISTS:
        listed = page.front_matter.get(name)
        if isinstance(listed, list) and any(isinstance(entry, dict) and _first(entry, WORDS) for entry in listed):
            return [entry for entry in listed if isinstance(entry, dict)]
    return None


def _sections(entries: list[Mapping[str, Any]]) -> list[_Open]:
    sections = [_Open("")]
    speaker = ""
    for entry in entries:
        words = plain_text(str(_first(entry, WORDS) or ""))
        if not words:
            if header := _first(entry, HEADER):
                sections.append(_Open(plain_text(str(header))))
            continue
        speaker = " ".join(str(_first(entry, WHO) or speaker).split())
        second = next(_seconds(entry), None)
        marks = (Mark(0, second),) if second is not None else ()
        sections[-1].turns.append(Turn(speaker, words, 1, marks))
    return sections


def _first(entry: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((entry[key] for key in keys if entry.get(key) not in (None, "")), None)


def _seconds(entry: Mapping[str, Any]) -> Iterator[float]:
    """Yield the seconds that an entry tells, as a number or as a clock."""
    for key in WHEN:
        value = entry.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
            yield float(value)
        elif isinstance(value, str) and CLOCK.fullmatch(value.strip()):
            yield seconds(value.strip())
