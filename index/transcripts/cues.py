"""Timed pieces of speech → the turns of an episode.

In: the `Cue`s of a caption file, in any order. Out: turns, each the words of one speaker, every cue's begin a mark in
them, in paragraphs that end where somebody pauses.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.transcripts.episode import Mark, Turn

PAUSE = 2.0  # seconds of silence after a sentence that make a paragraph
LONG_PARAGRAPH = 600  # characters after which a sentence's end makes one too
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
CLOSING = re.compile(r"[,.!?;:…%)\]”’]+(?:\s|$)|['’](?:s|t|re|ve|ll|d|m)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words said from one second of the recording to another (None where the source does not tell).

    `speaker` is None where the file says nobody, and whoever spoke before goes on; "" is somebody else without a name.
    `marks` are the seconds of words within the text, where the file tells them.
    """

    start: float | None
    end: float | None
    speaker: str | None
    text: str
    line: int
    marks: tuple[Mark, ...] = ()


def in_order(cues: Iterable[Cue]) -> list[Cue]:
    """Return the cues in order of time; one that has none stays behind the one before it, equals stay as they are."""
    placed = []
    last = 0.0
    for cue in cues:
        last = last if cue.start is None else cue.start
        placed.append((last, cue))
    return [cue for _, cue in sorted(placed, key=lambda pair: pair[0])]


def turns(cues: Sequence[Cue]) -> tuple[Turn, ...]:
    """Return the turns of cues that are in order; cues without words are passed over."""
    finished: list[Turn] = []
    speaker = ""
    turn: _OpenTurn | None = None
    for cue in cues:
        words = " ".join(cue.text.split())
        if cue.speaker is not None and (cue.speaker != speaker or not speaker):
            speaker = cue.speaker
            finished += [turn.closed()] if turn else []
            turn = None
        if words:
            turn = turn or _OpenTurn(speaker, cue.line)
            turn.add(cue, words)
    return (*finished, turn.closed()) if turn else tuple(finished)


@dataclass(slots=True)
class _OpenTurn:
    """A turn that is being put together; `paragraph` counts the characters of its last paragraph."""

    speaker: str
    line: int
    parts: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    paragraph: int = 0
    end: float | None = None

    def add(self, cue: Cue, words: str) -> None:
        """Add a cue's words behind those said so far."""
        between = self._between(cue, words)
        self.paragraph = len(words) + (0 if between == "\n\n" else self.paragraph)
        offset = self.length + len(between)
        if cue.start is not None:
            inner = cue.marks if words == cue.text else ()
            first = Mark(0, cue.start)
            later = [mark for mark in inner if 0 < mark.offset < len(words) and mark.second >= cue.start]
            self.marks += [Mark(offset + mark.offset, mark.second) for mark in (first, *later)]
        self.parts += [between, words]
        self.length = offset + len(words)
        self.end = cue.start if cue.end is None else cue.end

    def closed(self) -> Turn:
        """Return the turn as it is now."""
        return Turn(self.speaker, "".join(self.parts), self.line, tuple(self.marks))

    def _between(self, cue: Cue, words: str) -> str:
        if not self.parts:
            return ""
        if CLOSING.match(words):
            return ""
        paused = cue.start is not None and self.end is not None and cue.start - self.end >= PAUSE
        ended = (paused or self.paragraph > LONG_PARAGRAPH) and SENTENCE_END.search(self.parts[-1])
        return "\n\n" if ended else " "
