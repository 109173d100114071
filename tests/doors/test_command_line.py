"""The command line as a person or a script meets it: what it prints, where, and its exit status."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.memory import Asked, Memory

ROOT = Path(__file__).resolve().parents[2]
TALK = (
    "# Engines\n\n**Host**: How does a mill grind the wheat?\n\n"
    "**Ada**: The river turns the wheel, and the wheel turns a heavy stone upon another one that lies still.\n\n"
    "**Host**: And what is it made of?\n\n**Ada**: Granite, always granite.\n"
)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, write_post: Callable[..., Path]) -> Run:
    write_post(TALK, front_matter="title: Ada on engines\npermalink: ada")

    def start(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        settings = {"ASKCAST_TRANSCRIPTS": str(tmp_path / "site"), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=tmp_path,
            input=stdin,
            env=settings | environment,
            text=True,
            capture_output=True,
            check=False,
            timeout=60,
        )

    return start


def test_the_first_question_builds_the_index_and_is_answered(run: Run) -> None:
    asked = run("ask", "how does the mill grind?")
    assert asked.returncode == 0
    assert asked.stdout.startswith(
        "1. Ada · Ada on engines › Engines\n   Host: How does a mill grind the wheat?\n   The river turns the wheel"
    )
    assert "\x1b" not in asked.stdout
    assert "there is no index yet; building it from" in asked.stderr


def test_json_prints_the_object_of_the_contract(run: Run) -> None:
    asked = run("ask", "how does the mill grind?", "--json", "-n", "1")
    answer = json.loads(asked.stdout)
    assert list(answer) == ["id", "question", "answered", "confidence", "did_you_mean", "passages"]
    assert list(answer["passages"][0]) == [
        "rank", "score", "episode", "title", "section", "anchor", "speaker", "text", "url", "matched",
        "start", "media_url", "asked",
    ]  # fmt: skip
    assert answer["answered"] is True
    assert answer["passages"][0]["episode"] == "ada"


def test_an_unanswered_question_is_no_error(run: Run) -> None:
    asked = run("ask", "who won the football last night?")
    assert asked.returncode == 0
    assert asked.stdout.startswith("Nothing in the transcripts answers that.")


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["ask"], 2, "give one question"),
        (["ask", "--json"], 2, "give one question"),
        (["ask", ""], 1, "The question is empty"),
        (["ask", "x" * 5_000], 1, "The question is too long"),
        (["ask", "mill", "--episode", "adda"], 1, "there is no episode 'adda'; did you mean ada?"),
        (["ask", "mill", "--speaker", "Addah"], 1, "there is no speaker 'Addah'; did you mean Ada?"),
        (["ask", "mill", "-n", "0"], 2, "-n"),
        (["ask", "mill", "--index", "nowhere/askcast.db"], 1, "nowhere"),
        (["index", "rebuild", "absent"], 1, "absent: there is no such file or folder"),
        (["index", "status", "--index", "absent.db"], 1, "there is no index yet; build it with: askcast index rebuild"),
        (["index", "evaluate", "absent.jsonl"], 1, "there is no index yet"),
        (["nonsense"], 2, "No such command"),
        (["status"], 2, "Did you mean 'index status'?"),
    ],
)
def test_bad_use_is_told_in_a_line_or_two(run: Run, arguments: list[str], status: int, told: str) -> None:
    done = run(*arguments)
    assert done.returncode == status
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("address", ["pod.example", "javascript:alert(1)", "https://pod.example/?page=1", "http://[x"])
def test_a_malformed_address_is_named_as_a_setting_and_as_an_option(run: Run, address: str) -> None:
    done = run("ask", "mill", ASKCAST_SITE_URL=address)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"ASKCAST_SITE_URL: '{address}' is no web address" in done.stderr
    assert f"--site-url: '{address}' is no web address" in run("index", "rebuild", "--site-url", address).stderr


def test_settings_that_are_no_text_are_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"ASKCAST_INDEX=\xff\xfe\n")
    done = run("ask", "mill")
    assert done.returncode == 1
    assert ".env: cannot be read" in done.stderr


def test_a_file_that_is_no_index_is_named_and_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("these are my notes " * 100)
    done = run("ask", "mill", "--index", "notes.db")
    assert done.returncode == 1
    assert "is no index of askcast" in done.stderr
    assert run("index", "rebuild", "--index", "notes.db").returncode == 1
    assert (tmp_path / "notes.db").read_text().startswith("these are my notes")


def test_a_batch_answers_line_by_line_and_a_bad_line_stops_nothing(run: Run, tmp_path: Path) -> None:
    lines = ['{"id": "a", "question": "mill"}', "nonsense", '{"id": "c", "question": "granite", "episode": "ada"}']
    lines += ['{"id": "d", "question": "half a character: \\ud800"}', "", "[" * 100_000]
    lines.append('{"id": "half: \\ud800", "question": "mill"}')
    (tmp_path / "questions.jsonl").write_text("\n".join(lines))
    done = run("ask", "--batch", "questions.jsonl", "--json")
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in printed] == ["a", None, "c", "d", None, "half: \ud800"]
    assert ["error" in line for line in printed] == [False, True, False, True, True, False]
    assert "questions.jsonl:2:" in done.stderr
    assert done.returncode == 1


def test_a_batch_takes_its_filters_from_the_options_where_a_line_has_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_text('{"question": "mill"}\n')
    done = run("ask", "--batch", "questions.jsonl", "--speaker", "Host", "--json")
    assert {passage["speaker"] for passage in json.loads(done.stdout)["passages"]} == {"Host"}


def test_an_output_that_cannot_be_written_is_told_in_a_line(run: Run, tmp_path: Path) -> None:
    run("ask", "mill")
    command = [sys.executable, "-m", "bot", "ask", "mill", "--index", str(tmp_path / "askcast.db")]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("askcast: [Errno 28]")


def test_a_chat_answers_follows_up_narrows_and_leaves(run: Run) -> None:
    questions = ["how does the mill grind?", "and what is it made of?"]
    commands = [":more", ":alone", ":episode ada", ":episode x", ":nonsense", ":history", ":quit", "mill"]
    talked = run("chat", stdin="\n".join([*questions, *commands]))
    assert talked.returncode == 0
    for expected in (
        "The river turns the wheel",
        "Taken as a follow-up to: how does the mill grind?",
        "Granite",
        "Searching only: Ada on engines",
        "there is no episode 'x'",
        "There is no :nonsense",
        "how does the mill grind?\nand what is it made of?\n",
    ):
        assert expected in talked.stdout
    assert talked.stdout.count("The river turns") <= 3
    assert talked.stdout.count("Taken as a follow-up") == 1  # and not with `:alone`


def test_in_a_chat_neither_thanks_nor_a_bare_why_are_what_the_next_question_leans_on(run: Run) -> None:
    talked = run("chat", stdin="how does the mill grind?\nthanks!\nwhy?\nand then?\nBye!\nmill")
    thanked = talked.stdout.partition("Ask in a sentence")[2]
    assert "1. " in thanked
    assert thanked.count("Taken as a follow-up to: how does the mill grind?") == 2
    assert "Ask in a sentence" not in thanked


def test_rebuild_sums_up_what_it_read_and_left_out(run: Run, tmp_path: Path, write_post: Callable[..., Path]) -> None:
    write_post("Nobody here.\n", "2024-01-01-empty.md")
    write_post(TALK, "2024-01-02-twin.md", "permalink: ada")
    (tmp_path / "site" / "_posts" / "2024-01-03-bad.md").write_bytes(b"\x00\x01")
    done = run("index", "rebuild", "site")
    assert done.returncode == 0
    assert "4 files read, 0 unchanged, 1 without a transcript, 2 left out for errors" in done.stdout
    assert "empty.md: nobody speaks on this page" in done.stderr
    assert "has the slug 'ada' of" in done.stderr
    assert "bad.md: is a binary file" in done.stderr


def test_a_named_source_that_cannot_be_read_fails_the_rebuild_but_not_the_others(run: Run) -> None:
    done = run("index", "rebuild", "site", "absent")
    assert done.returncode == 1
    assert "1 episodes" in done.stdout


def test_check_names_file_and_line(run: Run, write_post: Callable[..., Path]) -> None:
    write_post("* [Wrong](#nowhere)\n\n" + TALK, "2024-01-02-links.md", "permalink: links")
    done = run("index", "check")
    assert "2024-01-02-links.md:4: warning: links to #nowhere, which is no id of this page; " in done.stdout


def test_explain_tells_which_words_found_a_passage(run: Run) -> None:
    assert "text" in run("ask", "what turns the wheel?", "--explain").stdout.partition("Why passage 1:")[2]


def test_check_fails_from_the_level_asked_for_on(run: Run, write_post: Callable[..., Path]) -> None:
    write_post("* [Wrong](#nowhere)\n\n" + TALK, "2024-01-02-links.md", "permalink: links")
    assert run("index", "check").returncode == 0
    assert run("index", "check", "--fail-on", "warning").returncode == 1
    told = json.loads(run("index", "check", "--json").stdout)
    assert [(one["level"], one["kind"], one["count"]) for one in told][:1] == [("warning", "lost link", 1)]


def test_check_writes_nothing_until_somebody_agrees(run: Run, write_post: Callable[..., Path]) -> None:
    path = write_post("* [Engines](#engine)\n\n" + TALK, "2024-01-02-links.md", "permalink: links")
    before = path.read_text()
    done = run("index", "check", "--fix")
    assert "+* [Engines](#engines)" in done.stdout
    assert path.read_text() == before


def test_insights_tell_what_members_asked_and_write_the_question_set(run: Run, tmp_path: Path) -> None:
    assert "has not been asked anything yet" in run("insights").stderr
    with Memory(tmp_path / "askcast-memory.db") as memory:
        memory.remember(Asked("Who mills by night?", None, None, None, datetime.now(UTC), 1), answered=False)
        memory.insights.judge("Who mills by night?", True, datetime.now(UTC))
    told = run("insights").stdout
    assert "Not answered\n      1×" in told
    assert told.count("Who mills by night?") == 2
    (row,) = json.loads(run("insights", "--json").stdout)
    assert (row["unanswered"], row["expected"]) == (1, True)
    assert run("insights", "--csv").stdout.startswith("question,asked,unanswered")
    assert run("insights", "--questions", "asked.jsonl").returncode == 0
    assert json.loads((tmp_path / "asked.jsonl").read_text())["type"] == "asked"


def test_after_a_refused_rebuild_of_ones_own_files_the_samples_do_not_answer(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    for number in range(5):
        (own / f"{number}.md").write_text("Nobody is labelled here.\n")
    refused = run("index", "rebuild", "own")
    assert refused.returncode == 1
    assert "5 files: nobody speaks on this page (no speaker labels)" in refused.stderr
    assert "2 more" in refused.stderr
    assert "**Name**: words" in refused.stderr
    asked = run("ask", "how does the mill grind?")
    assert asked.returncode == 1
    assert "found nothing to read in own" in asked.stderr
    (own / "0.md").write_text(TALK)
    assert run("index", "rebuild", "own").returncode == 0
    assert run("ask", "how does the mill grind?").returncode == 0
