"""A finding: something to put right, where it stands, how bad it is, and what to do.

In: what a check saw. Out: values that a person, or a machine, is told.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from index.transcripts.episode import path_text

Level = Literal["error", "warning", "note"]
# From the worst on: what keeps a page out; what leads members to a wrong place or a wrong name; what merely looks odd.
LEVELS: tuple[Level, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that is safe: one line as it stands in the file, and as it should."""

    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to put right: the file, the first line of it (None: the whole file), and how many such lines there are.

    `kind` names the check that found it, in a few words.
    """

    path: Path
    line: int | None
    level: Level
    kind: str
    problem: str
    remedy: str
    count: int = 1
    fixes: tuple[Fix, ...] = field(default=(), repr=False)

    @property
    def rank(self) -> tuple[int, str, int]:
        """What findings are sorted by: the level, then the place."""
        return LEVELS.index(self.level), str(self.path), self.line or 0

    def __str__(self) -> str:
        """Return the finding as compilers print theirs: file, line, level, problem; remedy."""
        where = f"{path_text(self.path)}:{self.line}" if self.line else path_text(self.path)
        times = f" ({self.count} times)" if self.count > 1 else ""
        return f"{where}: {self.level}: {self.problem}{times}; {self.remedy}"


def grouped(findings: Iterable[Finding]) -> list[Finding]:
    """Join the findings of one file that say the same into one each, which counts them and stands at the first."""
    same: dict[tuple[Path, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        same[finding.path, finding.kind, finding.problem].append(finding)
    joined = []
    for several in same.values():
        first = min(several, key=lambda finding: finding.line or 0)
        fixes = tuple(fix for finding in several for fix in finding.fixes)
        count = sum(finding.count for finding in several)
        joined.append(
            Finding(first.path, first.line, first.level, first.kind, first.problem, first.remedy, count, fixes)
        )
    return joined
