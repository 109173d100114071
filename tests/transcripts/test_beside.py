"""What stands beside a transcript: its description, and the same episode's captions."""

from pathlib import Path

import pytest

from index.transcripts.episode import Episode, NoTranscript, TranscriptError
from index.transcripts.sources import find_files

CAPTIONS = """WEBVTT

00:00:05.000 --> 00:00:09.000
<v SPEAKER_00>The mill has stood here since the flood,

00:00:09.000 --> 00:00:14.000
<v SPEAKER_00>and the wheel is older than the house.

00:01:40.000 --> 00:01:45.000
<v SPEAKER_01>Who looks after it now that the miller has gone?
"""
PAGE = """---
title: The Mill
---
## The wheel

**Ada**: The mill has stood here since the flood, and the wheel is older than the house.

**Bo**: Who looks after it now that the miller has gone?
"""


def only(folder: Path) -> Episode:
    found = find_files([folder])
    assert found.errors == ()
    (file,) = found.files
    return file.read()


def speakers(episode: Episode) -> list[str]:
    return [turn.speaker for section in episode.sections for turn in section.turns]


def starts(episode: Episode) -> list[float | None]:
    return [turn.marks[0].second if turn.marks else None for section in episode.sections for turn in section.turns]


def test_a_description_gives_captions_title_address_people_and_sections(tmp_path: Path) -> None:
    (tmp_path / "mill.vtt").write_text(CAPTIONS)
    (tmp_path / "mill.toml").write_text(
        'title = "The Mill"\nslug = "the-mill"\nurl = "https://mill.example/1"\ndate = 2024-03-05\n'
        'recording = "https://mill.example/1.mp3"\nhosts = ["Bo Lind"]\n'
        '[speakers]\nSPEAKER_00 = "Ada Holm"\nSPEAKER_01 = "Bo Lind"\n'
        '[[chapters]]\nstart = 0\ntitle = "The wheel"\n[[chapters]]\nstart = 100\ntitle = "The miller"\n'
    )
    read = only(tmp_path)
    assert (read.title, read.slug, read.url, read.date) == (
        "The Mill",
        "the-mill",
        "https://mill.example/1",
        "2024-03-05",
    )
    assert read.recording == "https://mill.example/1.mp3#t={seconds}"
    assert (read.hosts, speakers(read)) == (("Bo Lind",), ["Ada Holm", "Bo Lind"])
    assert [section.title for section in read.sections] == ["The wheel", "The miller"]


def test_a_folder_of_one_episode_is_described_by_its_episode_toml(tmp_path: Path) -> None:
    (tmp_path / "mill").mkdir()
    (tmp_path / "mill" / "transcript.vtt").write_text(CAPTIONS)
    (tmp_path / "mill" / "episode.toml").write_text('title = "The Mill"\n')
    assert only(tmp_path).title == "The Mill"
    (tmp_path / "mill" / "other.vtt").write_text(CAPTIONS)
    assert {file.read().title for file in find_files([tmp_path]).files} == {"mill", "other"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('title = "The Mill\n', r"mill\.toml:1: the description is no TOML"),
        ('slug = "m"\ntitel = "The Mill"\n', r"mill\.toml:2: .*'titel', which is no key; did you mean 'title'\?"),
        ("title = 3\n", r"mill\.toml:1: .*'title' cannot be read"),
        ('[[chapters]]\nstart = "soon"\n', r"mill\.toml:1: .*'chapters' cannot be read; write tables with start"),
        ('speakers = ["Ada"]\n', r"mill\.toml:1: .*'speakers' cannot be read"),
    ],
)
def test_a_wrong_description_is_told_with_its_line_and_the_transcript_is_not_read_without_it(
    tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "mill.vtt").write_text(CAPTIONS)
    (tmp_path / "mill.toml").write_text(text)
    found = find_files([tmp_path])
    assert found.files == ()
    with pytest.raises(TranscriptError, match=told):
        raise found.errors[0]


def test_a_page_and_its_captions_are_one_episode_with_the_pages_words_and_the_captions_times(tmp_path: Path) -> None:
    (tmp_path / "mill.md").write_text(PAGE)
    (tmp_path / "mill.en.vtt").write_text(CAPTIONS)
    read = only(tmp_path)
    assert (speakers(read), starts(read)) == (["Ada", "Bo"], [5.0, 100.0])
    assert read.sections[0].anchor == "the-wheel"


def test_a_page_alone_named_on_the_command_line_has_its_captions_times(tmp_path: Path) -> None:
    (tmp_path / "mill.md").write_text(PAGE)
    (tmp_path / "mill.vtt").write_text(CAPTIONS)
    (file,) = find_files([tmp_path / "mill.md"]).files
    assert starts(file.read()) == [5.0, 100.0]


def test_captions_of_another_talk_give_a_page_no_times(tmp_path: Path) -> None:
    (tmp_path / "mill.md").write_text(PAGE)
    (tmp_path / "mill.vtt").write_text("WEBVTT\n\n00:05.000 --> 00:09.000\nThe price of eels fell again in spring.\n")
    assert starts(only(tmp_path)) == [None, None]


def test_a_page_without_labels_that_says_something_else_only_announces_its_captions(tmp_path: Path) -> None:
    (tmp_path / "mill.md").write_text("---\ntitle: The Mill\nspeakers: [Ada Holm]\n---\nA talk about eels and nets.\n")
    (tmp_path / "mill.vtt").write_text(CAPTIONS)
    assert speakers(only(tmp_path)) == ["SPEAKER_00", "SPEAKER_01"]


def test_captions_that_cannot_be_read_leave_the_page_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mill.md").write_text(PAGE)
    (tmp_path / "mill.vtt").write_text("WEBVTT\n\n00:00:05.000 -->\nThe mill\n")
    assert (speakers(only(tmp_path)), starts(only(tmp_path))) == (["Ada", "Bo"], [None, None])


def test_a_page_that_announces_an_episode_gives_its_captions_title_and_names(tmp_path: Path) -> None:
    (tmp_path / "mill.md").write_text(
        "---\ntitle: The Mill\nspeakers:\n  SPEAKER_00: Ada Holm\n---\nA talk about a wheel.\n"
    )
    (tmp_path / "mill.vtt").write_text(CAPTIONS)
    read = only(tmp_path)
    assert (read.title, speakers(read)) == ("The Mill", ["Ada Holm", "SPEAKER_01"])


def test_a_page_that_announces_an_episode_without_captions_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "mill.md").write_text("---\ntitle: The Mill\n---\nA talk about a wheel.\n")
    with pytest.raises(NoTranscript):
        only(tmp_path)


def test_a_talk_of_one_voice_without_headings_is_divided_at_sentences(tmp_path: Path) -> None:
    cues = "".join(
        f"\n00:{minute:02d}:{second:02d}.000 --> 00:{minute:02d}:{second + 9:02d}.000\nIn minute {minute} it turned.\n"
        for minute in range(50)
        for second in range(0, 60, 10)
        if second < 50
    )
    (tmp_path / "mill.vtt").write_text("WEBVTT\n" + cues)
    read = only(tmp_path)
    assert [section.title for section in read.sections] == ["0:00", "10:00", "20:00", "30:00"]
    assert all(section.turns[0].text.startswith(f"In minute {10 * n}") for n, section in enumerate(read.sections))
