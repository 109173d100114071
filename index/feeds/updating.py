"""A feed's folder brought up to date: what is new or changed is fetched, all else stays.

In: a feed's address and an index's path. Out: the folder, and an `Update` that tells what was done and what could not
be had. Each episode is put in place as it comes, so a stop in the middle loses nothing.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from index.feeds.feed import Feed, FeedEpisode, FeedError, TranscriptLink, read_feed
from index.feeds.fetching import Fetcher, NotFetched, is_public
from index.feeds.folder import FeedFolder, Known, folder_of, is_feed, open_folder
from index.transcripts.decoding import decoded
from index.transcripts.description import Chapter
from index.transcripts.episode import Episode, NoTranscript, TranscriptError
from index.transcripts.formats import episode_of
from index.transcripts.site import Site

LARGEST_FEED = 100_000_000  # bytes
LARGEST_TRANSCRIPT = 30_000_000  # bytes
LARGEST_CHAPTERS = 1_000_000  # bytes
# The best first: of the first two the one that tells speakers is taken.
KINDS = ("vtt", "json", "srt", "subrip", "html", "plain")
WITH_SPEAKERS = ("vtt", "json")
SAVED_EVERY = 20  # episodes

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Update:
    """What was done: the folder, how many transcripts are new, unchanged or not there, and what could not be had.

    `reached` is false where the feed itself could not be had.
    """

    folder: Path
    fetched: int
    unchanged: int
    without: int
    problems: tuple[str, ...]
    reached: bool = True


def update(index: Path, feed: str, progress: Progress | None = None) -> Update:
    """Bring a feed's folder up to date and return what was done.

    Where the feed itself cannot be had, what lies in its folder stays and is used, which is told as a problem; raises
    `FeedError` where nothing lies there.
    """
    if urlsplit(feed).scheme not in ("http", "https") or not urlsplit(feed).hostname:
        raise FeedError(f"{feed}: is no http or https address; write it as https://show.example/feed.xml")
    try:
        return asyncio.run(_update(index, feed, progress))
    except NotFetched as error:
        folder = folder_of(index, feed)
        if not folder.is_dir():
            raise FeedError(f"{feed}: cannot be had ({error}); check the address and the network") from error
        return Update(folder, 0, 0, 0, (f"{feed}: cannot be had ({error}); what was fetched before is used",), False)


def update_where_feed(index: Path, source: str, progress: Progress | None = None) -> Path:
    """Return where a source lies on this machine, a feed's folder brought up to date before; raise `FeedError`."""
    return update(index, source, progress).folder if is_feed(source) else Path(source)


async def _update(index: Path, feed: str, progress: Progress | None) -> Update:
    public = await is_public(urlsplit(feed).hostname or "")
    async with Fetcher(public_only=public) as fetcher:
        read = read_feed(feed, (await fetcher.fetch(feed, LARGEST_FEED)).content or b"")
        return await _Updating(fetcher, open_folder(index, feed), read, progress).run()


