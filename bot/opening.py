"""Opens the indexes of shows for a command, building each first where there is none yet.

In: shows. Out: the built index, or a `Shelf`; what is under way is told.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from index.building.ledger import Report
from index.building.rebuild import rebuild
from index.building.refused import refuse_samples
from index.feeds.updating import update_where_feed
from index.invocation import REFUSALS, show_progress
from index.meaning.known import open_model
from index.settings import IndexSettings
from index.shows import Show
from index.transcripts.sources import find_files

if TYPE_CHECKING:
    from bot.shelf import Shelf
    from index.search import Searcher

Tell = Callable[[str], None]
Progress = Callable[[str, int, int], None]  # stage, done, total


def build_where_missing(settings: IndexSettings, tell: Tell, progress: Progress) -> Report | None:
    """Build the index from its sources where there is none yet; return what was built, None where it was there.

    Raises the error of a source that cannot be read, and what `rebuild` raises.
    """
    if settings.cluster or settings.index.exists():
        return None
    model = open_model(settings.meaning, settings.index)
    refuse_samples(settings.index)
    tell(f"{settings.index}: there is no index yet; building it from {', '.join(settings.sources)}")
    paths = [update_where_feed(settings.index, source, progress) for source in settings.sources]
    sources = find_files(paths, settings.site)
    for error in sources.errors:
        raise error
    return rebuild(settings.index, sources, progress, model=model)


@contextmanager
def open_shelf(shows: Sequence[Show]) -> Iterator["Shelf"]:
    """Open the indexes of all shows, building those that are missing; they are closed at the end.

    Of several shows one that cannot be opened is told and left out. Raises why where none can be.
    """
    from bot.shelf import Shelf  # noqa: PLC0415  (compiled loops are slow to load)

    opened: list[tuple[Show, Searcher]] = []
    missing: list[tuple[Show, Exception]] = []
    with ExitStack() as stack:
        for show in shows:
            try:
                opened.append((show, stack.enter_context(open_searcher(show.settings))))
            except REFUSALS as error:
                missing.append((show, error))
        if not opened:
            raise missing[0][1]
        for show, why in missing:
            click.echo(f"{show.name}: {why}", err=True)
        yield Shelf(tuple(show for show, _ in opened), tuple(searcher for _, searcher in opened), tuple(missing))


def open_searcher(settings: IndexSettings) -> "Searcher":
    """Open an index, building it first from its sources where there is none yet."""
    from index.search import open_searcher as open_index  # noqa: PLC0415  (compiled loops are slow to load)

    build_where_missing(settings, lambda told: click.echo(told, err=True), show_progress)
    searcher = open_index(settings, open_model(settings.meaning, settings.index))
    if searcher.without_meaning:
        click.echo(searcher.without_meaning, err=True)
    return searcher
