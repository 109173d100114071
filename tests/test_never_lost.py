"""Whatever happens to a rebuild, the index in place stays whole, and readers see one build or the other."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.file import replacing
from index.file.errors import IndexFileError, IndexUnusable, IndexUnwritable, NotAnIndex
from index.file.replacing import RebuildUnderWay, alone, roll_back
from index.search import Searcher
from index.transcripts.sources import find_files

ROOT = Path(__file__).resolve().parents[1]
KILLS = 50
FLIPS = 300


def write_site(folder: Path, word: str, talks: int = 12) -> Path:
    """Write posts that all say the word, so that an answer tells which build it is of."""
    folder.mkdir(exist_ok=True)
    for number in range(talks):
        said = (
            f"**Ada**: The {word} of talk {number} turns the wheel.\n\n**Bo**: And the {word} grinds the corn.\n\n" * 8
        )
        (folder / f"t{number}.md").write_text(f"# Talk {number}\n\n{said}")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", "millstone")


@pytest.fixture
def index(tmp_path: Path, site: Path) -> Path:
    path = tmp_path / "askcast.db"
    rebuild(path, find_files([site]))
    return path


def words_of(index: Path) -> set[str]:
    with Searcher(index) as searcher:
        return {word for p in searcher.ask("millstone riverwheel", limit=30).passages for word in p.matched}


def start_rebuild(index: Path, site: Path, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "index", "rebuild", str(site), "--index", str(index)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def leftovers(index: Path) -> list[str]:
    return sorted(path.name for path in index.parent.glob("*.building*"))


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


def test_what_is_no_index_is_not_overwritten(tmp_path: Path, site: Path) -> None:
    text, database, folder = tmp_path / "notes.txt", tmp_path / "other.db", tmp_path / "folder"
    text.write_text("notes")
    folder.mkdir()
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = database.read_bytes()
    for path in (text, database, folder):
        with pytest.raises(NotAnIndex, match="is no index of askcast"):
            rebuild(path, find_files([site]))
        with pytest.raises(NotAnIndex, match="is no index of askcast"):
            Searcher(path)
    assert text.read_text() == "notes"
    assert database.read_bytes() == before


def test_a_database_that_another_program_holds_is_not_overwritten(tmp_path: Path, site: Path) -> None:
    path = tmp_path / "held.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        before = path.read_bytes()
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(IndexUnwritable, match="another program holds it"):
            rebuild(path, find_files([site]))
    assert path.read_bytes() == before
    assert not replacing.kept_path(path, 1).exists()


def test_an_index_whose_table_names_are_no_text_is_told_and_built_anew(index: Path, site: Path) -> None:
    damaged = index.read_bytes().replace(b"episodes", b"\xff\xfe\xff\xfe\xff\xfe\xff\xfe")
    index.write_bytes(damaged)
    with pytest.raises(IndexUnusable, match="build it anew"):
        Searcher(index)
    rebuild(index, find_files([site]))
    assert words_of(index) == {"millstone"}


def test_a_rebuild_leaves_what_another_index_is_being_built_in(tmp_path: Path, site: Path) -> None:
    other = tmp_path / "i.db.999.building"
    other.write_text("half of another index")
    rebuild(tmp_path / "i", find_files([site]))
    assert other.read_text() == "half of another index"


def test_kept_indexes_stay_where_one_cannot_be_moved(index: Path, site: Path) -> None:
    rebuild(index, find_files([site]), full=True, keep=2)
    kept, here = replacing.kept_path(index, 1).read_bytes(), index.read_bytes()
    replacing.kept_path(index, 2).mkdir()
    with pytest.raises(IndexUnwritable, match="is a folder"):
        rebuild(index, find_files([site]), full=True, keep=2)
    assert (replacing.kept_path(index, 1).read_bytes(), index.read_bytes()) == (kept, here)
    assert leftovers(index) == []


def test_a_damaged_index_does_not_take_the_place_of_the_one_that_is_kept(index: Path, site: Path) -> None:
    rebuild(index, find_files([site]), full=True)
    kept = replacing.kept_path(index, 1).read_bytes()
    with index.open("r+b") as file:
        file.seek(5_000)
        file.write(b"!!!!")
    rebuild(index, find_files([site]))
    assert replacing.kept_path(index, 1).read_bytes() == kept
    roll_back(index)
    assert words_of(index) == {"millstone"}


def test_no_more_indexes_are_kept_than_asked_for(index: Path, site: Path) -> None:
    for keep, kept in ((3, 1), (3, 2), (3, 3), (3, 3), (2, 2), (0, 0)):
        rebuild(index, find_files([site]), full=True, keep=keep)
        assert len(list(index.parent.glob("askcast.db.[0-9]"))) == kept


def test_a_link_to_an_index_stays_a_link(index: Path, site: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere.db"
    link.symlink_to(index)
    write_site(site, "riverwheel")
    rebuild(link, find_files([site]))
    assert link.is_symlink()
    assert words_of(index) == {"riverwheel"}


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


def test_the_previous_index_is_kept_and_comes_back(index: Path, site: Path) -> None:
    write_site(site, "riverwheel")
    rebuild(index, find_files([site]))
    roll_back(index)
    assert words_of(index) == {"millstone"}
    roll_back(index)
    assert words_of(index) == {"riverwheel"}


def test_as_many_previous_indexes_are_kept_as_asked_for(index: Path, site: Path) -> None:
    for number in range(4):
        write_site(site, f"wheel{number}")
        rebuild(index, find_files([site]), keep=2)
    assert sorted(path.name for path in index.parent.glob("askcast.db*")) == [
        "askcast.db",
        "askcast.db.1",
        "askcast.db.2",
    ]


def test_without_a_previous_index_rolling_back_says_so(index: Path) -> None:
    with pytest.raises(IndexFileError, match="no previous index is kept"):
        roll_back(index)


def test_leftovers_of_this_index_go_and_of_others_stay(index: Path, site: Path) -> None:
    ours, others = index.with_name("askcast.db.99.building"), index.with_name("other.db.99.building")
    ours.write_text("half an index")
    others.write_text("not ours")
    rebuild(index, find_files([site]), full=True)
    assert leftovers(index) == [others.name]


def test_a_flipped_bit_anywhere_is_told_and_never_answered_from(index: Path) -> None:
    sound = index.read_bytes()
    with Searcher(index) as searcher:
        expected = searcher.ask("what does the millstone turn?")
    chance = random.Random(5)
    told = 0
    for _ in range(FLIPS):
        place = chance.randrange(len(sound))
        damaged = bytearray(sound)
        damaged[place] ^= 1 << chance.randrange(8)
        copy = index.with_name("damaged.db")
        copy.write_bytes(damaged)
        try:
            with Searcher(copy) as searcher:
                assert searcher.ask("what does the millstone turn?") == expected
        except IndexUnusable as error:
            assert "askcast index rebuild" in str(error)
            told += 1
    assert told == FLIPS


@pytest.mark.parametrize("size", [0, 1, 100, 5_000, 40_000])
def test_a_truncated_index_is_told(index: Path, size: int) -> None:
    index.write_bytes(index.read_bytes()[:size])
    with pytest.raises(IndexUnusable), Searcher(index) as searcher:
        searcher.ask("millstone")


def test_an_index_of_a_newer_askcast_is_named_and_kept(index: Path) -> None:
    with sqlite3.connect(index) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    with pytest.raises(IndexUnusable, match="newer askcast"):
        Searcher(index)
    assert index.exists()


def test_a_damaged_index_is_rebuilt_from_the_files_alone(index: Path, site: Path) -> None:
    damaged = bytearray(index.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    index.write_bytes(damaged)
    report = rebuild(index, find_files([site]))
    assert (report.read, report.unchanged) == (12, 0)
    assert words_of(index) == {"millstone"}


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


NAMES = [
    "two words.md",
    "it's.md",
    'say "hi".md',
    "line\nbreak.md",
    "🙂.md",
    "ä" * 126 + ".md",
    b"caf\xe9.md",
    "[x]*?.md",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_file_may_have_any_name(tmp_path: Path, name: str | bytes) -> None:
    (tmp_path / "odd").mkdir()
    path = tmp_path / "odd" / os.fsdecode(name)
    path.write_text("# Talk\n\n**Ada**: The millstone turns.\n\n**Bo**: Yes.\n")
    rebuild(tmp_path / "askcast.db", find_files([tmp_path / "odd"]))
    assert rebuild(tmp_path / "askcast.db", find_files([tmp_path / "odd"])).unchanged == 1
    assert words_of(tmp_path / "askcast.db") == {"millstone"}


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
@pytest.mark.parametrize("body", [b"nobody speaks", b"\x00"], ids=["no transcript", "binary"])
def test_what_is_wrong_with_a_file_is_told_whatever_its_name(
    tmp_path: Path, site: Path, name: str | bytes, body: bytes
) -> None:
    (site / os.fsdecode(name)).write_bytes(body)
    report = rebuild(tmp_path / "askcast.db", find_files([site]))
    (told,) = [*report.skipped, *report.errors]
    assert told.encode()
    assert words_of(tmp_path / "askcast.db") == {"millstone"}


def test_a_file_that_vanishes_or_grows_between_listing_and_reading_stops_nothing(tmp_path: Path, site: Path) -> None:
    sources = find_files([site])
    (site / "t0.md").unlink()
    (site / "t1.md").write_text("# Talk\n\n**Ada**: The riverwheel turns.\n\n**Bo**: Yes.\n")
    report = rebuild(tmp_path / "askcast.db", sources)
    assert len(report.errors) == 1
    assert "t0.md: cannot be read" in report.errors[0]
    assert rebuild(tmp_path / "askcast.db", find_files([site])).read == 1


def test_links_that_run_in_circles_end(tmp_path: Path, site: Path) -> None:
    (site / "again").symlink_to(site)
    (site / "self.md").symlink_to(site / "self.md")
    assert len(find_files([site]).files) == 12


def test_ten_thousand_small_files_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"t{number:05}.md").write_text(f"**Ada**: The millstone {number} turns.\n\n**Bo**: Yes.\n")
    report = rebuild(tmp_path / "askcast.db", find_files([folder]))
    assert (report.read, report.episodes, report.passages) == (10_000, 10_000, 20_000)


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


def test_the_lock_of_a_process_that_died_is_free(index: Path, site: Path) -> None:
    code = (
        "import os, signal; from pathlib import Path; from index.file.replacing import alone\n"
        f"with alone(Path({str(index)!r})): os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == -signal.SIGKILL
    write_site(site, "riverwheel")
    rebuild(index, find_files([site]))
    assert words_of(index) == {"riverwheel"}


def test_kept_indexes_stand_beside_the_index(index: Path) -> None:
    assert replacing.kept_path(index, 2) == index.with_name("askcast.db.2")
