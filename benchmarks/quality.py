"""Fits and measures ranking and refusal on a question set: the tables and the plot of docs/quality.md.

Run it from the project's root, with the folder that the index is to be made of and the question set:

    pip install -e '.[benchmarks]'
    python -m benchmarks.quality ../shared/transcripts/inside-view ../shared/eval/questions.jsonl

`--meaning FOLDER` fits and measures with a sentence-embedding model (extra `meaning`).

Everything is told for a search of all episodes and for one of the question's own (questions without an answer are then
asked about one episode each, in turn); and twice: "plain" with weights fitted on all questions, "held out" with weights
fitted on the questions of all other episodes, one episode at a time.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.calibration import calibration_error, draw, fit_refusal, probability
from benchmarks.cases import Case, read_cases
from index.building.rebuild import rebuild
from index.evaluate import DEPTH
from index.meaning.model import SentenceModel
from index.ranking import confidence as calibrated
from index.ranking import second_stage
from index.ranking.diversification import spread
from index.transcripts.sources import find_files

Floats = npt.NDArray[np.float64]
FITTED_ON = 200  # candidates a question: more wrong passages to learn from than a question needs
RANKING_PENALTY = 0.003  # of the squared weights, against fitting to single questions
REFUSAL_PENALTY = 0.02
SIGNS = ("score", "surrounded", "alike")
WRONGLY_REFUSED = 0.04
UNANSWERABLE = "unanswerable"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("transcripts", type=Path)
    arguments.add_argument("questions", type=Path)
    arguments.add_argument("--failures", type=int, default=0, help="how many missed questions to print")
    arguments.add_argument("--plot", type=Path, default=Path("docs/confidence.png"))
    arguments.add_argument("--meaning", type=Path, help="the folder of a sentence-embedding model")
    options = arguments.parse_args()
    model = SentenceModel(options.meaning) if options.meaning else None
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "askcast.db"
        rebuild(index, find_files([options.transcripts]), model=model)
        for within in (False, True):
            print(f"\n# Searching {'the episode' if within else 'all episodes'}")
            cases = read_cases(index, options.questions, within, model=model)
            wide = read_cases(index, options.questions, within, candidates=FITTED_ON, model=model)
            weights = second_stage.weights(within, model is not None)
            shipped = np.array([*weights.values()])
            compare(cases, wide, shipped, list(weights))
            refusal(cases, shipped, None if within or model else options.plot)
            print_failures(cases, shipped, 0 if within else options.failures)
        changed = read_cases(index, options.questions, within=False, change_topic=True, model=model)
    shipped = np.array([*second_stage.weights(False, model is not None).values()])
    print_table("as shipped, each after a question about another episode", changed, lambda case: shipped)


def compare(cases: Sequence[Case], wide: Sequence[Case], shipped: Floats, names: Sequence[str]) -> None:
    """Print the figures with the shipped weights, plain and held out, and held out without each feature."""
    weights = fit_ranking(wide)
    print("weights", {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)})
    print_table("as shipped", cases, lambda case: shipped)
    print_table("plain", cases, lambda case: weights)
    held_out = {group: fit_ranking([c for c in wide if c.group != group]) for group in {c.group for c in wide}}
    print_table("held out", cases, lambda case: held_out[case.group])
    for place, name in enumerate(names):
        print_ablation(name, cases, wide, [other for other in range(len(names)) if other != place])


def fit_ranking(cases: Sequence[Case], columns: Sequence[int] | None = None) -> Floats:
    """Return the weights that make the hits likeliest (softmax over each question's candidates).

    What a follow-up leans on is fitted in `benchmarks.conversations`; here only those that stand alone are.
    """
    alone = [case for case in cases if case.hit.any() and not case.losses.any()]
    used = [(case.features[:, columns] if columns else case.features, case.hit) for case in alone]

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
        alike = [] if case.alike is None else [case.alike[shown].max()]
        score = case.features[places[0]] @ weights - case.losses[places[0]] - case.placed[places[0]]
        score = score if case.by_words is None else case.by_words[shown].max()
        rows.append([score, case.surrounded[shown].max(), *alike])
        found = bool(case.hit[shown].any())
        right.append(found)
        kinds.append("found" if found else "missed" if case.answerable else UNANSWERABLE)
        groups.append(case.group)
    signs, hit, kind, group = np.array(rows), np.array(right), np.array(kinds), np.array(groups)
    constants = fit_refusal(signs, hit)
    print("\nconfidence:", dict(zip([*SIGNS[: signs.shape[1]], "offset"], constants.round(3).tolist(), strict=True)))
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


if __name__ == "__main__":
    main()
