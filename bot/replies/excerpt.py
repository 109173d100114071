"""The part of a long passage that is shown where the whole is too long: the one that says most of what was asked.

In: a passage's words, those that matched, and how many characters there is room for. Out: its words from a sentence on.
"""

from bot import limits
from bot.escaping import SENTENCE_END


def excerpt(text: str, matched: tuple[str, ...], room: int) -> str:
    """Return the text as it is where it has room; else from the sentence on that shows most of the matched words.

    Among equals the earliest is taken; what does not begin at the beginning begins with an ellipsis.
    """
    if limits.length(text) <= room:
        return text
    words = {word.casefold() for word in matched}
    starts = [0, *(end.end() for end in SENTENCE_END.finditer(text))]
    shown = {start: text[start : start + room].casefold() for start in starts if text[start:].strip()}
    best = max(shown, key=lambda start: sum(word in shown[start] for word in words), default=0)
    return f"… {text[best:].lstrip()}" if best else text
