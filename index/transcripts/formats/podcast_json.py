"""The JSON of `<podcast:transcript>`: segments of `speaker`, `startTime`, `endTime` and `body`, or of one word each.

In: a file's text. Out: its `Episode`. One without a speaker goes on with the last.
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from pathlib import Path

from index.transcripts.caption_episode import caption_episode
from index.transcripts.cues import Cue
from index.transcripts.description import NOTHING_SAID, Description
from index.transcripts.episode import Episode
from index.transcripts.json_segments import has_segments, name, seconds, segments, words
from index.transcripts.site import Site


def knows(path: Path, text: str) -> bool:
    """Tell by the keys of its segments."""
    return has_segments(text, "body", "startTime")


def cues(path: Path, text: str) -> list[Cue]:
    """Return what is said; raise `TranscriptError`."""
    return [
        Cue(seconds(values.get("startTime")), seconds(values.get("endTime")), name(values.get("speaker")), body, line)
        for values, line in segments(path, text)
        if (body := words(values.get("body")))
    ]


def episode(path: Path, text: str, site: Site, described: Description = NOTHING_SAID) -> Episode:
    """Return the file's episode; raise `TranscriptError`."""
    return caption_episode(path, cues(path, text), site, described)
