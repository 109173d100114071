"""The JSON that Whisper and WhisperX write: segments of `start`, `end`, `text`, with or without `speaker` and `words`.

In: a file's text; any other JSON too, to say that it holds no transcript. Out: its `Episode`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.transcripts.caption_episode import caption_episode
from index.transcripts.cues import Cue
from index.transcripts.description import NOTHING_SAID, Description
from index.transcripts.episode import Episode, Mark, NoTranscript
from index.transcripts.json_segments import Segment, has_segments, is_json, name, seconds, segments, words
from index.transcripts.site import Site


def knows(path: Path, text: str) -> bool:
    """Tell by the keys of its segments, or by the name."""
    return has_segments(text, "text") or path.suffix.lower() == ".json" or (is_json(text) and _is_caption(path))


def cues(path: Path, text: str) -> list[Cue]:
    """Return what is said; raise `TranscriptError`, or `NoTranscript` for JSON about something else."""
    found = [cue for segment in segments(path, text) for cue in _cues(segment)]
    if not found:
        raise NoTranscript(path, "JSON whose segments have no `text` and no `body`")
    return found


def episode(path: Path, text: str, site: Site, described: Description = NOTHING_SAID) -> Episode:
    """Return the file's episode; raise `TranscriptError` or `NoTranscript`."""
    return caption_episode(path, cues(path, text), site, described)


def _is_caption(path: Path) -> bool:
    return path.suffix.lower() in (".vtt", ".srt")


def _cues(segment: Segment) -> Iterator[Cue]:
    """Yield a segment's words, in parts where WhisperX gives its words to different speakers."""
    values, line = segment
    text, start, end = words(values.get("text")), seconds(values.get("start")), seconds(values.get("end"))
    speaker = name(values.get("speaker"))
    timed = _placed(text, values.get("words"))
    begin, by = 0, speaker or next((who for _, _, who in timed if who), None)
    for offset, second, who in timed:
        if who and by and who != by and offset:
            yield _part(text, begin, offset, start, second, by, line, timed)
            begin, by, start = offset, who, second
    if text[begin:].strip():
        yield _part(text, begin, len(text), start, end, by, line, timed)


Placed = tuple[int, float | None, str | None]


def _part(
    text: str,
    begin: int,
    stop: int,
    start: float | None,
    end: float | None,
    by: str | None,
    line: int,
    timed: list[Placed],
) -> Cue:
    marks = tuple(Mark(at - begin, second) for at, second, _ in timed if second is not None and begin < at < stop)
    return Cue(start, end, by, text[begin:stop].strip(), line, marks)


def _placed(text: str, listed: Any) -> list[Placed]:
    """Return where each listed word stands in the text, its second and its speaker (None where not told)."""
    placed: list[Placed] = []
    place = 0
    for item in listed if isinstance(listed, list) else []:
        word = words(item.get("word")) if isinstance(item, dict) else ""
        at = text.find(word, place) if word else -1
        if at >= 0:
            placed.append((at, seconds(item.get("start")), name(item.get("speaker"))))
            place = at + len(word)
    return placed
