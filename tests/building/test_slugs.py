"""Building: what names an episode is unique, short and the same however an index came about."""

from pathlib import Path

import pytest

from index.building.rebuild import rebuild
from index.search import Searcher
from index.transcripts.addresses import page_slug
from index.transcripts.sources import find_files

TALK = "**Ada**: The mill grinds.\n\n**Bo**: The river runs.\n"


def page(site: Path, name: str, permalink: str) -> Path:
    site.mkdir(exist_ok=True)
    (site / "_config.yml").write_text("url: https://mill.example\n")
    path = site / f"{name}.md"
    path.write_text(f"---\ntitle: {name}\npermalink: {permalink}\n---\n{TALK}")
    return path


def slugs(index: Path, site: Path, full: bool = False) -> list[str]:
    rebuild(index, find_files([site]), full=full)
    with Searcher(index) as searcher:
        return sorted(episode.slug for episode in searcher.episodes())


@pytest.mark.parametrize(
    ("name", "address", "slug"),
    [
        ("2024-05-06-ada.md", "https://mill.example/ada/", "ada"),
        ("2022-07-27-recap.md", "https://mill.example/en/podcast/2022/07/27/", "recap-2022-07-27"),
        ("12.md", "https://mill.example/talks/12", "12"),
        ("ada-holm/transcript.md", "", "ada-holm"),
    ],
)
def test_a_slug_is_the_last_part_of_the_address_or_words_before_its_numbers(name: str, address: str, slug: str) -> None:
    assert page_slug(Path("site") / name, address) == slug


def test_addresses_that_end_alike_are_told_apart_and_the_first_keeps_the_short_name(tmp_path: Path) -> None:
    site, index = tmp_path / "site", tmp_path / "askcast.db"
    page(site, "a", "/old/mill/")
    page(site, "b", "/new/mill/")
    assert slugs(index, site) == ["mill", "new-mill"]


def test_slugs_are_those_of_a_full_rebuild_when_pages_come_and_go(tmp_path: Path) -> None:
    site, index = tmp_path / "site", tmp_path / "askcast.db"
    page(site, "b", "/new/mill/")
    assert slugs(index, site) == ["mill"]
    first = page(site, "a", "/old/mill/")
    assert slugs(index, site) == ["mill", "new-mill"] == slugs(tmp_path / "full.db", site, full=True)
    first.unlink()
    assert slugs(index, site) == ["mill"] == slugs(tmp_path / "full.db", site, full=True)


def test_two_files_of_one_address_are_an_error_that_names_both(tmp_path: Path) -> None:
    site = tmp_path / "site"
    page(site, "a", "/mill/")
    page(site, "b", "/mill/")
    report = rebuild(tmp_path / "askcast.db", find_files([site]))
    assert report.episodes == 1
    assert "has the slug 'mill' of" in report.errors[0]
