"""How every command line runs: the options that all commands take, the settings, and where errors end.

In: a click command and its arguments. Out: its exit status; what went wrong is told in a line or two on standard error.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import click

from index.answer import QuestionRefused, QuestionSetError, UnknownName
from index.building.rebuild import NothingToIndex
from index.feeds.feed import FeedError
from index.file.errors import IndexFileError
from index.meaning.model import MeaningUnavailable
from index.settings import IndexSettings, SettingsError, environment, place_of
from index.shows import Show, UnknownShow, names_of, read_shows, show_called
from index.transcripts.episode import TranscriptError

# What a user can put right, told in a line or two; anything else is a fault of ours.
REFUSALS = (
    OSError,
    FeedError,
    IndexFileError,
    MeaningUnavailable,
    NothingToIndex,
    QuestionRefused,
    QuestionSetError,
    SettingsError,
    TranscriptError,
    UnknownName,
    UnknownShow,
)
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(slots=True)
class Invocation:
    """What holds for the whole command line: the options that every command takes, and the settings."""

    json: bool = False
    debug: bool = False
    index: str | None = None
    show: str | None = None
    _shows: tuple[Show, ...] | None = field(default=None, repr=False)

    @property
    def shows(self) -> tuple[Show, ...]:
        """The shows that the command is for: all, or the one of --show; with --index over what it says.

        Raises `SettingsError` and `UnknownShow`, and `UsageError` where one index shall stand for several shows.
        """
        if self._shows is None:
            shows = read_shows(environment())
            self._shows = (show_called(self.show, shows),) if self.show else shows
        if self.index is None:
            return self._shows
        only = _only(self._shows)
        return (replace(only, settings=replace(only.settings, **place_of("--index", self.index))),)

    @property
    def only(self) -> Show:
        """The show of a command that is for one; raises `UsageError` where there are several, and as `shows` does."""
        return _only(self.shows)

    def refuse_several(self) -> None:
        """Raise `UsageError` where there are several shows, for what was asked belongs to one; and as `shows` does."""
        _only(self.shows)

    @property
    def settings(self) -> IndexSettings:
        """The settings of the index of the one show; raises as `only` does."""
        return self.only.settings


def _only(shows: Sequence[Show]) -> Show:
    if len(shows) > 1:
        raise click.UsageError(f"there are several shows; name one with --show: {names_of(shows)}")
    return shows[0]


def current() -> Invocation:
    """Return the invocation that the running command belongs to."""
    return click.get_current_context().find_root().ensure_object(Invocation)


def everywhere(command: Command) -> Command:
    """Give a command the options that all commands take: --show, --index, --json, --debug."""

    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value:
            setattr(context.find_root().ensure_object(Invocation), str(parameter.name), value)

    for option in (
        click.option(
            "--debug", is_flag=True, expose_value=False, callback=keep, help="Show where an error comes from."
        ),
        click.option("--json", is_flag=True, expose_value=False, callback=keep, help="Print JSON, for machines."),
        click.option(
            "--index", expose_value=False, callback=keep, help="The index file, or a cluster's alias [askcast.db]."
        ),
        click.option(
            "--show", metavar="NAME", expose_value=False, callback=keep, help="The show, of several (ASKCAST_SHOWS)."
        ),
    ):
        command = option(command)
    return command


def for_each_show(work: Callable[[Show], int]) -> int:
    """Do something for each show that the command is for; return the worst exit status.

    What goes wrong is raised for an only show, and told for one of several, which do not wait for it.
    """
    shows = current().shows
    return max(_done(work, show) if len(shows) > 1 else work(show) for show in shows)


def _done(work: Callable[[Show], int], show: Show) -> int:
    try:
        return work(show)
    except REFUSALS as error:
        click.echo(f"{show.name}: {error}", err=True)
        return 1


def run(command: click.Command, name: str, arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status: 0 done, 1 refused with a reason, 2 wrong use."""
    invocation = Invocation()
    _open_closed_streams()
    try:
        status = command.main(
            list(arguments) if arguments is not None else None, name, standalone_mode=False, obj=invocation
        )
        return status if isinstance(status, int) else 0
    except click.UsageError as error:
        error.show()
        return 2
    except click.exceptions.Exit as done:
        return done.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"{name}: stopped", err=True)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # the outermost edge: a member of the audience never sees a traceback
        if invocation.debug:
            raise
        known = isinstance(error, (*REFUSALS, click.ClickException))
        told = str(error) if known else f"unexpected {type(error).__name__}: {error}; --debug shows where"
        click.echo(f"{name}: {told}", err=True)
        return 1


def _open_closed_streams() -> None:
    """Give a process that was started without an input or output an empty one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115  (open until the process ends)


def show_progress(stage: str, done: int, total: int) -> None:
    """Tell on a terminal how far a rebuild is; say nothing elsewhere."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{stage} {done:,} of {total:,}" + ("\n" if done == total else ""), err=True, nl=False)
