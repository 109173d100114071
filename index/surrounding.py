"""What the same speaker says around a passage, for one that is too short to be understood alone.

In: passages' rows, an open index. Out: for each short one its speaker's last words before it and first words after it;
and which passages break off in the middle of what somebody says.
"""

import re
from collections.abc import Sequence

from index.reader import IndexReader
from index.rows import PassageEntry, Surrounding

SHORT = 12  # words: a passage with fewer is shown with what its speaker says around it
NEAR = 2  # passages to each side: beyond a remark of somebody else's the same speaker often goes on
NOBODY = -1
LONGEST = 240  # characters to each side
SENTENCE_END = re.compile(r"[.!?…]+[\"”’)\]]*\s+")


def surroundings(reader: IndexReader, entries: Sequence[PassageEntry]) -> dict[int, Surrounding]:
    """Return what stands around passages, by their ids."""
    short = [entry for entry in entries if len(entry.text.split()) < SHORT]
    before = {entry.id: _same_speaker(reader, entry.id, -1) for entry in short}
    after = {entry.id: _same_speaker(reader, entry.id, 1) for entry in short}
    shown = {entry.id for entry in entries}  # what is shown already need not be told again
    around = {number for number in (*before.values(), *after.values()) if number != NOBODY} - shown
    said = dict(reader.texts(sorted(around))) if around else {}
    return {
        entry.id: Surrounding(
            _end_of(said.get(before.get(entry.id, NOBODY), "")),
            _begin_of(said.get(after.get(entry.id, NOBODY), "")),
            reader.goes_on(entry.id),
        )
        for entry in entries
    }


def _same_speaker(reader: IndexReader, passage: int, step: int) -> int:
    """Return the nearest passage of the same speaker and section to that side, `NOBODY` where none is near."""
    starts = reader.contexts.section_starts
    section = starts.searchsorted(passage, side="right")
    for number in range(passage + step, passage + step * (NEAR + 1), step):
        if not 0 <= number < reader.postings.size or starts.searchsorted(number, side="right") != section:
            return NOBODY
        if reader.speaker_ids[number] == reader.speaker_ids[passage]:
            return number
    return NOBODY


def _end_of(text: str) -> str:
    """Return the last sentences of a text, as many as fit."""
    if len(text) <= LONGEST:
        return text
    starts = [end.end() for end in SENTENCE_END.finditer(text) if len(text) - end.end() <= LONGEST]
    return text[starts[0] :] if starts else "…" + text[-LONGEST:].partition(" ")[2]


def _begin_of(text: str) -> str:
    """Return the first sentences of a text, as many as fit."""
    if len(text) <= LONGEST:
        return text
    ends = [end.end() for end in SENTENCE_END.finditer(text) if end.end() <= LONGEST]
    return text[: ends[-1]].rstrip() if ends else text[:LONGEST].rpartition(" ")[0] + "…"
