"""Safe changes → the files' new texts, shown as a diff before anything is written.

In: findings with fixes. Out: a unified diff, and the files written with all line ends and bytes else as they were.
"""

import os
from collections.abc import Iterable, Mapping
from difflib import unified_diff
from pathlib import Path

from index.transcripts.checking.finding import Finding, Fix
from index.transcripts.episode import TranscriptError, path_text


def fixes_by_file(findings: Iterable[Finding]) -> dict[Path, list[Fix]]:
    """Return the fixes of each file by line; of two for one line only the first, for the second knew the line else."""
    found: dict[Path, dict[int, Fix]] = {}
    for finding in findings:
        for fix in finding.fixes:
            found.setdefault(finding.path, {}).setdefault(fix.line, fix)
    return {path: [fixes[line] for line in sorted(fixes)] for path, fixes in found.items()}


def diff(fixes: Mapping[Path, Iterable[Fix]]) -> str:
    """Return what would change as a unified diff."""
    lines: list[str] = []
    for path, changes in fixes.items():
        before = _lines(path)
        name = path_text(path)
        lines += unified_diff(
            [line.decode(errors="replace") for line in before],
            [line.decode(errors="replace") for line in _changed(before, changes)],
            name,
            name,
        )
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def write(fixes: Mapping[Path, Iterable[Fix]]) -> None:
    """Write the changes, each file at once; raise `TranscriptError` for one that cannot be written."""
    for path, changes in fixes.items():
        aside = path.with_name(f".{path.name}.{os.getpid()}.fixed")
        try:
            aside.write_bytes(b"".join(_changed(_lines(path), changes)))
            aside.chmod(path.stat().st_mode)
            os.replace(aside, path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise TranscriptError(path, None, f"cannot be written ({reason})", "check its rights") from error
        finally:
            aside.unlink(missing_ok=True)


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def _changed(lines: list[bytes], changes: Iterable[Fix]) -> list[bytes]:
    changed = list(lines)
    for fix in changes:
        line = changed[fix.line - 1]
        changed[fix.line - 1] = line.replace(fix.old.encode(), fix.new.encode(), 1)
    return changed
