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
from bot.opening import build_where_missing
from bot.settings import misspelt, read_settings
from index.invocation import REFUSALS, current, everywhere
from index.settings import IndexSettings, environment

log = logging.getLogger(__name__)


@click.command("bot", epilog="Example: askcast bot --check")
@click.option("--check", is_flag=True, help="Tell whether token, index and permissions are in order; start nothing.")
@everywhere
def bot_command(check: bool) -> int:
    """Run the Discord bot, until SIGTERM or Ctrl-C."""
    shows = current().shows
    if check:
        findings = asyncio.run(importlib.import_module("bot.discord.check").check(shows))
        if current().json:
            click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
        else:
            click.echo("\n".join(map(str, findings)))
        return 0 if all(finding.ok for finding in findings) else 1
    settings = read_settings(shows=shows)
    logs.set_up(settings.token, settings.log)
    for name, meant in misspelt(environment()):
        log.warning("%s is no setting of askcast%s", name, f"; did you mean {meant}?" if meant else "")
    for show in settings.shows:
        try:
            _build_where_missing(show.settings)
        except REFUSALS as error:
            if len(settings.shows) == 1:
                raise
            log.error("%s: %s", show.name, error)
    asyncio.run(importlib.import_module("bot.discord.running").serve(settings))
    return 0


def _build_where_missing(settings: IndexSettings) -> None:
    report = build_where_missing(settings, log.info, _log_progress)
    if report is None:
        return
    for problem in report.errors:
        log.warning("%s", problem)
    log.info("built: %d episodes, %d passages", report.episodes, report.passages)


def _log_progress(stage: str, done: int, total: int) -> None:
    """Log each tenth of a stage."""
    if done == total or done % max(total // 10, 1) == 0:
        log.info("building: %s %d of %d", stage, done, total)
