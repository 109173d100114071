"""Transcripts: what begins a turn is told from what only looks like it, and no word goes to the wrong speaker."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.transcripts.episode import Episode, NoTranscript
from index.transcripts.formats import markdown, read_episode
from index.transcripts.label_parts import head_of
from index.transcripts.site import Site

Write = Callable[..., Path]


def episode_of(path: Path) -> Episode:
    return read_episode(path, Site())


def turns_of(path: Path) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for section in episode_of(path).sections for turn in section.turns]


@pytest.mark.parametrize(
    ("line", "name", "rest", "second"),
    [
        ("**Ada Holm** (00:01:02): We mill.", "Ada Holm", "We mill.", 62),
        ("Ada Holm (1:02): We mill.", "Ada Holm", "We mill.", 62),
        ("[00:01:02] Ada: We mill.", "Ada", "We mill.", 62),
        ("Ada: 00:01:02", "Ada", "", 62),
        ("Ada 00:01", "Ada", "", 1),
        ("Ada Holm – 00:03:20:", "Ada Holm", "", 200),
        ("[Ada] [00:07] We mill.", "Ada", "We mill.", 7),
        ("0:00:36.2 **Ada Holm** We mill.", "Ada Holm", "We mill.", 36.2),
        ("00:00:03 <v Ada Holm>We mill.", "Ada Holm", "We mill.", 3),
        ("**Ada (host):** We mill.", "Ada", "We mill.", None),
        ("**Addendum from Ada:** We mill.", "Ada", "We mill.", None),
        ("(04:26): We mill.", "", "We mill.", 266),
        ("02:46:11 -", "", "", 9971),
        ("Speaker 0:Cool.", "Speaker 0", "Cool.", None),
        ("Ada: [laughs] We mill.", "Ada", "[laughs] We mill.", None),
        ("Ada: 10:30 is early.", "Ada", "10:30 is early.", None),
    ],
)
def test_a_label_is_read_in_every_order_of_its_parts(line: str, name: str, rest: str, second: float | None) -> None:
    head = head_of(line)
    assert head is not None
    assert (head.name, head.rest, head.second) == (name, rest, second)


@pytest.mark.parametrize("line", ["10:30pm was early", "We mill.", "(and so on)", "https://mill.example"])
def test_what_is_no_label_begins_none(line: str) -> None:
    head = head_of(line)
    assert head is None or not head.sure


def test_a_role_or_remark_in_a_label_begins_a_turn_of_that_speaker(write_post: Write) -> None:
    body = "**Dag:** What breaks?\n\n**Mina:** Bends.\n\n**Dag (after the fact):** Light does.\n\n**Mina:** And salt.\n"
    assert turns_of(write_post(body)) == [
        ("Dag", "What breaks?"), ("Mina", "Bends."), ("Dag", "Light does."), ("Mina", "And salt.")
    ]  # fmt: skip


def test_what_stands_behind_nobodys_label_is_nobodys(write_post: Write) -> None:
    body = "**Dag:** Back soon.\n\n**Break**: \\[52:36\\] music plays\n\nand goes on\n\n**Mina:** Here we are.\n"
    assert turns_of(write_post(body)) == [("Dag", "Back soon."), ("Mina", "Here we are.")]


def test_a_reference_is_no_speaker_and_is_told(write_post: Write) -> None:
    body = "Lina: A reef.\n\nOmar: We wrote it down.\n\nHandbook: https://reefs.example/12\n\nLina: And crabs.\n"
    read = episode_of(write_post(body))
    assert {turn.speaker for section in read.sections for turn in section.turns} == {"Lina", "Omar"}
    assert [(note.line, note.told.split(" ")[0]) for note in read.notes] == [(8, "'Handbook:'")]


def test_a_clock_in_prose_is_no_stamp(write_post: Write) -> None:
    body = "**Ada:** When?\n\n**Bo:** Early.\n\n10:30 is not early to me.\n"
    assert turns_of(write_post(body)) == [("Ada", "When?"), ("Bo", "Early.\n\n10:30 is not early to me.")]


def test_a_stamp_on_a_line_of_its_own_is_the_time_of_what_follows(write_post: Write) -> None:
    read = episode_of(write_post("**Ada**: We mill.\n\n01:10:14 -\n\n**Bo**: Do you?\n\n(01:10:20):\nReally?\n"))
    turns = [turn for section in read.sections for turn in section.turns]
    assert [(turn.text, turn.marks) for turn in turns] == [
        ("We mill.", ()), ("Do you?\n\nReally?", ((0, 4214.0), (9, 4220.0)))
    ]  # fmt: skip


def test_a_talk_before_questions_is_the_one_speakers_who_is_named(write_post: Write) -> None:
    body = "We mill corn.\n\n## Questions from the floor\n\nQ: Why?\n\nA: We eat.\n\nQ: When?\n\nA: At noon.\n"
    path = write_post(body, front_matter="title: Mills\nspeakers: ['Ada Holm']")
    assert turns_of(path)[0] == ("Ada Holm", "We mill corn.")


def test_a_page_that_names_nobody_and_labels_nobody_is_no_transcript(write_post: Write) -> None:
    with pytest.raises(NoTranscript):
        turns_of(write_post("The next talk is about mills. Note: it is long.\n"))


LINES = st.lists(
    st.one_of(
        st.text("*_[]()<>:-–#0123456789 AdaBo.\\\n", max_size=60),
        st.sampled_from(["**Ada:** hi", "Bo: there (00:01:02) we are", "00:01 -", "[Ada] [00:07] so", "## Mill", ""]),
    ),
    max_size=12,
)


@given(LINES)
def test_whatever_a_page_holds_its_words_come_from_it_and_times_lie_within_them(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        read = markdown.episode(Path("mill.md"), text, Site())
    except NoTranscript:
        return
    source = "".join(letter for letter in text if letter.isalpha())
    for turn in (turn for section in read.sections for turn in section.turns):
        for word in turn.text.split():
            letters = "".join(letter for letter in word if letter.isalpha())
            assert letters in source
        assert list(turn.marks) == sorted(turn.marks)
        assert all(mark.offset <= len(turn.text) for mark in turn.marks)
