"""Time stamps: how transcripts write the moment at which something is said, and taking them out of the words.

In: Markdown source. Out: the second a stamp means, and source in which each stamp is one placeholder character, whose
place in the plain text then becomes a `Mark`.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from index.transcripts.episode import Mark

FULL_CLOCK = r"\d{1,3}:[0-5]?\d:[0-5]\d(?:[.,]\d{1,6})?"
CLOCK = rf"(?:{FULL_CLOCK}|\d{{1,3}}:[0-5]\d(?:[.,]\d{{1,6}})?)"


def _range(name: str, clock: str = CLOCK) -> str:
    """Return the pattern of a clock, or of a range of two, whose begin is the group `name`."""
    return rf"@?(?P<{name}>{clock})(?:\s{{0,3}}(?:-->|[–—-]|to)\s{{0,3}}{clock})?"


# A stamp where a label may stand: in brackets, in emphasis, or bare; [04:01](link) leads to a player.
STAMP = re.compile(
    rf"""
    (?: \*{{1,3}} | __? | `+ | <time[^<>]{{0,80}}> )?
    (?: \\?\[\\?\[? \s* {_range("square")} \s* \\?\]?\\?\] (?:\([^()\s]*\))?
      | \( \s* {_range("round")} \s* \)
      | (?<![\w.]) (?<!\d:) {_range("bare")} (?![\w%/] | [:.,]\d)
    )
    (?: (?<=[\d\]) ]) (?: \*{{1,3}} | __? | `+ | </time> ) )?
    """,
    re.VERBOSE,
)
# A stamp within what is said: only where brackets or a full clock leave no doubt.
INNER_STAMP = re.compile(
    rf"""
    \\?\[ \s* {_range("square")} \s* \\?\] (?:\([^()\s]*\))?
    | \( {_range("round", FULL_CLOCK)} \)
    | (?<=[a-z?])\ @?(?P<remark>{CLOCK})(?=\s*\\?\])    # [crosstalk 01:10:15]
    """,
    re.VERBOSE,
)
# Characters for private use: nobody writes them, and Markdown leaves them alone.
FIRST_PLACEHOLDER, PLACEHOLDERS = 0xF0000, 0xFFFD
PLACEHOLDER = re.compile("[\U000f0000-\U000ffffc]")
WORD = re.compile(r"\S+")


def seconds(clock: str) -> float:
    """Return the second that a clock such as `1:02:03.5`, `62:03` or `00:04:01,06` shows."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def clock(second: float) -> str:
    """Return a second of a recording as players show it: `12:34`, with hours from one on `1:02:03`."""
    minutes, rest = divmod(int(second), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def stamp_second(stamp: re.Match[str]) -> float:
    """Return the second that a match of `STAMP` or `INNER_STAMP` means; of a range, its begin."""
    return seconds(next(clock for clock in stamp.groups() if clock))


def with_placeholders(source: str) -> tuple[str, list[float]]:
    """Put a placeholder for each stamp within a paragraph's source; return it, and the stamps' seconds in order."""
    found: list[float] = []

    def replaced(stamp: re.Match[str]) -> str:
        found.append(stamp_second(stamp))
        return chr(FIRST_PLACEHOLDER + (len(found) - 1) % PLACEHOLDERS)

    return INNER_STAMP.sub(replaced, PLACEHOLDER.sub("", source)), found


def placed(text: str, plain: str, found: Sequence[float]) -> tuple[Mark, ...]:
    """Return where the stamps stand in `plain`: the place of the word after each; at its end its length.

    `text` is the rendered text with placeholders, `plain` the same without them, its white space tidied.
    """
    words = list(WORD.finditer(plain))
    letters_until = list(accumulate(word.end() - word.start() for word in words))  # the end of each word
    marks: dict[int, float] = {}
    before = begin = 0
    for holder in PLACEHOLDER.finditer(text):
        before += sum(map(len, text[begin : holder.start()].split()))
        begin = holder.end()
        number = ord(holder[0]) - FIRST_PLACEHOLDER
        if number < len(found):
            next_word = bisect_right(letters_until, before)
            at_end = next_word == len(words)
            marks[len(plain) if at_end else words[next_word].end() - letters_until[next_word] + before] = found[number]
    return tuple(Mark(offset, second) for offset, second in sorted(marks.items()))
