"""Transcripts: docs/formats.md shows what really becomes of each format."""

import re
from pathlib import Path

import pytest

from index.transcripts.formats import read_episode
from index.transcripts.site import Site

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats.md"
BLOCKS = re.findall(r"^```\w+\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
SECTIONS = re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("source", "shown"), list(zip(BLOCKS[::2], BLOCKS[1::2], strict=True)), ids=SECTIONS)
def test_an_example_becomes_what_the_page_says(source: str, shown: str, tmp_path: Path) -> None:
    path = tmp_path / "mill.txt"  # its name tells nothing
    path.write_text(source, encoding="utf-8")
    turns = [turn for section in read_episode(path, Site()).sections for turn in section.turns]
    found = [f"{turn.speaker} | {' '.join(turn.text.split())} | {int(turn.marks[0].second)}" for turn in turns]
    assert found == shown.splitlines()
