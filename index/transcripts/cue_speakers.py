"""Who says what in the lines of captions.

In: `TimedText`s. Out: `Cue`s, one for each run of words of one speaker. A speaker is told by a tag (`<v Ada Holm>`), by
`>>` where somebody else begins, or by a label at a line's begin (`Ada Holm: words`, or the label alone).
"""

import re
from collections.abc import Iterator, Sequence

from index.transcripts.caption_markup import VOICE, plain, timed_words
from index.transcripts.cues import Cue
from index.transcripts.episode import Mark
from index.transcripts.labels import Labels
from index.transcripts.timed_text import TimedText

CHANGE = re.compile(r"(?:^|(?<=\s)|(?<=>))(?:&gt;|>){2,3}(?:\s+|(?=\w)|$)")
BRACKETED = re.compile(r"\s*[\[(](?P<name>[^\W\d_][^\[\]()\n:]{0,40})(?:\]|\))\s*:(?=\s|$)|\s*\[(?P<id>SPEAKER_\d+)\]")
MAY_BE_LABEL = re.compile(r"[^\W\d_][^:\n]{0,50}:(?:\s|$)")


def spoken(timed: Sequence[TimedText]) -> list[Cue]:
    """Return the cues of captions, each with its speaker (None: whoever spoke before goes on)."""
    labels = _labels(timed)
    return [cue for one in timed for cue in _cues(one, labels)]


def _labels(timed: Sequence[TimedText]) -> Labels:
    """Return the file's labels: of what begins a cue, and of what looks like a label further down in one."""
    lines = []
    for cue in timed:
        pieces = [label_line(words) for line in cue.body for _, words in _changes(line)]
        lines += [plain(words) for n, words in enumerate(pieces) if MAY_BE_LABEL.match(words.lstrip()) or not n]
    return Labels(lines)


def label_line(line: str) -> str:
    """Return a line with a bracketed label (`[Ada Holm]: words`) written without brackets."""
    return (
        BRACKETED.sub(lambda match: f"{match['name'] or match['id']}: ", line, count=1)
        if "[" in line[:8] or ("(" in line[:8])
        else line
    )


def _cues(timed: TimedText, labels: Labels) -> Iterator[Cue]:
    """Yield the runs of words of one speaker in a cue."""
    start, speaker, text, marks = timed.start, None, "", list[Mark]()
    for line in timed.body:
        for changed, source in _changes(line):
            words, times = timed_words(label_line(source))
            label = labels.split(words) if words else None
            named = label.speaker if label else changed
            if named is not None:
                if text or speaker is not None:
                    yield Cue(start, timed.end, speaker, text, timed.line, tuple(marks))
                speaker, text, marks = named, "", []
                start = times[0].second if times and timed.start <= times[0].second <= timed.end else start
            rest = label.rest if label else words
            cut = len(words) - len(rest)
            at = len(text) + bool(text and rest)
            marks += [Mark(at + mark.offset - cut, mark.second) for mark in times if mark.offset >= cut]
            text = f"{text} {rest}" if text and rest else text or rest
    if text or speaker is not None:
        yield Cue(start, timed.end, speaker, text, timed.line, tuple(marks))


def _changes(line: str) -> Iterator[tuple[str | None, str]]:
    """Yield the parts of a line where speakers change: the voice's name, "" for somebody else, None where none does."""
    place = 0
    speaker: str | None = None
    for mark in sorted([*VOICE.finditer(line), *CHANGE.finditer(line)], key=lambda match: match.start()):
        if mark.start() < place:
            continue
        if line[place : mark.start()].strip() or speaker:
            yield speaker, line[place : mark.start()]
        speaker = " ".join(plain(mark["name"] or "").split()) if mark.re is VOICE else ""
        place = mark.end()
    if line[place:].strip() or speaker is not None:
        yield speaker, line[place:]
