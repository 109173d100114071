"""A question that leans on the one before: the words of both, and the place that was shown.

In: a question's features, those of the question before, and what was shown for that. Out: features of both together and
what each weighs. A follow-up is about the place that was shown: its answer stands nearly always in the same episode,
mostly in the same section, after what was shown. Its own words outweigh those of the question before, and together they
outweigh the place: a question with enough words of its own changes the topic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.file.context_windows import WINDOW, ContextWindows
from index.file.postings import Ids
from index.meaning.vectors import Likeness
from index.ranking.features import Features

Floats = npt.NDArray[np.float64]

# What the question's own features and those of the question before count, and what a place counts (docs/quality.md).
OWN, BEFORE = 0.75, 0.48
OF_PLACE = (1.63, 1.98, 0.98)  # in the same episode, later in the same section, soon after
KINDS = ("host", "question")  # features that tell of a passage, whatever is asked: they count once
# The best score, times the root of the terms' squared inverse document frequencies, from which on a question has found
# so much by its own words that it leans on nothing.
STANDS_ALONE = 80.0


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a question leans on: the terms of the one before, the passages that were shown for it, the best first, the
    passages of that one's episode, the vector of the question before, and how alike in meaning passages and it are,
    where known.
    """

    terms: tuple[str, ...]
    shown: Ids
    episode: range
    meant: npt.NDArray[np.float32] | None = None
    likeness: Likeness | None = None


def around(leaning: Leaning, size: int) -> Ids:
    """Return the passages around the one that was shown first, of `size` in all, ascending."""
    if not len(leaning.shown):
        return leaning.shown
    best = int(leaning.shown[0])
    return np.arange(max(best - WINDOW, 0), min(best + 2 * WINDOW + 1, size))


def weighing(weights: Mapping[str, float], places: bool = True) -> Floats:
    """Return what each row of `together` weighs, given what each feature of a question that stands alone does.

    Without `places` where a passage stands counts nothing.
    """
    own = [weight if name in KINDS else OWN * weight for name, weight in weights.items()]
    before = [BEFORE * weight for name, weight in weights.items() if name not in KINDS]
    return np.array([*own, *before, *(OF_PLACE if places else [0.0] * len(OF_PLACE))])


def together(
    own: Features, before: Features, leaning: Leaning, contexts: ContextWindows, names: Sequence[str]
) -> Features:
    """Return the features of both questions and of the place, for the same candidates; `names` are those of a row."""
    # A row of the question before for what is said once for both would count it twice.
    both = [row for row, name in enumerate(names) if name not in KINDS]
    return Features(
        own.candidates,
        np.vstack((own.values, before.values[both], _places(own.candidates, leaning, contexts))),
        np.maximum(own.surrounded, before.surrounded),
        own.mentioned | before.mentioned,
        None if own.alike is None or before.alike is None else np.maximum(own.alike, before.alike),
    )


def _places(candidates: Ids, leaning: Leaning, contexts: ContextWindows) -> Floats:
    """Return for each candidate whether it stands in the episode shown, later in the section, soon after."""
    if not len(leaning.shown):
        return np.zeros((len(OF_PLACE), len(candidates)))
    best = int(leaning.shown[0])
    section = contexts.section_starts.searchsorted(candidates, side="right")
    shown_in = contexts.section_starts.searchsorted(best, side="right")
    after = candidates > best
    return np.array(
        [
            (candidates >= leaning.episode.start) & (candidates < leaning.episode.stop),
            after & (section == shown_in),
            after & (candidates <= best + WINDOW),
        ],
        np.float64,
    )
