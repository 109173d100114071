"""`askcast meaning`: fetching a sentence-embedding model, once and only when told to.

In: a command line. Out: the model's files in a folder beside the index, and a line that says how to use them.
"""

import asyncio
from pathlib import Path

import click

from index.feeds.fetching import Fetcher, NotFetched
from index.invocation import current, everywhere
from index.meaning.known import KNOWN, LARGEST, fetch
from index.meaning.model import MeaningUnavailable


@click.group("meaning", epilog="Example: askcast meaning fetch", no_args_is_help=True)
@everywhere
def meaning_group() -> None:
    """Find answers by what they mean too, by a small model on this machine (extra `meaning`)."""


@meaning_group.command("fetch", epilog=f"Example: askcast meaning fetch {KNOWN[0]}")
@click.argument("name", type=click.Choice(KNOWN), default=KNOWN[0])
@click.option("--from", "source", metavar="ADDRESS", help="Where else the model's files are, under the same names.")
@everywhere
def fetch_command(name: str, source: str | None) -> None:
    """Fetch the model NAME into a folder beside the index; the only time that askcast asks the network for it."""
    indexes = {show.settings.index.parent: show.settings.index for show in current().shows}
    for index in indexes.values():
        folder = fetch(name, index, _download, source)
        click.echo(f"{folder}: fetched. Set ASKCAST_MEANING={name}, then: askcast index rebuild")


def _download(address: str, path: Path) -> None:
    async def download() -> bytes:
        async with Fetcher(public_only=False) as fetcher:
            return (await fetcher.fetch(address, LARGEST)).content or b""

    click.echo(f"fetching {address} …", err=True)
    try:
        path.write_bytes(asyncio.run(download()))
    except NotFetched as error:
        raise MeaningUnavailable(f"{address}: {error}; nothing was changed") from error
