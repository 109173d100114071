"""The passages of a finished index file → their vectors in it.

In: the new file, the previous one, a model. Out: the table `meanings`: a vector a passage, and by what text it was
made, so that the next build takes over those of the same text. A passage's vector is the mean of two: of its words
alone, and of its heading, the last words of the other speaker before it, and its words; for an answer leaves out what
was asked.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.building.made_vectors import MadeVectors
from index.building.passage_graph import add_graph
from index.file.context_windows import BACK, WINDOW
from index.file.integrity import read_only
from index.file.schema import PASSAGE_ARRAYS, array_of, create_meanings
from index.meaning.graph import are_many, refuse_without_library
from index.meaning.model import SentenceModel
from index.meaning.vectors import narrowed

WORDS_BEFORE = 25
BATCH = 1024  # passages at a time
KEY_SIZE = 8  # bytes
PASSAGES = """
    SELECT passages.id, sections.title, passages.text
    FROM passages JOIN sections ON sections.id = passages.section
    WHERE passages.id >= ? AND passages.id < ? ORDER BY passages.id
"""

Progress = Callable[[str, int, int], None]


def add_meaning(
    path: Path, index: Path, previous: Path | None, model: SentenceModel | None, progress: Progress | None
) -> None:
    """Write the vectors of all passages into a finished file that is to become an index; those of texts known from
    `previous`, and from a build of the index that did not come to its end, are kept.

    Without a model nothing is written. Raises `MeaningUnavailable` where they are so many that they need a library that
    is not there.
    """
    if model is None:
        return
    known = _vectors_by_key(previous, model.name) if previous else {}
    of_same_model = previous if known else None
    with closing(sqlite3.connect(path)) as connection, closing(MadeVectors(index, model.name)) as made:
        create_meanings(connection)
        known.update(made.known)
        traits = array_of(connection, "traits", PASSAGE_ARRAYS["traits"])
        if are_many(len(traits)):
            refuse_without_library()  # before hours of embedding
        for start in range(0, len(traits), BATCH):
            texts = _texts(connection, start, traits[start : start + BATCH])
            keys = [blake2b("\0".join(pair).encode(), digest_size=KEY_SIZE).digest() for pair in texts]
            new = {key: pair for key, pair in zip(keys, texts, strict=True) if key not in known}
            vectors = dict(zip(new, _embedded([*new.values()], model), strict=True)) if new else {}
            made.keep(vectors.items())
            rows = ((number, key, vectors.get(key) or known[key]) for number, key in enumerate(keys, start))
            connection.executemany("INSERT INTO meanings VALUES (?, ?, ?)", rows)
            if progress:
                progress("meanings", min(start + BATCH, len(traits)), len(traits))
        known.clear()
        add_graph(connection, len(traits), of_same_model)
        connection.execute("INSERT INTO meta VALUES ('meaning', ?)", (model.name,))
        connection.commit()


def _embedded(texts: Sequence[tuple[str, str]], model: SentenceModel) -> list[bytes]:
    """Return a vector for each passage, in their order."""
    alone, within = (model.embed([pair[form] for pair in texts]) for form in (0, 1))
    return [vector.tobytes() for vector in narrowed((alone + within) / 2)]


def _texts(connection: sqlite3.Connection, start: int, traits: npt.NDArray[Any]) -> list[tuple[str, str]]:
    """Return the words of passages, and the same with what they stand under and what they reply to."""
    rows = connection.execute(PASSAGES, (max(start - WINDOW, 0), start + len(traits))).fetchall()
    said = {number: text for number, _, text in rows}
    texts = []
    for (number, title, text), back in zip(rows[-len(traits) :], np.bitwise_and(traits, BACK).tolist(), strict=True):
        before = " ".join(said[number - back].split()[-WORDS_BEFORE:]) if back else ""
        texts.append((text, f"{title}. {before} {text}"))
    return texts


def _vectors_by_key(index: Path, model: str) -> dict[bytes, bytes]:
    with closing(sqlite3.connect(read_only(index), uri=True)) as connection:
        if dict(connection.execute("SELECT key, value FROM meta")).get("meaning") != model:
            return {}
        return dict(connection.execute("SELECT key, vector FROM meanings"))
