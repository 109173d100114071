"""Constants that make right passages come first, fitted to questions whose candidates are known.

In: for each question its candidates' signs, what is not fitted of their scores, and which of them are right. Out: what
each sign is worth.
"""

from collections.abc import Iterable
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Floats = npt.NDArray[np.float64]


class Candidates(Protocol):
    """A question's candidates: signs (a row a candidate), the rest of their scores, and which of them hit."""

    @property
    def signs(self) -> Floats:
        """A row a candidate, a column a sign."""
        ...

    @property
    def fixed(self) -> Floats:
        """What is not fitted of each candidate's score."""
        ...

    @property
    def hit(self) -> npt.NDArray[np.bool_]:
        """Which candidates are right."""
        ...


def fit(questions: Iterable[Candidates], signs: int, penalty: float) -> Floats:
    """Return the worth of so many signs that makes the hits likeliest (softmax over each question's candidates).

    `penalty` is on the sum of their squares, against fitting to single questions.
    """
    used = [question for question in questions if question.hit.any()]

    def loss(constants: Floats) -> float:
        total = 0.0
        for question in used:
            scores = question.signs @ constants + question.fixed
            likely = np.exp(scores - scores.max())
            total -= np.log(likely[question.hit].sum() / likely.sum())
        return float(total / len(used) + penalty * constants @ constants)

    return np.asarray(minimize(loss, np.zeros(signs)).x)
