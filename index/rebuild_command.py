"""`askcast index rebuild`: its options, and what it tells of a rebuild, done or planned.

In: a command line. Out: the index in place, and text (JSON with --json), progress and errors on standard error.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from index.building.ledger import Report, by_reason
from index.building.rebuild import NothingToIndex, Plan, plan, rebuild
from index.building.refused import forget_refusal, note_refusal
from index.building.watch import watch_sources
from index.feeds.folder import is_feed, local_folder
from index.feeds.updating import update
from index.file.replacing import KEPT
from index.invocation import REFUSALS, current, everywhere, show_progress
from index.meaning.known import open_model
from index.meaning.model import SentenceModel
from index.settings import site_overrides
from index.transcripts.anchors import ANCHOR_STYLES
from index.transcripts.episode import path_text
from index.transcripts.site import SiteOverrides
from index.transcripts.sources import Sources, find_files


def site_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say of a site what its own configuration does not say."""
    for option in (
        click.option("--media-url", help="The address of every recording, with {slug} and {seconds} in it."),
        click.option("--url-template", help="The address of every page, with {slug} in it."),
        click.option("--anchors", type=click.Choice(list(ANCHOR_STYLES)), help="How its generator makes heading ids."),
        click.option("--site-url", help="The site's address."),
    ):
        command = option(command)
    return command


def site_of(given: Mapping[str, str | None]) -> SiteOverrides:
    """Return what the options say, over what the settings say."""
    said = site_overrides(given, {name: f"--{name.replace('_', '-')}" for name in given})
    usual = current().settings.site
    return SiteOverrides(
        said.address or usual.address,
        said.anchors or usual.anchors,
        said.url_template or usual.url_template,
        said.media_url or usual.media_url,
    )


PROBLEMS_TOLD = 10  # of a feed


@click.command("rebuild", epilog="Example: askcast index rebuild ~/sites/podcast --site-url https://example.org")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1, type=str)
@click.option("--full", is_flag=True, help="Read all files, not only those that changed.")
@click.option("--dry-run", is_flag=True, help="Tell what would be read; change nothing.")
@click.option("--watch", is_flag=True, help="Go on, and rebuild whenever the sources change, until Ctrl-C.")
@click.option(
    "--keep", type=click.IntRange(0, 99), default=KEPT, show_default=True, help="How many old indexes to keep."
)
@site_options
@everywhere
def rebuild_command(
    sources: tuple[str, ...],
    full: bool,
    dry_run: bool,
    watch: bool,
    keep: int,
    **site: str | None,
) -> int:
    """Build the index from SOURCEs: files, folders, sites' roots, feeds (default: the transcripts folder)."""
    settings = current().settings
    overrides = site_of(site)
    named = sources or (settings.transcripts,)
    feeds = [source for source in named if is_feed(source)]
    paths = [local_folder(settings.index, source) for source in named]

    def found() -> Sources:
        return find_files(paths, overrides)

    if dry_run:
        return _print_plan(plan(settings.index, found(), full))
    model = open_model(settings.meaning, settings.index)
    missed = [feed for feed in feeds if not _update(feed, settings.index)]
    try:
        status = _rebuild_once(settings.index, found(), full, keep, model)
    except NothingToIndex:
        if sources:
            note_refusal(settings.index, paths)
        raise
    forget_refusal(settings.index)
    if watch:
        click.echo(f"watching {', '.join(map(str, paths))}; Ctrl-C ends it", err=True)
        watch_sources(paths, lambda: _rebuild_again(settings.index, found(), keep, model))
    return 1 if missed else status


def _update(feed: str, index: Path) -> bool:
    """Bring a feed's folder up to date and tell of it; return whether the feed was to be had."""
    done = update(index, feed, show_progress)
    for problem in done.problems[:PROBLEMS_TOLD]:
        click.echo(f"not fetched: {problem}", err=True)
    if len(done.problems) > PROBLEMS_TOLD:
        click.echo(f"not fetched: {len(done.problems) - PROBLEMS_TOLD} more", err=True)
    if done.reached and not current().json:
        click.echo(
            f"{done.fetched} transcripts fetched, {done.unchanged} unchanged, "
            f"{done.without} episodes without one, in {done.folder}"
        )
    return done.reached


def _rebuild_once(index: Path, found: Sources, full: bool, keep: int, model: SentenceModel | None) -> int:
    report = rebuild(index, found, show_progress, full, keep, model)
    _print_report(report, index)
    return 1 if found.errors else 0


def _rebuild_again(index: Path, found: Sources, keep: int, model: SentenceModel | None) -> None:
    """Rebuild while watching: what goes wrong is told, and watching goes on."""
    try:
        _rebuild_once(index, found, False, keep, model)
    except REFUSALS as error:
        click.echo(f"error: {error}", err=True)


def _print_plan(planned: Plan) -> int:
    if current().json:
        read = [path_text(path) for path in planned.read]
        click.echo(json.dumps({**asdict(planned), "read": read}, ensure_ascii=False))
    else:
        for path in planned.read:
            click.echo(f"to read: {path_text(path)}")
        for gone in planned.gone:
            click.echo(f"gone: {gone}")
        for error in planned.errors:
            click.echo(f"error: {error}", err=True)
        click.echo(f"{len(planned.read)} files to read, {planned.unchanged} unchanged, {len(planned.gone)} gone")
    return 1 if planned.errors else 0


def _print_report(report: Report, index: Path) -> None:
    if current().json:
        click.echo(json.dumps({**asdict(report), "index": str(index)}, ensure_ascii=False))
        return
    for problem in report.errors:
        click.echo(f"error: {problem}", err=True)
    for reason in by_reason(report.skipped):
        click.echo(f"left out: {reason}", err=True)
    left_out = f", {len(report.skipped)} without a transcript" if report.skipped else ""
    wrong = f", {len(report.errors)} with errors" if report.errors else ""
    click.echo(f"{report.read} files read, {report.unchanged} unchanged{left_out}{wrong}")
    if report.notes:
        click.echo(f"{report.notes} lines look like labels and were taken for none: askcast index check names them")
    if report.unlinked:
        click.echo(
            f"the links of {report.unlinked} episodes lead to no site: say its address with --site-url (or "
            "ASKCAST_SITE_URL), or --url-template",
            err=True,
        )
    click.echo(f"{index}: {report.episodes} episodes, {report.passages:,} passages")
