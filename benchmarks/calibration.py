"""How sure an answer is: fitting it, measuring it, drawing it.

In: the signs of each answer (a row an answer), and which of them hit. Out: constants of a logistic regression, figures,
a plot.
"""

from pathlib import Path

import matplotlib
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Floats = npt.NDArray[np.float64]
REFUSAL_PENALTY = 0.02  # of the squared constants, against fitting to single questions


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
