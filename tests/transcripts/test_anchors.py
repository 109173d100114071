"""A heading's id is the one that the site's generator makes."""

import json
from pathlib import Path

import pytest

from index.transcripts.anchors import anchors
from index.transcripts.blocks import blocks
from index.transcripts.episode import NoTranscript
from index.transcripts.formats import read_episode
from index.transcripts.front_matter import split_page
from index.transcripts.generators import find_site


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Two Words", "two-words"),
        ("Trailing spaces   ", "trailing-spaces"),
        ("Tutorials—From scratch", "tutorialsfrom-scratch"),
        ("Mila – Quebec", "mila--quebec"),
        ("R&D, ROI?", "rd-roi"),
        ("Cats & dogs", "cats--dogs"),
        ("10^9 years", "109-years"),
        ("Pretty soon...", "pretty-soon"),
        ("Before -- after", "before--after"),
        ("A pause - maybe", "a-pause---maybe"),
        ("Raphaël's test", "raphaëls-test"),
        ("snake_case and `code`", "snake_case-and-"),
        ("**Bold** and [linked](https://x.example)", "bold-and-linked"),
        ('Introduction <a href="#contents">⬆</a>', "introduction-"),
        ("AT&amp;T today", "att-today"),
        ("Own id {#chosen}", "chosen"),
        ("Own id {: #chosen-too}", "chosen-too"),
    ],
)
def test_kramdown_makes_the_id_of(heading: str, expected: str) -> None:
    assert anchors([heading]) == [expected]


def test_repeated_headings_are_numbered_from_one() -> None:
    assert anchors(["Why?", "Why", "Why!"]) == ["why", "why-1", "why-2"]


def test_github_keeps_the_words_of_code_and_hugo_reads_the_source() -> None:
    assert anchors(["Run `askcast`"], "github") == ["run-askcast"]
    assert anchors(["Before -- after"], "hugo") == ["before----after"]


def test_ids_and_addresses_of_all_real_posts_equal_the_rendered_pages(shared: Path) -> None:
    root = shared / "transcripts" / "inside-view"
    rendered = json.loads((root / "headings.json").read_text(encoding="utf-8"))
    site = find_site(root)
    for path in sorted((root / "_posts").iterdir()):
        page = split_page(path, path.read_text(encoding="utf-8"))
        made = anchors([block.lines[0] for block in blocks(page.body) if block.level])
        assert made == [heading["id"] for heading in rendered[path.name]["headings"]], path.name
        assert site.page_address(path, page.front_matter) == rendered[path.name]["url"]
        try:
            episode = read_episode(path, site)
        except NoTranscript:
            continue
        assert [section.anchor for section in episode.sections if section.level] == made
    assert len(rendered) == 19


def test_a_site_without_address_has_that_of_its_own_domain(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: Mills\nurl: ''\n")
    assert find_site(tmp_path).address == ""
    (tmp_path / "CNAME").write_text("mill.example\n")
    assert find_site(tmp_path).address == "https://mill.example"
