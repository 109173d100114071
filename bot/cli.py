"""`askcast`: the root command, with ask, chat, index and bot.

In: a command line. Out: answers on standard output, everything else on standard error.
"""

import importlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot import terminal
from bot.discord.cli import bot_command
from bot.insights import insights_command
from bot.opening import open_searcher
from bot.quote import quote_command
from index.answer import Answer, QuestionRefused, UnknownName
from index.answering import Place
from index.cli import index_group
from index.invocation import current, everywhere, run
from index.meaning_command import meaning_group

if TYPE_CHECKING:
    from index.ranking.second_stage import Share
    from index.search import Searcher

BATCH_KEYS = ("id", "question", "context", "episode", "speaker")


@click.group(epilog='Example: askcast ask "why would a model hide what it knows?"', no_args_is_help=True)
@click.version_option(package_name="askcast")
@everywhere
def askcast() -> None:
    """Answer questions from a podcast's transcripts with what was really said, word for word."""


askcast.add_command(index_group)
askcast.add_command(bot_command)
askcast.add_command(insights_command)
askcast.add_command(quote_command)
askcast.add_command(meaning_group)


def _place(context: click.Context, parameter: click.Parameter, written: str | None) -> Place | None:
    """Read the name of a passage as JSON tells it: its episode's slug and its position."""
    if written is None:
        return None
    episode, _, position = written.rpartition(":")
    if not episode or not position.isdecimal():
        raise click.BadParameter(f"{written!r} is no passage; write it as SLUG:POSITION, as in david:12")
    return Place(episode, int(position))


@askcast.command("ask", epilog='Example: askcast ask "why would a model hide what it knows?" --speaker David -n 5')
@click.argument("question", required=False)
@click.option("--episode", metavar="SLUG", help="Search that episode alone.")
@click.option("--speaker", metavar="NAME", help="Search that speaker's words alone.")
@click.option("--context", metavar="QUESTION", help="The question asked before, which this one leans on.")
@click.option("--after", metavar="SLUG:POSITION", callback=_place, help="The passage shown first for that question.")
@click.option("-n", "passages", type=click.IntRange(1, 100), default=3, show_default=True, help="How many passages.")
@click.option("--explain", is_flag=True, help="Show for each passage which words found it, field by field.")
@click.option(
    "--batch", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="Answer a file of questions."
)
@everywhere
def ask_command(
    question: str | None,
    episode: str | None,
    speaker: str | None,
    context: str | None,
    after: Place | None,
    passages: int,
    explain: bool,
    batch: Path | None,
) -> int:
    """Answer QUESTION once, or every question of a file with --batch (one JSON object a line)."""
    if (question is None) == (batch is None):
        raise click.UsageError("give one question, or a file of questions with --batch")
    if batch and explain:
        raise click.UsageError("--explain explains one answer; leave it or --batch out")
    with open_searcher(current().settings) as searcher:
        if batch:
            return _answer_batch(
                searcher, batch, passages, {"episode": episode, "speaker": speaker, "context": context}, after
            )
        asked, within = question or "", episode is not None
        answer = searcher.ask(asked, episode=episode, speaker=speaker, context=context, after=after, limit=passages)
        shares = [
            searcher.explain(asked, passage, context=context, after=after, within_episode=within)
            for passage in (answer.passages if explain else ())
        ]
        _print_answer(answer, None, shares)
    return 0


@askcast.command("chat", epilog="Example: askcast chat")
@everywhere
def chat_command() -> None:
    """Ask in a conversation; a follow-up leans on the question before it. :help lists the commands."""
    with open_searcher(current().settings) as searcher:
        if current().json:
            raise click.UsageError(
                "a conversation is for people; for machines there is: askcast ask --json --batch FILE"
            )
        interactive = sys.stdin.isatty()
        if interactive:
            click.echo(f"{len(searcher.episodes())} episodes. Ask away; :help lists the commands, :quit leaves.\n")
        chat = terminal.Chat(searcher, terminal.terminal_width(sys.stdout))
        terminal.converse(chat, _typed_lines() if interactive else iter(sys.stdin), click.echo)


def _typed_lines() -> Iterator[str]:
    """Yield what is typed at a prompt, with line editing and the arrow keys' history where the system has it."""
    with suppress(ImportError):
        importlib.import_module("readline")  # importing it is what gives input() its history
    while True:
        try:
            yield input("askcast> ")
        except EOFError:
            click.echo()
            return


def _print_answer(answer: Answer, identifier: Any = None, shares: Sequence[Sequence["Share"]] = ()) -> None:
    if current().json:
        printed = {**terminal.answer_object(answer), "id": identifier}
        for passage, explained in zip(printed["passages"], shares, strict=False):
            passage["explanation"] = [asdict(share) for share in explained]
            passage["position"] = answer.passages[passage["rank"] - 1].position
        click.echo(_json_line(printed))
        return
    click.echo(terminal.answer_text(answer, terminal.terminal_width(sys.stdout)))
    for passage, explained in zip(answer.passages, shares, strict=False):
        click.echo(f"\nWhy passage {passage.rank}:\n{terminal.explanation_text(explained, passage.score)}")


def _answer_batch(
    searcher: "Searcher", batch: Path, passages: int, options: Mapping[str, str | None], after: Place | None
) -> int:
    """Answer one line after another; a line that cannot be answered says why and does not stop the rest.

    `options` are the filters and the context of lines that name none; `after` is what was shown before all of them.
    """
    refused = 0
    for number, line in enumerate(batch.read_text(encoding="utf-8-sig", errors="replace").splitlines(), start=1):
        if not line.strip():
            continue
        entry: dict[str, Any] = {}
        try:
            entry = _batch_entry(line)
            named = {key: entry.get(key) or value for key, value in options.items()}
            answer = searcher.ask(entry["question"], limit=passages, after=after, **named)
        except (ValueError, QuestionRefused, UnknownName) as error:
            refused += 1
            click.echo(f"{batch}:{number}: {error}", err=True)
            if current().json:
                told = {"id": entry.get("id"), "question": entry.get("question"), "error": str(error)}
                click.echo(json.dumps(told))
            continue
        if not current().json:
            click.echo(f"# {answer.question}")
        _print_answer(answer, entry.get("id"))
    return 1 if refused else 0


def _json_line(printed: dict[str, Any]) -> str:
    """Return an object as JSON, with its letters as they are where they are such."""
    line = json.dumps(printed, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # half a character in an id, say
        return json.dumps(printed)
    return line


def _batch_entry(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f'is no JSON ({error}); write {{"question": "…"}}') from error
    if not isinstance(entry, dict) or not isinstance(entry.get("question"), str):
        raise ValueError('is no question; write {"question": "…"}')
    for key in BATCH_KEYS[2:]:
        if not isinstance(entry.get(key), str | None):
            raise ValueError(f"'{key}' must be text")
    return entry


def main() -> None:
    """Run `askcast`."""
    sys.exit(run(askcast, "askcast"))
