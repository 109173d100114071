"""`askcast bot`: the command line of the Discord bot.

In: the settings. Out: a running bot, or with --check what stands in its way. discord.py is loaded only when it runs.
"""

import asyncio
import importlib
import json
import logging
from dataclasses import asdict

import click

from bot.discord import logs
from bot.settings import misspelt, read_settings
from index.building.rebuild import rebuild
from index.building.refused import refuse_samples
from index.feeds.updating import update_where_feed
from index.invocation import current, everywhere
from index.meaning.known import open_model
from index.settings import IndexSettings, environment
from index.transcripts.sources import find_files

log = logging.getLogger(__name__)


@click.command("bot", epilog="Example: askcast bot --check")
@click.option("--check", is_flag=True, help="Tell whether token, index and permissions are in order; start nothing.")
@everywhere
def bot_command(check: bool) -> int:
    """Run the Discord bot, until SIGTERM or Ctrl-C."""
    settings = read_settings(index=current().settings)
    if check:
        findings = asyncio.run(importlib.import_module("bot.discord.check").check(settings))
        if current().json:
            click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
        else:
            click.echo("\n".join(map(str, findings)))
        return 0 if all(finding.ok for finding in findings) else 1
    logs.set_up(settings.token, settings.log)
    for name, meant in misspelt(environment()):
        log.warning("%s is no setting of askcast%s", name, f"; did you mean {meant}?" if meant else "")
    _build_where_missing(settings.index)
    asyncio.run(importlib.import_module("bot.discord.running").serve(settings))
    return 0


def _build_where_missing(settings: IndexSettings) -> None:
    if settings.cluster or settings.index.exists():
        return
    refuse_samples(settings.index)
    log.info("%s: there is no index yet; building it from %s", settings.index, settings.transcripts)
    sources = find_files([update_where_feed(settings.index, settings.transcripts, _log_progress)], settings.site)
    for error in sources.errors:
        raise error
    model = open_model(settings.meaning, settings.index)
    report = rebuild(settings.index, sources, _log_progress, model=model)
    for problem in report.errors:
        log.warning("%s", problem)
    log.info("built: %d episodes, %d passages", report.episodes, report.passages)


def _log_progress(stage: str, done: int, total: int) -> None:
    """Log each tenth of a stage."""
    if done == total or done % max(total // 10, 1) == 0:
        log.info("building: %s %d of %d", stage, done, total)
