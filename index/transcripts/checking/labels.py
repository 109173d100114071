"""Speakers' labels that are doubtful: written in two ways, said but once and like another, or inside another's turn.

In: a page. Out: findings.
"""

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from index.transcripts.checking.finding import Finding, Fix, grouped
from index.transcripts.checking.page import Page

OFTEN = 5  # turns from which on a label is no slip
SHORTEST = 4  # letters: shorter names resemble too many others


def label_findings(page: Page) -> Iterator[Finding]:
    """Yield what is doubtful about a page's labels."""
    yield from grouped(_other_spellings(page))
    yield from _slips(page)
    yield from grouped(_labels_within(page))
    yield from _not_believed(page)


def _other_spellings(page: Page) -> Iterator[Finding]:
    """Yield labels that differ from the page's usual spelling of the name in case or spaces alone."""
    for turn in page.turns:
        line = page.line(turn.line)
        name = re.escape(turn.speaker).replace(r"\ ", r"\s+")
        # A turn that goes on under a new heading has no label of its own.
        label = re.match(rf"[\W\d]*({name})(?=\W*(?:[:*>(\[]|$))", line, re.IGNORECASE) if name else None
        if label and " ".join(label[1].split()) != turn.speaker:
            fixed = line[: label.start(1)] + turn.speaker + line[label.end(1) :]
            problem = f"the label '{label[1]}' is elsewhere written '{turn.speaker}'"
            remedy = f"write '{turn.speaker}'"
            fix = (Fix(turn.line, line, fixed),)
            yield Finding(page.path, turn.line, "note", "label spelt in two ways", problem, remedy, fixes=fix)


def _slips(page: Page) -> Iterator[Finding]:
    """Yield names that label one turn and are one slip away from a name that labels many."""
    turns = page.turns
    counts = Counter(turn.speaker for turn in turns)
    often = [name for name, count in counts.items() if count >= OFTEN]
    for turn in turns:
        if counts[turn.speaker] != 1 or len(turn.speaker) < SHORTEST - 1:
            continue
        for name in often:
            if len(name) >= SHORTEST and _is_slip(turn.speaker, name):
                problem = f"'{turn.speaker}' speaks once, and looks like '{name}', who speaks {counts[name]} times"
                remedy = f"write '{name}', if they are one person"
                yield Finding(page.path, turn.line, "warning", "label like another", problem, remedy)


def _not_believed(page: Page) -> Iterator[Finding]:
    """Yield lines that look like labels and were taken for none."""
    for note in page.episode.notes:
        problem, _, remedy = note.told.partition("; ")
        yield Finding(page.path, note.line, "note", "no label", problem, remedy or "nothing to do where it is one")


def _is_slip(written: str, name: str) -> bool:
    """Tell whether a name is another one with one letter missing, doubled, exchanged or swapped; numbers differ."""
    if re.findall(r"\d+", written) != re.findall(r"\d+", name):
        return False
    return OSA.distance(written.casefold(), name.casefold(), score_cutoff=1) == 1


def _labels_within(page: Page) -> Iterator[Finding]:
    """Yield labels of the page's speakers that stand within another's turn."""
    names = sorted({turn.speaker for turn in page.turns if turn.speaker}, key=len, reverse=True)
    if not names:
        return
    either = "|".join(map(re.escape, names))
    label = re.compile(rf"[.?!…]\s+(?:\*\*(?P<bold>{either})(?:\*\*\s?:|:\s?\*\*)|(?P<bare>{either}):)\s")
    for number, line in enumerate(page.lines, start=1):
        for found in label.finditer(line) if ":" in line else ():
            name = found["bold"] or found["bare"]
            problem = f"the label '{name}' stands inside another turn, whose words its own are taken for"
            yield Finding(page.path, number, "warning", "label within a turn", problem, "begin a new line with it")
