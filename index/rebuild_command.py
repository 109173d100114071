"""`askcast index rebuild`: its options, and what it tells of a rebuild, done or planned.

In: a command line. Out: the index in place, and text (JSON with --json), progress and errors on standard error.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
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
from index.invocation import REFUSALS, current, everywhere, for_each_show, show_progress
from index.meaning.known import open_model
from index.settings import IndexSettings, site_overrides
from index.shows import Show
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


def site_of(given: Mapping[str, str | None], settings: IndexSettings) -> SiteOverrides:
    """Return what the options say, over what the settings say."""
    said = site_overrides(given, {name: f"--{name.replace('_', '-')}" for name in given})
    usual = settings.site
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
    """Build the index from SOURCEs: files, folders, sites' roots, feeds (default: the transcripts folder).

    Of several shows (ASKCAST_SHOWS) every index is built, or that of --show.
    """
    rebuilding = Rebuilding(sources, full, keep, site)
    if sources or any(site.values()):
        current().refuse_several()
    if dry_run:
        return for_each_show(rebuilding.planned)
    status = for_each_show(rebuilding.done)
    if watch:
        shows = current().shows
        paths = [path for show in shows for path in rebuilding.paths(show.settings)]
        click.echo(f"watching {', '.join(map(str, paths))}; Ctrl-C ends it", err=True)
        watch_sources(paths, lambda: rebuilding.again(shows))
    return status


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """What the command line says of a rebuild: the sources (none: each show's own), and how.

    `full` reads all files, `keep` is how many old indexes are kept, `site` what the options say of the site.
    """

    sources: Sequence[str]
    full: bool
    keep: int
    site: Mapping[str, str | None]

    def paths(self, settings: IndexSettings) -> list[Path]:
        """Return the files and folders that an index is built from."""
        return [local_folder(settings.index, source) for source in self.sources or settings.sources]

    def planned(self, show: Show) -> int:
        """Tell what a rebuild would read; return the exit status."""
        return _print_plan(plan(show.settings.index, self._found(show.settings), self.full), show)

    def done(self, show: Show) -> int:
        """Bring a show's feeds up to date and rebuild its index; return the exit status."""
        settings = show.settings
        open_model(settings.meaning, settings.index)  # so that a missing one is told before anything is fetched
        feeds = [source for source in self.sources or settings.sources if is_feed(source)]
        missed = [feed for feed in feeds if not _update(feed, settings.index)]
        try:
            status = self._built(show, self.full)
        except NothingToIndex:
            if self.sources:
                note_refusal(settings.index, self.paths(settings))
            raise
        forget_refusal(settings.index)
        return 1 if missed else status

    def again(self, shows: Sequence[Show]) -> None:
        """Rebuild while watching: what goes wrong is told, and watching goes on."""
        for show in shows:
            try:
                self._built(show, full=False)
            except REFUSALS as error:
                click.echo(f"{show.name or 'error'}: {error}", err=True)

    def _found(self, settings: IndexSettings) -> Sources:
        return find_files(self.paths(settings), site_of(self.site, settings))

    def _built(self, show: Show, full: bool) -> int:
        settings, found = show.settings, self._found(show.settings)
        model = open_model(settings.meaning, settings.index)
        _print_report(rebuild(settings.index, found, show_progress, full, self.keep, model), show)
        return 1 if found.errors else 0


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


def _print_plan(planned: Plan, show: Show) -> int:
    if current().json:
        read = [path_text(path) for path in planned.read]
        click.echo(json.dumps({**asdict(planned), "read": read, **show.told}, ensure_ascii=False))
    else:
        if show.name:
            click.echo(f"{show.name}:")
        for path in planned.read:
            click.echo(f"to read: {path_text(path)}")
        for gone in planned.gone:
            click.echo(f"gone: {gone}")
        for error in planned.errors:
            click.echo(f"error: {error}", err=True)
        click.echo(f"{len(planned.read)} files to read, {planned.unchanged} unchanged, {len(planned.gone)} gone")
    return 1 if planned.errors else 0


def _print_report(report: Report, show: Show) -> None:
    index = show.settings.index
    if current().json:
        click.echo(json.dumps({**asdict(report), "index": str(index), **show.told}, ensure_ascii=False))
        return
    if show.name:
        click.echo(f"{show.name}:")
    for problem in report.errors:
        click.echo(f"error: {problem}", err=True)
    for reason in by_reason(report.skipped):
        click.echo(f"left out: {reason}", err=True)
    left_out = f", {len(report.skipped)} without a transcript" if report.skipped else ""
    wrong = f", {len(report.errors)} left out for errors" if report.errors else ""
    click.echo(f"{report.read} files read, {report.unchanged} unchanged{left_out}{wrong}")
    if report.notes:
        click.echo(f"{report.notes} lines look like labels and were taken for none: askcast index check names them")
    if report.unlinked:
        own = "site_url or url_template in the show's table"
        saying = own if show.name else "--site-url (or ASKCAST_SITE_URL), or --url-template"
        click.echo(f"the links of {report.unlinked} episodes lead to no site: say its address with {saying}", err=True)
    click.echo(f"{index}: {report.episodes} episodes, {report.passages:,} passages")
