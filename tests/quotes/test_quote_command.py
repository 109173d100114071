"""`askcast quote`: what it prints, as text and JSON, and what it refuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.transcripts.sources import find_files

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    (tmp_path / "mill.md").write_text(
        "**Ada**: The river turns the wheel, and the wheel turns the stone.\n\n**Bo**: Why?\n"
    )
    rebuild(tmp_path / "askcast.db", find_files([tmp_path / "mill.md"]))
    return tmp_path / "askcast.db"


def quote(index: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "quote", *arguments, "--index", str(index)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_true_quotation_is_told_with_its_place_and_a_block_to_copy(index: Path) -> None:
    done = quote(index, "The river turns the wheel")
    assert done.returncode == 0
    assert done.stdout.startswith("Yes, word for word.\n\n1. ")
    assert "To quote it:\n> The river turns the wheel" in done.stdout
    assert "\x1b" not in done.stdout


def test_what_differs_is_marked(index: Path) -> None:
    done = quote(index, "The river quickly turns the wheel, and the wheel turns the stone")
    assert done.stdout.startswith("Nearly: this is what was said.")
    assert "[-quickly-]" in done.stdout


def test_json_holds_the_kind_and_the_places(index: Path) -> None:
    found = json.loads(quote(index, "The river turns the wheel", "--json").stdout)
    assert (found["kind"], found["places"][0]["similarity"]) == ("exact", 1.0)
    assert {"speakers", "said", "differences", "url", "start"} <= set(found["places"][0])


def test_the_first_quotation_builds_the_index(tmp_path: Path, index: Path) -> None:
    index.unlink()
    settings = {"ASKCAST_TRANSCRIPTS": str(tmp_path / "mill.md"), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "bot", "quote", "The river turns the wheel"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=settings)
    assert done.stdout.startswith("Yes, word for word.")
    assert "there is no index yet; building it from" in done.stderr


def test_words_of_another_than_the_speaker_given_are_told_to_be_theirs(index: Path) -> None:
    done = quote(index, "The river turns the wheel", "--speaker", "Bo")
    assert done.stdout.startswith("Yes, word for word. But not Bo: these are the words of Ada")


def test_what_nobody_says_is_no_error_and_has_no_card(index: Path, tmp_path: Path) -> None:
    done = quote(index, "whales compose sonnets underneath antarctic glaciers", "--card", str(tmp_path / "card.png"))
    assert done.stdout.startswith("Not found in these episodes")
    assert (done.returncode, "no card" in done.stderr, (tmp_path / "card.png").exists()) == (1, True, False)


def test_the_true_words_are_drawn(index: Path, tmp_path: Path) -> None:
    pytest.importorskip("skia", reason="cards need the extra `cards`")
    for name, dark in (("light.png", []), ("dark.png", ["--dark"])):
        done = quote(index, "The river turns the wheel", "--card", str(tmp_path / name), *dark)
        if "fonts" in done.stderr:
            pytest.skip("no fonts on this machine")
    light, dark_one = ((tmp_path / name).read_bytes() for name in ("light.png", "dark.png"))
    assert light.startswith(b"\x89PNG")
    assert dark_one.startswith(b"\x89PNG")
    assert light != dark_one


def test_only_a_card_is_dark(index: Path) -> None:
    done = quote(index, "The river turns the wheel", "--dark")
    assert (done.returncode, "--card FILE.png" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["x"], "nothing to look for"), (["The river turns", "--speaker", "Adda"], "there is no speaker 'Adda'")],
)
def test_what_cannot_be_looked_for_is_refused_in_a_line(index: Path, arguments: list[str], told: str) -> None:
    done = quote(index, *arguments)
    assert (done.returncode, told in done.stderr, done.stdout) == (1, True, "")
