"""Several shows on the command line: all of them or one, told apart, each index built and kept on its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shows.two_shows import write_shows

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    write_shows(tmp_path)

    def start(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {"ASKCAST_SHOWS": "shows.toml", "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, text=True, capture_output=True, check=False, timeout=60
        )

    return start


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_command_builds_all_indexes_or_one(run: Run, tmp_path: Path) -> None:
    assert [built["show"] for built in objects(run("index", "rebuild", "--json"))] == ["Mill Talk", "Hive Talk"]
    untouched = (tmp_path / "mill-talk.db").stat().st_ino
    (tmp_path / "hive" / "second.md").write_text("# More\n\n**Ben**: Bees sleep little and eat the honey of summer.\n")
    assert [built["show"] for built in objects(run("index", "rebuild", "--show", "hive talk", "--json"))] == [
        "Hive Talk"
    ]
    assert (tmp_path / "mill-talk.db").stat().st_ino == untouched
    assert [held["episodes"] for held in objects(run("index", "status", "--json"))] == [1, 2]


def test_a_show_that_cannot_be_built_does_not_hold_up_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mill" / "first.md").unlink()
    done = run("index", "rebuild")
    assert done.returncode == 1
    assert "Mill Talk: " in done.stderr
    assert "hive.db: 1 episodes" in done.stdout
    assert not (tmp_path / "mill-talk.db").exists()


def test_sources_and_the_answers_of_one_show_need_its_name(run: Run) -> None:
    for arguments in (
        ("index", "rebuild", "mill"),
        ("index", "rebuild", "--site-url", "https://x.example"),
        ("index", "rollback"),
        ("index", "evaluate", "questions.jsonl"),
        ("chat",),
        ("ask", "mill", "--index", "other.db"),
        ("ask", "and why?", "--after", "first:1"),
    ):
        done = run(*arguments)
        assert done.returncode == 2, arguments
        assert "name one with --show: Mill Talk, Hive Talk" in done.stderr
    done = run("ask", "mill", "--show", "Salt Talk")
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "askcast: no show is called 'Salt Talk'; there are: Mill Talk, Hive Talk",
    )


def test_a_question_goes_to_all_shows_and_the_answers_are_told_apart(run: Run) -> None:
    both = run("ask", "What does the miller do with flour?")
    mill, hive = both.stdout.index("Mill Talk\n\n1. Ada"), both.stdout.index("Hive Talk\n\n1. Ben")
    assert mill != hive
    assert "https://mill.example/" in both.stdout
    assert "https://hive.example/" in both.stdout
    one = run("ask", "why do bees dance?")
    assert one.stdout.startswith("Hive Talk\n\n1. Ben · Ben on bees")
    assert one.stdout.endswith("Nothing that answers it in: Mill Talk.\n")


def test_in_json_each_show_has_a_line_that_names_it(run: Run) -> None:
    told = {str(line["show"]): line["answered"] for line in objects(run("ask", "why do bees dance?", "--json"))}
    assert told == {"Hive Talk": True, "Mill Talk": False}
    (only,) = objects(run("ask", "why do bees dance?", "--json", "--show", "Hive Talk", "--explain"))
    assert only["show"] == "Hive Talk"


def test_what_the_program_is_is_said_once_for_all_shows(run: Run) -> None:
    assert run("ask", "are you a bot?").stdout.count("I search 2 episodes") == 1


def test_a_quotation_is_told_from_the_show_in_which_it_was_said(run: Run) -> None:
    found = run("quote", "the angle of the dance is the angle to the sun")
    assert found.stdout.startswith("Hive Talk\n\nYes, word for word.")
    assert "Mill Talk" not in found.stdout
    nowhere = run("quote", "purple elephants sing loudly on tuesday mornings")
    assert nowhere.stdout.count("Not found in these episodes") == 1
    kinds = {str(line["show"]): line["kind"] for line in objects(run("quote", "Granite, always granite", "--json"))}
    assert set(kinds) == {"Mill Talk", "Hive Talk"}


def test_words_given_to_somebody_of_another_show_are_told_to_be_anothers(run: Run) -> None:
    said = "the angle of the dance is the angle to the sun"
    for arguments in (("quote", said, "--speaker", "Ada"), ("quote", f"as Ada said: {said}")):
        assert "Yes, word for word. But not Ada: these are the words of Ben" in run(*arguments).stdout
    assert "did you mean Ben" in run("quote", said, "--speaker", "Benn").stderr


def test_one_show_that_cannot_be_opened_is_told_and_the_others_answer(run: Run, tmp_path: Path) -> None:
    assert run("index", "rebuild").returncode == 0
    (tmp_path / "mill-talk.db").write_bytes(b"no index " * 999)
    asked = run("ask", "why do bees dance?")
    assert asked.returncode == 1
    assert asked.stdout.startswith("Hive Talk\n\n1. Ben")
    assert "Mill Talk: " in asked.stderr


def test_transcripts_of_all_shows_are_checked(run: Run) -> None:
    assert "2 files checked" in run("index", "check").stderr
    assert "1 files checked" in run("index", "check", "--show", "Mill Talk").stderr
