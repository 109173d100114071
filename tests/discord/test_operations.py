"""Discord: what docs/operations.md tells whoever runs the bot holds: a backup made meanwhile can be restored."""

import re
import subprocess
import sys
from pathlib import Path

from tests.discord.bot_process import stage
from tests.discord.talking import WHEAT

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operations.md"


def test_a_backup_made_while_the_bot_runs_brings_its_questions_back(tmp_path: Path) -> None:
    (code,) = re.findall(r"^\.venv/bin/python -c \"(.*)\"$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    with stage(tmp_path) as (discord, bot):
        asked = discord.slash("ask", {"question": WHEAT}).reply()
        assert asked.message
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
        bot.stop()
        for ending in ("", "-wal", "-shm"):
            (tmp_path / f"askcast-memory.db{ending}").unlink(missing_ok=True)
        bot.start()
        assert "too old" in discord.press(asked.message, "More results").reply().text
        bot.stop()
        for ending in ("", "-wal", "-shm"):
            (tmp_path / f"askcast-memory.db{ending}").unlink(missing_ok=True)
        (tmp_path / "backup.db").rename(tmp_path / "askcast-memory.db")
        bot.start()
        assert "too old" not in discord.press(asked.message, "More results").reply().text
