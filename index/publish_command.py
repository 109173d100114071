"""`askcast index publish`: the index file onto a cluster.

In: a command line. Out: the alias moved to a new index, and text (JSON with --json), progress and errors on standard
error.
"""

import json
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from index.cluster.address import ClusterAddress
from index.cluster.errors import ClusterMisfit
from index.invocation import current, everywhere, for_each_show, show_progress
from index.settings import IndexSettings, SettingsError, cluster_of
from index.shows import Show

if TYPE_CHECKING:
    from index.search import Searcher

ALIKE = 3  # passages of an answer that must be the same
QUESTIONS = 10


@click.command("publish", epilog="Example: askcast index publish --to https://cluster.example:9200/askcast")
@click.option("--to", "address", help="The alias on a cluster [ASKCAST_INDEX].")
@click.option("--shards", type=click.IntRange(1, 1024), help="Into how many shards, where not as before.")
@click.option("--rollback", is_flag=True, help="Lead readers back to the index published before.")
@everywhere
def publish_command(address: str | None, shards: int | None, rollback: bool) -> int:
    """Put the index file onto an OpenSearch cluster, and move the alias there once it is whole and checked."""
    from index.cluster.client import Cluster  # noqa: PLC0415  (compiled loops are slow to load)
    from index.cluster.publishing import roll_back  # noqa: PLC0415

    if rollback:
        settings = current().settings
        to = _alias(address, settings)
        with closing(Cluster(to, settings.credentials)) as cluster:
            click.echo(f"{to}: now leads to {roll_back(cluster)}")
        return 0
    if address:
        current().refuse_several()
    return for_each_show(lambda show: _publish(show, _alias(address, show.settings), shards))


def _alias(address: str | None, settings: IndexSettings) -> ClusterAddress:
    to = cluster_of("--to", address) if address else settings.cluster
    if to is None:
        raise SettingsError("--to", "is missing; name the alias, as https://cluster.example:9200/askcast")
    return to


def _publish(show: Show, to: ClusterAddress, shards: int | None) -> int:
    from index.cluster.client import Cluster  # noqa: PLC0415
    from index.cluster.publishing import Publishing  # noqa: PLC0415
    from index.reader import IndexReader  # noqa: PLC0415

    settings = show.settings
    with closing(Cluster(to, settings.credentials)) as cluster, closing(IndexReader(settings.index)) as reader:
        reader.file.confirm()
        done = Publishing(cluster, reader, shards, show_progress).publish(
            lambda index: _refuse_unlike(settings, to, index)
        )
    if current().json:
        click.echo(json.dumps({**asdict(done), **show.told}, ensure_ascii=False))
    elif done.changed:
        click.echo(f"{to}: now leads to {done.index}, {done.passages:,} passages; {done.sent:,} documents sent")
    else:
        click.echo(f"{to}: already leads to this index ({done.index}); nothing to do")
    return 0


def _refuse_unlike(settings: IndexSettings, address: ClusterAddress, index: str) -> None:
    """Raise `ClusterMisfit` where the new index answers otherwise than the file does."""
    from index.cluster.client import LONG  # noqa: PLC0415
    from index.cluster.source import ClusterSource  # noqa: PLC0415
    from index.search import Searcher  # noqa: PLC0415

    with (
        Searcher(settings.index) as here,
        Searcher(ClusterSource(address, settings.credentials, index, LONG)) as there,
    ):
        for question in _questions(here):
            answers = [searcher.ask(question, limit=ALIKE).passages for searcher in (here, there)]
            places = [[(passage.episode, passage.position) for passage in passages] for passages in answers]
            if places[0] != places[1]:
                problem = f"answers {question!r} otherwise than the file does; the alias was left where it was"
                raise ClusterMisfit(address, problem)


def _questions(searcher: "Searcher") -> list[str]:
    """Return headings, or else titles, from all over the index."""
    episodes = searcher.episodes()
    chosen = episodes[:: max(len(episodes) // QUESTIONS, 1)][:QUESTIONS]
    asked = []
    for place, episode in enumerate(chosen):
        titles = [section.title for section in searcher.outline(episode.slug)] or [episode.title]
        asked.append(titles[place % len(titles)])
    return [question for question in asked if question.strip()]
