"""Whether a finished index file answers: asked before it takes the old one's place.

In: the path of an index file. Out: nothing, or `FaultyIndex`.
"""

from contextlib import closing
from pathlib import Path

from index.file.reading import IndexFile
from index.file.replacing import FaultyIndex
from index.meaning.kept import read_graph
from index.ranking.engine import best, open_ranking
from index.text.terms import terms

PROBES = 3  # passages whose own words must find them


def check_answers(path: Path) -> None:
    """Check a file's checksum, and that a few of its passages are found by their own words; raise `FaultyIndex`."""
    with closing(IndexFile(path)) as file:
        contexts, postings = open_ranking(file)
        step = max(len(contexts) // PROBES, 1)
        for (text,) in file.rows("SELECT text FROM passages WHERE id % ? = 0 LIMIT ?", step, PROBES):
            asked = dict.fromkeys(terms(text))  # those of a passage without terms find nothing
            if asked and not len(best(postings, postings.look_up(asked), 1)[0]):
                raise FaultyIndex(path, "a passage is not found by its own words")
        try:
            read_graph(file, len(contexts))
        except ValueError as error:
            raise FaultyIndex(path, str(error)) from error
        file.confirm()
