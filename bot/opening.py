"""Opens the index for a command, building it first where there is none yet.

In: the index's settings. Out: a `Searcher`; progress on standard error.
"""

from typing import TYPE_CHECKING

import click

from index.building.rebuild import rebuild
from index.building.refused import refuse_samples
from index.feeds.updating import update_where_feed
from index.invocation import show_progress
from index.meaning.known import open_model
from index.settings import IndexSettings
from index.transcripts.sources import find_files

if TYPE_CHECKING:
    from index.search import Searcher


def open_searcher(settings: IndexSettings) -> "Searcher":
    """Open the index, building it first from the transcripts folder where there is none yet."""
    from index.search import open_searcher as open_index  # noqa: PLC0415  (compiled loops are slow to load)

    model = open_model(settings.meaning, settings.index)
    if not settings.cluster and not settings.index.exists():
        refuse_samples(settings.index)
        click.echo(f"building the index from {settings.transcripts} …", err=True)
        sources = find_files([update_where_feed(settings.index, settings.transcripts, show_progress)], settings.site)
        for error in sources.errors:
            raise error
        rebuild(settings.index, sources, show_progress, model=model)
    searcher = open_index(settings, model)
    if searcher.without_meaning:
        click.echo(searcher.without_meaning, err=True)
    return searcher
