"""The real posts are read completely: what was said is in exactly one passage, under who said it."""

import re
from collections import Counter
from pathlib import Path

import pytest

from index.building.passages import passages
from index.evaluate import folded_words
from index.search import Searcher
from index.transcripts.episode import Episode, NoTranscript
from index.transcripts.formats import read_episode
from index.transcripts.generators import find_site

LABELLED = 15


def spoken_by_label(path: Path) -> dict[str, list[str]]:
    """Return the words after each bold label, by speaker, found in the simplest way: line by line, markup cut away."""
    said: dict[str, list[str]] = {}
    speaker = None
    for line in path.read_text(encoding="utf-8").split("\n"):
        label = re.match(r"\*\*(\w+)\*\*:?\s*(.*)", line)
        if label and (label[2] or line.rstrip().endswith(("**:", "**"))):
            speaker, line = label[1].casefold(), label[2]
        if speaker and not line.startswith(("#", "![", "[^")):
            line = re.sub(r"<[^>]*>|⬆|\[\^\w+\]|\]\([^)]*\)", " ", line)
            said.setdefault(speaker, []).extend(folded_words(line))
    return said


def spoken_in_passages(episode: Episode) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for section in episode.sections:
        for passage in passages(section.turns):
            said.setdefault(passage.speaker.casefold(), []).extend(folded_words(passage.text))
    return said


def real_episodes(shared: Path) -> dict[Path, Episode]:
    root = shared / "transcripts" / "inside-view"
    site = find_site(root)
    episodes = {}
    for path in sorted((root / "_posts").iterdir()):
        try:
            episodes[path] = read_episode(path, site)
        except NoTranscript:
            continue
    return episodes


def test_nearly_every_spoken_word_is_in_exactly_one_passage_under_its_speaker(shared: Path) -> None:
    labelled = {path: episode for path, episode in real_episodes(shared).items() if episode.slug != "evan"}
    assert len(labelled) == LABELLED
    for path, episode in labelled.items():
        expected, found = spoken_by_label(path), spoken_in_passages(episode)
        total = sum(map(len, expected.values()))
        right = sum((Counter(words) & Counter(found.get(speaker, ()))).total() for speaker, words in expected.items())
        extra = sum(map(len, found.values())) - total
        assert right >= 0.995 * total, path.name
        assert extra <= 0.005 * total, path.name


def test_bare_labels_of_a_real_post_are_read(shared: Path) -> None:
    (evan,) = (episode for episode in real_episodes(shared).values() if episode.slug == "evan")
    speakers = Counter(turn.speaker for section in evan.sections for turn in section.turns)
    assert speakers == {"Evan": 91, "Michael": 88}


def test_the_broken_text_file_reads_like_its_clean_twin(shared: Path) -> None:
    root = shared / "transcripts"
    site = find_site(root / "inside-view")
    seed = read_episode(root / "seed" / "david-krueger.txt", site)
    twin = read_episode(root / "inside-view" / "_posts" / "2023-01-02-krueger.md", site)
    assert [(s.anchor, s.title, list(passages(s.turns))) for s in seed.sections] == [
        (s.anchor, s.title, list(passages(s.turns))) for s in twin.sections
    ]


def test_every_link_is_the_page_and_one_of_its_ids_and_short_enough_for_a_button(
    shared: Path, inside_view_index: Path
) -> None:
    episodes = {episode.slug: episode for episode in real_episodes(shared).values()}
    with Searcher(inside_view_index) as searcher:
        for slug, episode in episodes.items():
            ids = {section.anchor for section in episode.sections}
            for passage in searcher.around(slug, 0, after=100_000):
                page, _, fragment = passage.url.partition("#")
                anchor, _, words = fragment.partition(":~:text=")
                assert page == episode.url
                assert anchor == passage.anchor
                assert anchor in ids
                assert len(passage.url) <= 512
                assert re.fullmatch(r"(?:[\w.~!'*]|%[0-9A-F]{2}|-?,-?)*", words, re.ASCII)


@pytest.mark.parametrize("folder", ["changelog", "bitcointranscripts"])
def test_other_networks_files_are_read_without_a_crash(shared: Path, folder: str) -> None:
    read = 0
    for path in sorted((shared / "transcripts" / folder).rglob("*.md")):
        try:
            read += bool(read_episode(path, find_site(path)).sections)
        except NoTranscript:
            continue
    assert read >= 20
