"""What is known of an episode beside its words: what names it, where it stands, when it came, who is in it.

In: a page's path and front matter, its site, and what is said of it beside it. Out: `PageFacts`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.transcripts.addresses import page_slug, shown_address
from index.transcripts.description import NOTHING_SAID, Description
from index.transcripts.episode import NoTranscript
from index.transcripts.recordings import recording_of
from index.transcripts.site import Site

# The keys of a front matter that name who speaks; `speakers` says that the page is speech.
SPEAKERS = ("speakers", "speaker")
HOSTS = ("host", "hosts")
PEOPLE = (*SPEAKERS, "guest", "guests", *HOSTS)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """An episode but for its words; `title` is "" where nothing tells one, `url` where there is no page to lead to.

    `values` is the front matter with what the site and the description say.
    """

    slug: str
    title: str
    url: str
    date: str | None
    recording: str
    hosts: tuple[str, ...]
    people: tuple[str, ...]
    values: Mapping[str, Any]


def page_facts(
    path: Path, front_matter: Mapping[str, Any], site: Site, described: Description = NOTHING_SAID
) -> PageFacts:
    """Return what is known of a page; raise `NoTranscript` for one that its site does not publish."""
    values = described.over(site.pages.filled(path, front_matter))
    if reason := site.pages.unpublished(values):
        raise NoTranscript(path, f"this page is not published ({reason})")
    address = described.url or site.page_address(path, values)
    slug = described.slug or page_slug(path, address)
    recording = recording_of(values) or site.media_url.replace("{slug}", slug)
    title = str(values.get("title") or "")
    day = site.pages.date(path, values)
    url = shown_address(address, recording)
    people = tuple(dict.fromkeys(named(values, PEOPLE)))
    return PageFacts(slug, title, url, day, recording, tuple(named(values, HOSTS)), people, values)


def named(front_matter: Mapping[str, Any], keys: Sequence[str]) -> list[str]:
    """Return the names that some keys of a front matter give, each a text or a list of texts."""
    values = (front_matter.get(key) for key in keys)
    listed = (value if isinstance(value, list) else [value] for value in values if value)
    return [str(name) for names in listed for name in names if isinstance(name, str | int | float)]
