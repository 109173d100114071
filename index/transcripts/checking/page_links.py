"""Links within a page that lead nowhere, or to another heading than they mean; headings that are none.

In: a page. Out: findings.
"""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from index.transcripts.anchors import anchors
from index.transcripts.checking.finding import Finding, Fix, grouped
from index.transcripts.checking.page import Page
from index.transcripts.markup import plain_text

PAGE_LINK = re.compile(r"\[(?P<label>[^\]]*)\]\(#(?P<target>[^)\s]*)\)")
HTML_LINK = re.compile(r"<a\b[^>]*href=[\"']#(?P<target>[^\"']*)[\"'][^>]*>(?P<label>[^<]*)", re.IGNORECASE)
ELEMENT_ID = re.compile(r"<[A-Za-z][^<>]*\s(?:id|name)=[\"']?([^\"'\s>]+)")
ATTRIBUTE_ID = re.compile(r"\{:?[^}]*#([\w:.-]+)[^}]*\}")
EXPLICIT = re.compile(r"\s*\{:?\s*#[^}]*\}\s*$")
SWALLOWED = re.compile(r"\s{0,3}(#{2,6})(?P<title>[^\s#].*)$")
WITHIN = re.compile(r"\S.*\s(#{2,6})\s+(?P<title>[A-Z].*)$")


def link_findings(page: Page) -> Iterator[Finding]:
    """Yield what is wrong with a page's own links and headings."""
    yield from grouped(_lost_links(page))
    yield from _misleading_links(page)
    yield from _swallowed_headings(page)


def _links(page: Page) -> Iterator[tuple[int, str, str]]:
    """Yield (line, label, target) of each link to an id of the page itself."""
    for number, line in enumerate(page.lines, start=1):
        if "#" in line:
            for pattern in (PAGE_LINK, HTML_LINK):
                for link in pattern.finditer(line):
                    yield number, plain_text(link["label"]), link["target"]


def _headings(page: Page) -> tuple[list[str], list[str]]:
    """Return the titles of the page's headings, and their ids."""
    sources = [block.lines[0] for block in page.blocks if block.level]
    return [plain_text(EXPLICIT.sub("", source)) for source in sources], anchors(sources, page.file.site.anchors)


def _lost_links(page: Page) -> Iterator[Finding]:
    titles, ids = _headings(page)
    text = "\n".join(page.lines)
    known = {*ids, *ELEMENT_ID.findall(text), *ATTRIBUTE_ID.findall(text), ""}
    folded = Counter(map(_folded, titles))
    for number, label, target in _links(page):
        if target in known or unquote(target) in known:
            continue
        meant = [
            anchor
            for title, anchor in zip(titles, ids, strict=True)
            if _folded(title) == _folded(label) and folded[_folded(title)] == 1
        ]
        remedy = f"link to #{meant[0]}, the heading of those words" if meant else "give the heading this id, or mend it"
        old = page.line(number)
        fixes = (Fix(number, old, old.replace(f"(#{target})", f"(#{meant[0]})")),) if meant else ()
        problem = f"links to #{target}, which is no id of this page"
        yield Finding(page.path, number, "warning", "lost link", problem, remedy, fixes=fixes)


def _misleading_links(page: Page) -> Iterator[Finding]:
    """Yield links of a contents list that name the same id again where a further heading of those words follows."""
    titles, ids = _headings(page)
    repeated = {title for title, count in Counter(map(_folded, titles)).items() if title and count > 1}
    seen: Counter[tuple[str, str]] = Counter()
    for number, label, target in _links(page):
        if _folded(label) not in repeated or target not in ids:
            continue
        seen[_folded(label), target] += 1
        of_words = [anchor for title, anchor in zip(titles, ids, strict=True) if _folded(title) == _folded(label)]
        place = seen[_folded(label), target] - 1
        if 0 < place < len(of_words) and target == of_words[0]:
            problem = (
                f"links to #{target} again, though heading {place + 1} of these words has the id {of_words[place]}"
            )
            remedy = f"link to #{of_words[place]}"
            yield Finding(page.path, number, "warning", "misleading link", problem, remedy)


def _swallowed_headings(page: Page) -> Iterator[Finding]:
    for block in page.blocks:
        if block.level:
            continue
        for offset, line in enumerate(block.lines):
            heading = SWALLOWED.match(line) or WITHIN.match(line)
            if heading:
                problem = f"the heading '{heading['title'].strip()[:60]}' stands within a paragraph, so it is none"
                remedy = "give it a line of its own, with a space after the #"
                yield Finding(page.path, block.line + offset, "warning", "swallowed heading", problem, remedy)


def _folded(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
