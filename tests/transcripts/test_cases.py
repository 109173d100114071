"""Each small transcript that stands for a kind of file is read as its `expected.json` says is right.

A case is a folder of `../shared/cases`; what its `expected.json` leaves out is not looked at.
"""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from index.building.passages import passages
from index.building.rebuild import NothingToIndex, rebuild
from index.transcripts.episode import Episode, NoTranscript, TranscriptError
from index.transcripts.formats import read_episode
from index.transcripts.site import SiteOverrides
from index.transcripts.sources import Sources, find_files
from tests.conftest import SHARED

# Cases that are not read right yet. One that is must leave this list, for its test fails here.
NOT_YET: set[str] = set()

Case = dict[str, Any]


def cases() -> list[Any]:
    """A parameter for each outcome that the cases state: what is read, and what is right."""
    found = []
    for file in sorted((SHARED / "cases").glob("*/expected.json")):
        for source, right in outcomes(file):
            name = "-".join(source.relative_to(file.parents[1]).parts)
            marks = [pytest.mark.xfail(strict=True)] if name in NOT_YET else []
            found.append(pytest.param(source, right, id=name, marks=marks))
    return found


def outcomes(file: Path) -> list[tuple[Path, Case]]:
    """What a case states: one outcome for the folder, or one for each of its files or folders."""
    folder, right = file.parent, json.loads(file.read_text(encoding="utf-8"))
    if isinstance(right.get("urls"), dict):
        return [(folder / part, {"urls": [url]}) for part, url in right["urls"].items()]
    files = [(folder / part, outcome) for part, outcome in right.items() if (folder / part).is_file()]
    return files or [(folder, right)]


def sources(source: Path, right: Case) -> Sources:
    options = shlex.split(right.get("options", ""))
    return find_files([source], SiteOverrides(options[options.index("--site-url") + 1]) if options else SiteOverrides())


def read(found: Sources) -> list[Episode]:
    episodes = []
    for file in found.files:
        try:
            episodes.append(read_episode(file.path, file.site))
        except (NoTranscript, TranscriptError):
            continue
    return episodes


def spoken(episodes: list[Episode]) -> list[tuple[str, str, float | None]]:
    """Each word said: its speaker, itself, and the second that is marked just there."""
    words = []
    for turn in (turn for episode in episodes for section in episode.sections for turn in section.turns):
        seconds = {mark.offset: mark.second for mark in turn.marks}
        place = 0
        for word in turn.text.split():
            place = turn.text.index(word, place)
            words.append((turn.speaker, word, seconds.get(place)))
            place += len(word)
    return words


@pytest.mark.parametrize(("source", "right"), cases())
def test_a_case_is_read_as_it_should_be(source: Path, right: Case, tmp_path: Path) -> None:
    found = sources(source, right)
    episodes = read(found)
    turns = spoken(episodes)
    if "turns" in right:
        assert_turns(turns, right["turns"])
    if "text" in right:
        assert [word for _, word, _ in turns] == right["text"].split()
    if "speakers" in right:
        assert list(dict.fromkeys(speaker for speaker, _, _ in turns)) == right["speakers"]
    assert_passages(episodes, right.get("passages", []))
    if "episodes" in right:
        assert indexed(tmp_path / "askcast.db", found) == right["episodes"]
    assert_pages(episodes, right)


def assert_turns(words: list[tuple[str, str, float | None]], right: list[tuple[str, str, float | None]]) -> None:
    assert [word[:2] for word in words] == [(speaker, word) for speaker, text, _ in right for word in text.split()]
    begin = 0
    for _, text, second in right:
        marked = words[begin][2]
        assert second == (None if marked is None else int(marked)), text
        begin += len(text.split())


def assert_passages(episodes: list[Episode], right: list[dict[str, str]]) -> None:
    found = [
        {"speaker": passage.speaker, "text": passage.text, "section": section.title, "anchor": section.anchor}
        for episode in episodes
        for section in episode.sections
        for passage in passages(section.turns)
    ]
    for wanted in right:
        assert any(
            passage["text"].startswith(wanted["starts_with"])
            and all(passage[key] == wanted[key] for key in wanted if key != "starts_with")
            for passage in found
        ), wanted


def assert_pages(episodes: list[Episode], right: Case) -> None:
    if "title" in right:
        assert [episode.title for episode in episodes] == [right["title"]]
    if "urls" in right:
        assert [episode.url for episode in episodes] == right["urls"]
    if "url" in right:
        assert [episode.url for episode in episodes] == [right["url"]]
    if "media" in right:
        assert [episode.recording.partition("&t=")[0] for episode in episodes] == [right["media"]]
    titles = [section.title for episode in episodes for section in episode.sections if section.turns]
    if "sections" in right:
        assert titles == right["sections"]
    if "section" in right:
        assert right["section"] in titles


def indexed(index: Path, found: Sources) -> int:
    try:
        return rebuild(index, found).episodes
    except NothingToIndex:
        return 0
