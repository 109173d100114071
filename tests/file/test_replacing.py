"""File: what stands in an index's place, the indexes kept beside it, and going back to them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.file import replacing
from index.file.errors import IndexFileError, IndexUnusable, IndexUnwritable, NotAnIndex
from index.file.replacing import roll_back
from index.search import Searcher
from index.transcripts.sources import find_files
from tests.mill_site import leftovers, words_of, write_site


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


def test_kept_indexes_stand_beside_the_index(index: Path) -> None:
    assert replacing.kept_path(index, 2) == index.with_name("askcast.db.2")
