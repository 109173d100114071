"""The index as the bot reads it: worker threads, each with a `Searcher` of its own, and what options complete to.

In: a function that takes a `Searcher`. Out: what it returns, awaited; the event loop is never blocked.
"""

import asyncio
import logging
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar

from bot.discord.metrics import age_of
from index.answer import EpisodeSummary, SpeakerSummary
from index.cluster.source import built_at
from index.file.errors import IndexFileError
from index.file.reading import IndexFile
from index.meaning.known import open_model
from index.search import Searcher, open_searcher
from index.settings import IndexSettings

THREADS = 2
WAITING_THREADS = 6  # where they mostly wait for a cluster
# Seconds. Python's own 0.005 lets a search hold up every one of the event loop's steps for that long.
SWITCH_INTERVAL = 0.0005

Result = TypeVar("Result")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What options complete to: episodes, speakers, and headings as pairs of slug and title."""

    episodes: tuple[EpisodeSummary, ...] = ()
    speakers: tuple[SpeakerSummary, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()


class Library:
    """Searches in worker threads; a new index is followed between two calls."""

    def __init__(self, settings: IndexSettings) -> None:
        self.catalogue = Catalogue()
        self._settings = settings
        self._described: object = None
        self._count = WAITING_THREADS if settings.cluster else THREADS
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="search")
        self._own = threading.local()

    async def open(self) -> None:
        """Open the index in every thread, so that its file may vanish later; raise `IndexFileError`."""
        sys.setswitchinterval(SWITCH_INTERVAL)
        together = threading.Barrier(self._count)  # a thread that waits here cannot take a second turn

        def open_one() -> None:
            together.wait()
            self._searcher()

        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._threads, open_one) for _ in range(self._count)))
        await self.describe()

    async def read(self, work: Callable[[Searcher], Result]) -> Result:
        """Return what the function makes of the index; raises what it raises, and `IndexFileError`."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: work(self._searcher()))

    async def describe(self) -> None:
        """Read the catalogue anew where the index is another one."""
        try:
            identity = await self._identity()
            if identity is None or identity == self._described:
                return
            self._described = identity
            self.catalogue = await self.read(_catalogue)
        except IndexFileError as error:
            log.warning("the index cannot be read; the old names go on being completed: %s", error)

    def index_age(self) -> float | None:
        """Return the seconds since the index in place was built, None where it cannot be read."""
        cluster = self._settings.cluster
        try:
            if cluster:
                return age_of(built_at(cluster, self._settings.credentials))
            with closing(IndexFile(self._settings.index)) as file:
                return age_of(file.meta["built_at"])
        except (IndexFileError, ValueError):
            return None

    def close(self) -> None:
        """End the threads when their work is done."""
        self._threads.shutdown()

    def _searcher(self) -> Searcher:
        if not hasattr(self._own, "searcher"):
            settings = self._settings
            model = open_model(settings.meaning, settings.index)
            self._own.searcher = open_searcher(settings, model)
        searcher: Searcher = self._own.searcher
        return searcher

    async def _identity(self) -> object:
        if self._settings.cluster:
            return await self.read(lambda searcher: searcher.build)
        try:
            status = self._settings.index.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns


def _catalogue(searcher: Searcher) -> Catalogue:
    episodes = searcher.episodes()
    headings = tuple(
        (episode.slug, section.title) for episode in episodes for section in searcher.outline(episode.slug)
    )
    return Catalogue(episodes, searcher.speakers(), headings)
