"""Fits and measures what a question leans on after another: words of both, the place shown, how likely it leans at all.

Run it from the project's root, with indexes and the question sets about what they hold, an index first:

    pip install -e '.[benchmarks]'
    askcast index rebuild ../shared/transcripts/inside-view --index posts.db
    askcast index rebuild ../shared/transcripts/bitcointranscripts ../shared/transcripts/changelog --index others.db
    python -m benchmarks.conversations --of posts.db ../shared/eval/questions.jsonl benchmarks/conversations.jsonl \
        benchmarks/topic_changes.jsonl benchmarks/varied.jsonl --of others.db benchmarks/other_shows.jsonl

With `--meaning MODEL` indexes that were built with that model are asked with meaning. Beside follow-ups and changes of
topic, all questions that stand on their own are asked after one about another episode, and must lose nothing by it.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.fitting import Floats
from benchmarks.quality import figures
from index.answering import Answering, Message
from index.catalogue import NOTHING_WANTED, passage_of
from index.evaluate import DEPTH, Question, hits, read_questions, run
from index.file.context_windows import ContextWindows
from index.meaning.model import SentenceModel
from index.question import understand
from index.ranking import second_stage
from index.ranking.diversification import spread
from index.ranking.engine import ARRAYS, FEWEST_SPREAD
from index.ranking.leaning import (
    BEFORE,
    KINDS,
    LIKELIHOOD,
    OF_PLACE,
    OWN_LOSES,
    Leaning,
    is_follow_up,
    likelihood,
    signs_of_leaning,
)
from index.reader import IndexReader
from index.search import Searcher

PENALTY, OF_LIKELIHOOD = 0.003, 0.01  # of the squared constants, against fitting to single questions
AFTER_ANOTHER = "alone, after one about another episode"
WORTH_AFTER_ANOTHER = 0.3  # of a follow-up, when fitted: there are so many of them
SHIPPED = np.array([-OWN_LOSES, BEFORE, *OF_PLACE, *LIKELIHOOD])
SUMS = len(SHIPPED) - len(LIKELIHOOD)  # columns of what counts for a question that leans


@dataclass(frozen=True)
class Conversation:
    """A question after another, with its candidates: what each scores alone, what a question that leans wholly adds to
    that (a row a candidate, a column a constant), the signs that it leans, and which candidates hit. Ranks are reckoned
    from these alone: what defines a subject, repeats and remarks of hardly a word are not looked at.
    """

    question: Question
    alone: Floats
    leaning: Floats
    signs: Floats
    hit: npt.NDArray[np.bool_]
    ids: npt.NDArray[np.int64]
    contexts: ContextWindows
    asked: Leaning

    def leans(self, constants: Floats) -> float:
        return likelihood(self.signs, constants[SUMS:])

    def scores(self, constants: Floats) -> Floats:
        return self.alone + self.leans(constants) * (self.leaning @ constants[:SUMS])

    def rank(self, constants: Floats) -> int:
        """Return the rank of the first hit among the first ten, 0 for none."""
        order = spread(self.ids, self.scores(constants), self.contexts, FEWEST_SPREAD).tolist()
        first = spread(self.ids, self.alone.copy(), self.contexts, FEWEST_SPREAD)[0]
        if order.index(first) >= FEWEST_SPREAD and not is_follow_up(self.asked, self.leans(constants)):
            order.remove(first)
            order.insert(FEWEST_SPREAD - 1, first)
        return next((rank for rank, place in enumerate(order[:DEPTH], start=1) if self.hit[place]), 0)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--of", type=Path, nargs="+", action="append", required=True, metavar="FILE")
    arguments.add_argument("--meaning", type=Path, help="the folder of the model that indexes were built with")
    options = arguments.parse_args()
    model = SentenceModel(options.meaning) if options.meaning else None
    conversations = [one for index, *sets in options.of for one in read_conversations(index, sets, model)]
    names = {one.question.episode for one in conversations}
    fitted = {name: fit([one for one in conversations if one.question.episode != name]) for name in names}
    print("\nfitted on all", fit(conversations).round(2).tolist(), "\nshipped      ", SHIPPED.round(2).tolist())
    print_table("shipped, reckoned", conversations, lambda one: SHIPPED)
    print_table("held out by episode", conversations, lambda one: fitted[one.question.episode])


def read_conversations(index: Path, sets: Sequence[Path], model: SentenceModel | None) -> list[Conversation]:
    """Measure an index as it answers, and return its conversations for fitting."""
    with Searcher(index, model=model) as searcher:
        used = None if searcher.without_meaning else model
        asked = [question for path in sets for question in read_questions(path, searcher)]
        alone = [question for question in asked if question.episode and not question.context]
        others = [*alone[len(alone) // 2 :], *alone[: len(alone) // 2]]
        after_another = [
            replace(one, context=other.question, type=AFTER_ANOTHER) for one, other in zip(alone, others, strict=True)
        ]
        conversations = [*(question for question in asked if question.context), *after_another]
        print(f"\n{index}, with{'' if used else 'out'} meaning: hit@1 | hit@3 | MRR@10")
        for kind in dict.fromkeys(question.type for question in conversations):
            measure(searcher, kind, [question for question in conversations if question.type == kind])
    reader = IndexReader(index)
    cases = [case for question in conversations if (case := read_case(reader, question, used))]
    reader.close()
    return cases


def measure(searcher: Searcher, title: str, questions: Sequence[Question]) -> None:
    """Print hit@1, hit@3 and MRR@10 of questions after the one before, and of the same asked first."""
    after = [outcome.rank for outcome in run(searcher, questions)]
    first = [outcome.rank for outcome in run(searcher, [replace(one, context=None) for one in questions])]
    print(f"{title} ({len(questions)}): {figures(after)}; asked first: {figures(first)}")


def read_case(reader: IndexReader, question: Question, model: SentenceModel | None) -> Conversation | None:
    """Return a question with all its candidates; None where it leans on nothing."""
    asked = understand(question.question, question.context, reader.spelling, reader.made_words)
    answering = Answering(ARRAYS, None, model)
    leaning = answering.leaning(reader, Message(question.question, question.context), asked, None, False)
    if leaning is None:
        return None
    features = answering.found(reader, question.question, asked, None, False, 0, leaning).unordered
    weights = second_stage.weights(False, model is not None)
    plain, size = np.array([*weights.values()]), len(weights)
    summed = [row for row, name in enumerate(weights) if name not in KINDS]
    own, before, places = np.split(features.values, [size, -len(OF_PLACE)])
    words = plain[summed]
    entries = reader.passages(features.candidates.tolist())
    passages = [passage_of(reader.episode_of(entry.id), entry, 1, 0.0, NOTHING_WANTED) for entry in entries]
    terms = reader.postings.look_up(asked.terms)
    return Conversation(
        question,
        plain @ own,
        np.vstack((words @ own[summed], words @ before, places)).T,
        signs_of_leaning(leaning, reader.postings, terms, len(asked.terms), replace(features, values=own), weights),
        np.array([hits(passage, question) for passage in passages]),
        features.candidates,
        reader.contexts,
        leaning,
    )


def fit(conversations: Sequence[Conversation]) -> Floats:
    """Return the constants that make the hits likeliest (softmax over each question's candidates)."""
    used = [one for one in conversations if one.hit.any()]
    worth = np.array([WORTH_AFTER_ANOTHER if one.question.type == AFTER_ANOTHER else 1.0 for one in used])
    penalties = np.array([PENALTY] * SUMS + [0.0] + [OF_LIKELIHOOD] * (len(LIKELIHOOD) - 1))

    def loss(constants: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros(len(constants))
        for one, weight in zip(used, worth, strict=True):
            leans, scores = one.leans(constants), one.scores(constants)
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            right = np.where(one.hit, likely, 0.0)
            total -= weight * np.log(right.sum())
            change = weight * (likely - right / right.sum())
            slope[:SUMS] += leans * (change @ one.leaning)
            slope[SUMS:] += leans * (1 - leans) * (change @ one.leaning @ constants[:SUMS]) * one.signs
        everything = worth.sum()
        return (
            total / everything + float(penalties @ constants**2),
            slope / everything + 2 * penalties * constants,
        )

    return np.asarray(minimize(loss, SHIPPED, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x)


def print_table(
    title: str, conversations: Sequence[Conversation], constants_of: Callable[[Conversation], Floats]
) -> None:
    print(f"\n{title}: hit@1 | hit@3 | MRR@10")
    ranks = [(one.question, one.rank(constants_of(one))) for one in conversations]
    for kind in dict.fromkeys(question.type for question, _ in ranks):
        for of_set in dict.fromkeys(set_of(question) for question, _ in ranks if question.type == kind):
            of_both = [rank for question, rank in ranks if question.type == kind and set_of(question) == of_set]
            print(f"{kind}, {of_set} ({len(of_both)}): {figures(of_both)}")
        print(f"{kind} ({sum(q.type == kind for q, _ in ranks)}): {figures([r for q, r in ranks if q.type == kind])}")


def set_of(question: Question) -> str:
    """Return which set a question is of, as its name begins: `varied`, `conversation`, an episode's …"""
    name = question.id.partition("-")[0]
    return name if name in ("varied", "other", "conversation", "topic") else "given"


if __name__ == "__main__":
    main()
