"""The podcast's name in the index: as its site or feed gives it, kept apart from the episodes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.building.ledger import Report
from index.building.rebuild import rebuild
from index.search import Searcher
from index.transcripts.podcast import PODCAST_FILE
from index.transcripts.sources import find_files

LONG = "The Mill Talk, " * 20  # 300 characters
TALK = "**Ada**: The river turns the wheel.\n\n**Bo**: And the wheel turns the stone.\n"


def site(root: Path, title: str) -> Path:
    (root / "_posts").mkdir(parents=True, exist_ok=True)
    (root / "_posts" / f"2026-01-02-{root.name}.md").write_text(TALK)
    (root / "_config.yml").write_text(f"url: https://{root.name}.example\n{title}\n")
    return root


def built(index: Path, *sources: Path) -> Report:
    return rebuild(index, find_files(sources))


def podcast(index: Path) -> str:
    with Searcher(index) as searcher:
        assert searcher.status().podcast == searcher.podcast
        return searcher.podcast


@pytest.mark.parametrize(("told", "known"), [(f'"{LONG}"', LONG.strip()), ("", ""), ("[a, b]", ""), ("2026-01-02", "")])
def test_the_index_tells_the_podcasts_name_where_the_site_gives_one(tmp_path: Path, told: str, known: str) -> None:
    built(tmp_path / "askcast.db", site(tmp_path / "mill", f"title: {told}"))
    assert podcast(tmp_path / "askcast.db") == known


def test_a_changed_name_is_taken_up_and_no_episode_is_read_again(tmp_path: Path) -> None:
    index, root = tmp_path / "askcast.db", site(tmp_path / "mill", "title: Mill")
    built(index, root)
    for title in ("title: The Mill Talk", "", "title: Mill"):
        (root / "_config.yml").write_text(f"url: https://mill.example\n{title}\n")
        before = index.stat().st_ino
        assert (built(index, root).read, podcast(index)) == (0, title.removeprefix("title: "))
        changed = index.stat().st_ino
        assert changed != before
        built(index, root)
        assert index.stat().st_ino == changed


@pytest.mark.parametrize(("other", "known"), [("title: Mill", "Mill"), ("title: Bees", ""), ("", "")])
def test_several_sources_have_a_name_where_all_give_the_same(tmp_path: Path, other: str, known: str) -> None:
    index = tmp_path / "askcast.db"
    built(index, site(tmp_path / "mill", "title: Mill"), site(tmp_path / "bees", other))
    assert podcast(index) == known


@pytest.mark.parametrize(
    ("content", "known"),
    [('{"title": "A\\nMill"}', "A Mill"), ("{", ""), ("[]", ""), ('{"title": 3}', ""), ("\xff", "")],
)
def test_a_folders_own_name_that_cannot_be_read_is_none(tmp_path: Path, content: str, known: str) -> None:
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "mill.md").write_text(TALK)
    (tmp_path / "talks" / PODCAST_FILE).write_bytes(content.encode("latin-1"))
    built(tmp_path / "askcast.db", tmp_path / "talks")
    assert podcast(tmp_path / "askcast.db") == known


def test_status_says_the_name(tmp_path: Path) -> None:
    index = tmp_path / "askcast.db"
    built(index, site(tmp_path / "mill", "title: The Mill Talk"))
    command = [sys.executable, "-m", "bot", "index", "status", "--index", str(index)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.startswith("The Mill Talk:\n1 episodes")
    as_json = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout
    assert json.loads(as_json)["podcast"] == "The Mill Talk"
