"""What a real browser marks when it opens links: pages served on loopback, opened in Chromium, looked at.

In: `Link`s and the folder of the pages. Out: for each what is seen: whether its words are shown, whether only they are
marked, and nearly all of them. What `::target-text` colours is compared with the rectangles of the words.
"""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import skia
from playwright.sync_api import sync_playwright

STYLE = "<style>::target-text{background:#f0f;color:#f0f} body{width:800px;font:16px/1.5 sans-serif}</style>"
NEARLY_ALL = 0.9  # of the words
A_WORD_IS_MARKED = 0.5  # of its rectangle
ALLOWED_OUTSIDE = 0.02  # of what is coloured
# The words' rectangles. The texts that are said under the heading are looked for one after another, the link's own
# last, so that of words said twice those are taken that are meant.
RECTANGLES = """([texts, anchor]) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const from = anchor ? document.getElementById(anchor) : null, found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (from && (from.contains(node) || !(from.compareDocumentPosition(node) & 4))) continue;
    for (const m of node.data.matchAll(/[\\p{L}\\p{N}_]+/gu))
      found.push([m[0].toLowerCase(), node, m.index, m.index + m[0].length]);
  }
  const told = found.map(f => f[0]);
  let place = 0, own = null;
  for (const text of texts) {
    const words = [...text.toLowerCase().matchAll(/[\\p{L}\\p{N}_]+/gu)].map(m => m[0]);
    own = null;
    for (let i = place; words.length && i + words.length <= told.length; i++) {
      let k = 0; while (k < words.length && told[i + k] === words[k]) k++;
      if (k === words.length) { own = [i, i + k]; place = i + k; break; }
    }
  }
  if (!own) return [];
  return found.slice(own[0], own[1]).map(([, node, a, b]) => {
    const range = document.createRange(); range.setStart(node, a); range.setEnd(node, b);
    const r = range.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom].map(Math.round); });
  }"""


@dataclass(frozen=True)
class Link:
    """A link, the words that it should mark, and what is said before them under the heading of `anchor`."""

    url: str
    anchor: str
    before: tuple[str, ...]
    words: str

    @property
    def kind(self) -> str:
        """How it tells its words from the rest of the page."""
        fragment = self.url.partition(":~:text=")[2]
        if not fragment:
            return "anchor alone"
        named = [name for name, told in (("prefix", "-,"), ("suffix", ",-")) if told in fragment]
        return " and ".join(named) or "first and last words"


class Pages(SimpleHTTPRequestHandler):
    """Serves the pages; an address without ending is that of the `.html`, or of the folder's `index.html`."""

    def do_GET(self) -> None:
        place = Path(self.directory) / self.path.partition("?")[0].strip("/")
        candidates = (place, place.with_name(f"{place.name}.html"), place / "index.html")
        file = next((one for one in candidates if one.is_file()), None)
        if file is None:
            self.send_error(404)
            return
        content = file.read_bytes().replace(b"</head>", STYLE.encode() + b"</head>")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


def outcomes(links: Iterable[Link], pages: Path, browser: str) -> Iterator[tuple[Link, dict[str, bool]]]:
    """Open each link anew, in one tab, and yield what is seen."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, directory=str(pages)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 900, "height": 1600})
        for number, link in enumerate(links):
            parts = urlsplit(link.url)
            # A number in the address has the page loaded again, where it is that of the link before.
            page.goto(f"http://127.0.0.1:{server.server_port}{parts.path}?{number}#{parts.fragment}")
            rectangles = page.evaluate(RECTANGLES, [[*link.before, link.words], link.anchor])
            yield link, _seen(rectangles, page.screenshot())
        chromium.close()
    server.shutdown()
    server.server_close()


def _seen(rectangles: list[list[int]], screenshot: bytes) -> dict[str, bool]:
    picture = skia.Image.MakeFromEncoded(screenshot).toarray(colorType=skia.kRGBA_8888_ColorType)
    pink = (picture[..., 0] > 150) & (picture[..., 1] < 128) & (picture[..., 2] > 150)
    visible = [r for r in rectangles if r[1] >= 0 and r[3] <= pink.shape[0]]
    outside = pink.copy()
    marked = 0
    for left, top, right, bottom in visible:
        marked += pink[top:bottom, left:right].mean() > A_WORD_IS_MARKED
    for (left, top, _, bottom), (_, _, right, _) in zip(rectangles, rectangles, strict=True):
        outside[max(0, top - 4) : max(0, bottom + 4), max(0, left - 40) : right + 40] = False
    return {
        "shown": bool(rectangles) and 0 <= rectangles[0][1] < pink.shape[0],
        "only its own words": bool(pink.any()) and bool(outside.sum() <= ALLOWED_OUTSIDE * pink.sum()),
        "nearly all of them": bool(visible) and marked >= NEARLY_ALL * len(visible),
    }
