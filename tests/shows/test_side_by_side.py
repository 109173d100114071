"""Shows on clusters are asked side by side, those in files one after another, and all are told in their order."""

from contextlib import ExitStack
from pathlib import Path
from threading import Barrier

import pytest

from bot.shelf import Shelf
from index.answer import Answer, QuestionRefused
from index.cluster.address import parse_address
from index.search import Searcher
from index.settings import IndexSettings
from index.shows import Show

CLUSTER = parse_address("https://cluster.example/askcast")
SHOWS = (
    Show("near", IndexSettings(cluster=CLUSTER)),
    Show("here", IndexSettings()),
    Show("far", IndexSettings(cluster=CLUSTER)),
)


def test_shows_on_clusters_are_asked_side_by_side(index: Path) -> None:
    together = Barrier(2, timeout=30)

    def look(show: Show, searcher: Searcher) -> Answer:
        if show.settings.cluster:
            together.wait()
        return searcher.ask("millstone")

    with ExitStack() as stack:
        shelf = Shelf(SHOWS, tuple(stack.enter_context(Searcher(index)) for _ in SHOWS))
        told = shelf.each(look)
        assert [show.name for show, _ in told] == ["near", "here", "far"]
        assert len({answer for _, answer in told}) == 1
        with pytest.raises(QuestionRefused):
            shelf.each(lambda _, searcher: searcher.ask(""))
