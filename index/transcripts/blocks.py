"""A page's Markdown body → its blocks: headings, paragraphs, list and quotation paragraphs.

In: the body and the number of its first line. Out: its blocks in page order. Rules, footnote texts, link definitions,
comments and scripts are left out, for nobody says them.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$")
UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
FENCE = re.compile(r" {0,3}(```+|~~~+)")
ATTRIBUTE_LINE = re.compile(r" {0,3}\{:(?P<attributes>[^}]*)\}[ \t]*$")
ATTRIBUTE_ID = re.compile(r"#([A-Za-z][\w:.-]*)")
LINK_DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]*\]:[ \t]+\S+(?:[ \t]+[\"'(].*)?$")
FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:")
LIST_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,4}[.)])[ \t]+\S")
QUOTE_MARK = re.compile(r"^\s{0,3}(?:>\s?)+")
MAY_BE_SPECIAL = frozenset("#=-*_`~{[ ")  # how anything but a paragraph's line begins
LABEL_AHEAD = re.compile(r"(?:\*\*|__)[^*_]{1,60}(?::(?:\*\*|__)|(?:\*\*|__)\s*:)")
# What no reader sees, by how it opens, and how each closes.
UNSAID = re.compile(r"<(!--|script\b|style\b)|\{%-?\s*(comment)\b", re.IGNORECASE)
UNSAID_END = {"!--": "-->", "script": "</script>", "style": "</style>", "comment": "endcomment %}"}


class Block(NamedTuple):
    """A run of lines that belong together; `level` is 1 to 6 for a heading (whose line is `lines[0]`) and 0 else."""

    level: int
    lines: tuple[str, ...]
    line: int

    @property
    def is_list(self) -> bool:
        """Tell whether the block begins as a list does."""
        return self.level == 0 and LIST_ITEM.match(self.lines[0]) is not None


def blocks(body: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of a Markdown body."""
    lines = _without_unsaid(body).split("\n")
    found: list[Block] = []
    pending: list[str] = []
    fence = ""

    def flush(end: int) -> None:
        if pending and not FOOTNOTE.match(pending[0]):
            found.append(Block(0, tuple(pending), first_line + end - len(pending)))
        pending.clear()

    for index, line in enumerate(lines):
        if fence:
            if line.strip().startswith(fence):
                fence = ""
                flush(index)
            else:
                pending.append(line)
        elif not line or line.isspace():
            flush(index)
        elif line[0] not in MAY_BE_SPECIAL:
            pending.append(line)
        elif opened := FENCE.match(line):
            flush(index)
            fence = opened[1][:3]
        elif heading := HEADING.match(line):
            flush(index)
            title = heading[2] + _explicit_id(lines, index + 1)
            found.append(Block(len(heading[1]), (title,), first_line + index))
        elif len(pending) == 1 and UNDERLINE.match(line) and _may_be_heading(pending[0]):
            title = pending.pop().strip() + _explicit_id(lines, index + 1)
            found.append(Block(1 if line[0] == "=" else 2, (title,), first_line + index - 1))
        elif RULE.match(line) or ATTRIBUTE_LINE.match(line) or LINK_DEFINITION.match(line):
            flush(index)
        else:
            pending.append(line)
    flush(len(lines))
    return found


def unwrapped(lines: Sequence[str]) -> str:
    """Return a paragraph with its wrapped lines joined, list items each on its own line."""
    if len(lines) == 1 and lines[0][:1].isalnum() and "\\" not in lines[0]:
        return lines[0].strip()
    joined: list[str] = []
    for line in lines:
        content = QUOTE_MARK.sub("", line).rstrip("\\").strip()
        if joined and not LIST_ITEM.match(content):
            joined[-1] = f"{joined[-1]} {content}"
        else:
            joined.append(content)
    return "\n".join(joined)


def _without_unsaid(body: str) -> str:
    """Blank out comments and scripts, keeping their line breaks, so that line numbers stay right.

    What is opened and never closed stays; each kind's end is looked for once past the last, so time stays linear.
    """
    if "<" not in body and "{%" not in body:
        return body
    lowered = body.lower()
    kept, place = [], 0
    unclosed: set[str] = set()
    while opening := UNSAID.search(body, place):
        kind = (opening[1] or opening[2]).lower()
        end = -1 if kind in unclosed else lowered.find(UNSAID_END[kind], opening.end())
        if end < 0:
            unclosed.add(kind)
            kept.append(body[place : opening.end()])
            place = opening.end()
        else:
            kept.append(body[place : opening.start()])
            place = end + len(UNSAID_END[kind])
            kept.append("\n" * body.count("\n", opening.start(), place))
    return "".join([*kept, body[place:]])


def _may_be_heading(line: str) -> bool:
    return not LABEL_AHEAD.match(line) and not LIST_ITEM.match(line) and not line.startswith((" ", "\t", ">"))


def _explicit_id(lines: list[str], following: int) -> str:
    """Return ` {#id}` where the line after a heading gives it one, as kramdown lets authors do."""
    attributes = ATTRIBUTE_LINE.match(lines[following]) if following < len(lines) else None
    explicit = ATTRIBUTE_ID.search(attributes["attributes"]) if attributes else None
    return f" {{#{explicit[1]}}}" if explicit else ""
