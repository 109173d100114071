"""How sure an answer is: a number between 0 and 1, and from where on it counts as an answer.

In: the ranked candidates. Out: the confidence that one of the first three passages answers the question.
"""

from collections.abc import Sequence
from math import exp, log

from index.ranking.second_stage import Ranked

SHOWN = 3
# A logistic regression: the weights of two signs (the best score, how much of the question surrounds the first three)
# and an offset. docs/quality.md has the figures, and the plot that shows how confidence and accuracy agree.
AMONG_EPISODES = (0.247, 2.096, -3.114)
WITHIN_EPISODE = (0.182, 2.288, -1.594)
# The same where meaning counts. The score has it in it, so in its place stands the best that the first three would have
# by words alone, and beside that how alike in meaning the question and the likest of them are.
AMONG_EPISODES_WITH_MEANING = (0.185, 1.632, 3.758, -3.595)
WITHIN_EPISODE_WITH_MEANING = (0.155, 1.521, 4.882, -2.939)
# The more passages there are, the better the best of them fits by chance: what each factor of e takes from the sign,
# counted from the index that the constants were fitted on.
GROWTH, FITTED_ON = 0.2, 4_259
ANSWERED = 0.3  # refuses one in twenty-five of the found answers, and four in five questions without one
ANSWERED_WITH_MEANING = 0.4  # the same where meaning counts


def confidence(ranked: Ranked, passages: int, within_episode: bool = False) -> float:
    """Return the probability that one of the first three passages answers; 0 where there is none.

    `passages` is how many the index holds; `within_episode` tells that the member chose one episode to search.
    """
    if not len(ranked.ids):
        return 0.0
    signs = [float(ranked.scores[0] - ranked.placed[0]), float(ranked.surrounded[:SHOWN].max())]
    constants: Sequence[float] = WITHIN_EPISODE if within_episode else AMONG_EPISODES
    if ranked.alike is not None and ranked.by_words is not None:
        constants = WITHIN_EPISODE_WITH_MEANING if within_episode else AMONG_EPISODES_WITH_MEANING
        signs[0] = float(ranked.by_words[:SHOWN].max())
        signs.append(float(ranked.alike[:SHOWN].max()))
    sign = sum(constant * sign for constant, sign in zip(constants, signs, strict=False)) + constants[-1]
    if not within_episode:
        sign -= GROWTH * log(passages / FITTED_ON)
    return 1 / (1 + exp(-sign))
