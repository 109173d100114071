"""The indexes as the bot reads them: worker threads, each with a `Shelf` of its own, and what options complete to.

In: a function that takes a `Shelf`. Out: what it returns, awaited; the event loop is never blocked.
"""

import asyncio
import logging
import sys
import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import TypeVar

from bot.custom_ids import marked_slug
from bot.discord.metrics import age_of
from bot.shelf import AT_ONCE, Shelf, begin
from index.answer import EpisodeSummary, SpeakerSummary
from index.cluster.source import built_at
from index.file.errors import IndexFileError
from index.file.reading import IndexFile
from index.meaning.known import open_model
from index.search import Searcher, open_searcher
from index.settings import IndexSettings
from index.shows import Show

THREADS = 2
WAITING_THREADS = 6  # where they mostly wait for a cluster
# Seconds. Python's own 0.005 lets a search hold up every one of the event loop's steps for that long.
SWITCH_INTERVAL = 0.0005
CLUSTER_RETRIED = 30.0  # seconds before a show that a cluster did not give is asked for again; a file costs nothing

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

    def __init__(self, shows: Sequence[Show]) -> None:
        self.shows = tuple(shows)
        self._catalogues: dict[str, Catalogue] = {}
        self._described: dict[str, object] = {}
        self._unions: dict[tuple[str, ...], Catalogue] = {}
        self._describing = False
        self._count = WAITING_THREADS if any(show.settings.cluster for show in shows) else THREADS
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="search")
        self._own = threading.local()

    async def open(self) -> None:
        """Open the indexes in every thread, so that their files may vanish later.

        Raises `IndexFileError` where none can be opened; of several, those that cannot are left out until they can.
        """
        sys.setswitchinterval(SWITCH_INTERVAL)
        together = threading.Barrier(self._count)  # a thread that waits here cannot take a second turn

        def open_one() -> None:
            together.wait()
            self._shelf()

        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._threads, open_one) for _ in range(self._count)))
        await self.describe()

    async def read(self, work: Callable[[Shelf], Result]) -> Result:
        """Return what the function makes of the indexes; raises what it raises, and `IndexFileError`."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: work(self._shelf()))

    def catalogue(self, shows: Collection[str]) -> Catalogue:
        """Return what the options complete to within shows of these names, all of them for none.

        Of several, an episode's name says its show too, and its slug begins with the show's mark (see `marked_slug`).
        """
        names = tuple(
            show.name for show in self.shows if show.name in self._catalogues and (not shows or show.name in shows)
        )
        if len(names) == 1:
            return self._catalogues[names[0]]
        if names not in self._unions:
            self._unions[names] = _union([(name, self._catalogues[name]) for name in names])
        return self._unions[names]

    async def describe(self) -> None:
        """Read the catalogues anew of indexes that are other ones; one reading at a time."""
        if self._describing:
            return
        self._describing = True
        try:
            for show in self.shows:
                await self._describe(show)
        finally:
            self._describing = False

    async def _describe(self, show: Show) -> None:
        try:
            identity = await self._identity(show)
            if identity is None or identity == self._described.get(show.name):
                return
            self._described[show.name] = identity
            self._catalogues[show.name] = await self.read(partial(_catalogue, show))
            self._unions.clear()
        except IndexFileError as error:
            log.warning("the index cannot be read; the old names go on being completed: %s", error)

    def index_age(self) -> float | None:
        """Return the seconds since the indexes in place were built, the oldest's; None where one cannot be read."""
        try:
            return max(map(_age, self.shows))
        except (IndexFileError, ValueError):
            return None

    def close(self) -> None:
        """End the threads when their work is done."""
        self._threads.shutdown()

    def _shelf(self) -> Shelf:
        """Return this thread's shows; one whose index cannot be opened is missing, and tried again."""
        if not hasattr(self._own, "opened"):
            self._own.opened, self._own.failed = {}, {}
        opened: dict[str, Searcher] = self._own.opened
        failed: dict[str, tuple[float, IndexFileError]] = self._own.failed
        self._open_others(opened, failed)
        if not opened:
            raise failed[self.shows[0].name][1]
        shows = tuple(show for show in self.shows if show.name in opened)
        missing = tuple((show, failed[show.name][1]) for show in self.shows if show.name in failed)
        return Shelf(shows, tuple(opened[show.name] for show in shows), missing)

    def _open_others(self, opened: dict[str, Searcher], failed: dict[str, tuple[float, IndexFileError]]) -> None:
        """Open the shows that are not open, those on clusters side by side; tell which cannot be, and when that was."""
        now = monotonic()
        others = [
            show
            for show in self.shows
            if show.name not in opened
            and not (show.settings.cluster and show.name in failed and now < failed[show.name][0] + CLUSTER_RETRIED)
        ]
        with ThreadPoolExecutor(AT_ONCE, "show") as waiting:
            for show, outcome in [(show, begin(waiting, show, _opening(show.settings))) for show in others]:
                try:
                    opened[show.name] = outcome()
                    failed.pop(show.name, None)
                except IndexFileError as error:
                    _, why = failed.get(show.name, (now, None))
                    failed[show.name] = monotonic(), error
                    if str(error) != str(why):
                        log.warning("a show is left out: %s", error)

    async def _identity(self, show: Show) -> object:
        if show.settings.cluster:
            return await self.read(lambda shelf: shelf.only((show.name,)).searchers[0].build)
        try:
            status = show.settings.index.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns


def _opening(settings: IndexSettings) -> Callable[[], Searcher]:
    """Return what opens an index; the model is loaded by then, so that no two threads do."""
    return partial(open_searcher, settings, open_model(settings.meaning, settings.index))


def _age(show: Show) -> float:
    """Return the seconds since a show's index was built."""
    cluster = show.settings.cluster
    if cluster:
        return age_of(built_at(cluster, show.settings.credentials))
    with closing(IndexFile(show.settings.index)) as file:
        return age_of(file.meta["built_at"])


def _catalogue(show: Show, shelf: Shelf) -> Catalogue:
    (searcher,) = shelf.only((show.name,)).searchers
    episodes = searcher.episodes()
    headings = tuple(
        (episode.slug, section.title) for episode in episodes for section in searcher.outline(episode.slug)
    )
    return Catalogue(episodes, searcher.speakers(), headings)


def _union(catalogues: Sequence[tuple[str, Catalogue]]) -> Catalogue:
    """Return what several shows complete to together, each episode told apart by its show."""
    episodes = tuple(
        replace(episode, slug=marked_slug(name, episode.slug), title=f"{episode.title} — {name}")
        for name, one in catalogues
        for episode in one.episodes
    )
    headings = tuple((marked_slug(name, slug), title) for name, one in catalogues for slug, title in one.headings)
    return Catalogue(episodes, tuple(speaker for _, one in catalogues for speaker in one.speakers), headings)
