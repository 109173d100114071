"""From a folder of transcripts to an answer: reading, chunking, indexing and finding. `Searcher` is the door."""

from typing import TYPE_CHECKING, Any

from index.answer import Answer, RankedPassage

if TYPE_CHECKING:
    from index.search import Searcher

__all__ = ["Answer", "RankedPassage", "Searcher"]


def __getattr__(name: str) -> Any:
    """Load the search only where it is asked for: compiled loops take a second, and a rebuild needs none."""
    if name == "Searcher":
        from index.search import Searcher  # noqa: PLC0415

        return Searcher
    raise AttributeError(f"module 'index' has no attribute '{name}'")
