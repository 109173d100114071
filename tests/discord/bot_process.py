"""A real `askcast bot` process, talking to the Discord of the tests, with an index of its own.

In: the folder it runs in and its settings. Out: its log, its memory, its exit status; `stage` sets a whole scene.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from index.building.rebuild import rebuild
from index.transcripts.sources import find_files
from tests.discord.mill_talk import write_site
from tests.discord.server import DiscordServer

TO_START = 60.0  # seconds at most, on a machine that does much else
ROOT = Path(__file__).resolve().parents[2]


class BotProcess:
    """The bot, started in a folder with settings of the test; a context manager that stops it as an operator does."""

    def __init__(self, discord: DiscordServer, folder: Path, **settings: str) -> None:
        self._discord = discord
        self._folder = folder
        own = {"DISCORD_TOKEN": discord.token, "ASKCAST_DISCORD_API": discord.api}
        waits = {"ASKCAST_MEMBER_COOLDOWN": "0", "ASKCAST_CHANNEL_COOLDOWN": "0"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASKCAST_", "DISCORD_"))}
        self._environment = {**kept, "PYTHONPATH": str(ROOT), **own, **waits, **settings}
        self.index = folder / "askcast.db"
        self.ready_after = 0.0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.stop()

    def start(self) -> None:
        """Start the bot and wait until it can be used."""
        started = monotonic()
        identified = len(self._discord.gateway.identified)
        self.launch()
        try:
            self._discord.wait(lambda: self._usable(identified), TO_START)
        except BaseException:
            self.kill()
            raise
        self.ready_after = monotonic() - started

    def launch(self) -> None:
        """Start the bot; wait for nothing."""
        command = [sys.executable, "-m", "bot", "bot"]
        with (self._folder / "bot.log").open("a") as log:
            self.process = subprocess.Popen(command, cwd=self._folder, env=self._environment, stderr=log)

    def stop(self) -> int:
        """Ask it to stop, and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def kill(self) -> None:
        """End it with no warning."""
        self.process.kill()
        self.process.wait(30)

    @property
    def log(self) -> str:
        return (self._folder / "bot.log").read_text(encoding="utf-8")

    @property
    def memory_kib(self) -> int:
        """The process's resident memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]

    def _usable(self, identified: int) -> bool:
        assert self.process.poll() is None, self.log
        return len(self._discord.gateway.identified) > identified and bool(self._discord.commands)


def run_bot(discord: DiscordServer, folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `askcast bot` to its end, as where it cannot start."""
    environment = BotProcess(discord, folder, **settings)._environment
    command = [sys.executable, "-m", "bot", "bot", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)


def build(folder: Path, source: Path) -> Path:
    """Build the index that the bot of that folder reads."""
    path = folder / "askcast.db"
    rebuild(path, find_files([source]))
    return path


@contextmanager
def stage(folder: Path, **settings: str) -> Iterator[tuple[DiscordServer, BotProcess]]:
    """Run the bot on the mill talk; at the end it must stop well, and have done nothing that Discord refuses."""
    build(folder, write_site(folder))
    with DiscordServer() as discord:
        with BotProcess(discord, folder, **settings) as bot:
            yield discord, bot
            assert bot.stop() == 0, bot.log
        in_order(discord, bot)


def in_order(discord: DiscordServer, bot: BotProcess) -> None:
    """Require that the bot sent nothing that Discord refuses or does not describe, and logged no secret."""
    assert discord.mismatches == []
    assert discord.mistakes == []
    assert discord.token not in bot.log
    assert not any(token in bot.log for token in discord.exchanges)
