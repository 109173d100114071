"""In which order passages are shown: by score, but of two that are nearly as good the one from elsewhere goes first.

In: candidates with their features, and its weights. Out: their order. Passages of one place rise and fall together: if
the best is no answer, those beside it hardly are. This is array by array; `compiled_engine` does the same in a
compiled loop.
"""

import numpy as np
import numpy.typing as npt

from index.file.context_windows import ContextWindows
from index.file.postings import Ids
from index.ranking.features import Features, row_by_row

Floats = npt.NDArray[np.float64]

# docs/quality.md has the measurements.
BESIDE_A_BETTER = 0.5  # what a passage's score loses for each better one within its window
FEWEST_TERMS = 3  # a passage with fewer is an answer only if its own words mention the question's


def order(features: Features, contexts: ContextWindows, weights: Floats, count: int) -> tuple[Ids, Floats]:
    """Return the places of the candidates in the order to show them, the first `count` of them spread, and the scores
    that they have when their turn comes.

    `weights` has a value for each feature.
    """
    scores = row_by_row(weights[:, None] * features.values)
    # "Yeah." under the right heading answers nothing by itself.
    speak = (features.mentioned | (contexts.lengths(features.candidates) >= FEWEST_TERMS)).nonzero()[0]
    left = scores[speak]
    places = spread(features.candidates[speak], left, contexts, count)
    return speak[places], left[places]


def spread(ids: Ids, left: Floats, contexts: ContextWindows, count: int) -> Ids:
    """Return the places of passages (ids ascending) in the order to show them, given their scores.

    `count` of them are taken one after another: for each, those left within its window lose `BESIDE_A_BETTER`. The
    others follow by what they have left. Of equal scores the first comes first. `left` is changed in place, to the
    scores that passages have when their turn comes.
    """
    low, high = contexts.windows(ids)
    waiting = np.ones(len(ids), bool)
    taken: list[int] = []
    for _ in range(min(count, len(ids))):
        best = int(np.where(waiting, left, -np.inf).argmax())
        taken.append(best)
        waiting[best] = False
        left[waiting & (low <= ids[best]) & (ids[best] < high)] -= BESIDE_A_BETTER
    rest = waiting.nonzero()[0]
    return np.concatenate((np.array(taken, np.int64), rest[np.argsort(-left[rest], kind="stable")]))
