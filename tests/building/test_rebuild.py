"""A rebuild reads only what changed, and what it makes is what reading everything makes."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index.building.rebuild import NothingToIndex, rebuild
from index.search import Searcher
from index.transcripts.sources import find_files

WritePost = Callable[..., Path]

TALKS = {
    "2024-01-01-ada.md": "# Mills\n\n**Host**: How does a mill work?\n\n**Ada**: The river turns the wheel.\n\n"
    "## Flour\n\nAnd out it comes.\n",
    "2024-01-02-bo.md": "# Bees\n\n**Host**: And in winter?\n\n**Bo**: They shiver to keep the queen warm.\n",
    "2024-01-03-cy.md": "# Salt\n\n**Cy**: The sun takes the water and leaves the salt.\n\n"
    "**Host**: Slowly?\n\n**Cy**: Very slowly.\n",
    "2024-01-04-di.md": "# Glass\n\n**Di**: Sand, and a fire that would melt a mill.\n\n**Host**: Oh.\n",
}
# Everything that answers depend on; when and how a file was read is left out.
CONTENTS = {
    "episodes": "SELECT * FROM episodes ORDER BY id",
    "sections": "SELECT * FROM sections ORDER BY id",
    "passages": "SELECT p.id, section, name, text FROM passages p JOIN speakers k ON k.id = p.speaker ORDER BY p.id",
    "speakers": "SELECT name FROM speakers ORDER BY name",
    "terms": "SELECT * FROM terms ORDER BY term",
    "arrays": "SELECT * FROM arrays WHERE name <> 'speakers' ORDER BY name",
}


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(path) as connection:
        return {name: connection.execute(query).fetchall() for name, query in CONTENTS.items()}


def write_all(write_post: WritePost) -> Path:
    for name, body in TALKS.items():
        path = write_post(body, name, f"title: About {name[11:13]}")
    return path.parent


@pytest.mark.parametrize(
    "change", ["edit", "grow", "shrink", "add first", "add last", "remove", "rename", "break", "several"]
)
def test_a_rebuild_after_a_change_equals_a_full_one(tmp_path: Path, write_post: WritePost, change: str) -> None:
    posts = write_all(write_post)
    rebuild(tmp_path / "grown.db", find_files([posts]))
    edited = TALKS["2024-01-02-bo.md"].replace("shiver", "tremble, as one does,")
    if change in ("edit", "several"):
        write_post(edited, "2024-01-02-bo.md")
    if change == "grow":
        write_post(edited + "\n## More\n\n**Zed**: A new word: quern.\n\n**Bo**: Indeed.\n", "2024-01-02-bo.md")
    if change == "shrink":
        write_post("**Bo**: Hm.\n\n**Host**: Hm.\n", "2024-01-02-bo.md")
    if change == "add first":
        write_post("**Abe**: I am first.\n\n**Host**: Yes.\n", "2023-01-01-abe.md")
    if change in ("add last", "several"):
        write_post("**Zoe**: I am last, and so is my word: zither.\n\n**Host**: Yes.\n", "2025-01-01-zoe.md")
    if change in ("remove", "several"):
        (posts / "2024-01-01-ada.md").unlink()
    if change == "rename":
        (posts / "2024-01-01-ada.md").rename(posts / "2024-02-01-eve.md")
    if change == "break":
        (posts / "2024-01-03-cy.md").write_bytes(b"\x00")
    report = rebuild(tmp_path / "grown.db", find_files([posts]))
    rebuild(tmp_path / "whole.db", find_files([posts]), full=True)
    assert report.unchanged >= 1
    assert contents(tmp_path / "grown.db") == contents(tmp_path / "whole.db")
    with Searcher(tmp_path / "grown.db") as grown, Searcher(tmp_path / "whole.db") as whole:
        for question in ("how does the mill work?", "who keeps the queen warm?", "salt", "zither quern"):
            assert grown.ask(question, limit=10) == whole.ask(question, limit=10)


def test_a_speaker_may_come_after_another_has_gone(tmp_path: Path, write_post: WritePost) -> None:
    posts = write_all(write_post)
    rebuild(tmp_path / "grown.db", find_files([posts]))
    (posts / "2024-01-01-ada.md").unlink()
    rebuild(tmp_path / "grown.db", find_files([posts]))
    write_post("**Zed**: A quern, said the miller.\n\n**Host**: Yes.\n", "2024-01-09-zed.md")
    write_post("**Yan**: A stone, said the mason.\n\n**Host**: Yes.\n", "2023-01-09-yan.md")
    rebuild(tmp_path / "grown.db", find_files([posts]))
    rebuild(tmp_path / "fresh.db", find_files([posts]))
    assert contents(tmp_path / "grown.db") == contents(tmp_path / "fresh.db")


def test_nothing_is_read_or_written_where_nothing_changed(tmp_path: Path, write_post: WritePost) -> None:
    posts = write_all(write_post)
    index = tmp_path / "askcast.db"
    first = rebuild(index, find_files([posts]))
    before = index.stat()
    second = rebuild(index, find_files([posts]))
    assert (first.read, first.unchanged) == (4, 0)
    assert (second.read, second.unchanged, second.episodes, second.passages) == (0, 4, 4, first.passages)
    assert (index.stat().st_ino, index.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_another_address_of_the_site_reads_everything_again(tmp_path: Path, write_post: WritePost) -> None:
    posts = write_all(write_post)
    rebuild(tmp_path / "askcast.db", find_files([posts]))
    (posts.parent / "_config.yml").write_text("url: https://other.example\n")
    assert rebuild(tmp_path / "askcast.db", find_files([posts])).read == 4


def test_a_slug_taken_twice_is_free_again_when_its_owner_goes(tmp_path: Path, write_post: WritePost) -> None:
    posts = write_all(write_post)
    twin = write_post("**Ada**: I am another.\n\n**Host**: Yes.\n", "2024-03-01-twin.md", "permalink: /ada")
    write_post(TALKS["2024-01-01-ada.md"], "2024-01-01-ada.md", "permalink: ada")
    report = rebuild(tmp_path / "askcast.db", find_files([posts]))
    assert len(report.errors) == 1
    assert str(twin) in report.errors[0]
    os.unlink(posts / "2024-01-01-ada.md")
    assert rebuild(tmp_path / "askcast.db", find_files([posts])).errors == ()


def test_sources_without_transcripts_leave_the_index_as_it_was(tmp_path: Path, write_post: WritePost) -> None:
    posts = write_all(write_post)
    rebuild(tmp_path / "askcast.db", find_files([posts]))
    before = (tmp_path / "askcast.db").read_bytes()
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToIndex, match="no transcript files"):
        rebuild(tmp_path / "askcast.db", find_files([tmp_path / "empty"]))
    assert (tmp_path / "askcast.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("askcast.db*")) == ["askcast.db"]


def test_many_files_are_shared_out_and_come_out_the_same(tmp_path: Path, write_post: WritePost) -> None:
    for number in range(45):
        path = write_post(
            f"# Talk {number}\n\n**Ada**: This is talk {number}.\n\n**Bo**: Yes.\n", f"2024-01-01-t{number:02}.md"
        )
    rebuild(tmp_path / "many.db", find_files([path.parent]))
    with Searcher(tmp_path / "many.db") as searcher:
        assert [episode.slug for episode in searcher.episodes()][::-1] == [f"t{number:02}" for number in range(45)]


def test_a_pipe_is_no_transcript(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert find_files([tmp_path]).files == ()
    (error,) = find_files([tmp_path / "pipe.md"]).errors
    assert "is neither a file nor a folder" in str(error)
