"""What is wrong in transcripts, for whoever edits them: by file and line, with nothing changed.

In: source files. Out: `Finding`s: unreadable files, pages without speech, links to ids that the page does not have,
one speaker's name in several spellings, labels without words, two files with one slug.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.transcripts.anchors import anchors
from index.transcripts.blocks import Block, blocks
from index.transcripts.decoding import read_text
from index.transcripts.episode import NoTranscript, TranscriptError, path_text
from index.transcripts.formats import read_episode
from index.transcripts.front_matter import split_page
from index.transcripts.labels import BARE_LABEL, BOLD_LABEL, Labels
from index.transcripts.sources import SourceFile

PAGE_LINK = re.compile(r"\]\(#(?P<markdown>[^)\s]*)\)|href=[\"']#(?P<html>[^\"']*)[\"']")
ELEMENT_ID = re.compile(r"<[A-Za-z][^<>]*\s(?:id|name)=[\"']([^\"']+)[\"']")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to put right: the file, the line (None for the whole file), what it is."""

    path: Path
    line: int | None
    problem: str

    def __str__(self) -> str:
        """Return the finding as compilers print theirs: file, line, problem."""
        where = f"{path_text(self.path)}:{self.line}" if self.line else path_text(self.path)
        return f"{where}: {self.problem}"


def check(files: Iterable[SourceFile]) -> Iterator[Finding]:
    """Yield the findings of the files, file by file in their order, by line within each."""
    slugs: dict[str, Path] = {}
    for file in files:
        try:
            yield from sorted(_page_findings(file), key=lambda finding: finding.line or 0)
            episode = read_episode(file.path, file.site)
        except TranscriptError as error:
            yield Finding(file.path, error.line, f"{error.problem}; {error.remedy}")
        except NoTranscript as reason:
            yield Finding(file.path, None, reason.reason)
        else:
            first = slugs.setdefault(episode.slug, file.path)
            if first != file.path:
                yield Finding(file.path, None, f"has the slug '{episode.slug}' of {first}")


def _page_findings(file: SourceFile) -> list[Finding]:
    page = split_page(file.path, read_text(file.path))
    page_blocks = blocks(page.body, page.first_line)
    findings = [
        Finding(file.path, line, problem) for line, problem in _lost_links(page_blocks, page.body, file.site.anchors)
    ]
    return findings + [Finding(file.path, line, problem) for line, problem in _label_problems(page_blocks)]


def _lost_links(page_blocks: list[Block], body: str, anchor_style: str) -> Iterator[tuple[int, str]]:
    headings = [block.lines[0] for block in page_blocks if block.level]
    ids = {*anchors(headings, anchor_style), *ELEMENT_ID.findall(body)}
    for block in page_blocks:
        for offset, line in enumerate(block.lines):
            for link in PAGE_LINK.finditer(line):
                target = link["markdown"] or link["html"] or ""
                if target and target not in ids:
                    yield block.line + offset, f"links to #{target}, which is no id of this page"


def _label_problems(page_blocks: list[Block]) -> Iterator[tuple[int, str]]:
    lines = [(block.line + n, line) for block in page_blocks if not block.level for n, line in enumerate(block.lines)]
    labels = Labels([line for _, line in lines])
    spellings: dict[str, dict[str, int]] = defaultdict(dict)
    for number, line in lines:
        label = labels.split(line)
        match = (BOLD_LABEL.match(line) or BARE_LABEL.match(line)) if label else None
        if label and match:
            spellings[label.speaker].setdefault(match["name"].strip(), number)
    for speaker, seen in spellings.items():
        for spelling, number in seen.items():
            if spelling != speaker:
                yield number, f"the label '{spelling}' is elsewhere written '{speaker}'"
