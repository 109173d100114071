"""Two other collections of real files: what stands after a label is in one passage under it, and nothing else is."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.building.passages import passages
from index.evaluate import folded_words
from index.transcripts.episode import Episode, NoTranscript
from index.transcripts.front_matter import split_page
from index.transcripts.sources import find_files

STAMP = r"\(?\\?\[?\(?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\\?\]?\)?"
NO_WORDS = re.compile(rf"{STAMP}|\\|<[^>]*>|\]\([^)]*\)|https?://\S+|&\w+;|<!--.*?-->")
LEFT_IN_PASSAGES = re.compile(r"\*\*[A-Z]|\]\(|<v |</\w+>|\\[\[\]]|(?:^|\s)\[?\d{1,2}:\d{2}:\d{2}")
SHARE = 0.99
QUESTIONS = ("Q", "A")


def episodes(folder: Path) -> Iterator[tuple[Path, Episode]]:
    for file in find_files([folder]).files:
        try:
            yield file.path, file.read()
        except NoTranscript:
            continue


def after_labels(path: Path, names: list[str]) -> dict[str, list[str]]:
    """Return the words after each label, line by line: a name with role and stamp, and a colon."""
    body = html.unescape(split_page(path, path.read_text(encoding="utf-8")).body)
    longest = sorted(names, key=len, reverse=True)
    label = re.compile(
        rf"(?:{STAMP}\s*)?\**({'|'.join(map(re.escape, longest))})(?:\s*\([A-Za-z]+\))?\**\s*(?:{STAMP})?\s*:\**:?(.*)",
        re.S,
    )
    said: dict[str, list[str]] = {}
    speaker = None
    for line in body.split("\n"):
        words = line
        if found := label.match(line.strip()):
            speaker, words = found[1], found[2]
        if re.match(r"\s*#{1,6}\s", line):
            speaker = None if speaker in QUESTIONS else speaker  # after the answers to a part the talk goes on
            continue
        if speaker is not None:
            said.setdefault(speaker, []).extend(folded_words(NO_WORDS.sub(" ", words)))
    return said


def in_passages(episode: Episode) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for section in episode.sections:
        for passage in passages(section.turns):
            said.setdefault(passage.speaker, []).extend(folded_words(re.sub(r"https?://\S+", " ", passage.text)))
    return said


@pytest.mark.parametrize("folder", ["changelog", "bitcointranscripts"])
def test_words_after_labels_are_in_one_passage_under_the_right_speaker(shared: Path, folder: str) -> None:
    total = right = extra = 0
    for path, episode in episodes(shared / "transcripts" / folder):
        names = sorted({turn.speaker for section in episode.sections for turn in section.turns} - {""})
        if not names:
            continue
        expected, found = after_labels(path, names), in_passages(episode)
        total += sum(map(len, expected.values()))
        right += sum((Counter(words) & Counter(found.get(name, ()))).total() for name, words in expected.items())
        extra += sum((Counter(found.get(name, ())) - Counter(words)).total() for name, words in expected.items())
    assert total > 50_000
    assert right >= SHARE * total
    assert extra <= (1 - SHARE) * total


@pytest.mark.parametrize("folder", ["changelog", "bitcointranscripts"])
def test_no_stamp_and_no_markup_is_left_in_a_passage(shared: Path, folder: str) -> None:
    for path, episode in episodes(shared / "transcripts" / folder):
        for section in episode.sections:
            for passage in passages(section.turns):
                assert not LEFT_IN_PASSAGES.search(passage.text), (path.name, passage.text)
