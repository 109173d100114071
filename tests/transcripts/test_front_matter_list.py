"""Transcripts: one that is kept as a list in a page's front matter is read with its headers and seconds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.transcripts.episode import NoTranscript
from index.transcripts.formats import read_episode
from index.transcripts.site import Site

Write = Callable[..., Path]
HEAD = "title: Gates\n"


@pytest.mark.parametrize(
    ("who", "words", "when", "value"),
    [("who", "line", "sec", "71"), ("speaker", "text", "start", "71.0"), ("name", "body", "time", "'1:11'")],
)
def test_the_keys_vary_and_mean_the_same(write_post: Write, who: str, words: str, when: str, value: str) -> None:
    first_line = f"- {words}: We *talk* of gates.\n  {who}: Lars\n  {when}: {value}\n"
    listed = f"transcript:\n{first_line}- header: The gate\n- {words}: Yes.\n"
    read = read_episode(write_post("", front_matter=HEAD + listed), Site())
    first, second = read.sections
    assert [(turn.speaker, turn.text, turn.marks) for turn in first.turns] == [
        ("Lars", "We talk of gates.", ((0, 71.0),))
    ]
    assert (second.title, second.anchor, second.turns[0].speaker) == ("The gate", "the-gate", "Lars")


def test_a_list_of_something_else_is_no_transcript(write_post: Write) -> None:
    with pytest.raises(NoTranscript):
        read_episode(
            write_post("Soon.\n", front_matter=HEAD + "transcript:\n- url: https://mill.example/1.vtt\n"), Site()
        )
