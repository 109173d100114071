"""A small talk, and an index made of it with a real model."""

from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.meaning.model import SentenceModel
from index.transcripts.sources import find_files

TALK = """
# Trade

## Growing

**Host**: What slows you down most?

**Ada**: There is one chokepoint, the mill at the river, and everybody waits in front of it.

**Host**: And at home?

**Ada**: At home we sleep, and the children play in the orchard until it is dark.

## Prices

**Host**: Is bread dear?

**Ada**: A loaf costs what a carpenter earns in an hour, and that has hardly changed since my mother sold them.
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "ada.md").write_text(TALK)
    return folder


@pytest.fixture
def index(tmp_path: Path, talk: Path, model: SentenceModel) -> Path:
    path = tmp_path / "askcast.db"
    rebuild(path, find_files([talk]), model=model)
    return path
