"""What is wrong across pages: one address twice, no address or title, one person under several names.

In: all pages that could be read. Out: findings.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.transcripts.checking.finding import Finding
from index.transcripts.checking.page import Page
from index.transcripts.episode import path_text


def collection_findings(pages: Sequence[Page]) -> Iterator[Finding]:
    """Yield what is wrong across pages."""
    yield from _one_address_twice(pages)
    yield from _no_address(pages)
    yield from _no_title(pages)
    yield from _several_names(pages)


def _one_address_twice(pages: Sequence[Page]) -> Iterator[Finding]:
    owners: dict[str, Path] = {}
    for page in pages:
        if page.episode.url:
            owner = owners.setdefault(page.episode.url, page.path)
            if owner != page.path:
                problem = f"has the address {page.episode.url} of {path_text(owner)}"
                remedy = "give one of them another permalink or file name"
                yield Finding(page.path, None, "error", "one address twice", problem, remedy)


def _no_address(pages: Sequence[Page]) -> Iterator[Finding]:
    without = [page for page in pages if "://" not in page.episode.url and not page.episode.recording]
    if without:
        problem = "the site's address is not known, so links lead to no site"
        remedy = (
            "name it with --site-url or ASKCAST_SITE_URL (of several shows: site_url in its table), or write "
            "`url: https://…` into the site's configuration"
        )
        yield Finding(without[0].path, None, "warning", "no address", problem, remedy, len(without))


def _no_title(pages: Sequence[Page]) -> Iterator[Finding]:
    without = [page for page in pages if page.episode.title in (page.episode.slug, page.path.stem)]
    if without:
        description = f"{without[0].path.stem}.toml"
        remedy = f'write a heading above it, `title: …` into its front matter, or `title = "…"` into {description}'
        problem = "has no title, so its file name stands for it"
        yield Finding(without[0].path, None, "note", "no title", problem, remedy, len(without))


def _several_names(pages: Sequence[Page]) -> Iterator[Finding]:
    """Yield short names that are one longer name's first word or initials, where no page has both.

    A short name that fits two longer ones is left alone, for it tells nobody.
    """
    heard: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        for name in dict.fromkeys(turn.speaker for turn in page.turns if turn.speaker):
            heard[name].append(page)
    full = [name for name in heard if " " in name]
    fits = {name: [other for other in full if _stands_for(name, other)] for name in heard if " " not in name}
    times = Counter({name: len(of_name) for name, of_name in heard.items()})
    for name, longer in fits.items():
        if len(longer) == 1 and not _together(heard[name], heard[longer[0]]):
            page = heard[name][0]
            line = next(turn.line for turn in page.turns if turn.speaker == name)
            pages_of = f"{times[longer[0]]} other page{'' if times[longer[0]] == 1 else 's'}"
            problem = f"'{name}' may be '{longer[0]}', who speaks in {pages_of}"
            remedy = f"label them '{longer[0]}' throughout, if they are one person"
            yield Finding(page.path, line, "note", "one person, several names", problem, remedy, times[name])


def _stands_for(short: str, full: str) -> bool:
    words = full.split()
    initials = "".join(word[0] for word in words)
    return short == words[0] or (short.isupper() and len(short) > 1 and short == initials.upper())


def _together(one: Sequence[Page], other: Sequence[Page]) -> bool:
    return any(page is another for page in one for another in other)
