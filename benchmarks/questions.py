"""What the benchmarks ask: questions made of a collection's own words, and real ones.

In: an index, or a question set. Out: texts.
"""

import json
import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

QUESTIONS = 200
SEED = 7


def read_texts(index: Path) -> list[str]:
    with closing(sqlite3.connect(index)) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM passages ORDER BY id")]


def made_questions(texts: Sequence[str], number: int = QUESTIONS) -> list[str]:
    """Return so many questions of 2 to 12 words, each a run of words of some passage."""
    chance = random.Random(SEED)
    made: list[str] = []
    while len(made) < number:
        words = chance.choice(texts).split()
        length = chance.randint(2, 12)
        if len(words) >= length:
            start = chance.randrange(len(words) - length + 1)
            made.append(" ".join(words[start : start + length]))
    return made


def real_questions(path: Path | None) -> list[str]:
    return [json.loads(line)["question"] for line in path.read_text().splitlines()] if path else []
