"""Whom a surname means that only an episode's front matter, or what stands beside it, gives."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.cluster import documents
from index.cluster.local_copy import LocalCopy
from index.file.integrity import seal
from index.quotes.quotation import Quotation
from index.reader import IndexReader
from index.search import Searcher
from index.transcripts.sources import find_files

WritePost = Callable[..., Path]
RUTH = "**Bo**: Why did it stop?\n\n**Ruth**: The sluice had rotted, and nobody would pay for oak.\n"
GUEST = "guests: [Ruth Halloran]"


def asked(index: Path) -> Quotation:
    with Searcher(index) as searcher:
        return searcher.quote("as Halloran said: the sluice had rotted, and nobody would pay for oak")


@pytest.mark.parametrize(
    ("front_matter", "attributed"),
    [
        (GUEST, "Halloran"),
        ("guest: Dr. Ruth Halloran", "Halloran"),
        ("speakers: [Bo Lind, Ruth Halloran]", "Halloran"),
        ("guests: [Ruth Halloran]\nhost: Bo Halloran", None),
        ("guests: [Ada Halloran]", None),
        ("guests: {name: Ruth Halloran}", None),
        ("guests: [3, null, [Ruth Halloran]]", None),
    ],
)
def test_a_surname_is_whose_the_front_matter_gives_it_to(
    tmp_path: Path, write_post: WritePost, front_matter: str, attributed: str | None
) -> None:
    rebuild(tmp_path / "askcast.db", find_files([write_post(RUTH, front_matter=f"title: Sluices\n{front_matter}")]))
    found = asked(tmp_path / "askcast.db")
    assert (found.attributed, found.misattributed, found.places[0].speaker) == (attributed, False, "Ruth")


def test_it_may_stand_beside_the_transcript(tmp_path: Path) -> None:
    (tmp_path / "sluices.md").write_text(RUTH)
    (tmp_path / "sluices.toml").write_text('title = "Sluices"\nguests = ["Ruth Halloran"]\n')
    rebuild(tmp_path / "askcast.db", find_files([tmp_path / "sluices.md"]))
    assert asked(tmp_path / "askcast.db").attributed == "Halloran"


def test_people_are_taken_over_by_a_rebuild_with_their_episodes(tmp_path: Path, write_post: WritePost) -> None:
    index = tmp_path / "askcast.db"
    write_post(RUTH, "2024-02-02-sluices.md", front_matter=f"title: Sluices\n{GUEST}")
    post = write_post("**Cy**: Salt.\n\n**Di**: Sand.\n", "2024-01-01-salt.md", "title: Salt\nguests: [Di Halloran]")
    rebuild(index, find_files([post.parent]))
    assert asked(index).attributed is None  # two labels may be meant
    post.unlink()
    assert rebuild(index, find_files([post.parent])).unchanged == 1
    assert asked(index).attributed == "Halloran"


def test_an_index_from_before_people_were_kept_is_read_and_gone_on_from(tmp_path: Path, write_post: WritePost) -> None:
    index, post = tmp_path / "askcast.db", write_post(RUTH, front_matter=f"title: Sluices\n{GUEST}")
    rebuild(index, find_files([post]))
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("DROP TABLE people")
        connection.commit()
    seal(index)
    assert asked(index).attributed is None
    other = write_post("**Cy**: Salt.\n\n**Di**: Sand.\n", "2024-01-01-salt.md")
    assert rebuild(index, find_files([post, other])).unchanged == 1
    assert asked(index).attributed is None
    rebuild(index, find_files([post, other]), full=True)
    assert asked(index).attributed == "Halloran"


def test_a_cluster_keeps_them_too(tmp_path: Path, write_post: WritePost) -> None:
    rebuild(tmp_path / "askcast.db", find_files([write_post(RUTH, front_matter=f"title: Sluices\n{GUEST}")]))
    with closing(IndexReader(tmp_path / "askcast.db")) as reader:
        kept = [told.own for told in documents.episodes(reader, "mill")]
        with closing(LocalCopy({"average_length": 1.0, "passages": 2}, kept, dict)) as copy:
            assert copy.rows("SELECT episode, name FROM people") == [(0, "Ruth Halloran")]
