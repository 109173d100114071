"""An index of two made-up episodes, open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.search import Searcher
from index.transcripts.sources import find_files

ADA = """
# Engines

## How a mill works

**Host**: How does a mill grind the wheat?

**Ada**: The river turns the wheel, and the wheel turns a heavy stone upon another one that lies still. What falls
between them comes out as flour.

**Host**: Yeah.

**Ada**: Nobody has improved on granite for that.

## Salt

**Host**: And where does the salt come from?

**Ada**: From the sea, by the patience of the sun. You let the water in at spring tide and wait until August.
"""
BO = """
# Bees

**Host**: What do bees do in winter?

**Bo**: They form a cluster around the queen and shiver to keep her warm, eating the honey they have stored.

**Ada**: I am another Ada, not the one with the mill.
"""


@pytest.fixture
def searcher(write_post: Callable[..., Path], tmp_path: Path) -> Iterator[Searcher]:
    write_post(ADA, "2024-05-06-ada.md", "title: Ada on engines\npermalink: ada")
    path = write_post(BO, "2024-06-07-bo.md", "title: Bo and Ada on bees\npermalink: bees")
    rebuild(tmp_path / "askcast.db", find_files([path.parent]))
    with Searcher(tmp_path / "askcast.db") as opened:
        yield opened
