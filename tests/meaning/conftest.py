"""A small talk, and an index made of it with a real model."""

import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from index.building import meaning as building_code
from index.building.rebuild import rebuild
from index.meaning import model as model_code
from index.meaning import vectors as vectors_code
from index.meaning.model import SentenceModel
from index.transcripts.sources import find_files

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "askcast-tests"
# The code that makes vectors of texts: those of other code are not taken over.
EMBEDDING = (Path(model_code.__file__), Path(vectors_code.__file__), Path(building_code.__file__))

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


@pytest.fixture(scope="session")
def posts_with_meaning(shared: Path, tmp_path_factory: pytest.TempPathFactory, model: SentenceModel) -> Path:
    """An index of every other real post, for embedding takes minutes, with their vectors; those are taken over from the
    last run made by the same code.
    """
    path = tmp_path_factory.mktemp("posts") / "askcast.db"
    code = b"".join(file.read_bytes() for file in EMBEDDING)
    kept = CACHE / f"meaning-{sha256(code + model.name.encode()).hexdigest()[:16]}.db"
    if kept.exists():
        shutil.copy(kept, path)
    posts = sorted((shared / "transcripts" / "inside-view" / "_posts").glob("*.md"))[::2]
    rebuild(path, find_files(posts), model=model)
    CACHE.mkdir(parents=True, exist_ok=True)
    beside = Path(shutil.copy(path, kept.with_suffix(f".{os.getpid()}")))
    beside.replace(kept)
    return path


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
