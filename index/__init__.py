"""From a folder of transcripts to an answer: reading, chunking, indexing and finding. `Searcher` is the door."""

from index.answer import Answer, RankedPassage
from index.search import Searcher

__all__ = ["Answer", "RankedPassage", "Searcher"]
