"""`askcast`: the root command, with ask, chat, index and bot.

In: a command line. Out: answers on standard output, everything else on standard error.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import suppress

import click

from bot import terminal
from bot.asking import ask_command
from bot.discord.cli import bot_command
from bot.insights import insights_command
from bot.opening import open_searcher
from bot.quote import quote_command
from bot.settings import misspelt
from index.cli import index_group
from index.invocation import current, everywhere, run
from index.meaning_command import meaning_group
from index.settings import SettingsError, environment


class Root(click.Group):
    """The root group; it leads whoever leaves out `index` before one of its commands back to it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; raises `UsageError` where there is none."""
        if args[0] not in self.commands and args[0] in index_group.commands:
            raise click.UsageError(f"No such command {args[0]!r}. Did you mean 'index {args[0]}'?", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Root, epilog='Example: askcast ask "why would a model hide what it knows?"', no_args_is_help=True)
@click.version_option(package_name="askcast")
@everywhere
@click.pass_context
def askcast(context: click.Context) -> None:
    """Answer questions from a podcast's transcripts with what was really said, word for word."""
    if context.invoked_subcommand == index_group.name:
        with suppress(SettingsError):  # told by the command itself, where it needs the settings
            for name, meant in misspelt(environment()):
                told = f"{name} is no setting of askcast" + (f"; did you mean {meant}?" if meant else "")
                click.echo(f"warning: {told}", err=True)


askcast.add_command(ask_command)
askcast.add_command(index_group)
askcast.add_command(bot_command)
askcast.add_command(insights_command)
askcast.add_command(quote_command)
askcast.add_command(meaning_group)


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


def main() -> None:
    """Run `askcast`."""
    sys.exit(run(askcast, "askcast"))
