"""A question set's questions with everything that the second stage of ranking weighs: what is fitted and measured.

In: an index and a question set. Out: `Case`s.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.answering import Answering, Message
from index.catalogue import NOTHING_WANTED, passage_of
from index.evaluate import Question, hits, read_questions
from index.file.context_windows import ContextWindows
from index.file.postings import Ids
from index.meaning.model import SentenceModel
from index.question import understand
from index.ranking import second_stage
from index.ranking.engine import ARRAYS
from index.ranking.leaning import weighing
from index.reader import IndexReader
from index.search import Searcher
from index.showing import words_said

Floats = npt.NDArray[np.float64]
UNANSWERABLE = "unanswerable"


@dataclass(frozen=True)
class Case:
    """A question with its candidates (ids ascending): features (a row a candidate), which of them hit, what tells
    repeats apart, and what each loses for having answered the question before.
    """

    question: Question
    group: str
    features: Floats
    hit: npt.NDArray[np.bool_]
    repeats: list[tuple[str, str]]
    surrounded: Floats
    sections: list[tuple[str, str]]
    ids: Ids
    losses: Floats
    contexts: ContextWindows
    alike: Floats | None
    placed: Floats
    by_words: Floats | None

    @property
    def answerable(self) -> bool:
        return self.question.type != UNANSWERABLE


def read_cases(
    index: Path,
    questions: Path,
    within: bool,
    change_topic: bool = False,
    candidates: int = 0,
    model: SentenceModel | None = None,
) -> list[Case]:
    """Ask every question and keep all candidates with their features.

    `candidates` asks for at least so many. With `change_topic` the questions that stand on their own are asked after
    one about another episode.
    """
    reader = IndexReader(index)
    with Searcher(index) as searcher:
        asked = read_questions(questions, searcher)
    if change_topic:
        alone = [question for question in asked if question.episode and not question.context]
        others = [*alone[len(alone) // 2 :], *alone[: len(alone) // 2]]
        asked = [replace(one, context=other.question) for one, other in zip(alone, others, strict=True)]
    if within:
        episodes = sorted({question.episode for question in asked if question.episode})
        asked = [
            question if question.episode else replace(question, episode=episodes[number % len(episodes)])
            for number, question in enumerate(asked)
        ]
    cases = [read_case(reader, question, within, candidates, model) for question in asked]
    reader.close()
    return cases


def read_case(
    reader: IndexReader, question: Question, within: bool, candidates: int, model: SentenceModel | None
) -> Case:
    asked = understand(question.question, question.context, reader.spelling, reader.made_words)
    allowed = reader.allowed(question.episode, None) if within else None
    message = Message(question.question, question.context)
    answering = Answering(ARRAYS, None, model)
    leaning = answering.leaning(reader, message, asked, allowed, within)
    ranked = answering.found(reader, question.question, asked, allowed, within, candidates, leaning)
    weights = second_stage.weights(within, model is not None)
    ascending = np.argsort(ranked.ids)
    ids = ranked.ids[ascending]
    # What a follow-up leans on counts as it does in use, whatever is fitted here.
    factors, losses = np.ones(len(weights)), np.zeros(len(ids))
    if leaning:
        own, rest = np.split(weighing(weights, ranked.leans), [len(weights)])
        factors = own / np.array([*weights.values()])
        losses = -rest @ ranked.values[len(weights) :, ascending]
    entries = reader.passages(ids.tolist())
    passages = [passage_of(reader.episode_of(entry.id), entry, 1, 0.0, NOTHING_WANTED) for entry in entries]
    return Case(
        question,
        question.id.rpartition("-")[0],
        ranked.values[: len(weights)].T[ascending] * factors,
        np.array([hits(passage, question) for passage in passages], bool),
        [words_said(entry) for entry in entries],
        ranked.surrounded[ascending],
        [(passage.episode, passage.anchor) for passage in passages],
        ids,
        losses,
        reader.contexts,
        None if ranked.alike is None else ranked.alike[ascending],
        ranked.placed[ascending],
        None if ranked.by_words is None else ranked.by_words[ascending],
    )
