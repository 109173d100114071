"""SubRip captions (`.srt`), which have no standard: names stand before the words, in the line or on one of their own.

In: a file's text, known by the times of its cues whatever its name. Out: its `Episode`.
"""

import re
from pathlib import Path

from index.transcripts.caption_episode import caption_episode
from index.transcripts.description import NOTHING_SAID, Description
from index.transcripts.episode import Episode
from index.transcripts.formats.webvtt import cues
from index.transcripts.site import Site
from index.transcripts.timed_text import TIMING

FIRST_CUE = re.compile(rf"\s*(?:\d{{1,9}}[ \t]*\n)?{TIMING.pattern}")

__all__ = ["cues", "episode", "knows"]


def knows(path: Path, text: str) -> bool:
    """Tell by a first cue at the very beginning, or by the name."""
    return path.suffix.lower() == ".srt" or FIRST_CUE.match(text[:500]) is not None


def episode(path: Path, text: str, site: Site, described: Description = NOTHING_SAID) -> Episode:
    """Return the file's episode; raise `TranscriptError`."""
    return caption_episode(path, cues(path, text), site, described)
