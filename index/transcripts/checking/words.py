"""What is wrong with a page's words: broken encoding, exchanges that stand twice, times that run backwards.

In: a page. Out: findings.
"""

from collections.abc import Iterator

from ftfy import fix_encoding

from index.transcripts.checking.finding import Finding, Fix, grouped
from index.transcripts.checking.page import Page
from index.transcripts.decoding import BROKEN_DECODING
from index.transcripts.stamps import clock

LONG_TURN = 20  # words: shorter ones are said twice in earnest


def word_findings(page: Page) -> Iterator[Finding]:
    """Yield what is wrong with a page's words."""
    yield from grouped(_broken_encoding(page))
    yield from _repeated_exchanges(page)
    yield from _times_backwards(page)


def _broken_encoding(page: Page) -> Iterator[Finding]:
    for number, line in enumerate(page.lines, start=1):
        broken = BROKEN_DECODING.search(line) if not line.isascii() else None
        if broken:
            problem = "letters are broken by a wrong decoding"
            remedy = "save it anew as UTF-8; it is read as if it were mended"
            fixed = fix_encoding(line)
            fix = (Fix(number, line, fixed),) if fixed != line else ()
            yield Finding(page.path, number, "note", "broken encoding", problem, remedy, fixes=fix)


def _repeated_exchanges(page: Page) -> Iterator[Finding]:
    """Yield long turns that stand in the page again, the first of each run of them."""
    first: dict[tuple[str, str], int] = {}
    repeating = False
    for turn in page.turns:
        said = turn.speaker, " ".join(turn.text.casefold().split())
        again = first.get(said)
        first.setdefault(said, turn.line)
        if again is None or said[1].count(" ") < LONG_TURN:
            repeating = repeating and again is not None
            continue
        if not repeating:
            problem = f"what {turn.speaker or 'somebody'} says here stands in line {again} too, word for word"
            yield Finding(page.path, turn.line, "warning", "said twice", problem, "take one of both out")
        repeating = True


def _times_backwards(page: Page) -> Iterator[Finding]:
    """Yield turns that begin before what stands above them, one for each stretch."""
    latest = 0.0
    behind = False
    for turn in page.turns:
        for mark in turn.marks:
            if mark.second < latest and not behind:
                problem = f"the time {clock(mark.second)} comes after {clock(latest)}"
                yield Finding(page.path, turn.line, "warning", "time runs backwards", problem, "correct the stamp")
            behind = mark.second < latest
            latest = max(latest, mark.second)
