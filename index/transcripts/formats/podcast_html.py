"""The HTML of `<podcast:transcript>`: `<cite>` names who speaks, `<time>` when, `<p>` holds the words.

In: a file's text. Out: its `Episode`. Headings, scripts and menus are nobody's words. The format:
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from index.transcripts.caption_episode import caption_episode
from index.transcripts.cues import Cue
from index.transcripts.description import NOTHING_SAID, Description
from index.transcripts.episode import Episode, NoTranscript
from index.transcripts.site import Site
from index.transcripts.stamps import seconds

BEGINS = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|cite|time|p|div|h1)\b", re.IGNORECASE)
CITE_OR_TIME = re.compile(r"<(?:cite|time)\b", re.IGNORECASE)
UNSAID = "script, style, template, nav, header, footer, aside, head, noscript"
CLOCK = re.compile(r"\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,6})?")
SUFFIXES = frozenset({".html", ".htm"})


def knows(path: Path, text: str) -> bool:
    """Tell by how the text begins, and that somebody is named or timed in it; else by the name."""
    named = path.suffix.lower() in SUFFIXES
    return named or (BEGINS.match(text) is not None and CITE_OR_TIME.search(text) is not None)


def cues(path: Path, text: str) -> list[Cue]:
    """Return what is said; raise `NoTranscript` for a page on which nobody is named or timed."""
    if not CITE_OR_TIME.search(text):
        raise NoTranscript(path, "an HTML page without <cite> and <time>, so nobody speaks on it")
    tree = LexborHTMLParser(text)
    for node in tree.css(UNSAID):
        node.decompose()
    found: list[Cue] = []
    speaker: str | None = None
    second: float | None = None
    for node in tree.css("cite, time, p"):
        words = " ".join(node.text(separator=" ").split())
        if node.tag == "cite":
            speaker = words.rstrip(":").strip()
        elif node.tag == "time":
            clock = CLOCK.search(words)
            second = seconds(clock[0]) if clock else second
        elif words and node.css_first("cite, time") is None:
            found.append(Cue(second, None, speaker, words, 1))
            speaker = None  # it goes on until the next is named
    return found


def episode(path: Path, text: str, site: Site, described: Description = NOTHING_SAID) -> Episode:
    """Return the file's episode; raise `NoTranscript`."""
    return caption_episode(path, cues(path, text), site, described)
