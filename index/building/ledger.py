"""What becomes of each source file in a rebuild.

In: files and their outcomes, in order. Out: the rows of the sources table, and the `Report`.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.building.previous_index import source_key
from index.transcripts.episode import path_text
from index.transcripts.sources import SourceFile


@dataclass(frozen=True, slots=True)
class Report:
    """What a rebuild did: files read anew and taken over, what was left out and why, errors, and what is held now.

    `notes` is how many lines of the files read look like labels and were taken for none.
    """

    read: int
    unchanged: int
    skipped: tuple[str, ...]
    errors: tuple[str, ...]
    episodes: int
    passages: int
    notes: int = 0


@dataclass(slots=True)
class Ledger:
    """What became of the files so far: the rows of the sources table, whose each slug is, and what there is to tell."""

    errors: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    read: int = 0
    unchanged: int = 0
    notes: int = 0
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    _owners: dict[str, Path] = field(default_factory=dict)

    def refusal(self, slug: str, path: Path) -> str:
        """Give a file the slug, or return what is wrong: a file whose slug another has already is left out."""
        owner = self._owners.setdefault(slug, path)
        remedy = "give one of them another permalink or file name"
        told = f"{path_text(path)}: has the slug '{slug}' of {path_text(owner)}; {remedy}"
        return "" if owner == path else told

    def note(self, file: SourceFile, slug: str | None, problem: str, failed: bool) -> None:
        """Note a file: its episode's slug (None: it has none), and what is wrong with it, if anything."""
        if problem:
            (self.errors if failed else self.skipped).append(problem)
        self.rows.append((*source_key(file), problem, int(failed), slug))

    def report(self, episodes: int, passages: int) -> Report:
        """Return the report."""
        return Report(
            self.read, self.unchanged, tuple(self.skipped), tuple(self.errors), episodes, passages, self.notes
        )
