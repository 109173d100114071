"""Foreign text → Discord Markdown that shows exactly that text: nothing in it pings, links or formats.

In: what a member typed or a transcript holds. Out: Markdown; matched words in bold, where there are any. In Discord's
Markdown a backslash before a character that is neither letter, digit nor space shows that character plainly.
"""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from bot import limits

SPECIAL = re.compile(
    r"""
      [\\*_~`|\[\]<>]                   # emphasis, code, spoilers, links, mentions, time stamps, custom emoji, quotes
    | (?:(?<=\n)|\A) (?: [#+-] | \d+ [.)] )   # headings, small print, lists
    | : (?= // | [\w+-]+ : )            # addresses, emoji by name
    | @ (?= everyone | here | [!&]?\d ) # mentions of all; those of somebody also begin with "<"
    """,
    re.VERBOSE | re.IGNORECASE,
)
NO_PING = "@\N{ZERO WIDTH SPACE}"  # as discord.py's escape_mentions writes it
WEB = ("http", "https")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|\n")


def plain(text: str) -> str:
    """Return the text without what has no place in a line: control characters, turned direction, spaces at line ends.

    Line breaks stay; what else breaks a line becomes a space, for Markdown could begin there.
    """
    kept = "".join(_plain_character(c) for c in text.replace("\r\n", "\n"))
    return "\n".join(line.strip() for line in kept.split("\n"))


def escaped(text: str) -> str:
    """Return foreign text as Markdown that shows it as it stands, line breaks included."""
    return SPECIAL.sub(_shown_plainly, plain(text))


def escaped_line(text: str, limit: int) -> str:
    """Return foreign text escaped on one line, cut to at most `limit` characters before escaping."""
    return escaped(limits.cropped(plain(text), limit))


def quotation(text: str, matched: tuple[str, ...], limit: int) -> tuple[str, bool]:
    """Return words as a Markdown quote with the matched ones in bold, and whether all of them are there.

    What would be longer than `limit` characters is cut at the last sentence end that fits, or else between words, and
    ends in an ellipsis.
    """
    whole = plain(text)
    quoted = _quoted(whole, matched)
    if limits.length(quoted) <= limit:
        return quoted, True
    ends = [end.end() for end in SENTENCE_END.finditer(whole)]
    for places in (ends, [space.start() for space in re.finditer(r"\s", whole)], range(1, len(whole))):
        if kept := _longest_that_fits(whole, matched, limit, places):
            return kept, False
    return "", False


def address(url: str) -> str | None:
    """Return an address in ASCII, as Discord takes it: what is not ASCII, spaces and `<>"\\` percent-encoded.

    One longer than `limits.LINK_URL` loses its text fragment, then its anchor. None where no web address is left.
    """
    encoded = quote(url.strip(), safe="%!#$&'()*+,/:;=?@[]~-._", errors="replace")
    page = encoded.partition("#")[0]
    for shorter in (encoded, encoded.partition(":~:")[0].removesuffix("#"), page):
        if len(shorter) <= limits.LINK_URL:
            return shorter if _is_web(shorter) else None
    return None


def without_text_fragment(url: str) -> str:
    """Return the address with its anchor alone, for browsers that do not know text fragments."""
    return url.partition(":~:")[0].removesuffix("#")


def _plain_character(character: str) -> str:
    if character == "\n":
        return character
    if character.isspace() or character in "\x1c\x1d\x1e\x1f\x85":
        return " "
    category = unicodedata.category(character)
    turns_direction = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    return "" if category in ("Cc", "Cs") or turns_direction else character


def _shown_plainly(match: re.Match[str]) -> str:
    special = match[0]
    if special == "@":
        return NO_PING
    return f"{special[:-1]}\\{special[-1]}"


def _quoted(text: str, matched: tuple[str, ...]) -> str:
    """Quote line by line; bold is put around the matched words of the plain text, and each part escaped for itself."""
    return "\n".join(f"> {_emphasised(line, matched)}" for line in text.split("\n"))


def _emphasised(line: str, matched: tuple[str, ...]) -> str:
    shown = escaped(line)
    alternatives = "|".join(re.escape(escaped(word)) for word in sorted(matched, key=len, reverse=True) if word.strip())
    if not alternatives:
        return shown
    # Neighbours share one pair of stars, which reads better and is shorter.
    run = rf"(?<![^\W_])(?:{alternatives})(?: (?:{alternatives}))*(?![^\W_])"
    return re.sub(run, lambda match: f"**{match[0]}**", shown)


def _longest_that_fits(text: str, matched: tuple[str, ...], limit: int, places: Sequence[int]) -> str | None:
    """Return the quote of the text up to the last of the places at which it fits, found by halving; or None."""
    low, high, best = 0, len(places), None
    while low < high:
        middle = (low + high) // 2
        kept = text[: places[middle]].rstrip()
        quoted = _quoted(f"{kept} …", matched)
        if kept and limits.length(quoted) <= limit:
            low, best = middle + 1, quoted
        elif not kept:
            low = middle + 1
        else:
            high = middle
    return best


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in WEB and bool(parts.netloc)
