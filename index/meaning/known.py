"""Which models are known by name, where they lie once they are fetched, and fetching them.

In: a name or a folder, as `ASKCAST_MEANING` has it. Out: the folder; after `fetch`, with the model's files in it.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from index.meaning.model import TOKENIZER, WEIGHTS, MeaningUnavailable, SentenceModel

# Name → address → file: the models' own home, in the form for x86 processors' whole numbers of eight bits.
HOME = "https://huggingface.co/sentence-transformers/{name}/resolve/main/"
FILES: Mapping[str, str] = {WEIGHTS: "onnx/model_quint8_avx2.onnx", TOKENIZER: "tokenizer.json"}
KNOWN = ("all-MiniLM-L6-v2",)
FOLDER = "askcast-models"
LARGEST = 200_000_000  # bytes
Download = Callable[[str, Path], None]  # an address → a file


def folder_of(named: str, index: Path) -> Path:
    """Return the folder that a setting means: a known model's stands beside the index; else it is a path."""
    return index.with_name(FOLDER) / named if named in KNOWN else Path(named).expanduser()


def fetch(name: str, index: Path, download: Download, source: str | None = None) -> Path:
    """Fetch a known model into its folder beside the index and return it.

    `source` is a base address that has the files under the same names, in place of the model's own home. The files
    take their place once both are there and the model runs. Raises `MeaningUnavailable` for a name that is not known or
    files that are no model, and what `download` raises.
    """
    if name not in KNOWN:
        raise MeaningUnavailable(f"{name!r} is no known model; choose one of {', '.join(KNOWN)}")
    base = (source.rstrip("/") + "/") if source else HOME.format(name=name)
    folder = folder_of(name, index)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".fetching-") as beside:
        fetched = Path(beside) / name
        fetched.mkdir()
        for file, place in FILES.items():
            download(base + place, fetched / file)
        SentenceModel(fetched)
        shutil.rmtree(folder, ignore_errors=True)
        fetched.rename(folder)
    return folder


def open_model(named: str | None, index: Path) -> SentenceModel | None:
    """Return the model that the setting names, None where it names none; raise `MeaningUnavailable`.

    It is loaded once a process: any number of threads may use it at once.
    """
    return _loaded(folder_of(named, index)) if named else None


@cache
def _loaded(folder: Path) -> SentenceModel:
    return SentenceModel(folder)
