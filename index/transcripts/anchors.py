"""Heading text → the id that the site's generator gives the heading.

In: a page's headings as Markdown source, in order. Out: their ids. Four generators are known: kramdown with its GFM
parser (Jekyll's default), GitHub (Docusaurus too), Hugo, and MkDocs.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from index.transcripts.markup import heading_text

EXPLICIT_ID = re.compile(r"\s*\{:?\s*#([A-Za-z][\w:.-]*)[^}]*\}\s*$")
# kramdown turns these into typographic symbols, which its ids leave out.
TYPOGRAPHIC_SYMBOLS = re.compile(r"---?|\.\.\.|<< ?| ?>>")
CODE_SPAN = re.compile(r"(`{1,10})(.{1,1000}?)\1")
# Ruby's word characters: letters, marks, decimal digits, connecting punctuation. Python's `\\w` differs.
WORD_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Pc"})
ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#\d+|#x[0-9A-Fa-f]+);")


def _hyphenated(text: str) -> str:
    """Lower-case, keep word characters, hyphens, spaces and tabs, and turn each space into a hyphen."""
    kept = (c for c in text.lower() if c in "- \t" or unicodedata.category(c) in WORD_CATEGORIES)
    return "".join(kept).replace(" ", "-").replace("\t", "-")


def _kramdown(source: str) -> str:
    """Follow kramdown's `generate_gfm_header_id` (parser/gfm.rb) on the heading's raw text.

    The raw text is made of text nodes alone: code spans, entities and typographic symbols are no part of it.
    """
    without_nodes = TYPOGRAPHIC_SYMBOLS.sub("", ENTITY.sub("", CODE_SPAN.sub("", source)))
    return _hyphenated(heading_text(without_nodes))


def _github(source: str) -> str:
    """Follow GitHub: the rendered text, lower-cased, without punctuation."""
    return _hyphenated(heading_text(source))


def _hugo(source: str) -> str:
    """Follow Hugo's default `github` style, which reads the heading's Markdown source as it stands."""
    return _hyphenated(source) or "heading"


def _mkdocs(source: str) -> str:
    """Follow Python-Markdown's `slugify` (extensions/toc.py), which MkDocs uses: ASCII alone, hyphens collapsed."""
    ascii_text = unicodedata.normalize("NFKD", heading_text(source)).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_text).strip().lower())


ANCHOR_STYLES: dict[str, Callable[[str], str]] = {
    "kramdown": _kramdown,
    "github": _github,
    "hugo": _hugo,
    "mkdocs": _mkdocs,
}
REPEATED = {"mkdocs": "_"}  # what stands between an id that is there already and its number; a hyphen elsewhere


def anchors(headings: Iterable[str], style: str = "kramdown") -> list[str]:
    """Return the id of each heading (Markdown source without the leading `#`), in page order.

    `style` is a key of `ANCHOR_STYLES`. A repeated id gets `-1`, `-2` and so on (`_1`, `_2` of MkDocs); `{#id}` or
    `{: #id}` at the end of a heading overrides.
    """
    made = ANCHOR_STYLES[style]
    seen: Counter[str] = Counter()
    ids = []
    for heading in headings:
        explicit = EXPLICIT_ID.search(heading)
        if explicit:
            ids.append(explicit[1])
            continue
        base = made(heading.strip())
        ids.append(f"{base}{REPEATED.get(style, '-')}{seen[base]}" if seen[base] else base)
        seen[base] += 1
    return ids
