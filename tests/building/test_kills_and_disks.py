"""Building: a rebuild that is killed, or whose disk fails, leaves the index in place whole."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.file import replacing
from index.file.errors import IndexUnusable, IndexUnwritable
from index.transcripts.sources import find_files
from tests.mill_site import ROOT, leftovers, words_of, write_site

KILLS = 50


def start_rebuild(index: Path, site: Path, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "index", "rebuild", str(site), "--index", str(index)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def test_a_rebuild_killed_at_any_moment_leaves_one_whole_index(index: Path, site: Path) -> None:
    moments = random.Random(11)
    write_site(site, "riverwheel")
    whole = start_rebuild(index.with_name("measured.db"), site)
    begun = os.times().elapsed
    whole.communicate(timeout=60)
    took = os.times().elapsed - begun
    seen = set()
    for number in range(KILLS):
        write_site(site, "riverwheel" if number % 2 else "millstone")
        process = start_rebuild(index, site)
        try:
            process.wait(moments.uniform(0.3, 1.1) * took)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        words = words_of(index)
        assert len(words) == 1, "two builds mixed"
        seen |= words
        with sqlite3.connect(index) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    rebuild(index, find_files([site]), full=True)
    assert leftovers(index) == []
    assert seen <= {"millstone", "riverwheel"}


@pytest.mark.parametrize(
    "boundary", ["create", "insert", "seal", "_check_and_sync", "sync", "_keep_previous", "replace"]
)
def test_a_rebuild_killed_before_a_write_leaves_the_index_as_it_was(index: Path, site: Path, boundary: str) -> None:
    before = index.read_bytes()
    write_site(site, "riverwheel")
    owner = {"create": "index_writer", "insert": "index_writer", "replace": "replacing.os"}.get(boundary, "replacing")
    code = (
        "import os, signal, index.cli; from index.building import index_writer; from index.file import replacing\n"
        f"{owner}.{boundary} = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n"
        "index.cli.main()"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code, "rebuild", str(site), "--index", str(index)], cwd=ROOT, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert index.read_bytes() == before
    assert words_of(index) == {"millstone"}
    rebuild(index, find_files([site]))
    assert words_of(index) == {"riverwheel"}
    assert leftovers(index) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_the_index_and_says_so(small_disk: Path, site: Path) -> None:
    index = small_disk / "askcast.db"
    rebuild(index, find_files([site]), keep=0)
    before = index.read_bytes()
    write_site(site, "riverwheel", talks=40)
    with (small_disk / "filling").open("wb", buffering=0) as filling:
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        for room in (0, 65_536, len(before) // 2):  # bytes left: from none to most of what the new index needs
            filling.truncate(0)
            filling.seek(0)
            filling.write(bytes(free - room))
            _, told = (process := start_rebuild(index, site)).communicate(timeout=60)
            assert process.returncode == 1
            assert b"cannot be written" in told
            assert b"Traceback" not in told
            assert index.read_bytes() == before
            assert leftovers(index) == []
    (small_disk / "filling").unlink()
    rebuild(index, find_files([site]))
    assert words_of(index) == {"riverwheel"}


def test_a_read_only_disk_is_named_and_its_index_answers(small_disk: Path, site: Path) -> None:
    index = small_disk / "askcast.db"
    rebuild(index, find_files([site]), keep=0)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    write_site(site, "riverwheel")
    _, told = (process := start_rebuild(index, site)).communicate(timeout=60)
    assert process.returncode == 1
    assert b"cannot be written" in told
    assert b"Traceback" not in told
    assert words_of(index) == {"millstone"}


def test_a_file_that_may_not_grow_leaves_the_index_and_says_so(index: Path, site: Path) -> None:
    write_site(site, "riverwheel", talks=40)
    limit = index.stat().st_size // 2  # bytes that a process may write to one file

    def no_more_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = start_rebuild(index, site, preexec_fn=no_more_room)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"cannot be written" in told
    assert b"Traceback" not in told
    assert words_of(index) == {"millstone"}
    assert leftovers(index) == []


def test_a_folder_that_takes_no_file_is_named(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexUnwritable, match="its folder is not there"):
        rebuild(tmp_path / "file" / "askcast.db", find_files([site]))


def test_a_new_index_that_is_not_sound_never_takes_the_place(
    index: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(site, "riverwheel")
    monkeypatch.setattr(replacing, "seal", lambda path: None)  # a disk that forgets a write
    with pytest.raises(IndexUnusable):
        rebuild(index, find_files([site]))
    monkeypatch.undo()
    assert words_of(index) == {"millstone"}
    assert leftovers(index) == []


def test_the_lock_of_a_process_that_died_is_free(index: Path, site: Path) -> None:
    code = (
        "import os, signal; from pathlib import Path; from index.file.replacing import alone\n"
        f"with alone(Path({str(index)!r})): os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == -signal.SIGKILL
    write_site(site, "riverwheel")
    rebuild(index, find_files([site]))
    assert words_of(index) == {"riverwheel"}
