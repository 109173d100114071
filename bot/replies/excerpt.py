"""The part of a long passage that is shown where the whole is too long: the one that says most of what was asked.

In: a passage's words, those that matched, and how many characters there is room for. Out: its words from a sentence on.
"""

from bot import limits
from bot.escaping import SENTENCE_END


def excerpt(text: str, matched: tuple[str, ...], room: int) -> str:
    """Return the text as it is where it has room; else from the sentence on that shows most of the matched words.

    The beginning is preferred where it shows as many, else the last sentence of those that do. What does not begin at
    the beginning begins with an ellipsis.
    """
    if limits.length(text) <= room:
        return text
    words = {word.casefold() for word in matched}
    window = room * 9 // 10  # bold and escapes take the rest
    starts = [0, *(end.end() for end in SENTENCE_END.finditer(text) if text[end.end() :].strip())]
    shown = {start: sum(word in text[start : start + window].casefold() for word in words) for start in starts}
    most = max(shown.values())
    best = 0 if shown[0] == most else max(start for start in starts if shown[start] == most)
    return f"… {text[best:].lstrip()}" if best else text
