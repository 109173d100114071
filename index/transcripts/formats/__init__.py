"""One module a transcript format; `read_episode` picks the first one that knows the file.

In: a file and the site it stands on. Out: its `Episode`. A format is a module with the two functions of `Format`; a
further one gets a module here and a place in `FORMATS`, and touches no other.
"""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from index.transcripts.alignment import aligned
from index.transcripts.decoding import read_text
from index.transcripts.description import NOTHING_SAID, Description, described_by, renamed
from index.transcripts.episode import Episode, NoTranscript, TranscriptError
from index.transcripts.formats import (
    front_matter_list,
    markdown,
    podcast_html,
    podcast_json,
    subrip,
    webvtt,
    whisper,
)
from index.transcripts.front_matter import split_page
from index.transcripts.page_facts import page_facts
from index.transcripts.sections import in_sections
from index.transcripts.site import Site

SUFFIXES = frozenset({".md", ".markdown", ".txt", ".vtt", ".srt", ".json", ".html", ".htm"})


class Format(Protocol):
    """What a format's module offers."""

    def knows(self, path: Path, text: str) -> bool:
        """Tell from what a file holds (its name is but a hint) whether it is of this format."""

    def episode(self, path: Path, text: str, site: Site, described: Description = NOTHING_SAID) -> Episode:
        """Return the file's episode; raise `TranscriptError` or `NoTranscript`."""


# The last one knows everything.
FORMATS: tuple[Format, ...] = (
    webvtt,
    podcast_json,
    whisper,
    subrip,
    podcast_html,
    front_matter_list,
    markdown,
)


def read_episode(
    path: Path, site: Site, described: Description = NOTHING_SAID, captions: Path | None = None
) -> Episode:
    """Read one transcript; `captions` is the same episode's file of captions beside it, which tells its times.

    Raises `TranscriptError` for a file that cannot be read, and `NoTranscript` for a page on which nobody speaks and
    that has no captions.
    """
    text = read_text(path)
    try:
        read = episode_of(path, text, site, described)
    except NoTranscript:
        if captions is None:
            raise
        read, described = _captioned(path, text, captions, site, described)
    else:
        if captions:
            read, described = _timed(read, path, text, captions, site, described)
    return in_sections(renamed(read, described.speakers), described.chapters)


def episode_of(path: Path, text: str, site: Site, described: Description = NOTHING_SAID) -> Episode:
    """Return the episode that a text holds, in whichever format it is; raises as `read_episode` does."""
    known = next(one for one in FORMATS if one.knows(path, text))
    return known.episode(path, text, site, described)


def _captioned(
    path: Path, text: str, captions: Path, site: Site, described: Description
) -> tuple[Episode, Description]:
    """Return what captions hold as the episode of the page that announces them, and what the page says of them."""
    page = split_page(path, text)
    facts = page_facts(path, page.front_matter, site, described)
    spoken = read_text(captions)
    read = episode_of(captions, spoken, site)
    of_page = replace(
        read,
        slug=facts.slug,
        title=facts.title or facts.slug,
        url=facts.url,
        date=facts.date,
        description=described.description,
        recording=facts.recording,
        hosts=facts.hosts,
        people=facts.people,
    )
    speakers = (*described_by(page.front_matter).speakers, *described.speakers)
    return of_page, replace(described, speakers=speakers)


def _timed(
    read: Episode, path: Path, text: str, captions: Path, site: Site, described: Description
) -> tuple[Episode, Description]:
    """Return an episode with its captions' times; without them where the captions cannot be read, as `check` tells.

    A page without labels that does not say what its captions say is no transcript but speaks of one.
    """
    try:
        spoken = read_text(captions)
        timed = aligned(read, episode_of(captions, spoken, Site()))
        if timed is read and len({turn.speaker for section in read.sections for turn in section.turns}) == 1:
            return _captioned(path, text, captions, site, described)
    except (TranscriptError, NoTranscript):
        return read, described
    return timed, described
