"""What becomes of each source file in a rebuild.

In: files and their outcomes, in order. Out: the rows of the sources table, and the `Report`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.building.previous_index import source_key
from index.transcripts.addresses import page_slugs
from index.transcripts.episode import path_text
from index.transcripts.sources import SourceFile

NAMED = 3  # files named of those that are left out for one reason


@dataclass(frozen=True, slots=True)
class Report:
    """What a rebuild did: files read anew and taken over, what was left out and why, errors, and what is held now.

    `notes` is how many lines of the files read look like labels and were taken for none; `unlinked` how many episodes
    have links that lead to no site and to no recording.
    """

    read: int
    unchanged: int
    skipped: tuple[str, ...]
    errors: tuple[str, ...]
    episodes: int
    passages: int
    notes: int = 0
    unlinked: int = 0


def by_reason(left_out: Sequence[str]) -> list[str]:
    """Return what was left out and why ("file: reason"), files with one reason in one line, the most first."""
    files: dict[str, list[str]] = {}
    for told in left_out:
        file, _, reason = told.rpartition(": ")
        files.setdefault(reason, []).append(file)
    lines = []
    for reason, named in sorted(files.items(), key=lambda item: -len(item[1])):
        shown = named[:NAMED] + ([f"{len(named) - NAMED} more"] if len(named) > NAMED else [])
        lines.append(
            f"{named[0]}: {reason}" if len(named) == 1 else f"{len(named)} files: {reason} ({', '.join(shown)})"
        )
    return lines


def _slugs(file: SourceFile, url: str) -> Iterator[str]:
    """Yield what may name a file's episode: what its description says before all."""
    if file.described.slug:
        yield file.described.slug
    yield from page_slugs(file.path, url)


@dataclass(slots=True)
class Ledger:
    """What became of the files so far: the rows of the sources table, whose each slug is, and what there is to tell."""

    errors: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    read: int = 0
    unchanged: int = 0
    notes: int = 0
    unlinked: int = 0
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    _owners: dict[str, Path] = field(default_factory=dict)  # of slugs
    _addresses: dict[str, Path] = field(default_factory=dict)

    def would_name(self, file: SourceFile, url: str) -> str:
        """Return the shortest slug that no file before this one has; an empty one where its address is another's."""
        if url and self._addresses.get(url, file.path) != file.path:
            return ""
        return next((slug for slug in _slugs(file, url) if self._owners.get(slug, file.path) == file.path), "")

    def slug(self, file: SourceFile, url: str) -> str:
        """Give a file the slug that `would_name` says."""
        self._addresses.setdefault(url, file.path)
        slug = self.would_name(file, url)
        if slug:
            self._owners[slug] = file.path
        return slug

    def refusal(self, file: SourceFile, url: str) -> str:
        """Say why a file is left out that got no slug."""
        slug = next(_slugs(file, url))
        other = self._addresses[url] if url else file.path
        owner = other if other != file.path else self._owners[slug]
        remedy = "give one of them another permalink or file name"
        return f"{path_text(file.path)}: has the slug '{slug}' of {path_text(owner)}; {remedy}"

    def note(self, file: SourceFile, slug: str | None, problem: str, failed: bool) -> None:
        """Note a file: its episode's slug (None: it has none), and what is wrong with it, if anything."""
        if problem:
            (self.errors if failed else self.skipped).append(problem)
        self.rows.append((*source_key(file), problem, int(failed), slug))

    def report(self, episodes: int, passages: int) -> Report:
        """Return the report."""
        return Report(
            self.read,
            self.unchanged,
            tuple(self.skipped),
            tuple(self.errors),
            episodes,
            passages,
            self.notes,
            self.unlinked,
        )