class _Updating:
    """One update of a folder under way."""

    def __init__(self, fetcher: Fetcher, folder: FeedFolder, feed: Feed, progress: Progress | None) -> None:
        self._fetcher = fetcher
        self._folder = folder
        self._feed = feed
        self._progress = progress
        self._problems: list[str] = []
        self._fetched = self._unchanged = self._done = 0

    async def run(self) -> Update:
        """Fetch what is new, a few episodes side by side."""
        self._folder.keep_title(self._feed.title)
        told = [episode for episode in self._feed.episodes if episode.transcripts]
        for episode in told:
            self._folder.slug(episode)
        try:
            async with asyncio.TaskGroup() as group:
                for episode in told:
                    group.create_task(self._episode(episode, len(told)))
        finally:
            self._folder.save()
        without = len(self._feed.episodes) - len(told)
        return Update(self._folder.path, self._fetched, self._unchanged, without, tuple(sorted(self._problems)))

    async def _episode(self, episode: FeedEpisode, total: int) -> None:
        slug = self._folder.slug(episode)
        if await self._transcript(episode, slug) or self._folder.transcript(slug):
            self._folder.keep_description(slug, episode, await self._chapters(episode))
        self._done += 1
        if self._done % SAVED_EVERY == 0:
            self._folder.save()
        if self._progress:
            self._progress("episodes of the feed", self._done, total)

    async def _transcript(self, episode: FeedEpisode, slug: str) -> bool:
        """Keep the best of an episode's transcripts that can be had and read; return whether there is one."""
        best: tuple[TranscriptLink, bytes, str] | None = None
        for link in _ranked(episode.transcripts, self._feed.language):
            if best and _kind(link) not in WITH_SPEAKERS:
                break
            try:
                content = await self._content(link.url, slug)
                if content is None:
                    self._unchanged += 1
                    return True
                suffix, read = await asyncio.to_thread(_read, slug, content)
            except (NotFetched, TranscriptError, NoTranscript) as error:
                self._problems.append(f"{episode.title or slug}: {link.url}: {_reason(error)}")
                continue
            if best is None or _names_speakers(read):
                best = link, content, suffix
            if _names_speakers(read):
                break
        if best is None:
            return False
        changed = self._folder.keep_transcript(slug, best[2], best[1])
        self._fetched += changed
        self._unchanged += not changed
        return True

    async def _content(self, url: str, slug: str) -> bytes | None:
        """Return a file, None where it has not changed since it was kept."""
        known = self._folder.known.get(url, Known()) if self._folder.transcript(slug) else Known()
        fetched = await self._fetcher.fetch(url, LARGEST_TRANSCRIPT, known.etag, known.modified)
        if fetched.content is not None:
            self._folder.known[url] = Known(fetched.etag, fetched.modified)
        return fetched.content

    async def _chapters(self, episode: FeedEpisode) -> tuple[Chapter, ...]:
        if not episode.chapters_url:
            return episode.chapters
        try:
            fetched = await self._fetcher.fetch(episode.chapters_url, LARGEST_CHAPTERS)
            return tuple(sorted(read_chapters(fetched.content or b"")))
        except (NotFetched, ValueError) as error:
            self._problems.append(f"{episode.title}: {episode.chapters_url}: {error}")
            return episode.chapters


def read_chapters(content: bytes) -> list[Chapter]:
    """Return the chapters of a JSON file of `<podcast:chapters>`; raise `ValueError` where it is none."""
    told: Any = json.loads(content.decode("utf-8-sig"))
    listed = told.get("chapters") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise ValueError("the chapters are no list")
    return [
        Chapter(float(one["startTime"]), str(one["title"]).strip())
        for one in listed
        if isinstance(one, dict)
        and isinstance(one.get("startTime"), int | float)
        and one.get("title")
        and one.get("toc") is not False
    ]


def _ranked(links: Sequence[TranscriptLink], language: str) -> list[TranscriptLink]:
    """Return the links, the best first: in the feed's language, then by what their kind can tell."""
    short = language.partition("-")[0]
    return sorted(
        links,
        key=lambda link: (
            bool(link.language and short and link.language.partition("-")[0] != short),
            KINDS.index(kind) if (kind := _kind(link)) in KINDS else len(KINDS),
        ),
    )


def _kind(link: TranscriptLink) -> str:
    told = link.media_type.rpartition("/")[2].removeprefix("x-")
    return told if told in KINDS else urlsplit(link.url).path.rpartition(".")[2].lower()


def _read(slug: str, content: bytes) -> tuple[str, Episode]:
    """Return what ending a transcript's content asks for, whatever it is said to be, and the episode it holds."""
    text = decoded(Path(slug), content)
    begin = text.lstrip()[:1]
    if text.startswith("WEBVTT"):
        suffix = ".vtt"
    elif begin in ("{", "["):
        suffix = ".json"
    elif begin == "<":
        suffix = ".html"
    else:
        suffix = ".srt" if "-->" in text[:2_000] else ".txt"
    return suffix, episode_of(Path(slug + suffix), text, Site())


def _names_speakers(read: Episode) -> bool:
    return any(turn.speaker for section in read.sections for turn in section.turns)


def _reason(error: Exception) -> str:
    return error.problem if isinstance(error, TranscriptError) else getattr(error, "reason", str(error))
