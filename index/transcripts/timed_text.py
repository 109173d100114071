"""WebVTT and SubRip as they are found → their cues, each with its line.

In: a file's text. Out: `TimedText`s in order of the file. webvtt-py reads cues, times and settings; what it would lose
or take for words is mended before: times as other programs spell them, comments, blank lines in a cue.
Each identifier, which nobody needs, is exchanged for its line's number.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import webvtt

from index.transcripts.episode import TranscriptError

STAMP = r"(?:\d{1,4}[ ]?:[ ]?)?\d{1,4}[ ]?:[ ]?\d{1,2}(?:[ ]?[.,:][ ]?\d{1,9})?"
TIMING = re.compile(rf"\s*(?P<start>{STAMP})\s*-{{1,2}}>\s*(?P<end>{STAMP})(?=\s|$)(?P<settings>.*)")
ARROW_AFTER_DIGITS = re.compile(r"\s*\d[\d:.,\s]*-{1,2}>|\s*-->\s*\d[\d:.,\s]*$")
CUT_TIMING = re.compile(r"\s*(?:\d{1,4}:)?\d{1,4}:\d{1,2}(?:[.,]\d*)?\s*-*\s*$")
COMMENT = re.compile(r"NOTE(?=\s|$)|(?:STYLE|REGION)\s*$")
NUMBER = re.compile(r"\s*\d{1,9}\s*$")


@dataclass(frozen=True, slots=True)
class TimedText:
    """A cue as it stands in the file: seconds, the lines of its body with their markup, and the line of its times."""

    start: float
    end: float
    body: tuple[str, ...]
    line: int


def read_cues(path: Path, text: str) -> list[TimedText]:
    """Return the cues of a WebVTT or SubRip file; raise `TranscriptError` where it has none, or times that are none."""
    try:
        read = webvtt.from_string("\n".join(_mended(path, text.split("\n"))))
    except webvtt.errors.MalformedCaptionError as error:
        raise TranscriptError(path, None, f"the captions cannot be read ({error})", "mend their times") from error
    cues = [
        TimedText(_seconds(cue.start_time), _seconds(cue.end_time), tuple(cue.lines), int(cue.identifier or 1))
        for cue in read.captions
    ]
    if not any(line.strip() for cue in cues for line in cue.body):
        remedy = "each cue's words stand below its times, written as `00:01:02.000 --> 00:01:04.000`"
        raise TranscriptError(path, 1, "the captions hold no words", remedy)
    return cues


def _mended(path: Path, lines: list[str]) -> list[str]:
    """Return the file's lines as WebVTT that keeps every word of every cue."""
    mended = ["WEBVTT", ""]
    in_cue, after_blank, comments = False, True, lines[0].startswith("WEBVTT")
    comment = comments  # the header, like a comment, ends at a blank line
    for number, line in enumerate(lines, start=1):
        timing = TIMING.match(line) if "->" in line else None
        if timing:
            _drop_identifier(mended, lines, number - 1)
            mended += ["", str(number), _canonical(path, number, timing)]
            in_cue, comment = True, False
        elif not line or line.isspace():
            comment = False
        elif not comment:
            comment = comments and after_blank and COMMENT.match(line) is not None
            if not comment:
                _refuse_broken_times(path, number, line, after_blank or NUMBER.match(lines[number - 2]) is not None)
                mended += [line.replace("-->", "--&gt;")] if in_cue else []
        after_blank = not line or line.isspace()
    return mended


def _drop_identifier(mended: list[str], lines: list[str], index: int) -> None:
    """Take back the line before a cue's times if it is the cue's name and no word of the cue before.

    It is one below a blank line. A number without that may be the last line of what is said: then the line is a name
    only where the one before it is another cue's text, as in files that lost their blank lines.
    """
    before = lines[index - 1] if index else ""
    if len(mended) < 3 or not before.strip() or mended[-1] != before:
        return
    above = lines[index - 2] if index > 1 else ""
    if not above.strip() or (NUMBER.match(before) and not TIMING.match(above)):
        mended.pop()


def _refuse_broken_times(path: Path, number: int, line: str, begins_block: bool) -> None:
    if ARROW_AFTER_DIGITS.match(line) or (begins_block and CUT_TIMING.match(line)):
        remedy = "write them as `00:01:02.000 --> 00:01:04.000`"
        raise TranscriptError(path, number, f"a cue's times cannot be read (`{line.strip()[:60]}`)", remedy)


def _canonical(path: Path, number: int, timing: re.Match[str]) -> str:
    start, end = _milliseconds(timing["start"]), _milliseconds(timing["end"])
    return f"{_stamp(start)} --> {_stamp(end)}"


def _milliseconds(stamp: str) -> int:
    """Return a stamp's milliseconds: `1:02:03,5`, `02:03.500`, `75:10`, or `00:01:02:500` with a third colon."""
    clock, _, fraction = re.sub(r"\s", "", stamp).replace(",", ".").partition(".")
    parts = [int(part) for part in clock.split(":")]
    if len(parts) == 4:
        fraction, parts = str(parts[3]), parts[:3]
    hours, minutes, seconds = [0, *parts][-3:]
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((fraction + "000")[:3])


def _stamp(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def _seconds(stamp: Any) -> float:
    return float(stamp.in_milliseconds()) / 1000
