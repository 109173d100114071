"""Transcripts: captions of every kind are read with their speakers and times, and never as prose."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.transcripts.episode import Episode, NoTranscript, TranscriptError
from index.transcripts.formats import read_episode
from index.transcripts.formats.webvtt import cues
from index.transcripts.site import Site
from index.transcripts.sources import find_files


def read(folder: Path, name: str, text: str) -> Episode:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_episode(path, Site())


def turns(episode: Episode) -> list[tuple[str, str, float]]:
    return [(turn.speaker, turn.text, turn.marks[0].second) for one in episode.sections for turn in one.turns]


def test_a_voice_goes_on_until_the_next_one(tmp_path: Path) -> None:
    said = ("00:01.000 --> 00:03.000\n<v Ada Holm>We mill", "00:03.000 --> 00:05.000\ncorn.")
    text = "\n\n".join(("WEBVTT", *said, "00:06.000 --> 00:07.000\n<v Bo>Why?\n"))
    assert turns(read(tmp_path, "mill.vtt", text)) == [("Ada Holm", "We mill corn.", 1.0), ("Bo", "Why?", 6.0)]


def test_captions_are_known_by_what_they_hold_whatever_their_name(tmp_path: Path) -> None:
    text = "1\n00:07:23,470 --> 00:07:25,000\nAda: We mill.\n\n2\n00:07:26,000 --> 00:07:28,000\nBo: Why?\n"
    assert turns(read(tmp_path, "mill.txt", text)) == [("Ada", "We mill.", 443.47), ("Bo", "Why?", 446.0)]


@pytest.mark.parametrize("name", ["mill.vtt", "mill.srt"])
def test_broken_captions_are_an_error_with_a_line_and_no_prose(tmp_path: Path, name: str) -> None:
    with pytest.raises((TranscriptError, NoTranscript)):
        read(tmp_path, name, "00:07:23,470 -->\nWe mill\n\nand so on\n")


def test_json_about_something_else_is_no_transcript(tmp_path: Path) -> None:
    with pytest.raises(NoTranscript):
        read(tmp_path, "package.json", '{"name": "mill", "segments": []}')


def test_of_a_folders_other_files_those_without_speech_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "mill"}')
    (tmp_path / "index.html").write_text("<html><p>Mills</p></html>")
    (tmp_path / "mill.json").write_text('{"segments": [{"start": 0, "end": 1, "text": "We mill."}]}')
    assert [file.path.name for file in find_files([tmp_path]).files] == ["mill.json"]


def test_a_page_and_its_captions_are_one_episode(tmp_path: Path) -> None:
    (tmp_path / "mill.md").write_text("**Ada:** We mill.\n\n**Bo:** Why?\n")
    (tmp_path / "mill.en.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:03.000\nWe mill.\n")
    assert [file.path.name for file in find_files([tmp_path]).files] == ["mill.md"]


def test_a_long_recording_without_headings_has_sections_named_by_their_time(tmp_path: Path) -> None:
    minutes = [(f"{minute // 60:02}:{minute % 60:02}", "AB"[minute % 2], minute) for minute in range(0, 70, 5)]
    said = "\n\n".join(f"{at}:00.000 --> {at}:05.000\n<v {who}>Minute {minute}." for at, who, minute in minutes)
    episode = read(tmp_path, "mill.vtt", f"WEBVTT\n\n{said}\n")
    assert [section.title for section in episode.sections] == [
        "0:00", "10:00", "20:00", "30:00", "40:00", "50:00", "1:00:00"
    ]  # fmt: skip


CUES = st.lists(
    st.one_of(
        st.sampled_from(
            ["WEBVTT", "00:01.000 --> 00:03.000", "1", "<v Ada>hi", "Bo: there", "00:00:05,1 --> 00:00:02", ""]
        ),
        st.text("<>v -:0123456789.,AdaBo\n&;{}", max_size=30),
    ),
    max_size=15,
)


@given(CUES)
def test_whatever_captions_hold_they_are_read_or_refused_with_file_and_line(lines: list[str]) -> None:
    text = "WEBVTT\n\n" + "\n".join(lines)
    try:
        found = cues(Path("mill.vtt"), text)
    except TranscriptError as error:
        assert "mill.vtt" in str(error)
        return
    letters = "".join(letter for letter in text if letter.isalpha())
    for cue in found:
        for word in cue.text.split():
            assert "".join(letter for letter in word if letter.isalpha()) in letters
