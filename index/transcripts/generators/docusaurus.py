"""Docusaurus: `docusaurus.config.js`, pages below `docs/` and `blog/`. https://docusaurus.io/docs/create-doc

In: the path of a site's configuration. Out: its `Site`. The configuration is a program; what is read of it are the
texts behind `url:`, `baseUrl:`, `routeBasePath:` and `title:`, as nearly every site writes them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.transcripts.addresses import below, page_date, title_part
from index.transcripts.episode import TranscriptError
from index.transcripts.site import Site, title_told

CONFIGURATIONS = tuple(f"docusaurus.config.{kind}" for kind in ("js", "ts", "mjs", "cjs"))
TITLE_OF_NEW_SITES = "My Site"
TITLE = re.compile(r"(?m)^([ \t]*)title[ \t]*:[ \t]*(.*)$")
QUOTED = re.compile(r"(['\"`])((?:\\['\"`\\]|(?!\1)[^\\])*)\1\s*,?\s*(?://.*)?")
NUMBERED = re.compile(r"^\d+\s*[-_.]+\s*(?=[^-_.\s])")  # the order of pages, no part of their address
DATED = re.compile(r"(\d{4})-(\d{2})-(\d{2})-(.+)")


@dataclass(frozen=True, slots=True)
class DocusaurusPages:
    """Where the site's folders lie, and the addresses of its documents and blog below the site's."""

    root: str
    docs: str
    blog: str

    def filled(self, path: Path, front_matter: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the front matter as it is."""
        return front_matter

    def place(self, path: Path, front_matter: Mapping[str, Any]) -> str:
        """Return the page's place: by its `slug`, else by its path without numbers; a post's by its date."""
        place = below(path, self.root)
        folder, *inside = place.with_suffix("").parts if len(place.parts) > 1 else ("docs", place.stem)
        base = self.blog if folder == "blog" else self.docs if folder == "docs" else folder
        slug = str(front_matter.get("slug") or "")
        if slug.startswith("/"):
            return base + slug
        if folder == "blog":
            return f"{base}/{slug or _post(inside)}"
        parts = [NUMBERED.sub("", part) for part in inside]
        parts[-1] = slug or str(front_matter.get("id") or parts[-1])
        if not slug and parts[-1].lower() in ("index", "readme", *[part.lower() for part in parts[-2:-1]]):
            parts.pop()
        return "/".join([base, *parts])

    def date(self, path: Path, front_matter: Mapping[str, Any]) -> str | None:
        """Return the day of the front matter, else of the file's or its folder's name."""
        return page_date(path, front_matter) or page_date(path.parent, front_matter)

    def unpublished(self, front_matter: Mapping[str, Any]) -> str:
        """Return what keeps Docusaurus from making the page."""
        return "its front matter says `draft: true`" if front_matter.get("draft") is True else ""


def read_site(path: Path) -> Site:
    """Return the site of a configuration; raise `TranscriptError` where it is no text."""
    try:
        program = re.sub(r"(?m)^\s*//.*$", "", path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise TranscriptError(path, None, "the site's configuration cannot be read", "mend it") from error
    address = (_text("url", program).rstrip("/") + "/" + _text("baseUrl", program).strip("/")).rstrip("/")
    docs = re.search(r"docs\s*:\s*\{[^{}]*?routeBasePath\s*:\s*['\"]([^'\"]*)['\"]", program)
    blog = re.search(r"blog\s*:\s*\{[^{}]*?routeBasePath\s*:\s*['\"]([^'\"]*)['\"]", program)
    pages = DocusaurusPages(
        str(path.parent), docs[1].strip("/") if docs else "docs", blog[1].strip("/") if blog else "blog"
    )
    return Site(address, "github", pages, title=title_told(_title(program), TITLE_OF_NEW_SITES))


def _text(key: str, program: str) -> str:
    found = re.search(rf"(?m)^\s*{key}\s*:\s*['\"`]([^'\"`$]*)['\"`]", program)
    return found[1] if found else ""


def _title(program: str) -> str:
    """Return the site's own title: bars, footers and pages have some too, which stand further in."""
    own = min(TITLE.finditer(program), key=lambda found: len(found[1].expandtabs()), default=None)
    quoted = QUOTED.fullmatch(own[2].strip()) if own else None
    return re.sub(r"\\(.)", r"\1", quoted[2]) if quoted and "${" not in quoted[2] else ""


def _post(inside: list[str]) -> str:
    """Return a post's place, from `2021-08-28-talk`, `2021-08-28-talk/index` or `2021/08/28/talk`."""
    parts = inside[:-1] if inside[-1] == "index" and inside[:-1] else inside
    dated = DATED.fullmatch(parts[-1])
    return "/".join([*parts[:-1], *(dated.groups() if dated else [title_part(Path(parts[-1]))])])
