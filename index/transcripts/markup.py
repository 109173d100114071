"""Markdown and HTML as transcripts use them → plain text, every word kept.

In: the Markdown source of a paragraph or a heading. Out: what a reader of the rendered page sees, without emphasis,
link addresses, back-links, footnote marks, images and time stamps.
"""

import html
import re

# Characters that can begin markup; text without any of them is already plain.
MARKUP_CHARACTERS = re.compile(r"[*_`<&\\\[{\n\t~]")

BRACKETED_STAMP = re.compile(
    r"""
    \\?\[ \s* (?:\d{1,2}:)? \d{1,2}:\d\d (?:[.,]\d+)? \s* \\?\]   # [04:01], \[00:04:01.06\]
      (?: \( [^()\s]* \) )?                                        # ... linked to a player
    | \( \d{1,2}:\d\d:\d\d (?:[.,]\d+)? \)                         # (00:04:01)
    """,
    re.VERBOSE,
)
STAMP_IN_REMARK = re.compile(r"(?<=[a-z?]) (?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d+)?(?=\s*\\?\])")
BACK_LINK = re.compile(
    r"""
    <a\b[^>]*> \s* [⬆↑⇧🔝️]+ \s* </a>
    | \[ \s* [⬆↑⇧🔝️]+ \s* \] \( [^()]* \)
    | [⬆🔝]️?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The bounds below keep hostile text (a thousand unclosed stars) from costing the square of its length.
ARROW = re.compile(r"[⬆↑⇧🔝]")
INVISIBLE_ELEMENT = re.compile(
    r"<!--.{0,2000}?-->|<(script|style|iframe)\b.{0,2000}?</\1\s*>", re.DOTALL | re.IGNORECASE
)
LINE_BREAK = re.compile(r"<br\s*/?>[ \t]*\n?", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
LIQUID = re.compile(r"\{%.{0,500}?%\}|\{\{.{0,500}?\}\}", re.DOTALL)
ATTRIBUTE_LIST = re.compile(r"\{:[^{}\n]*\}")
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,80}\]")
SPACE_BEFORE_FOOTNOTE = re.compile(r" (?=\[\^[^\]\s]{1,80}\])")
ADDRESS = r"\(\s*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
IMAGE = re.compile(r"!\[[^\]]*\]" + ADDRESS)
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]" + ADDRESS)
CODE_SPAN = re.compile(r"(`{1,10})(.{1,1000}?)\1", re.DOTALL)
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~\"':$^=])")
STRONG_OR_EMPHASIS = re.compile(
    r"""
    (?P<stars>\*{1,3}) (?=\S) (?P<starred>.{1,1000}?) (?<=\S) (?P=stars)
    | (?<!\w) (?P<lines>_{1,3}) (?=\S) (?P<lined>.{1,1000}?) (?<=\S) (?P=lines) (?!\w)
    | ~~ (?=\S) (?P<struck>.{1,1000}?) (?<=\S) ~~
    """,
    re.VERBOSE | re.DOTALL,
)
SPACES = re.compile(r"[ \t]{2,}|\t")
HARD_BREAK = re.compile(r"(?<!\\)\\+[ \t]*$", re.MULTILINE)
SPACE_AT_LINE_END = re.compile(r" *\n *")

# Escaped and code characters wait here, in a private-use plane, until the markup around them is gone.
SHELTER = 0xF0000
SHELTERED = re.compile(f"[{chr(SHELTER)}-{chr(SHELTER + 0xFFFD)}]")


def plain_text(source: str) -> str:
    """Return the words of a Markdown paragraph; single line breaks within it stay."""
    return plain_and_rendered(source)[0]


def plain_and_rendered(source: str) -> tuple[str, str]:
    """Return the words of a Markdown paragraph, and what the page shows of it: also stamps and footnote numbers."""
    if _is_plain(source):
        return source.strip(), source.strip()
    text = BACK_LINK.sub("", source) if not source.isascii() and ARROW.search(source) else source
    if ":" in text:
        text = STAMP_IN_REMARK.sub("", BRACKETED_STAMP.sub("", text))
    if "[^" in text:
        text = SPACE_BEFORE_FOOTNOTE.sub("", text)
    plain = _tidied(_inline(text))
    return plain, plain if text == source and "[^" not in text else _tidied(_inline(FOOTNOTE_MARK.sub("¹", source)))


def _is_plain(source: str) -> bool:
    return (
        not MARKUP_CHARACTERS.search(source)
        and "  " not in source
        and not (":" in source and BRACKETED_STAMP.search(source))
        and (source.isascii() or not ARROW.search(source))
    )


def heading_text(source: str) -> str:
    """Return the text nodes of a heading, with its spaces as they stand: an id is made of every one of them."""
    return _inline(source)


def _inline(text: str) -> str:
    """Take inline markup away; each kind is looked for only where its first character stands."""
    if "<" in text:
        text = INVISIBLE_ELEMENT.sub("", text)
    if "\\" in text:
        text = ESCAPE.sub(lambda match: _shelter(match[1]), text)
    if "`" in text:
        text = CODE_SPAN.sub(lambda match: _shelter(match[2].strip()), text)
    if "{" in text:
        text = ATTRIBUTE_LIST.sub("", LIQUID.sub("", text))
    if "[" in text:
        text = LINK.sub(r"\1", IMAGE.sub("", FOOTNOTE_MARK.sub("", text)))
    if "<" in text:
        text = TAG.sub("", LINE_BREAK.sub("\n", AUTOLINK.sub(r"\1", text)))
    if "*" in text or "_" in text or "~~" in text:
        text = _without_emphasis(text)
    return _unshelter(html.unescape(text) if "&" in text else text)


def _without_emphasis(text: str) -> str:
    for _ in range(3):  # emphasis nests: **bold _and_ leaning**
        replaced = STRONG_OR_EMPHASIS.sub(lambda m: m["starred"] or m["lined"] or m["struck"], text)
        if replaced == text:
            break
        text = replaced
    return text


def _shelter(text: str) -> str:
    return "".join(chr(SHELTER + ord(c)) if ord(c) < 0xFFFD else c for c in text)


def _unshelter(text: str) -> str:
    return text if text.isascii() else SHELTERED.sub(lambda match: chr(ord(match[0]) - SHELTER), text)


def _tidied(text: str) -> str:
    if "\\" in text:
        text = HARD_BREAK.sub("", text)
    if "  " in text or "\t" in text:
        text = SPACES.sub(" ", text)
    return (SPACE_AT_LINE_END.sub("\n", text) if "\n" in text else text).strip()
