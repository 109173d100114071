"""Discord's limits by name, and how a text is measured against them.

Source: https://discord.com/developers/docs (components reference, application commands). All lengths in characters.
"""

MESSAGE_TEXT = 4_000  # over all text of a components message
MESSAGE_COMPONENTS = 40  # nested ones included
ROW_BUTTONS = 5
BUTTON_LABEL = 80
LINK_URL = 512
CUSTOM_ID = 100
CHOICES = 25
CHOICE = 100  # a choice's name, and its value
MODAL_TITLE = 45
MODAL_LABEL = 45
TEXT_INPUT = 4_000
PLACEHOLDER = 100


def length(text: str) -> int:
    """Return a text's length in UTF-16 units: the strictest of the ways in which Discord's parts count characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cropped(text: str, limit: int) -> str:
    """Return the text on one line, cut to `limit` characters between words where that is possible, with an ellipsis."""
    line = " ".join(text.split())
    if length(line) <= limit:
        return line
    kept = line[: limit - 1]
    while length(kept) > limit - 1:
        kept = kept[:-1]
    at_word = kept.rpartition(" ")[0]
    return (at_word if length(at_word) > limit // 2 else kept).rstrip() + "…"
