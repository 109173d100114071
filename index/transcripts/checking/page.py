"""A page as the checks look at it: its lines as they stand in the file, its blocks, and the episode that was read.

In: a source file. Out: a `Page`.
"""

from dataclasses import dataclass
from pathlib import Path

from index.transcripts.blocks import Block, blocks
from index.transcripts.decoding import read_text
from index.transcripts.episode import Episode, Turn
from index.transcripts.front_matter import split_page
from index.transcripts.sources import SourceFile

MARKDOWN = frozenset({".md", ".markdown", ".txt"})


@dataclass(frozen=True, slots=True)
class Page:
    """A transcript that could be read. `lines` are as the file has them; `blocks` is empty for what is no Markdown."""

    file: SourceFile
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    episode: Episode

    @property
    def path(self) -> Path:
        """Where the page lies."""
        return self.file.path

    @property
    def turns(self) -> list[Turn]:
        """All turns in page order."""
        return [turn for section in self.episode.sections for turn in section.turns]

    def line(self, number: int) -> str:
        """Return a line of the file, counted from 1, or an empty string past its end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def read_page(file: SourceFile) -> Page:
    """Read a page; raises `TranscriptError` and `NoTranscript` as `read_episode` does."""
    episode = file.read()
    text = read_text(file.path)
    parsed: tuple[Block, ...] = ()
    if file.path.suffix.lower() in MARKDOWN:
        page = split_page(file.path, text)
        parsed = tuple(blocks(page.body, page.first_line))
    raw = file.path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return Page(file, tuple(raw.removeprefix("\ufeff").split("\n")), parsed, episode)
