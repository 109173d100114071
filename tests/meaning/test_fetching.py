"""Fetching a model: from a server on this machine, whole or not at all, and never unless told to."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.cli import askcast
from index.invocation import run


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def home(tmp_path: Path, model_folder: Path) -> Iterator[tuple[Path, str]]:
    """A folder with the model as its home has it, and the address that serves it."""
    folder = tmp_path / "home"
    (folder / "onnx").mkdir(parents=True)
    (folder / "onnx" / "model_quint8_avx2.onnx").write_bytes((model_folder / "model.onnx").read_bytes())
    (folder / "tokenizer.json").write_bytes((model_folder / "tokenizer.json").read_bytes())
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def fetch(index: Path, address: str) -> int:
    return run(askcast, "askcast", ["meaning", "fetch", "--from", address, "--index", str(index)])


def test_a_fetched_model_answers_by_its_name(
    home: tuple[Path, str],
    talk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    index = tmp_path / "data" / "askcast.db"
    assert fetch(index, home[1]) == 0
    assert "ASKCAST_MEANING=all-MiniLM-L6-v2" in capsys.readouterr().out
    monkeypatch.setenv("ASKCAST_MEANING", "all-MiniLM-L6-v2")
    assert run(askcast, "askcast", ["index", "rebuild", str(talk), "--index", str(index)]) == 0
    assert (
        run(askcast, "askcast", ["ask", "what is the bottleneck in your trade", "-n", "1", "--index", str(index)]) == 0
    )
    assert "chokepoint" in capsys.readouterr().out


def test_a_model_that_is_not_there_or_is_none_changes_nothing(
    home: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = tmp_path / "data" / "askcast.db"
    assert fetch(index, home[1]) == 0
    folder = tmp_path / "data" / "askcast-models" / "all-MiniLM-L6-v2"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (home[0] / "onnx" / "model_quint8_avx2.onnx").write_bytes(b"<html>sign in</html>")
    assert fetch(index, home[1]) == 1
    assert "cannot be loaded" in capsys.readouterr().err
    (home[0] / "tokenizer.json").unlink()
    assert fetch(index, home[1]) == 1
    assert "tokenizer.json: the server answers 404" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == ["all-MiniLM-L6-v2"]


def test_a_model_that_was_not_fetched_is_told_and_not_fetched_by_itself(
    talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra meaning, which is not installed")
    monkeypatch.setenv("ASKCAST_MEANING", "all-MiniLM-L6-v2")
    index = tmp_path / "data" / "askcast.db"
    assert run(askcast, "askcast", ["index", "rebuild", str(talk), "--index", str(index)]) == 1
    assert "fetch a known model with `askcast meaning fetch`" in capsys.readouterr().err
    assert not index.exists()
