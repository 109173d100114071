"""WebVTT captions, those that are made by hand and those that roll.

In: a file's text, known by its header `WEBVTT` whatever its name. Out: its `Episode`. https://www.w3.org/TR/webvtt1/
"""

from pathlib import Path

from index.transcripts.caption_episode import caption_episode
from index.transcripts.cue_speakers import spoken
from index.transcripts.cues import Cue
from index.transcripts.description import NOTHING_SAID, Description
from index.transcripts.episode import Episode
from index.transcripts.rolling import unrolled
from index.transcripts.site import Site
from index.transcripts.timed_text import read_cues


def knows(path: Path, text: str) -> bool:
    """Tell by the first line, or by the name of a file that is no other captions."""
    return text.startswith("WEBVTT") or (path.suffix.lower() == ".vtt" and text.lstrip()[:1] not in ("{", "["))


def cues(path: Path, text: str) -> list[Cue]:
    """Return what is said; raise `TranscriptError`."""
    return spoken(unrolled(sorted(read_cues(path, text), key=lambda cue: cue.start)))


def episode(path: Path, text: str, site: Site, described: Description = NOTHING_SAID) -> Episode:
    """Return the file's episode; raise `TranscriptError`."""
    return caption_episode(path, cues(path, text), site, described)
