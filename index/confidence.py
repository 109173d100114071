"""How sure an answer is: a number between 0 and 1, and from where on it counts as an answer.

In: the ranked candidates. Out: the confidence that one of the first three passages answers the question.
"""

from math import exp

from index.second_stage import Ranked

SHOWN = 3
# A logistic regression on three signs, fitted by leaving one episode out at a time; docs/quality.md has the figures
# and the plot that shows how confidence and accuracy agree.
SCORE, TOLD, SURROUNDED, OFFSET = 0.222, 1.536, 1.740, -3.444
ANSWERED = 0.265  # refuses one in twenty-five of the found answers, and four in five questions without one


def confidence(ranked: Ranked) -> float:
    """Return the probability that one of the first three passages answers; 0 where there is none."""
    if not len(ranked.ids):
        return 0.0
    sign = (
        SCORE * float(ranked.scores[0])
        + TOLD * float(ranked.told[:SHOWN].max())
        + SURROUNDED * float(ranked.surrounded[:SHOWN].max())
        + OFFSET
    )
    return 1 / (1 + exp(-sign))
