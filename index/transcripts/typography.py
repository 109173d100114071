"""How a site's generator sets what authors type: dashes, ellipses, guillemets.

In: plain text as it stands in a source. Out: the same as a page shows it, where its generator sets type. kramdown
(Jekyll) and goldmark's typographer (Hugo) do, and alike; markdown-it (Eleventy), MkDocs and Docusaurus do not, unless
they are told to. Quotation marks are left: a browser's search takes straight and curly ones for the same.
https://kramdown.gettalong.org/syntax.html#typographic-symbols
https://github.com/yuin/goldmark#typographer-extension
"""

import re

SYMBOL = re.compile(r"---?|\.\.\.|<<|>>")
SET = {"---": "—", "--": "–", "...": "…", "<<": "«", ">>": "»"}
HEADING_IDS_OF_TYPESETTERS = frozenset({"kramdown", "hugo"})


def typeset(text: str) -> str:
    """Return text as a generator that sets type shows it, but for quotation marks."""
    if "--" not in text and "..." not in text and "<<" not in text and ">>" not in text:
        return text
    return SYMBOL.sub(lambda symbol: SET[symbol[0]], text)
