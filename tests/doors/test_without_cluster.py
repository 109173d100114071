"""Without the extra `cluster` nothing changes, and an address of a cluster is met with what to install."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WITHOUT = "import sys; sys.modules['opensearchpy'] = None; from bot.cli import main; main()"


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_file_is_asked_without_it(index: Path) -> None:
    assert run(WITHOUT, "ask", "millstone", "--index", str(index)).returncode == 0


def test_an_address_names_the_extra() -> None:
    told = run(WITHOUT, "ask", "millstone", "--index", "https://127.0.0.1:1/askcast")
    assert told.returncode == 1
    assert "pip install 'askcast[cluster]'" in told.stderr
    assert told.stderr.count("\n") == 1


def test_asking_a_file_does_not_load_it(index: Path) -> None:
    code = (
        "import sys; from index.search import Searcher\n"
        "with Searcher(sys.argv[1]) as searcher: searcher.ask('millstone')\n"
        "sys.exit('opensearchpy' in sys.modules)"
    )
    assert run(code, str(index)).returncode == 0
