"""From a folder of transcripts to an answer: reading, chunking, indexing and finding. `Searcher` is the door."""

from index.search import Answer, RankedPassage, Searcher

__all__ = ["Answer", "RankedPassage", "Searcher"]
