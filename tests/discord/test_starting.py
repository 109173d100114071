"""Starting the bot: what it needs, what it says in one line where that is missing, and `--check`."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.discord.bot_process import BotProcess, build, run_bot
from tests.discord.mill_talk import write_site
from tests.discord.server import DiscordServer
from tests.discord.server.payloads import GUILD


@pytest.fixture
def discord() -> Iterator[DiscordServer]:
    with DiscordServer() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an index."""
    build(tmp_path, write_site(tmp_path))
    return tmp_path


def told(ended: subprocess.CompletedProcess[str]) -> str:
    """The one line in which a bot that could not start says why."""
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    lines = [line for line in ended.stderr.splitlines() if line.startswith("askcast: ")]
    assert len(lines) == 1, ended.stderr
    return lines[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_TOKEN", ""),
        ("DISCORD_TOKEN", "two words"),
        ("ASKCAST_DISCORD_API", "discord.com"),
        ("ASKCAST_DEV_GUILDS", "my server"),
        ("ASKCAST_MEMBER_COOLDOWN", "soon"),
        ("ASKCAST_QUESTION_LENGTH", "0"),
        ("ASKCAST_KEEP_DAYS", "for ever"),
        ("ASKCAST_LINKS", "all"),
    ],
)
def test_a_missing_or_malformed_setting_is_named(discord: DiscordServer, folder: Path, name: str, value: str) -> None:
    assert name in told(run_bot(discord, folder, **{name: value}))
    assert discord.requests == []


def test_settings_are_read_from_a_file_in_the_working_folder(discord: DiscordServer, folder: Path) -> None:
    (folder / ".env").write_text("ASKCAST_LINKS=all\n")
    assert "ASKCAST_LINKS" in told(run_bot(discord, folder))


def test_a_token_that_discord_refuses_is_said_in_one_line(discord: DiscordServer, folder: Path) -> None:
    ended = run_bot(discord, folder, DISCORD_TOKEN="an.other.token")
    assert "DISCORD_TOKEN: Discord refuses this token" in told(ended)
    assert "an.other.token" not in ended.stderr


def test_a_discord_that_cannot_be_reached_is_said_in_one_line(discord: DiscordServer, folder: Path) -> None:
    ended = run_bot(discord, folder, ASKCAST_DISCORD_API="http://127.0.0.1:9/api/v10")
    assert "http://127.0.0.1:9/api/v10: Discord cannot be reached" in told(ended)


def test_a_missing_index_is_built_from_the_transcripts_with_progress_in_the_log(
    discord: DiscordServer, tmp_path: Path
) -> None:
    site = write_site(tmp_path)
    with BotProcess(discord, tmp_path, ASKCAST_TRANSCRIPTS=str(site)) as bot:
        assert "there is no index yet; building it" in bot.log
        assert "building: files 3 of 3" in bot.log
        assert "angle to the sun" in discord.slash("ask", {"question": "Why do bees dance?"}).reply().text


def test_without_index_and_transcripts_the_bot_says_so(discord: DiscordServer, tmp_path: Path) -> None:
    ended = run_bot(discord, tmp_path, ASKCAST_TRANSCRIPTS=str(tmp_path / "nowhere"))
    assert "nowhere" in told(ended)


def test_a_damaged_index_is_said_in_one_line(discord: DiscordServer, folder: Path) -> None:
    (folder / "askcast.db").write_bytes(b"no index at all " * 4_096)
    assert "askcast index rebuild" in told(run_bot(discord, folder))


def test_an_index_of_another_version_is_said_in_one_line(discord: DiscordServer, folder: Path) -> None:
    with sqlite3.connect(folder / "askcast.db") as index:
        index.execute("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    index.close()
    assert "999" in told(run_bot(discord, folder))


def test_with_a_damaged_memory_questions_are_answered_and_the_log_says_once_what_is_lost(
    discord: DiscordServer, folder: Path
) -> None:
    (folder / "askcast-memory.db").write_bytes(b"no memory at all " * 4_096)
    checked = run_bot(discord, folder, "--check")
    assert checked.returncode == 1
    assert "memory: NOT in order" in checked.stdout
    with BotProcess(discord, folder) as bot:
        asked = discord.slash("ask", {"question": "How does a water mill grind the wheat?"}).reply()
        assert asked.message
        assert "Granite" in asked.text.replace("**", "") or "wheel" in asked.text
        assert "noted" in discord.press(asked.message, "Helpful").reply().text
        assert bot.log.count("askcast-memory.db: cannot be the bot's memory") == 1


def test_commands_of_development_servers_are_sent_to_them_alone(discord: DiscordServer, folder: Path) -> None:
    with BotProcess(discord, folder, ASKCAST_DEV_GUILDS=GUILD):
        sent = [path for method, path, _ in discord.requests if method == "PUT"]
    assert [path.endswith(f"/guilds/{GUILD}/commands") for path in sent] == [True]


def test_a_development_server_that_the_bot_is_not_in_is_said_in_one_line(discord: DiscordServer, folder: Path) -> None:
    assert "ASKCAST_DEV_GUILDS: the bot is not in" in told(run_bot(discord, folder, ASKCAST_DEV_GUILDS="9" * 18))


def test_no_privileged_intent_is_asked_for(discord: DiscordServer, folder: Path) -> None:
    with BotProcess(discord, folder):
        (identified,) = discord.gateway.identified
    assert identified["intents"] & (1 << 1 | 1 << 8 | 1 << 15) == 0


def test_wrong_use_ends_with_status_2(discord: DiscordServer, folder: Path) -> None:
    assert run_bot(discord, folder, "--dance").returncode == 2


def test_check_finds_token_index_and_permissions_in_order_and_starts_nothing(
    discord: DiscordServer, folder: Path
) -> None:
    ended = run_bot(discord, folder, "--check")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count(": in order: ") == 4
    assert discord.gateway.identified == []
    assert discord.mismatches == []
    assert not (folder / "askcast-memory.db").exists()


def test_check_says_what_is_not_in_order_and_what_to_do(discord: DiscordServer, folder: Path) -> None:
    refused = run_bot(discord, folder, "--check", DISCORD_TOKEN="an.other.token")
    assert refused.returncode == 1
    assert "token: NOT in order: Discord refuses DISCORD_TOKEN" in refused.stdout
    discord.permissions &= ~(1 << 11)
    (folder / "askcast.db").write_bytes(b"no index at all " * 4_096)
    ended = run_bot(discord, folder, "--check")
    assert ended.returncode == 1
    assert "index: NOT in order" in ended.stdout
    assert "it lacks send messages; invite it anew: https://" in ended.stdout


def test_check_names_the_transcripts_that_a_missing_index_would_be_built_from(
    discord: DiscordServer, tmp_path: Path
) -> None:
    (tmp_path / "transcripts").mkdir()
    assert run_bot(discord, tmp_path, "--check").returncode == 0
    shutil.rmtree(tmp_path / "transcripts")
    checked = run_bot(discord, tmp_path, "--check", DISCORD_TOKEN="", ASKCAST_MEMBR_COOLDOWN="1")
    assert checked.returncode == 1
    told = ("transcripts does not exist", "did you mean ASKCAST_MEMBER_COOLDOWN?", "DISCORD_TOKEN: is missing")
    assert all(one in checked.stdout for one in told)
    assert not (tmp_path / "askcast.db").exists()
