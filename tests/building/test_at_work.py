"""Building: two rebuilds at once, readers meanwhile, watching, and telling what would be done."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.file.replacing import RebuildUnderWay, alone, roll_back
from index.search import Searcher
from index.transcripts.sources import find_files
from tests.mill_site import ROOT, words_of, write_site


def test_of_two_rebuilds_at_once_one_refuses(index: Path, site: Path) -> None:
    write_site(site, "riverwheel")
    with alone(index):
        for attempt in (lambda: rebuild(index, find_files([site])), lambda: roll_back(index)):
            with pytest.raises(RebuildUnderWay, match="being rebuilt by another process"):
                attempt()
    rebuild(index, find_files([site]))
    assert words_of(index) == {"riverwheel"}


def test_a_reader_that_asks_all_the_while_never_errs_and_never_mixes_builds(index: Path, site: Path) -> None:
    stop = threading.Event()
    seen: list[frozenset[str]] = []
    failed: list[BaseException] = []

    def ask_on() -> None:
        try:
            with Searcher(index) as searcher:
                while not stop.is_set():
                    assert {speaker.name for speaker in searcher.speakers()} == {"Ada", "Bo"}
                    assert searcher.episode("t1").slug == "t1"
                    found = searcher.ask("millstone riverwheel", limit=30).passages
                    seen.append(frozenset(word for passage in found for word in passage.matched))
        except Exception as error:  # noqa: BLE001  (whatever it is, it is what the test is about)
            failed.append(error)

    reader = threading.Thread(target=ask_on)
    reader.start()
    for number in range(12):
        write_site(site, "millstone" if number % 2 else "riverwheel")
        rebuild(index, find_files([site]))
    stop.set()
    reader.join()
    assert failed == []
    assert set(seen) <= {frozenset({"millstone"}), frozenset({"riverwheel"})}


@pytest.fixture
def watching(index: Path, site: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "index", "rebuild", str(site), "--index", str(index), "--watch"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def test_watching_rebuilds_after_a_change_and_ends_when_told(
    watching: subprocess.Popen[str], index: Path, site: Path
) -> None:
    def told(words: str) -> str:
        assert watching.stdout is not None
        return next(line for line in watching.stdout if words in line)

    told("watching")
    write_site(site, "riverwheel")
    told("12 files read")
    assert words_of(index) == {"riverwheel"}
    watching.send_signal(signal.SIGTERM)
    assert watching.wait(20) == 0


def test_a_dry_run_tells_what_would_be_read_and_changes_nothing(index: Path, site: Path) -> None:
    before = index.read_bytes()
    (site / "t0.md").unlink()
    (site / "new.md").write_text("**Ada**: New.\n\n**Bo**: Yes.\n")
    command = [sys.executable, "-m", "index", "rebuild", str(site), "--index", str(index), "--dry-run"]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True)
    assert f"to read: {site / 'new.md'}" in done.stdout
    assert f"gone: {site / 't0.md'}" in done.stdout
    assert "1 files to read, 11 unchanged, 1 gone" in done.stdout
    assert index.read_bytes() == before
