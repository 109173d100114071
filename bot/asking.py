"""`askcast ask`: one question, or a file of them, to one show or to several.

In: a command line. Out: answers on standard output, each show's under its name; in JSON a line each.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot import terminal
from bot.opening import open_shelf
from index.answer import Answer, QuestionRefused, UnknownName
from index.answering import Place
from index.invocation import current, everywhere
from index.shows import Show

if TYPE_CHECKING:
    from bot.shelf import Shelf
    from index.ranking.second_stage import Share
    from index.search import Searcher

BATCH_KEYS = ("id", "question", "context", "episode", "speaker")


def _place(context: click.Context, parameter: click.Parameter, written: str | None) -> Place | None:
    """Read the name of a passage as JSON tells it: its episode's slug and its position."""
    if written is None:
        return None
    episode, _, position = written.rpartition(":")
    if not episode or not position.isdecimal():
        raise click.BadParameter(f"{written!r} is no passage; write it as SLUG:POSITION, as in david:12")
    return Place(episode, int(position))


@click.command("ask", epilog='Example: askcast ask "why would a model hide what it knows?" --speaker David -n 5')
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
    if after or batch:
        current().refuse_several()
    named = {"episode": episode, "speaker": speaker, "context": context}
    with open_shelf(current().shows) as shelf:
        if batch:
            return _answer_batch(shelf, batch, passages, named, after)
        _answer_once(shelf, question or "", Asking(named, after, passages, explain))
        return 1 if shelf.missing else 0


@dataclass(frozen=True, slots=True)
class Asking:
    """How a question is asked: its filters and context by name, the passage shown before, how many, and whether why."""

    named: Mapping[str, str | None]
    after: Place | None
    passages: int
    explain: bool


def _answer_once(shelf: "Shelf", question: str, asking: Asking) -> None:
    """Print what each show answers, the surest first; those that answer nothing are only named where one does."""
    explained: dict[str, list[Sequence[Share]]] = {}

    def ask(show: Show, searcher: "Searcher") -> Answer:
        named = asking.named
        answer = searcher.ask(question, **named, after=asking.after, limit=asking.passages)
        explained[show.name] = [
            searcher.explain(question, passage, context=named["context"], within_episode=named["episode"] is not None)
            for passage in (answer.passages if asking.explain else ())
        ]
        return answer

    from bot.shelf import said_once, surest_first  # noqa: PLC0415  (compiled loops are slow to load)

    answers = shelf.each(ask)
    once = said_once(answers) if shelf.several else None
    if once and not current().json:
        return _print_answer(once, Show("", shelf.shows[0].settings))
    told = surest_first(answers)
    silent = [show.name for show, answer in told if not answer.answered]
    for number, (show, answer) in enumerate(told):
        if current().json or answer.answered or len(silent) == len(told):
            click.echo("\n" if number and not current().json else "", nl=False)
            _print_answer(answer, show, None, explained[show.name], named=shelf.several)
    if not current().json and 0 < len(silent) < len(told):
        click.echo(f"\nNothing that answers it in: {', '.join(silent)}.")


def _print_answer(
    answer: Answer,
    show: Show,
    identifier: Any = None,
    shares: Sequence[Sequence["Share"]] = (),
    *,
    named: bool = False,
) -> None:
    """Print an answer, below the name of its show where there are several (`named`)."""
    if current().json:
        printed = {**terminal.answer_object(answer), "id": identifier, **show.told}
        for passage, explained in zip(printed["passages"], shares, strict=False):
            passage["explanation"] = [asdict(share) for share in explained]
            passage["position"] = answer.passages[passage["rank"] - 1].position
        click.echo(_json_line(printed))
        return
    if named:
        click.echo(f"{click.style(show.name, bold=True)}\n")
    click.echo(terminal.answer_text(answer, terminal.terminal_width(sys.stdout)))
    for passage, explained in zip(answer.passages, shares, strict=False):
        click.echo(f"\nWhy passage {passage.rank}:\n{terminal.explanation_text(explained, passage.score)}")


def _answer_batch(
    shelf: "Shelf", batch: Path, passages: int, options: Mapping[str, str | None], after: Place | None
) -> int:
    """Answer one line after another; a line that cannot be answered says why and does not stop the rest.

    `options` are the filters and the context of lines that name none; `after` is what was shown before all of them.
    """
    refused = 0
    (show,), (searcher,) = shelf.shows, shelf.searchers
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
        _print_answer(answer, show, entry.get("id"))
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
