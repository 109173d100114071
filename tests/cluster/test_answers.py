"""An index on a cluster tells the same as the file that was published there."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.answer import UnknownName
from index.search import Searcher
from tests.cluster.nodes import Node, address
from tests.cluster.publishing import opened, publish

QUESTIONS = (
    "How do I quote a guest fairly?",
    "What is BM25?",
    "why do links land on the words",
    "latest episode?",
    "who is the host?",
    "what does Ruth think about screenshots?",
    "Ruth Halloran",
    "how large may an index become befor it is slow",
    "qwertzuiop",
)


@pytest.fixture(scope="module")
def both(node: Node, sample: Path) -> Iterator[tuple[Searcher, Searcher]]:
    where = address([node], "sample")
    publish(sample, where, shards=2)
    with Searcher(sample) as here, opened(where) as there:
        yield here, there


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_are_the_same(both: tuple[Searcher, Searcher], question: str) -> None:
    here, there = both
    assert there.ask(question, limit=10) == here.ask(question, limit=10)


def test_filters_and_follow_ups_are_the_same(both: tuple[Searcher, Searcher]) -> None:
    here, there = both
    episode, speaker = here.episodes()[0].slug, here.speakers()[1].name
    for asked in (
        {"episode": episode},
        {"speaker": speaker},
        {"episode": episode, "speaker": here.episodes()[0].speakers[0]},
        {"context": "How do I quote a guest fairly?"},
    ):
        assert there.ask("and why is that?", limit=5, **asked) == here.ask("and why is that?", limit=5, **asked)
    with pytest.raises(UnknownName, match="did you mean"):
        there.ask("why?", speaker=speaker[:-1] + "x")


def test_an_explanation_is_the_same(both: tuple[Searcher, Searcher]) -> None:
    here, there = both
    passage = here.ask(QUESTIONS[0]).passages[0]
    assert there.explain(QUESTIONS[0], passage) == here.explain(QUESTIONS[0], passage)


def test_lists_are_the_same(both: tuple[Searcher, Searcher]) -> None:
    here, there = both
    assert there.episodes() == here.episodes()
    assert sorted(there.speakers(), key=str) == sorted(here.speakers(), key=str)
    for episode in here.episodes():
        assert there.outline(episode.slug) == here.outline(episode.slug)
        assert there.around(episode.slug, 3, 2, 2) == here.around(episode.slug, 3, 2, 2)
    assert replace(there.status(), size_bytes=0) == replace(here.status(), size_bytes=0)


def test_quotations_are_found_alike(both: tuple[Searcher, Searcher]) -> None:
    here, there = both
    said = [here.passage(episode.slug, 20) for episode in here.episodes()]
    for passage in filter(None, said):
        words = passage.text.split()
        for text in (
            " ".join(words[:9]),
            " ".join(words[2:30]),
            "nobody ever said these eleven words about a purple walrus",
        ):
            assert there.quote(text) == here.quote(text)


def test_real_questions_are_answered_alike_by_one_shard_and_by_three(
    node: Node, shared: Path, inside_view_index: Path
) -> None:
    lines = (shared / "eval" / "questions.jsonl").read_text().splitlines()
    questions = [json.loads(line)["question"] for line in lines[::7]]
    for shards in (1, 3):
        where = address([node], f"real{shards}")
        publish(inside_view_index, where, shards)
        with Searcher(inside_view_index) as here, opened(where) as there:
            alike = [there.ask(question, limit=10) == here.ask(question, limit=10) for question in questions]
        assert sum(alike) >= 0.99 * len(questions)
