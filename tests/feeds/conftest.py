"""A running show, and the path of an index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.feeds.show import Show


@pytest.fixture
def show() -> Iterator[Show]:
    with Show() as running:
        yield running


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "askcast.db"
