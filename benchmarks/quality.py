"""Fits and measures ranking and refusal on a question set: the tables and the plot of docs/quality.md.

Run it from the project's root, with the folder that the index is to be made of and the question set:

    pip install -e '.[benchmarks]'
    python -m benchmarks.quality ../shared/transcripts/inside-view ../shared/eval/questions.jsonl

Everything is told for a search of all episodes and for one of the question's own (questions without an answer are then
asked about one episode each, in turn); and twice: "plain" with weights fitted on all questions, "held out" with weights
fitted on the questions of all other episodes, one episode at a time.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import matplotlib
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from index.building.rebuild import rebuild
from index.catalogue import NOTHING_WANTED, passage_of
from index.evaluate import DEPTH, Question, hits, read_questions
from index.file.context_windows import ContextWindows
from index.file.postings import Ids
from index.question import understand
from index.ranking import confidence as calibrated
from index.ranking import second_stage
from index.ranking.diversification import ALREADY_SHOWN, spread
from index.ranking.engine import find
from index.reader import IndexReader
from index.search import Searcher, words_said
from index.transcripts.sources import find_files

Floats = npt.NDArray[np.float64]
FITTED_ON = 200  # candidates a question: more wrong passages to learn from than a question needs
RANKING_PENALTY = 0.003  # of the squared weights, against fitting to single questions
REFUSAL_PENALTY = 0.02
SIGNS = ("score", "surrounded")
WRONGLY_REFUSED = 0.05
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

    @property
    def answerable(self) -> bool:
        return self.question.type != UNANSWERABLE


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("transcripts", type=Path)
    arguments.add_argument("questions", type=Path)
    arguments.add_argument("--failures", type=int, default=0, help="how many missed questions to print")
    arguments.add_argument("--plot", type=Path, default=Path("docs/confidence.png"))
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "askcast.db"
        rebuild(index, find_files([options.transcripts]))
        for within in (False, True):
            print(f"\n# Searching {'the episode' if within else 'all episodes'}")
            cases = read_cases(index, options.questions, within)
            wide = read_cases(index, options.questions, within, candidates=FITTED_ON)
            weights = second_stage.WEIGHTS_WITHIN_EPISODE if within else second_stage.WEIGHTS
            shipped = np.array([weights[name] for name in second_stage.FEATURES])
            compare(cases, wide, shipped)
            refusal(cases, shipped, None if within else options.plot)
            print_failures(cases, shipped, 0 if within else options.failures)
        changed = read_cases(index, options.questions, within=False, change_topic=True)
    shipped = np.array([second_stage.WEIGHTS[name] for name in second_stage.FEATURES])
    print_table("as shipped, each after a question about another episode", changed, lambda case: shipped)


def compare(cases: Sequence[Case], wide: Sequence[Case], shipped: Floats) -> None:
    """Print the figures with the shipped weights, plain and held out, and held out without each feature."""
    names = list(second_stage.FEATURES)
    weights = fit_ranking(wide)
    print("weights", {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)})
    print_table("as shipped", cases, lambda case: shipped)
    print_table("plain", cases, lambda case: weights)
    held_out = {group: fit_ranking([c for c in wide if c.group != group]) for group in {c.group for c in wide}}
    print_table("held out", cases, lambda case: held_out[case.group])
    for place, name in enumerate(names):
        print_ablation(name, cases, wide, [other for other in range(len(names)) if other != place])


def read_cases(
    index: Path, questions: Path, within: bool, change_topic: bool = False, candidates: int = 0
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
    cases = [read_case(reader, question, within, candidates) for question in asked]
    reader.close()
    return cases


def read_case(reader: IndexReader, question: Question, within: bool, candidates: int) -> Case:
    asked = understand(question.question, question.context, reader.spelling, reader.made_words)
    allowed = reader.allowed(question.episode, None) if within else None
    shown = find(reader.postings, reader.contexts, asked.before, allowed, within).ids[: calibrated.SHOWN]
    ranked = find(reader.postings, reader.contexts, asked.terms, allowed, within, candidates)
    ascending = np.argsort(ranked.ids)
    ids = ranked.ids[ascending]
    entries = reader.passages(ids.tolist())
    passages = [passage_of(reader.episode_of(entry.id), entry, 1, 0.0, NOTHING_WANTED) for entry in entries]
    return Case(
        question,
        question.id.rpartition("-")[0],
        ranked.values.T[ascending],
        np.array([hits(passage, question) for passage in passages], bool),
        [words_said(entry) for entry in entries],
        ranked.surrounded[ascending],
        [(passage.episode, passage.anchor) for passage in passages],
        ids,
        np.where(np.isin(ids, shown), ALREADY_SHOWN, 0.0),
        reader.contexts,
    )


def fit_ranking(cases: Sequence[Case], columns: Sequence[int] | None = None) -> Floats:
    """Return the weights that make the hits likeliest (softmax over each question's candidates)."""
    used = [(case.features[:, columns] if columns else case.features, case.hit) for case in cases if case.hit.any()]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros_like(weights)
        for features, hit in used:
            scores = features @ weights
            likely = np.exp(scores - scores.max())
            share = likely[hit].sum()
            total -= np.log(share / likely.sum())
            slope += features.T @ (likely / likely.sum() - np.where(hit, likely / share, 0))
        return (
            total / len(used) + RANKING_PENALTY * weights @ weights,
            slope / len(used) + 2 * RANKING_PENALTY * weights,
        )

    start = np.zeros(used[0][0].shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def ranked_places(case: Case, weights: Floats, columns: Sequence[int] | None = None) -> list[int]:
    """Return the first ten candidates by these weights, in the order to show them, repeats left out."""
    features = case.features[:, columns] if columns else case.features
    order = spread(case.ids, features @ weights - case.losses, case.contexts, 2 * DEPTH)
    seen: set[tuple[str, str]] = set()
    kept: list[int] = []
    for place in order:
        if case.repeats[place] not in seen:
            seen.add(case.repeats[place])
            kept.append(int(place))
        if len(kept) == DEPTH:
            break
    return kept


def first_hit(case: Case, weights: Floats, columns: Sequence[int] | None = None) -> int:
    """Return the rank of the first hit among the first ten, 0 for none."""
    places = ranked_places(case, weights, columns)
    return next((rank for rank, place in enumerate(places, start=1) if case.hit[place]), 0)


def figures(ranks: Sequence[int]) -> str:
    array = np.array(ranks)
    reciprocal = np.where(array > 0, 1 / np.maximum(array, 1), 0)
    return f"{(array == 1).mean():.3f} | {((array > 0) & (array <= 3)).mean():.3f} | {reciprocal.mean():.3f}"


def print_table(title: str, cases: Sequence[Case], weights_of: Callable[[Case], Floats]) -> None:
    print(f"\n{title}\n| type | hit@1 | hit@3 | MRR@10 |\n|---|---|---|---|")
    answerable = [case for case in cases if case.answerable]
    ranks = {case.question.id: first_hit(case, weights_of(case)) for case in answerable}
    for kind in dict.fromkeys(case.question.type for case in answerable):
        print(f"| {kind} | {figures([ranks[c.question.id] for c in answerable if c.question.type == kind])} |")
    print(f"| all | {figures(list(ranks.values()))} |")


def print_ablation(name: str, cases: Sequence[Case], wide: Sequence[Case], columns: Sequence[int]) -> None:
    ranks = []
    for group in sorted({case.group for case in cases}):
        weights = fit_ranking([case for case in wide if case.group != group], columns)
        ranks += [first_hit(c, weights, columns) for c in cases if c.group == group and c.answerable]
    print(f"held out, without {name}: {figures(ranks)}")


def print_failures(cases: Sequence[Case], weights: Floats, count: int) -> None:
    """Print missed questions, spread over the set, with what was ranked first and what should have been."""
    missed = [case for case in cases if case.answerable and not 0 < first_hit(case, weights) <= 3]
    for case in missed[:: max(len(missed) // count, 1)][:count] if count else []:
        places = ranked_places(case, weights)
        print(f"\n{case.question.id} ({case.question.type}): {case.question.question}")
        print(
            f"  rank of the first hit: {first_hit(case, weights) or 'none in ten'}; a candidate: {bool(case.hit.any())}"
        )
        print(f"  first: {case.sections[places[0]]} {case.repeats[places[0]][1][:200]}")
        print(f"  right: {case.question.turns[0][:300]}")


def refusal(cases: Sequence[Case], weights: Floats, plot: Path | None) -> None:
    """Fit the confidence, print its figures, and draw how it agrees with what is right."""
    rows, right, kinds, groups = [], [], [], []
    for case in cases:
        if not len(case.hit):
            continue
        places = ranked_places(case, weights)
        shown = places[: calibrated.SHOWN]
        rows.append([case.features[places[0]] @ weights, case.surrounded[shown].max()])
        found = bool(case.hit[shown].any())
        right.append(found)
        kinds.append("found" if found else "missed" if case.answerable else UNANSWERABLE)
        groups.append(case.group)
    signs, hit, kind, group = np.array(rows), np.array(right), np.array(kinds), np.array(groups)
    constants = fit_refusal(signs, hit)
    print("\nconfidence:", dict(zip([*SIGNS, "offset"], constants.round(3).tolist(), strict=True)))
    held_out = np.empty(len(hit))
    for name in set(groups):
        others = group != name
        held_out[group == name] = probability(signs[group == name], fit_refusal(signs[others], hit[others]))
    told = {"plain": probability(signs, constants), "held out": held_out}
    for title, sure in told.items():
        threshold = np.sort(sure[kind == "found"])[int(WRONGLY_REFUSED * (kind == "found").sum())]
        refused = {name: (sure[kind == name] < threshold).mean() for name in (UNANSWERABLE, "found")}
        print(
            f"{title}: threshold {threshold:.3f} refuses {refused[UNANSWERABLE]:.3f} of the unanswerable "
            f"and {refused['found']:.3f} of the found; "
            f"expected calibration error {calibration_error(sure, hit):.3f}"
        )
    if plot:
        draw(held_out, hit, plot)


def fit_refusal(signs: Floats, hit: npt.NDArray[np.bool_]) -> Floats:
    """Return the constants of a logistic regression (penalised in units of each sign's spread)."""
    middle, spread = signs.mean(axis=0), signs.std(axis=0)
    columns = np.c_[(signs - middle) / spread, np.ones(len(signs))]

    def loss(constants: Floats) -> tuple[float, Floats]:
        sign = columns @ constants
        penalty = REFUSAL_PENALTY * constants[:-1] @ constants[:-1]
        slope = columns.T @ (1 / (1 + np.exp(-sign)) - hit) / len(hit)
        slope[:-1] += 2 * REFUSAL_PENALTY * constants[:-1]
        return float(np.logaddexp(0, np.where(hit, -sign, sign)).mean() + penalty), slope

    fitted = np.asarray(minimize(loss, np.zeros(columns.shape[1]), jac=True).x)
    scaled = fitted[:-1] / spread
    return np.append(scaled, fitted[-1] - scaled @ middle)


def probability(signs: Floats, constants: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(signs @ constants[:-1] + constants[-1]))))


def bins(sure: Floats, hit: npt.NDArray[np.bool_], count: int = 8) -> list[tuple[float, float, int]]:
    """Return (mean confidence, share that hit, how many) for groups of about equal size, by confidence."""
    order = np.argsort(sure, kind="stable")
    parts = np.array_split(order, count)
    return [(float(sure[part].mean()), float(hit[part].mean()), len(part)) for part in parts]


def calibration_error(sure: Floats, hit: npt.NDArray[np.bool_]) -> float:
    """Return the expected calibration error over eight groups of equal size."""
    return sum(abs(mean - share) * size for mean, share, size in bins(sure, hit)) / len(hit)


def draw(sure: Floats, hit: npt.NDArray[np.bool_], path: Path) -> None:
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 5))
    means, shares, _ = zip(*bins(sure, hit), strict=True)
    axes.plot([0, 1], [0, 1], color="grey", linestyle=":", label="perfectly calibrated")
    axes.plot(means, shares, marker="o", label="held out, eight groups of equal size")
    axes.set(xlabel="confidence", ylabel="share with a right passage among the first three", xlim=(0, 1), ylim=(0, 1))
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
