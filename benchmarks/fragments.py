"""What a real browser marks when it opens the links of passages: the table of docs/links.md.

    python -m benchmarks.fragments SITE PAGES [--passages 300]

In: a site's sources, and the folder of its pages as its generator makes them. Needs the extra `browser` and Chromium.
The pages
are served on loopback; each link is opened, what `::target-text` colours is compared with the rectangles of the words.
Out: of the links opened, how many show the passage, mark none but its words, and mark nearly all of them; and those
that do not.
"""

import argparse
import random
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import skia
from playwright.sync_api import sync_playwright

from index.answer import RankedPassage
from index.building.rebuild import rebuild
from index.search import Searcher
from index.transcripts.sources import find_files

STYLE = "<style>::target-text{background:#f0f;color:#f0f} body{width:800px;font:16px/1.5 sans-serif}</style>"
NEARLY_ALL = 0.9  # of the words
A_WORD_IS_MARKED = 0.5  # of its rectangle
# The words' rectangles: of the first place from the section's heading on where they stand one after another.
RECTANGLES = """([words, anchor]) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const from = anchor ? document.getElementById(anchor) : null, found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (from && !(from.compareDocumentPosition(node) & 4)) continue;
    for (const m of node.data.matchAll(/[\\p{L}\\p{N}_]+/gu))
      found.push([m[0].toLowerCase(), node, m.index, m.index + m[0].length]);
  }
  const told = found.map(f => f[0]);
  for (let i = 0; i + words.length <= told.length; i++) {
    let k = 0; while (k < words.length && told[i + k] === words[k]) k++;
    if (k < words.length) continue;
    return found.slice(i, i + k).map(([, node, a, b]) => {
      const range = document.createRange(); range.setStart(node, a); range.setEnd(node, b);
      const r = range.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; });
  }
  return []; }"""


class Pages(SimpleHTTPRequestHandler):
    """Serves the pages with a plain layout; an address without ending is that of the `.html`."""

    def do_GET(self) -> None:
        place = Path(self.directory) / self.path.partition("?")[0].strip("/")
        file = place if place.is_file() else place.with_name(f"{place.name}.html")
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes().replace(b"</head>", STYLE.encode() + b"</head>")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--passages", type=int, default=300)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    opened = list(outcomes(passages(options.site, options.passages), options.pages, options.browser))
    for name in ("shown", "only its own words", "nearly all of them"):
        print(f"{name}: {sum(outcome[name] for _, outcome in opened) / len(opened):.1%} of {len(opened)}")
    for passage, outcome in opened:
        if not all(outcome.values()):
            failed = ", ".join(name for name, right in outcome.items() if not right)
            print(f"not {failed}: {passage.text[:70]!r} {passage.url.partition(':~:')[2]}")


def passages(site: Path, number: int) -> list[RankedPassage]:
    """Return random passages of an index of the site."""
    with tempfile.TemporaryDirectory() as folder:
        rebuild(Path(folder) / "askcast.db", find_files([site]))
        with Searcher(Path(folder) / "askcast.db") as searcher:
            every = [one for e in searcher.episodes() for one in searcher.around(e.slug, 0, after=1_000_000)]
    return random.Random(3).sample(every, min(number, len(every)))


def outcomes(chosen: list[RankedPassage], pages: Path, browser: str) -> Iterator[tuple[RankedPassage, dict[str, bool]]]:
    """Open each passage's link and yield what is seen."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, directory=str(pages)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for passage in chosen:
            page = chromium.new_page(viewport={"width": 900, "height": 1600})
            parts = urlsplit(passage.url)
            page.goto(f"http://127.0.0.1:{server.server_port}{parts.path}#{parts.fragment}")
            yield passage, _seen(page, passage)
            page.close()
        chromium.close()
    server.shutdown()
    server.server_close()


def _seen(page: Any, passage: RankedPassage) -> dict[str, bool]:
    words = page.evaluate("text => [...text.toLowerCase().matchAll(/[\\p{L}\\p{N}_]+/gu)].map(m => m[0])", passage.text)
    rectangles = [list(map(round, r)) for r in page.evaluate(RECTANGLES, [words, passage.anchor])]
    picture = skia.Image.MakeFromEncoded(page.screenshot()).toarray(colorType=skia.kRGBA_8888_ColorType)
    pink = (picture[..., 0] > 150) & (picture[..., 1] < 128) & (picture[..., 2] > 150)
    visible = [r for r in rectangles if r[1] >= 0 and r[3] <= pink.shape[0]]
    outside = pink.copy()
    marked = 0
    for left, top, right, bottom in visible:
        marked += pink[top:bottom, left:right].mean() > A_WORD_IS_MARKED
    for (left, top, _, bottom), (_, _, right, _) in zip(rectangles, rectangles, strict=True):
        outside[max(0, top - 4) : max(0, bottom + 4), max(0, left - 40) : right + 40] = False
    shown = bool(rectangles) and 0 <= rectangles[0][1] < pink.shape[0]
    return {
        "shown": shown,
        "only its own words": bool(pink.any()) and bool(outside.sum() <= 0.02 * pink.sum()),
        "nearly all of them": bool(visible) and marked >= NEARLY_ALL * len(visible),
    }


if __name__ == "__main__":
    main()
