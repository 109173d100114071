"""A podcast's feed: RSS with the podcast namespace. https://podcasting2.org/podcast-namespace

In: the bytes of a feed and its address. Out: a `Feed`: its episodes with their transcripts, page, day, recording,
people and chapters. lxml reads the XML, mending what is broken, and follows no entity out of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from lxml import etree

from index.transcripts.description import Chapter
from index.transcripts.stamps import seconds

PODCAST = (
    "https://podcastindex.org/namespace/1.0",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
)
ITUNES = ("http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/Podcast-1.0.dtd")
SIMPLE_CHAPTERS = ("http://podlove.org/simple-chapters", "http://podlove.org/simple-chapters/")
NO_NAMESPACE = ("",)
CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?")


class FeedError(Exception):
    """A feed that cannot be had or read; the message says which, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class TranscriptLink:
    """A transcript that a feed names: its address, and its media type and language as far as they are told."""

    url: str
    media_type: str
    language: str


@dataclass(frozen=True, slots=True)
class FeedEpisode:
    """An episode as its feed tells it: what is not told is empty. `id` is the same each time the feed is read."""

    id: str
    title: str
    page: str
    day: str
    recording: str
    transcripts: tuple[TranscriptLink, ...]
    chapters_url: str
    chapters: tuple[Chapter, ...]
    hosts: tuple[str, ...]
    guests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: the podcast's name, its language and its episodes, in its own order."""

    title: str
    language: str
    episodes: tuple[FeedEpisode, ...]


def read_feed(url: str, content: bytes) -> Feed:
    """Return what a feed tells; raise `FeedError` where it is none."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FeedError(f"{url}: is no feed ({error}); give the address of the show's RSS feed") from error
    channel = None if root is None else root.find("channel")
    if channel is None:
        raise FeedError(f"{url}: is no RSS feed; give the address that podcast players subscribe to")
    hosts = tuple(_people(channel, ("host", "")))
    episodes = tuple(_episode(url, item, hosts) for item in channel.iterfind("item"))
    title = _text(channel, NO_NAMESPACE, "title") or _text(channel, ITUNES, "title")
    return Feed(title, _text(channel, NO_NAMESPACE, "language").lower(), episodes)


def _episode(url: str, item: etree._Element, hosts: Sequence[str]) -> FeedEpisode:
    enclosure = item.find("enclosure")
    recording = "" if enclosure is None else _absolute(url, enclosure.get("url", ""))
    page = _absolute(url, _text(item, NO_NAMESPACE, "link"))
    title = _text(item, NO_NAMESPACE, "title") or _text(item, ITUNES, "title")
    chapters_url = next((_absolute(url, one.get("url", "")) for one in _all(item, PODCAST, "chapters")), "")
    return FeedEpisode(
        id=_text(item, NO_NAMESPACE, "guid") or recording or page or title,
        title=title,
        page=page,
        day=_day(_text(item, NO_NAMESPACE, "pubDate")),
        recording=recording,
        transcripts=tuple(_transcripts(url, item)),
        chapters_url=chapters_url,
        chapters=tuple(sorted(_simple_chapters(item))),
        hosts=tuple(_people(item, ("host", ""))) or tuple(hosts),
        guests=tuple(_people(item, ("guest",))),
    )


def _transcripts(url: str, item: etree._Element) -> Iterator[TranscriptLink]:
    for one in _all(item, PODCAST, "transcript"):
        if address := _absolute(url, one.get("url", "")):
            media_type = one.get("type", "").partition(";")[0].strip().lower()
            yield TranscriptLink(address, media_type, one.get("language", "").lower())


def _people(element: etree._Element, roles: Sequence[str]) -> Iterator[str]:
    """Yield the names of the people in a role; who has none told is a host, as the namespace says."""
    for person in _all(element, PODCAST, "person"):
        name = " ".join((person.text or "").split())
        if name and person.get("role", "").strip().lower() in roles:
            yield name


def _simple_chapters(item: etree._Element) -> Iterator[Chapter]:
    for listed in _all(item, SIMPLE_CHAPTERS, "chapters"):
        for chapter in _all(listed, SIMPLE_CHAPTERS, "chapter"):
            start, title = chapter.get("start", ""), chapter.get("title", "")
            if CLOCK.fullmatch(start) and title:
                yield Chapter(seconds(start), title)


def _all(element: etree._Element, namespaces: Sequence[str], name: str) -> Iterator[etree._Element]:
    for namespace in namespaces:
        yield from element.iterfind(f"{{{namespace}}}{name}" if namespace else name)


def _text(element: etree._Element, namespaces: Sequence[str], name: str) -> str:
    return next((" ".join((one.text or "").split()) for one in _all(element, namespaces, name)), "")


def _absolute(url: str, address: str) -> str:
    try:
        joined = urljoin(url, address.strip()) if address.strip() else ""
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) else ""


def _day(told: str) -> str:
    try:
        return parsedate_to_datetime(told).date().isoformat()
    except (ValueError, IndexError, TypeError):
        pass
    try:
        return date.fromisoformat(told[:10]).isoformat()
    except ValueError:
        return ""
