"""Fits and measures what a follow-up leans on: words of both questions and the place shown, held out by episode.

Run it from the project's root, with an index of the posts and question sets that hold follow-ups:

    pip install -e '.[benchmarks]'
    askcast index rebuild ../shared/transcripts/inside-view
    python -m benchmarks.conversations askcast.db ../shared/eval/questions.jsonl benchmarks/conversations.jsonl

`conversations.jsonl` was written by a reader of the episodes who knew nothing of the search: 40 follow-ups and 15
changes of topic. Those and, asked after one about another episode, all questions that stand on their own must lose
nothing by the question before.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.fitting import Floats, fit
from benchmarks.quality import figures
from index.answering import Answering, Message
from index.catalogue import NOTHING_WANTED, passage_of
from index.evaluate import DEPTH, Question, hits, read_questions, run
from index.meaning.model import SentenceModel
from index.question import understand
from index.ranking import second_stage
from index.ranking.diversification import ALREADY_SHOWN, spread
from index.ranking.engine import ARRAYS, find
from index.ranking.leaning import BEFORE, OF_PLACE, OWN, weighing
from index.reader import IndexReader
from index.search import Searcher

PENALTY = 0.003  # of the squared constants, against fitting to single questions
NAMES = ("own words", "words before", "same episode", "later in section", "soon after")


@dataclass(frozen=True)
class Conversation:
    """A question with its candidates: five signs of each (a row a candidate), what is not fitted, which of them hit."""

    question: Question
    signs: Floats
    fixed: Floats
    hit: npt.NDArray[np.bool_]
    ids: npt.NDArray[np.int64]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("index", type=Path)
    arguments.add_argument("questions", type=Path, nargs="+")
    arguments.add_argument("--meaning", type=Path, help="the folder of the model that the index was built with")
    options = arguments.parse_args()
    model = SentenceModel(options.meaning) if options.meaning else None
    with Searcher(options.index, model=model) as searcher:
        if searcher.without_meaning:
            arguments.error(searcher.without_meaning)
        asked = [question for path in options.questions for question in read_questions(path, searcher)]
        for kind in ("followup", "topic-change"):
            measure(searcher, kind, [question for question in asked if question.type == kind])
        alone = [question for question in asked if question.episode and not question.context]
        others = [*alone[len(alone) // 2 :], *alone[: len(alone) // 2]]
        after_another = [replace(one, context=other.question) for one, other in zip(alone, others, strict=True)]
        measure(searcher, "alone, after one about another episode", after_another)
    if model:
        return  # the constants are fitted without
    reader = IndexReader(options.index)
    cases = [case for question in asked if question.context and (case := read_case(reader, question))]
    names = {case.question.episode for case in cases}
    held_out = {
        name: fit([case for case in cases if case.question.episode != name], len(NAMES), PENALTY) for name in names
    }
    print("\nfitted on all", dict(zip(NAMES, fit(cases, len(NAMES), PENALTY).round(2).tolist(), strict=True)))
    print("shipped      ", dict(zip(NAMES, (OWN, BEFORE, *OF_PLACE), strict=True)))
    ranks = [first_hit(reader, case, held_out[case.question.episode]) for case in cases]
    print(f"held out by episode, of the {len(cases)} that lean: {figures(ranks)}")
    followups = [rank for rank, case in zip(ranks, cases, strict=True) if case.question.type == "followup"]
    missed = sum(question.type == "followup" for question in asked) - len(followups)
    print(f"all follow-ups, those taken for new topics as missed: {figures([*followups, *[0] * missed])}")
    reader.close()


def measure(searcher: Searcher, title: str, questions: Sequence[Question]) -> None:
    """Print hit@1, hit@3 and MRR@10 of questions after the one before, and of the same asked first."""
    after = [outcome.rank for outcome in run(searcher, questions)]
    first = [outcome.rank for outcome in run(searcher, [replace(one, context=None) for one in questions])]
    print(f"{title} ({len(questions)}): {figures(after)}; asked first: {figures(first)}")


def read_case(reader: IndexReader, question: Question) -> Conversation | None:
    """Return a question that leans on the one before with all its candidates; None for one that does not."""
    asked = understand(question.question, question.context, reader.spelling, reader.made_words)
    message = Message(question.question, question.context)
    leaning = Answering(ARRAYS, None, None).leaning(reader, message, asked, None, False)
    if leaning is None:
        return None
    ranked = find(reader.postings, reader.contexts, asked.terms, leaning=leaning)
    ascending = np.argsort(ranked.ids)
    ids, values = ranked.ids[ascending], ranked.values[:, ascending]
    weights = second_stage.weights(False, False)
    shipped, size, places = weighing(weights), len(weights), len(OF_PLACE)
    kinds = [row for row, name in enumerate(weights) if name in ("host", "question")]
    own = [row for row in range(size) if row not in kinds]
    signs = np.vstack(
        (
            shipped[own] @ values[own] / OWN,
            shipped[size:-places] @ values[size:-places] / BEFORE,
            values[-places:],
        )
    )
    fixed = shipped[kinds] @ values[kinds] - ALREADY_SHOWN * np.isin(ids, leaning.shown)
    passages = [passage_of(reader.episode_of(e.id), e, 1, 0.0, NOTHING_WANTED) for e in reader.passages(ids.tolist())]
    return Conversation(question, signs.T, fixed, np.array([hits(passage, question) for passage in passages]), ids)


def first_hit(reader: IndexReader, case: Conversation, constants: Floats) -> int:
    """Return the rank of the first hit among the first ten, 0 for none."""
    order = spread(case.ids, case.signs @ constants + case.fixed, reader.contexts, DEPTH)[:DEPTH]
    return next((rank for rank, place in enumerate(order, start=1) if case.hit[place]), 0)


if __name__ == "__main__":
    main()
