"""Building: files of any name, that vanish, lie in circles, or are very many."""

import os
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.transcripts.sources import find_files
from tests.mill_site import words_of

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
