"""Transcripts: docs/formats.md shows what becomes of each format, docs/sources.md a description that is one."""

import re
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.search import Searcher
from index.transcripts.description import KEYS, read_description
from index.transcripts.site import SiteOverrides
from index.transcripts.sources import find_files

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "formats.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SECTIONS = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
SHOW = SiteOverrides("https://show.example", media_url="https://show.example/{slug}.mp3#t={seconds}")


@pytest.mark.parametrize(("source", "shown"), list(zip(BLOCKS[::2], BLOCKS[1::2], strict=True)), ids=SECTIONS)
def test_an_example_becomes_what_the_page_says_with_its_links(source: str, shown: str, tmp_path: Path) -> None:
    path = tmp_path / "mill.txt"  # its name tells nothing
    path.write_text(source, encoding="utf-8")
    rebuild(tmp_path / "askcast.db", find_files([path], SHOW))
    with Searcher(tmp_path / "askcast.db") as searcher:
        passages = searcher.around("mill", 0, after=100)
    found = [
        f"{passage.speaker} | {' '.join(passage.text.split())} | {int(passage.start or 0)}" for passage in passages
    ]
    assert [*found, passages[0].url, passages[0].media_url] == shown.splitlines()


def test_the_description_shown_is_one_and_shows_every_key(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```$", (DOCS / "sources.md").read_text(encoding="utf-8"), re.M | re.S)
    (tmp_path / "episode.toml").write_text(example, encoding="utf-8")
    said = read_description(tmp_path / "episode.toml")
    assert all(getattr(said, key) for key in KEYS)
