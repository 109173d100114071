"""One module a transcript format; `read_episode` picks the first one that knows the file.

In: a file and the site it stands on. Out: its `Episode`. A format is a module with the two functions of `Format`; a
further one gets a module here and a place in `FORMATS`, and touches no other.
"""

from pathlib import Path
from typing import Protocol

from index.transcripts.decoding import read_text
from index.transcripts.episode import Episode
from index.transcripts.formats import (
    front_matter_list,
    markdown,
    podcast_html,
    podcast_json,
    subrip,
    webvtt,
    whisper,
)
from index.transcripts.site import Site
from index.transcripts.stretches import in_stretches

SUFFIXES = frozenset({".md", ".markdown", ".txt", ".vtt", ".srt", ".json", ".html", ".htm"})


class Format(Protocol):
    """What a format's module offers."""

    def knows(self, path: Path, text: str) -> bool:
        """Tell from what a file holds (its name is but a hint) whether it is of this format."""

    def episode(self, path: Path, text: str, site: Site) -> Episode:
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


def read_episode(path: Path, site: Site) -> Episode:
    """Read one transcript.

    Raises `TranscriptError` for a file that cannot be read, and `NoTranscript` for a page on which nobody speaks.
    """
    text = read_text(path)
    known = next(one for one in FORMATS if one.knows(path, text))
    return in_stretches(known.episode(path, text, site))
