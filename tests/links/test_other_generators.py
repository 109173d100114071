"""Links into pages of other generators than Jekyll, opened in a real browser: what each shows and marks.

Hugo and MkDocs make their pages themselves, Eleventy's and Docusaurus' are made to the same shape by markdown-it. Each
test is skipped where its generator or Chromium is not on this machine.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from index.building.rebuild import rebuild
from index.search import Searcher
from index.transcripts.anchors import anchors
from index.transcripts.sources import find_files

CHROMIUM = shutil.which("chromium")
NEEDED = pytest.mark.skipif(
    not CHROMIUM or not importlib.util.find_spec("playwright"), reason="needs chromium and the extra `browser`"
)
LAYOUT = '<!doctype html><html><head><meta charset="utf-8"></head><body>{}</body></html>'
FRONT_MATTER = "---\ntitle: Ada Holm on the mill\ndate: 2026-03-05\n---\n\n"
TALK = """
## Contents

- [Who Ada is](#who-ada-is)
- [The river -- and the wheel](#the-river)

## Highlighted quotes

> The river does not know that it turns a wheel, and that is what I like about it.

## Who Ada is

**Bo**: Who are you -- in your own words?

**Ada**: I'm Ada... and I've run the mill for twenty years. "It's only a mill", my father used to say -- he was wrong.

It's also where people meet, talk and wait: the café of a valley that has none.

**Bo**: Okay.

**Ada**: And what do *you* do?

**Bo**: I ask.

## The river -- and the wheel

**Bo**: What does the river think of it?

**Ada**: The river does not know that it turns a wheel, and that is what I like about it. Nor does the wheel know of the
stone; it's the miller's job (mine, that is) to know of all three... and of the weather.

**Bo**: Okay.

**Ada**: You don't believe me.

**Bo**: I do -- most of the time.

**Ada**: Yes.

**Bo**: What does the river think of it, then, when it rains for a week?

**Ada**: Yes.

## The stone

**Bo**: 石臼は重いですか。

**Ada**: 石臼はとても重いです。でも、川の水は毎日それを回します。

**Ada**: No.
"""


def hugo(site: Path) -> Path:
    if not shutil.which("hugo"):
        pytest.skip("needs hugo, which is not on this machine")
    (site / "content" / "talks").mkdir(parents=True)
    (site / "layouts" / "_default").mkdir(parents=True)
    (site / "hugo.toml").write_text('baseURL = "https://mill.example/"\ndisableKinds = ["taxonomy", "term"]\n')
    (site / "content" / "talks" / "ada.md").write_text(FRONT_MATTER + TALK, encoding="utf-8")
    for name in ("single", "list"):
        (site / "layouts" / "_default" / f"{name}.html").write_text(LAYOUT.format("{{ .Content }}"))
    subprocess.run(["hugo", "--quiet"], cwd=site, check=True, capture_output=True)
    return site / "public"


def mkdocs(site: Path) -> Path:
    if not importlib.util.find_spec("mkdocs"):
        pytest.skip("needs mkdocs, which is not on this machine")
    (site / "docs").mkdir()
    (site / "theme").mkdir()
    (site / "theme" / "main.html").write_text(LAYOUT.format("{{ page.content }}"))
    (site / "mkdocs.yml").write_text(
        "site_name: The mill\nsite_url: https://mill.example/\ntheme: {name: null, custom_dir: theme}\n"
        "markdown_extensions: [{toc: {permalink: true}}]\n"
    )
    (site / "docs" / "ada.md").write_text(FRONT_MATTER + TALK, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "-q", "build"], cwd=site, check=True, capture_output=True)
    return site / "site"


def eleventy(site: Path) -> Path:
    (site / ".eleventy.js").write_text("module.exports = () => ({});\n")
    (site / "ada.md").write_text(FRONT_MATTER + TALK, encoding="utf-8")
    made = site.with_name("eleventy-made")
    (made / "ada").mkdir(parents=True)
    (made / "ada" / "index.html").write_text(LAYOUT.format(_with_ids(TALK, "")), encoding="utf-8")
    return made


def docusaurus(site: Path) -> Path:
    (site / "docs").mkdir()
    (site / "docusaurus.config.js").write_text(
        "module.exports = {\n  url: 'https://mill.example',\n  baseUrl: '/',\n};\n"
    )
    (site / "docs" / "ada.md").write_text(FRONT_MATTER + TALK, encoding="utf-8")
    made = site.with_name("docusaurus-made")
    (made / "docs").mkdir(parents=True)
    body = _with_ids(TALK, '<a class="hash-link" aria-label="Direct link">&#8203;</a>')
    (made / "docs" / "ada.html").write_text(LAYOUT.format(f"<main><article>{body}</article></main>"), encoding="utf-8")
    return made


def _with_ids(source: str, permalink: str) -> str:
    """Make HTML as both generators do: markdown-it's, an id on each heading, after its text a link to it."""
    ids = iter(anchors(re.findall(r"^## (.+)$", source, re.MULTILINE), "github"))
    body = MarkdownIt().render(source)
    return re.sub(r"<h2>(.*?)</h2>", lambda heading: f'<h2 id="{next(ids)}">{heading[1]}{permalink}</h2>', body)


@NEEDED
@pytest.mark.parametrize("generator", [hugo, mkdocs, eleventy, docusaurus], ids=lambda one: one.__name__)
def test_links_show_and_mark_every_passage_of_a_page(generator, tmp_path: Path) -> None:
    from benchmarks.fragments import before
    from benchmarks.marking import Link, outcomes

    site = tmp_path / generator.__name__
    site.mkdir()
    pages = generator(site)
    rebuild(tmp_path / "askcast.db", find_files([site]))
    with Searcher(tmp_path / "askcast.db") as searcher:
        said = searcher.around("ada", 0, after=100)
        quoted = searcher.quote("the river does not know that it turns a wheel", limit=1).places[0]
    assert len(said) == 16
    links = [Link(one.url, one.anchor, before(said, place), one.text) for place, one in enumerate(said)]
    links.append(Link(quoted.url, quoted.anchor, before(said, quoted.position), quoted.said))
    wrong = [(link.url, seen) for link, seen in outcomes(links, pages, CHROMIUM or "") if not all(seen.values())]
    assert not wrong
