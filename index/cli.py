"""`askcast index …`: describing, checking and measuring the index; `rebuild_command` builds it.

In: a command line. Out: text on standard output (JSON with --json), progress and errors on standard error.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from index.building.rebuild import NO_TRANSCRIPTS, NothingToIndex
from index.feeds.folder import local_folder
from index.file.replacing import roll_back
from index.invocation import current, everywhere, for_each_show, run
from index.meaning.known import open_model
from index.publish_command import publish_command
from index.rebuild_command import rebuild_command, site_of, site_options
from index.settings import IndexSettings
from index.shows import Show, place_told
from index.transcripts.checking import check, fixing
from index.transcripts.checking.finding import LEVELS, Finding, Level
from index.transcripts.episode import path_text
from index.transcripts.sources import Sources, find_files


@click.group("index", epilog="Example: askcast index rebuild transcripts", no_args_is_help=True)
@everywhere
def index_group() -> None:
    """Build the index from transcripts, describe it, check it, measure it."""


index_group.add_command(rebuild_command)
index_group.add_command(publish_command)


@index_group.command("rollback", epilog="Example: askcast index rollback")
@everywhere
def rollback_command() -> None:
    """Bring the previous index back; a second time undoes the first."""
    from index.search import Searcher  # noqa: PLC0415  (compiled loops are slow to load)

    index = current().settings.index
    roll_back(index)
    with Searcher(index) as searcher:
        status = searcher.status()
    if current().json:
        click.echo(json.dumps(asdict(status), ensure_ascii=False))
        return
    click.echo(
        f"{index}: now the one built {status.built_at}, {status.episodes} episodes, {status.passages:,} passages"
    )


@index_group.command("status", epilog="Example: askcast index status --json")
@everywhere
def status_command() -> int:
    """Tell what the index holds, when and from where it was built, and its size; of several shows each."""
    return for_each_show(_tell_status)


def _tell_status(show: Show) -> int:
    from index.search import open_searcher  # noqa: PLC0415  (compiled loops are slow to load)

    with open_searcher(show.settings) as searcher:
        status = searcher.status()
    if current().json:
        click.echo(json.dumps({**asdict(status), **show.told}, ensure_ascii=False))
        return 0
    if name := show.name or status.podcast:
        click.echo(f"{name}:")
    click.echo(
        f"{status.episodes:,} episodes, {status.passages:,} passages, "
        f"{status.speakers:,} speakers, {status.words:,} words"
    )
    click.echo(f"built {status.built_at} by {status.built_by} from {', '.join(status.sources)}")
    click.echo(f"{status.size_bytes / 1e6:.1f} MB in {place_told(show.settings)}")
    return 0


@index_group.command("check", epilog="Example: askcast index check ~/sites/podcast")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fail-on", type=click.Choice(LEVELS), default="error", show_default=True, help="Exit 1 from there on.")
@click.option("--fix", is_flag=True, help="Show what can safely be put right as a diff, and write it once you agree.")
@site_options
@everywhere
def check_command(sources: tuple[Path, ...], fail_on: Level, fix: bool, **site: str | None) -> int:
    """Tell what is wrong in transcripts, by file and line, worst first, each with its remedy."""
    shows = (current().only,) if sources or any(site.values()) else current().shows
    checked = [_sources_of(show.settings, sources, site) for show in shows]
    findings = [finding for found in checked for finding in check(found.files, found.errors)]
    files = sum(len(found.files) for found in checked)
    if not files and not findings:
        raise NothingToIndex(NO_TRANSCRIPTS)
    if fix:
        _fix(findings)
    elif current().json:
        click.echo(json.dumps([_finding_object(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{files} files checked, {len(findings)} findings", err=True)
    failing = LEVELS[: LEVELS.index(fail_on) + 1]
    return 1 if any(finding.level in failing for finding in findings) else 0


def _sources_of(settings: IndexSettings, named: Sequence[Path], site: Mapping[str, str | None]) -> Sources:
    usual = [local_folder(settings.index, source) for source in settings.sources]
    return find_files(named or usual, site_of(site, settings))


def _finding_object(finding: Finding) -> dict[str, Any]:
    told = asdict(finding)
    return {**told, "path": path_text(finding.path), "fixes": [asdict(fix) for fix in finding.fixes]}


def _fix(findings: Sequence[Finding]) -> None:
    """Show the safe changes and write them once somebody agrees; without an answer nothing is written."""
    fixes = fixing.fixes_by_file(findings)
    shown = fixing.diff(fixes)
    if not shown:
        click.echo("nothing that can safely be put right without you", err=True)
        return
    click.echo(shown, nl=False)
    click.confirm("Write these changes?", abort=True, err=True)
    fixing.write(fixes)
    click.echo(f"{len(fixes)} files written", err=True)


@index_group.command("evaluate", epilog="Example: askcast index evaluate questions.jsonl --json")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--in-episode", is_flag=True, help="Ask each question within its own episode.")
@everywhere
def evaluate_command(file: Path, in_episode: bool) -> None:
    """Measure the answers on a question set with known answers (one JSON object a line)."""
    from index import evaluate as evaluation  # noqa: PLC0415  (compiled loops are slow to load)
    from index.search import open_searcher  # noqa: PLC0415

    settings = current().settings
    model = open_model(settings.meaning, settings.index)
    with open_searcher(settings, model) as searcher:
        measured = evaluation.figures(evaluation.run(searcher, evaluation.read_questions(file, searcher), in_episode))
    if current().json:
        click.echo(json.dumps(measured))
        return
    click.echo(f"{'':<12}{'questions':>10}{'hit@1':>8}{'hit@3':>8}{'MRR@10':>8}{'section@3':>11}")
    for kind, shares in [*measured["types"].items(), ("all", measured["all"])]:
        click.echo(
            f"{kind:<12}{shares['questions']:>10}{shares['hit@1']:>8.3f}{shares['hit@3']:>8.3f}"
            f"{shares['MRR@10']:>8.3f}{shares['section@3']:>11.3f}"
        )
    refusal = measured["refusal"]
    click.echo(f"unanswerable refused: {refusal['refused']:.3f} of {refusal['unanswerable']}")
    click.echo(f"found answers wrongly refused: {refusal['wrongly_refused']:.3f} of {refusal['found']}")


def main() -> None:
    """Run `python -m index`."""
    sys.exit(run(index_group, "askcast index"))
