"""How good the answers are, on a set of questions whose right answers are known.

In: a question set (one JSON object a line) and a `Searcher`. Out: figures by question type and in all. The rules are
those that the set's README states; `Hit` says when a passage counts.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.answer import Answer, QuestionSetError, RankedPassage
from index.search import Searcher

DEPTH = 10
RUN = 5  # words
LONG_PASSAGE = 300  # words
TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the set; `turns` are the texts of the turns that answer it, `sections` their (episode, anchor).

    `elsewhere` are turns of other episodes that answer it too, each with its episode.
    """

    id: str
    type: str
    question: str
    context: str | None
    episode: str | None
    turns: tuple[str, ...]
    sections: frozenset[tuple[str, str]]
    elsewhere: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, its answer, the rank of the first hit (0: none) and whether the first three hold a right section."""

    question: Question
    answer: Answer
    rank: int
    right_section: bool


def read_questions(path: Path, searcher: Searcher) -> list[Question]:
    """Read a question set and the texts of its turns; raise `QuestionSetError` naming the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"{path}: cannot be read ({error}); give a file of one JSON object a line") from error
    questions = []
    for number, line in enumerate(lines, start=1):
        try:
            questions.append(_question(json.loads(line), searcher))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise QuestionSetError(f"{path}:{number}: is no question ({error!r}); see the set's README") from error
    return questions


def run(searcher: Searcher, questions: Iterable[Question], in_episode: bool = False) -> list[Outcome]:
    """Ask every question; with `in_episode` its own episode is given as a filter."""
    outcomes = []
    for question in questions:
        episode = question.episode if in_episode else None
        answer = searcher.ask(question.question, context=question.context, episode=episode, limit=DEPTH)
        rank = next((p.rank for p in answer.passages if hits(p, question)), 0)
        right = any((p.episode, p.anchor) in question.sections for p in answer.passages[:3])
        outcomes.append(Outcome(question, answer, rank, right))
    return outcomes


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the figures by type, in all, and the two refusal shares."""
    by_type: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_type[outcome.question.type].append(outcome)
    unanswerable = by_type.pop("unanswerable", [])
    answerable = [outcome for group in by_type.values() for outcome in group]
    found = [outcome for outcome in answerable if 0 < outcome.rank <= 3]
    return {
        "types": {kind: _shares(group) for kind, group in by_type.items()},
        "all": _shares(answerable),
        "refusal": {
            "unanswerable": len(unanswerable),
            "refused": _mean([not outcome.answer.answered for outcome in unanswerable]),
            "found": len(found),
            "wrongly_refused": _mean([not outcome.answer.answered for outcome in found]),
        },
    }


def hits(passage: RankedPassage, question: Question) -> bool:
    """Tell whether a passage is of a right episode and shares most of its text with one of the right turns there."""
    there = [turn for episode, turn in question.elsewhere if episode == passage.episode]
    turns = [*question.turns, *there] if passage.episode == question.episode else there
    said = folded_words(passage.text) if turns else []
    return any(_shares_most(said, folded_words(turn)) for turn in turns)


def folded_words(text: str) -> list[str]:
    """Return a text's words without case, punctuation and typography, for comparing what two renderings say."""
    return re.findall(r"\w+", text.translate(TYPOGRAPHY).lower())


def _shares_most(passage: list[str], turn: list[str]) -> bool:
    if len(passage) > LONG_PASSAGE and len(turn) < len(passage):
        return False
    if len(turn) < RUN or len(passage) < RUN:
        shorter, longer = sorted((passage, turn), key=len)
        return f" {' '.join(shorter)} " in f" {' '.join(longer)} "
    shorter_runs, longer_runs = sorted((_runs(passage), _runs(turn)), key=len)
    return len(shorter_runs & longer_runs) * 2 >= len(shorter_runs)


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def _question(entry: dict[str, Any], searcher: Searcher) -> Question:
    slug = entry["episode"].strip("/").rpartition("/")[2] if entry.get("episode") else None
    turns = _turns(searcher, slug) if slug else []
    expected = [*entry.get("answers", ()), *entry.get("accept", ())]
    texts = tuple(_turn_text(turns, answer) for answer in expected)
    sections = frozenset((slug, answer["anchor"]) for answer in expected if slug and "anchor" in answer)
    elsewhere = tuple(
        (other["episode"], _turn_text(_turns(searcher, other["episode"]), other))
        for other in entry.get("elsewhere", ())
    )
    kind, asked, context = entry["type"], entry["question"], entry.get("context")
    return Question(entry["id"], kind, asked, context, slug, texts, sections, elsewhere)


def _turns(searcher: Searcher, slug: str) -> list[str]:
    """Return the texts of an episode's turns in page order."""
    turns: dict[int, list[str]] = {}
    for passage in searcher.around(slug, 0, after=1_000_000):
        turns.setdefault(passage.turn, []).append(passage.text)
    return [" ".join(turns[number]) for number in sorted(turns)]


def _turn_text(turns: list[str], answer: dict[str, Any]) -> str:
    """Return the turn meant: the one of that number, unless its opening words, if they are given, say another."""
    opening = folded_words(answer.get("opening", ""))[:6]
    if not opening:
        return turns[int(answer["turn"])]
    by_nearness = sorted(range(len(turns)), key=lambda number: abs(number - answer["turn"]))
    for number in by_nearness:
        if folded_words(turns[number])[: len(opening)] == opening:
            return turns[number]
    return turns[int(answer["turn"])]


def _shares(outcomes: Sequence[Outcome]) -> dict[str, float]:
    return {
        "questions": len(outcomes),
        "hit@1": _mean([outcome.rank == 1 for outcome in outcomes]),
        "hit@3": _mean([0 < outcome.rank <= 3 for outcome in outcomes]),
        "MRR@10": _mean([1 / outcome.rank if outcome.rank else 0.0 for outcome in outcomes]),
        "section@3": _mean([outcome.right_section for outcome in outcomes]),
    }


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0
