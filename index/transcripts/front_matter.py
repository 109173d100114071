"""The YAML block at the head of a page.

In: a file's text. Out: its keys and values, the body below them, and the line the body starts on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from index.transcripts.episode import TranscriptError

FENCE = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
OPENING = re.compile(r"\A---[ \t]*\n[A-Za-z_][\w-]*[ \t]*:")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's front matter (empty where it has none), its body, and the body's first line number, from 1."""

    front_matter: Mapping[str, Any]
    body: str
    first_line: int


def split_page(path: Path, text: str) -> Page:
    """Split a page into front matter and body; raise `TranscriptError` where the front matter is no YAML mapping."""
    fenced = FENCE.match(text)
    if not fenced:
        if OPENING.match(text):
            raise TranscriptError(path, 1, "the front matter has no end", "close it with a line of three hyphens")
        return Page({}, text, 1)
    body = text[fenced.end() :]
    return Page(_mapping(path, fenced["yaml"]), body, text.count("\n", 0, fenced.end()) + 1)


def _mapping(path: Path, source: str) -> Mapping[str, Any]:
    try:
        values = yaml.load(source, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not readable"
        line = mark.line + 2 if mark else 1
        raise TranscriptError(
            path, line, f"the front matter is no YAML ({problem})", "mend that line; quote a title that has a colon"
        ) from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise TranscriptError(path, 2, "the front matter holds no keys", "write it as `title: …`, one key a line")
    return values


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
