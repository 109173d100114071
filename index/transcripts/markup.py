"""Markdown and HTML as transcripts use them → plain text, every word kept.

In: the Markdown source of a paragraph or a heading. Out: what a reader of the rendered page sees, without emphasis,
link addresses, back-links, footnote marks and images; of time stamps, where they stood.
"""

import re
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.transcripts.episode import Mark
from index.transcripts.stamps import INNER_STAMP, PLACEHOLDER, placed, with_placeholders

# Characters that can begin markup; text without any of them is already plain.
MARKUP_CHARACTERS = re.compile(r"[*_`<&\\\[{\n\t~]")
ESCAPED_BRACKET = re.compile(r"\\([\[\]])")

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
LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
LIQUID = re.compile(r"\{%.{0,500}?%\}|\{\{.{0,500}?\}\}", re.DOTALL)
ATTRIBUTE_LIST = re.compile(r"\{:[^{}\n]*\}")
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,80}\]")
SPACE_BEFORE_FOOTNOTE = re.compile(r" (?=\[\^[^\]\s]{1,80}\])")
SPACES = re.compile(r"[ \t]{2,}|\t")
HARD_BREAK = re.compile(r"(?<!\\)\\+[ \t]*$", re.MULTILINE)
SPACE_AT_LINE_END = re.compile(r" *\n *")

_markdown = MarkdownIt("gfm-like", {"linkify": False})


class Plain(NamedTuple):
    """A paragraph as plain text: its words, what the page shows of it (also stamps, footnote numbers), its `marks`."""

    words: str
    shown: str
    marks: tuple[Mark, ...] = ()


def plain_text(source: str) -> str:
    """Return the words of a Markdown paragraph; single line breaks within it stay."""
    return plain(source).words


def plain(source: str) -> Plain:
    """Return a Markdown paragraph as plain text, its time stamps as marks."""
    if _is_plain(source):
        words = source.strip()
        return Plain(words, words)
    text = BACK_LINK.sub("", source) if not source.isascii() and ARROW.search(source) else source
    text, seconds = with_placeholders(text) if ":" in text else (text, [])
    if "[^" in text:
        text = SPACE_BEFORE_FOOTNOTE.sub("", text)
    inline = _inline(text)
    words = _tidied(PLACEHOLDER.sub("", inline) if seconds else inline)
    shown = words if text == source and "[^" not in text else _tidied(_inline(FOOTNOTE_MARK.sub("¹", source)))
    return Plain(words, shown, placed(inline, words, seconds) if seconds else ())


def _is_plain(source: str) -> bool:
    return (
        not MARKUP_CHARACTERS.search(source)
        and "  " not in source
        and not (":" in source and INNER_STAMP.search(source))
        and (source.isascii() or not ARROW.search(source))
    )


def heading_text(source: str) -> str:
    """Return the text nodes of a heading, with its spaces as they stand: an id is made of every one of them."""
    return _inline(source)


def _inline(text: str) -> str:
    """Take inline markup away: first what Jekyll's sites add to Markdown, then Markdown's own."""
    if "<" in text:
        text = INVISIBLE_ELEMENT.sub("", text)
    if "{" in text:
        text = ATTRIBUTE_LIST.sub("", LIQUID.sub("", text))
    if "[^" in text:
        text = FOOTNOTE_MARK.sub("", text)
    # Escaped brackets alone, which whole catalogues are full of, need no parser.
    if not MARKUP_CHARACTERS.search(ESCAPED_BRACKET.sub("", text)):
        return ESCAPED_BRACKET.sub(r"\1", text)
    return "".join(map(_shown, _markdown.parseInline(text)[0].children or ()))


def _shown(token: Token) -> str:
    """Return what a reader sees of a piece of a paragraph; an image and a tag show no words."""
    if token.type in ("text", "code_inline"):
        return token.content
    is_break = token.type in ("softbreak", "hardbreak") or LINE_BREAK.match(token.content)
    return "\n" if is_break else ""


def _tidied(text: str) -> str:
    if "\\" in text:
        text = HARD_BREAK.sub("", text)
    if "  " in text or "\t" in text:
        text = SPACES.sub(" ", text)
    return (SPACE_AT_LINE_END.sub("\n", text) if "\n" in text else text).strip()
