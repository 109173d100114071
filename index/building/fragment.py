"""How a link marks a passage: so many of its own words, and of those before and after it on the page.

In: a passage's text and its neighbours'. Out: the directive's runs of words, not yet encoded. What is reckoned when the
index is built is put into words again when a link is made; both count words as `WORD_PART` does.
"""

import re
from typing import Any, NamedTuple

WORD_PART = re.compile(r"\w+")
FIRST_PART = re.compile(r"\w")
WHOLE = 8  # spaces: a passage of one paragraph with no more is taken as it is
END_REACH = 200  # characters from the end of a passage in which its last run of words is looked for
END_WORDS = (4, 6, 9)  # words at the end of a fragment
# Where no spaces part words, a browser takes runs between these marks.
CLAUSE_MARKS = "。、，！？；：「」『』（）"
TOKEN = re.compile(rf"[^\s{CLAUSE_MARKS}]+")
WITH_WORD = re.compile(rf"[^\s{CLAUSE_MARKS}]*\w[^\s{CLAUSE_MARKS}]*")
BACK_LINK = "⬆"  # what some pages show at a section's end
AFTER_BACK_LINK = 15  # instead of a number of words after
BITS = 4  # for each number of words
MOST_ALONE = 1 << BITS  # the highest number of a passage that leans on none of its neighbours


class Fragment(NamedTuple):
    """How a link marks a passage: by `begin` first words (0: by all its words), `before` words and `after` words."""

    begin: int
    before: int
    after: int


def packed(begin: Any, before: Any, after: Any) -> Any:
    """Return the numbers (or arrays of them) of a `Fragment` as one, never 0."""
    return 1 + (begin | before << BITS | after << 2 * BITS)


def unpacked(code: int) -> Fragment | None:
    """Return what `packed` packed; None for 0."""
    mask, numbers = (1 << BITS) - 1, code - 1
    return Fragment(numbers & mask, numbers >> BITS & mask, numbers >> 2 * BITS & mask) if code else None


def shown_before(previous: str | None, speaker: str) -> str:
    """Return what a page shows before a passage: the last line of the one before it in its turn, else its label."""
    if previous is not None:
        return previous.rsplit("\n", maxsplit=1)[-1]
    return f"{speaker}:" if speaker else ""


def shown_after(one_turn: bool, title: str, speaker: str, following: str) -> str:
    """Return what a page shows after a passage, up to a line's end: the next one of its turn, the title of the section
    that the next one opens, or its label and its words.
    """
    line = following.split("\n", maxsplit=1)[0]
    return line if one_turn else title or f"{speaker}: {line}"


def runs(text: str, fragment: Fragment, before: str, after: str) -> tuple[str, str, str, str]:
    """Return prefix, start, end and suffix of the directive that marks a passage, "" for those that it does without."""
    first = FIRST_PART.search(text)
    if first is None:
        return "", "", "", ""
    if fragment.after == AFTER_BACK_LINK:
        return "", text.strip(), "", BACK_LINK
    low = len(text) - len(text.lstrip()) if fragment.before else first.start()
    high = len(text.rstrip()) if fragment.after else _last(text)
    prefix = last_words(before, fragment.before) if fragment.before else ""
    suffix = first_words(after.lstrip(), fragment.after) if fragment.after else ""
    if not fragment.begin or ("\n" not in text and text.count(" ") < WHOLE):
        return prefix, text[low:high], "", suffix
    begin = low + len(first_words(text[low:high], fragment.begin))
    return prefix, text[low:begin], end_run(text, begin, high), suffix


def first_words(text: str, count: int) -> str:
    """Return a text's begin up to its `count`th word, whole with what is written together with it."""
    for number, word in enumerate(WORD_PART.finditer(text), start=1):
        if number == count:
            end = word.end()
            while end < len(text) and not _parts(text[end]):
                end += 1
            return text[: _last(text[:end])]
    return text[: _last(text)]


def last_words(text: str, count: int) -> str:
    """Return a text's end from its last `count`th word on, whole with what is written together with it."""
    words = list(WORD_PART.finditer(text))
    if not words:
        return ""
    begin = words[-min(count, len(words))].start()
    while begin and not _parts(text[begin - 1]):
        begin -= 1
    return text[begin:].strip()


def end_run(text: str, after: int, end: int) -> str:
    """Return a text's last words up to `end`, so that all between is marked; "" where the begin is all of it.

    A browser takes the first such run after the begin, hence the fewest words that come first at the passage's end.
    """
    begin = max(after, text.rfind("\n", 0, end) + 1)
    if end - begin > END_REACH:
        begin = max(begin, text.find(" ", end - END_REACH) + 1)
    starts = _last_starts(text, begin, end)
    lowered = text.lower()
    for count in END_WORDS if starts else ():
        word = FIRST_PART.search(text, starts[-count:][0])
        start = word.start() if word else end
        run = text[start:end]
        if run and (lowered.find(run.lower(), after) == start or count == END_WORDS[-1]):
            return run
    return ""


def _last_starts(text: str, begin: int, end: int) -> list[int]:
    """Return where the last words between two places begin, with what is written together with them: as many as a
    fragment ever ends with, or more.
    """
    if not text.isascii():
        return [token.start() for token in WITH_WORD.finditer(text, begin, end)]
    starts: list[int] = []
    place = end
    for token in reversed(text[begin:end].split()):
        place = text.rindex(token, begin, place)
        if FIRST_PART.search(token):
            starts.insert(0, place)
            if len(starts) == END_WORDS[-1]:
                break
    return starts


def _parts(character: str) -> bool:
    return character.isspace() or character in CLAUSE_MARKS


def _last(text: str) -> int:
    """Return where a text's last word ends."""
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    return end
