"""Discord: the bot's own file on a disk that is full, really full: a small file system that something else filled."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.memory import Memory
from tests.discord.bot_process import BotProcess, build, in_order, run_bot
from tests.discord.mill_talk import write_site
from tests.discord.server import DiscordServer
from tests.discord.talking import WHEAT

SIZE = "768k"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"needs the right to mount: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(disk: Path) -> None:
    with (disk / "filling").open("wb", buffering=0) as filling, pytest.raises(OSError, match="No space left"):
        while True:
            filling.write(bytes(4096))


@pytest.mark.parametrize("when", ["before it starts", "while it runs"])
def test_on_a_full_disk_questions_are_answered_and_the_log_says_once_what_is_lost(
    tmp_path: Path, disk: Path, when: str
) -> None:
    build(tmp_path, write_site(tmp_path))
    if when == "before it starts":
        fill(disk)
    with DiscordServer() as discord:
        with BotProcess(discord, tmp_path, ASKCAST_MEMORY=str(disk / "memory.db")) as bot:
            if when == "while it runs":
                fill(disk)
            for _ in range(40):  # until SQLite needs another page
                asked = discord.slash("ask", {"question": WHEAT}).reply()
                assert "wheel" in asked.text
            assert "noted" in discord.press(asked.message or {}, "Helpful").reply().text
            assert bot.log.count("memory.db: cannot be the bot's memory") == 1
            assert bot.log.count("is forgotten when the bot stops") == 1
            assert "Traceback" not in bot.log
            assert bot.stop() == 0
        in_order(discord, bot)


def test_check_names_a_disk_that_is_full(tmp_path: Path, disk: Path) -> None:
    build(tmp_path, write_site(tmp_path))
    memory = disk / "memory.db"
    with Memory(memory):
        pass
    fill(disk)
    with DiscordServer() as discord:
        checked = run_bot(discord, tmp_path, "--check", ASKCAST_MEMORY=str(memory))
    assert checked.returncode == 1
    assert "memory: NOT in order" in checked.stdout
    assert "No space left" in checked.stdout
