"""Fits and measures what tells that a passage defines what a question asks to define, held out by episode.

Run it from the project's root, with an index of the posts and question sets that ask what something is:

    pip install -e '.[benchmarks]'
    askcast index rebuild ../shared/transcripts/inside-view
    python -m benchmarks.defining askcast.db benchmarks/definitions.jsonl benchmarks/definitions_read.jsonl
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.fitting import Floats, fit
from benchmarks.quality import figures
from index.catalogue import NOTHING_WANTED, passage_of
from index.defining import CONSIDERED, defining_signs
from index.evaluate import DEPTH, Question, hits, read_questions, run
from index.meaning.model import SentenceModel
from index.question import understand
from index.ranking.definitions import WORTH, Signs, to_define
from index.ranking.engine import ARRAYS, find
from index.reader import IndexReader
from index.search import Searcher

PENALTY = 0.001  # of the squared constants, against fitting to single questions
NAMES = Signs._fields


@dataclass(frozen=True)
class Definition:
    """A question with its candidates: the signs of each (a row a candidate), its score without them, which hit."""

    question: Question
    signs: Floats
    fixed: Floats
    hit: npt.NDArray[np.bool_]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("index", type=Path)
    arguments.add_argument("questions", type=Path, nargs="+")
    arguments.add_argument("--meaning", type=Path, help="the folder of the model that the index was built with")
    options = arguments.parse_args()
    model = SentenceModel(options.meaning) if options.meaning else None
    cases, missed = [], []
    reader = IndexReader(options.index)
    with Searcher(options.index) as searcher:
        for path in options.questions:
            for question in read_questions(path, searcher):
                case = read_case(reader, question, model)
                cases += [case] if case else []
                missed += [] if case else [question]
            print(f"{path.name} as shipped: {figures([o.rank for o in run(searcher, read_questions(path, searcher))])}")
    print(f"not taken for questions that ask to define: {[question.question for question in missed]}")
    names = {case.question.episode for case in cases}
    held_out = {
        name: fit([case for case in cases if case.question.episode != name], len(NAMES), PENALTY) for name in names
    }
    print("fitted on all", dict(zip(NAMES, fit(cases, len(NAMES), PENALTY).round(2).tolist(), strict=True)))
    for title, weighing in (("without", None), ("shipped", np.array(WORTH)), ("held out", held_out)):
        for kind in sorted({case.question.type for case in cases}):
            chosen = [case for case in cases if case.question.type == kind]
            ranks = [
                first_hit(case, weighing[case.question.episode] if isinstance(weighing, dict) else weighing)
                for case in chosen
            ]
            print(f"{title}, {kind} ({len(chosen)}): {figures(ranks)}")
    reader.close()


def read_case(reader: IndexReader, question: Question, model: SentenceModel | None) -> Definition | None:
    """Return a question with its candidates; None for one that is not taken for asking to define something."""
    asked = understand(question.question, None, reader.spelling, reader.made_words)
    subject = to_define(asked.did_you_mean or question.question)
    if not subject:
        return None
    likeness = reader.likeness(model.embed([question.question])[0]) if model else None
    ranked = find(reader.postings, reader.contexts, asked.terms, None, False, CONSIDERED, ARRAYS, None, likeness)
    ids = ranked.ids[:CONSIDERED].tolist()
    signs = np.array(defining_signs(reader, ids, subject))
    passages = [passage_of(reader.episode_of(e.id), e, 1, 0.0, NOTHING_WANTED) for e in reader.passages(ids)]
    hit = np.array([hits(passage, question) for passage in passages])
    return Definition(question, signs, ranked.scores[: len(ids)], hit)


def first_hit(case: Definition, constants: Floats | None) -> int:
    """Return the rank of the first hit among the first ten, 0 for none; without constants the signs count nothing."""
    gains = case.signs @ constants if constants is not None else 0.0
    order = np.argsort(-(case.fixed + gains), kind="stable")[:DEPTH]
    return next((rank for rank, place in enumerate(order, start=1) if case.hit[place]), 0)


if __name__ == "__main__":
    main()
