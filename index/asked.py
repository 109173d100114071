"""The host's question that a passage answers, for a passage that cannot be understood without it.

In: passages' rows, an open index. Out: for each that a guest says the last sentence or two of what the host asked.
"""

import re
from collections.abc import Sequence

from index.answer import HostsQuestion
from index.file.context_windows import BACK, HOST
from index.reader import IndexReader
from index.rows import PassageEntry

LONGEST = 240  # characters
SHORT = 60  # characters: so short a question is told with the sentence before it
SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…]+[\"”’)\]]*|$)", re.DOTALL)


def hosts_questions(reader: IndexReader, entries: Sequence[PassageEntry]) -> dict[int, HostsQuestion]:
    """Return the questions that passages answer, by the passages' ids; those without one are left out."""
    traits = reader.contexts.traits
    asking = {
        entry.id: entry.id - back
        for entry in entries
        if not traits[entry.id] & HOST and (back := int(traits[entry.id] & BACK)) and traits[entry.id - back] & HOST
    }
    said = dict(reader.texts(sorted(set(asking.values())))) if asking else {}
    found = {}
    for passage, question in asking.items():
        if text := question_in(said[question]):
            found[passage] = HostsQuestion(reader.speaker_of(question), text)
    return found


def question_in(text: str) -> str:
    """Return the last question of a text, with the sentence before it where it is short; "" where nothing is asked."""
    sentences = [" ".join(sentence[0].split()) for sentence in SENTENCE.finditer(text) if sentence[0].strip()]
    asks = [number for number, sentence in enumerate(sentences) if sentence.rstrip('"”’)]').endswith("?")]
    if not asks:
        return ""
    last = asks[-1]
    chosen = sentences[last]
    if last and len(chosen) < SHORT:
        chosen = f"{sentences[last - 1]} {chosen}"
    return chosen if len(chosen) <= LONGEST else "…" + chosen[-LONGEST:].partition(" ")[2]
