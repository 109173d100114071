"""The folder beside an index in which a feed's transcripts lie.

In: an index's path and a feed's address; then each episode's transcript and description. Out: files that are whole at
every moment: `SLUG.vtt` (or `.json`, `.srt`, `.html`, `.txt`), `SLUG.toml` beside it, and two hidden ones: the
podcast's name, and by what to ask for each file the next time.
"""

import json
import os
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import tomli_w

from index.feeds.feed import FeedEpisode
from index.transcripts.addresses import page_slug
from index.transcripts.description import Chapter
from index.transcripts.podcast import PODCAST_FILE, podcast_file, podcast_title
from index.transcripts.site import title_told

LONGEST_NAME = 80  # characters
STATE = ".fetched.json"
SUFFIXES = (".vtt", ".json", ".srt", ".html", ".txt")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Known:
    """By what to ask for a file the next time."""

    etag: str = ""
    modified: str = ""


@dataclass(slots=True)
class FeedFolder:
    """A feed's folder; `slugs` are the names of its episodes by id, `known` what is known of addresses."""

    path: Path
    slugs: dict[str, str] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)

    def slug(self, episode: FeedEpisode) -> str:
        """Return what names an episode: the same each time, and no other's."""
        if episode.id not in self.slugs:
            wanted = _slug(episode)
            taken = set(self.slugs.values())
            numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
            self.slugs[episode.id] = wanted if wanted not in taken else next(n for n in numbered if n not in taken)
        return self.slugs[episode.id]

    def transcript(self, slug: str) -> Path | None:
        """Return the transcript that lies here, None where there is none."""
        return next((path for suffix in SUFFIXES if (path := self.path / f"{slug}{suffix}").is_file()), None)

    def keep_transcript(self, slug: str, suffix: str, content: bytes) -> bool:
        """Put an episode's transcript in place of the one before; return whether it is another."""
        path = self.path / f"{slug}{suffix}"
        if path.is_file() and path.read_bytes() == content:
            return False
        _replace(path, content)
        for other in SUFFIXES:
            if other != suffix:
                (self.path / f"{slug}{other}").unlink(missing_ok=True)
        return True

    def keep_description(self, slug: str, episode: FeedEpisode, chapters: tuple[Chapter, ...]) -> None:
        """Put an episode's description in place, unless it says what the one in place says."""
        said = {
            "title": episode.title or slug,
            "slug": slug,
            "url": episode.page,
            "date": episode.day,
            "recording": episode.recording,
            "hosts": list(episode.hosts),
            "guests": list(episode.guests),
            "chapters": [{"start": start, "title": title} for start, title in chapters],
        }
        content = CONTROL.sub(" ", tomli_w.dumps({key: value for key, value in said.items() if value})).encode()
        path = self.path / f"{slug}.toml"
        if not path.is_file() or path.read_bytes() != content:
            _replace(path, content)

    def keep_title(self, title: str) -> None:
        """Put the podcast's name in place, unless it is the one in place."""
        if podcast_title(self.path) != title_told(title):
            _replace(self.path / PODCAST_FILE, podcast_file(title))

    def save(self) -> None:
        """Write what is known."""
        state = {"slugs": self.slugs, "known": {url: asdict(known) for url, known in self.known.items()}}
        _replace(self.path / STATE, json.dumps(state, ensure_ascii=False, indent=0).encode())


def open_folder(index: Path, feed: str) -> FeedFolder:
    """Return a feed's folder beside an index, with what is known of it; the folder is made where there is none."""
    path = folder_of(index, feed)
    path.mkdir(parents=True, exist_ok=True)
    folder = FeedFolder(path)
    with suppress(OSError, ValueError, TypeError, AttributeError):  # then everything is asked for anew
        state = json.loads((path / STATE).read_text(encoding="utf-8"))
        folder.slugs = {str(id_): str(slug) for id_, slug in state["slugs"].items()}
        folder.known = {str(url): Known(**known) for url, known in state["known"].items()}
    return folder


def is_feed(source: str) -> bool:
    """Tell a feed's address from a path."""
    return "://" in source


def local_folder(index: Path, source: str) -> Path:
    """Return where a source lies on this machine: a feed's transcripts in their folder beside the index."""
    return folder_of(index, source) if is_feed(source) else Path(source)


def folder_of(index: Path, feed: str) -> Path:
    """Return where a feed's folder lies, named by its address."""
    parts = urlsplit(feed)
    name = _named(f"{parts.hostname or ''} {parts.path} {parts.query}")
    return index.with_name(f"{index.stem}-feeds") / (name or "feed")


def _slug(episode: FeedEpisode) -> str:
    """Return the last part of a page's address where it holds words, else the title's words."""
    path = urlsplit(episode.page).path.strip("/")
    by_page = _named(page_slug(Path(path or "x"), episode.page)) if path else ""
    return by_page if re.search(r"[^\W\d_]", by_page) else _named(episode.title) or "episode"


def _named(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", text.lower()))[:LONGEST_NAME].strip("-")


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
