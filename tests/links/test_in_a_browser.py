"""Links opened in a real browser: the posts as their generator makes them, and what each link shows and marks."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

LINKS = 200
QUOTED = 100
CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def pages(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real posts, made into pages by Jekyll with a plain layout."""
    jekyll = shutil.which("jekyll")
    if not jekyll or not CHROMIUM:
        pytest.skip("needs jekyll and chromium, which are not on this machine")
    site = tmp_path_factory.mktemp("pages")
    shutil.copytree(shared / "transcripts" / "inside-view" / "_posts", site / "_posts")
    (site / "_config.yml").write_text("permalink: /:title\n")
    (site / "_layouts").mkdir()
    (site / "_includes").mkdir()
    for post in (site / "_posts").iterdir():  # what the site's own theme adds, players and the like, is no speech
        for name in re.findall(r"{%-?\s*include\s+([\w.-]+)", post.read_text(encoding="utf-8")):
            (site / "_includes" / name).touch()
    layout = '<!doctype html><html><head><meta charset="utf-8"></head><body>{{ content }}</body></html>'
    for name in ("default", "post", "page"):
        (site / "_layouts" / f"{name}.html").write_text(layout)
    made = subprocess.run([jekyll, "build", "-q"], cwd=site, capture_output=True, text=True, check=False)
    assert (site / "_site").is_dir(), made.stderr
    return site / "_site"


def test_a_quotations_link_marks_the_very_words_that_were_quoted(shared: Path, pages: Path) -> None:
    pytest.importorskip("playwright", reason="needs the extra `browser`")
    from benchmarks.fragments import outcomes, quotation_links, shares

    opened = list(outcomes(quotation_links(shared / "transcripts" / "inside-view", QUOTED), pages, CHROMIUM or ""))
    share = shares(opened)
    assert share["shown"] >= 0.995
    assert share["only its own words"] >= 0.99
    assert share["nearly all of them"] >= 0.97


def test_links_show_their_passage_and_mark_its_words_and_no_others(shared: Path, pages: Path) -> None:
    pytest.importorskip("playwright", reason="needs the extra `browser`")
    from benchmarks.fragments import outcomes, passage_links, shares

    opened = list(outcomes(passage_links(shared / "transcripts" / "inside-view", LINKS), pages, CHROMIUM or ""))
    assert len(opened) == LINKS
    share = shares(opened)
    assert share["shown"] >= 0.995
    assert share["only its own words"] >= 0.99
    assert share["nearly all of them"] >= 0.97
