"""The markup within a cue's lines: tags, entities, and the seconds at which single words are said.

In: a line of a WebVTT or SubRip cue. Out: its words, who a `<v>` tag says speaks, and its words' times.
"""

import re
from html import unescape

from index.transcripts.episode import Mark

VOICE = re.compile(r"<v(?:\.[^\s>.]+)*(?:[ \t]+(?P<name>[^>\n]*))?>")
WORD_TIME = re.compile(r"<(?:(?P<hours>\d{1,4}):)?(?P<minutes>\d{1,2}):(?P<seconds>\d{1,2}\.\d{1,3})>")
# `<c.yellow>`, `</i>`, `<lang en>`, `<font color="…">`: a tag, and no "a < b".
TAG = re.compile(
    r"</?(?:[cvibus]|ruby|rt|lang|font|em|strong|span|br)(?:\.[^\s<>]+)*(?:[ \t][^<>]*)?/?>", re.IGNORECASE
)
POSITION = re.compile(r"\{\\[^{}]*\}")  # `{\an8}`: where SubRip's players put a line


def plain(line: str) -> str:
    """Return a line's words without markup, white space made single."""
    return timed_words(line)[0]


def timed_words(line: str) -> tuple[str, tuple[Mark, ...]]:
    """Return a line's words without markup, and the seconds at which those behind a time tag are said."""
    if "<" not in line and "&" not in line and "{" not in line:
        return " ".join(line.split()), ()
    marks: list[Mark] = []
    words = ""
    place = 0
    for time in WORD_TIME.finditer(line):
        words = _joined(words, line[place : time.start()])
        second = int(time["hours"] or 0) * 3600 + int(time["minutes"]) * 60 + float(time["seconds"])
        marks.append(Mark(len(words.rstrip()) + bool(words.strip()), second))
        place = time.end()
    words = _joined(words, line[place:]).strip()
    return words, tuple(mark for mark in marks if mark.offset < len(words))


def _joined(words: str, source: str) -> str:
    text = unescape(POSITION.sub("", TAG.sub("", source))).replace("\u200b", "")
    said = " ".join(text.split())
    before = " " if words and text[:1].isspace() and not words.endswith(" ") else ""
    after = " " if said and text[-1:].isspace() else ""
    return words + before + said + after
