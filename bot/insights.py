"""`askcast insights`: what was asked and not answered, what did not help, what is asked most, on the bot's own machine.

In: the bot's own file. Out: lists on standard output, or a question set that `askcast index evaluate` reads.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from bot.memory import Memory, MemoryUnusable
from bot.memory.file import refuse_unusable
from bot.memory.insights import Row, as_csv
from bot.replies.insights import TABS, of_tab, title_of
from bot.settings import memory_path
from index.invocation import current, everywhere
from index.settings import environment

SHOWN = 20  # questions of each list


@click.command("insights", epilog="Example: askcast insights --days 7")
@click.option("--days", type=click.IntRange(1, 3_650), default=30, show_default=True, help="How far to look back.")
@click.option("--csv", "table", is_flag=True, help="Print all questions as a table (CSV).")
@click.option(
    "--questions", type=click.Path(path_type=Path, dir_okay=False), help="Write the judged ones as a question set."
)
@everywhere
def insights_command(days: int, table: bool, questions: Path | None) -> None:
    """Tell what members asked: not answered, not helpful, most asked. Who asked is stored nowhere."""
    path = memory_path(environment(), current().shows)
    if not path.exists():
        raise click.ClickException(f"{path}: the bot has not been asked anything yet; start it with: askcast bot")
    try:
        refuse_unusable(path)
    except MemoryUnusable as error:
        raise click.ClickException(str(error)) from error
    with Memory(path) as memory:
        show = current().only.name if current().show else None
        rows = memory.insights.rows(datetime.now(UTC) - timedelta(days=days), show=show)
        judged = memory.insights.question_set()
    if questions:
        questions.write_text("".join(f"{line}\n" for line in judged), encoding="utf-8")
        click.echo(f"{questions}: {len(judged)} questions", err=True)
    elif current().json:
        click.echo(json.dumps([{**asdict(row), "week": row.week} for row in rows], ensure_ascii=False))
    else:
        click.echo(as_csv(rows) if table else _lists(rows), nl=not table)


def _lists(rows: list[Row]) -> str:
    parts = []
    for tab in TABS:
        shown = of_tab(rows, tab)
        lines = [
            f"  {_times(row, tab):>5}×  {row.week}  {' '.join(row.question.split())}{_of(row)}" for row in shown[:SHOWN]
        ]
        lines += [f"  … and {len(shown) - SHOWN} more"] if len(shown) > SHOWN else []
        parts.append("\n".join([click.style(title_of(tab), bold=True), *(lines or ["  nothing"])]))
    return "\n\n".join(parts)


def _times(row: Row, tab: str) -> int:
    return {"missed": row.unanswered, "unhelpful": row.unhelpful}.get(tab, row.asked)


def _of(row: Row) -> str:
    return f"  ({row.shows})" if row.shows else ""
