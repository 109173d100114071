"""A rebuild of somebody's own sources that found nothing: noted, so that no sample episodes answer in their place.

In: where the index would lie, and the sources that were named. Out: a small file beside it, until a rebuild succeeds.
"""

from collections.abc import Sequence
from pathlib import Path

from index.file.errors import IndexFileError
from index.transcripts.episode import path_text


class OwnSourcesRefused(IndexFileError):
    """There is no index, for the sources that were named held nothing to read."""

    def __init__(self, index: Path, sources: str) -> None:
        super().__init__(
            f"{index}: there is no index yet, for the last rebuild found nothing to read in {sources}; "
            "askcast index check says why, then run: askcast index rebuild"
        )


def note_refusal(index: Path, sources: Sequence[Path]) -> None:
    """Note that the sources held nothing, where there is no index that answers meanwhile."""
    if not index.exists() and index.parent.is_dir():
        _note(index).write_text(", ".join(map(path_text, sources)), encoding="utf-8", errors="replace")


def forget_refusal(index: Path) -> None:
    """Forget what was noted, for there is an index now."""
    _note(index).unlink(missing_ok=True)


def refuse_samples(index: Path) -> None:
    """Raise `OwnSourcesRefused` where somebody's own sources were refused, so that no others are taken instead."""
    note = _note(index)
    if note.exists():
        raise OwnSourcesRefused(index, note.read_text(encoding="utf-8", errors="replace"))


def _note(index: Path) -> Path:
    return index.with_name(f".{index.name}.refused")
