"""A question asked after another: the words of both, the place that was shown, and how much it leans on them.

In: a question's features, those of the question before, and what was shown for that. Out: features of both together and
what each weighs. A follow-up is about the place that was shown: its answer stands nearly always in the same episode,
mostly in the same section or soon after. How likely a question is one tells how much all that counts, and never so much
that a passage elsewhere, far better by the question's own words, could not come first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt

from index.bm25 import inverse_document_frequency
from index.file.context_windows import WINDOW, ContextWindows
from index.file.postings import Ids
from index.meaning.vectors import Likeness
from index.ranking.features import Features
from index.ranking.postings_cache import PostingsCache, QueryTerms

Floats = npt.NDArray[np.float64]

# What counts for a question that leans wholly on the one before (docs/quality.md): what its own features lose, what
# those of the question before count, and what a place does.
OWN_LOSES, BEFORE = 0.20, 0.65
OF_PLACE = (1.70, 1.19, 1.45, -1.00)  # in the same episode, later in the same section, soon after, shown before
# How likely a question leans on the one before, a logistic regression: an offset; whether a word stands for another;
# each term up to `MANY_TERMS`; the logarithm of the best score by its own words, times the root of its terms' squared
# inverse document frequencies; the greatest of these among its terms that no candidate of the episode shown mentions.
# The two last are measured by what a term in a single passage tells, so that they mean about the same in a large index.
LIKELIHOOD = (1.56, 0.93, -0.28, -0.50, -0.67)
MANY_TERMS = 8
EVEN = 0.5  # as likely as not: from here on a question is taken for a follow-up
KINDS = ("host", "question")  # features that tell of a passage, whatever is asked: they count once


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a question may lean on: the terms of the one before, the passages that were shown for it, the best first,
    the passages of that one's episode, the vector of the question before, and how alike in meaning passages and it are,
    where known. `refers` tells that the question has a word that stands for another, `names_subject` that it asks what
    something is that it names.
    """

    terms: tuple[str, ...]
    shown: Ids
    episode: range
    refers: bool = False
    names_subject: bool = False
    meant: npt.NDArray[np.float32] | None = None
    likeness: Likeness | None = None


def around(leaning: Leaning, size: int) -> Ids:
    """Return the passages around the one that was shown first, of `size` in all, ascending."""
    if not len(leaning.shown):
        return leaning.shown
    best = int(leaning.shown[0])
    return np.arange(max(best - WINDOW, 0), min(best + 2 * WINDOW + 1, size))


def likelihood(signs: Floats, constants: Sequence[float] | Floats = LIKELIHOOD) -> float:
    """Return how likely (0 to 1) a question leans on the one before, given its signs (`signs_of_leaning`)."""
    return 1 / (1 + exp(-float(np.dot(constants, signs))))


def is_follow_up(leaning: Leaning, leans: float) -> bool:
    """Tell whether a question that so likely leans on the one before is taken for a follow-up; one that asks what
    something is, and says what, is a topic of its own.
    """
    return leans >= EVEN and not (leaning.names_subject and not leaning.refers)


def signs_of_leaning(
    leaning: Leaning,
    postings: PostingsCache,
    terms: QueryTerms,
    asked: int,
    own: Features,
    weights: Mapping[str, float],
) -> Floats:
    """Return what tells of a question of `asked` terms that it leans on the one before, a value for each constant of
    `LIKELIHOOD`, given its own features and what they weigh.
    """
    single = float(inverse_document_frequency(postings.size, 1))
    best = float((np.array([*weights.values()]) @ own.values).max(initial=0.0)) if asked else 0.0
    standing = log(1 + best * sqrt(terms.total_squares) / single**1.5)
    elsewhere = _most_told_elsewhere(leaning, postings, terms, own.candidates) / single
    return np.array([1.0, leaning.refers, min(asked, MANY_TERMS), standing, elsewhere])


def _most_told_elsewhere(leaning: Leaning, postings: PostingsCache, terms: QueryTerms, candidates: Ids) -> float:
    """Return the greatest inverse document frequency of a term that no candidate of the episode shown mentions."""
    here = candidates[(candidates >= leaning.episode.start) & (candidates < leaning.episode.stop)]
    most = 0.0
    for slot, idf in zip(terms.slots.tolist(), terms.idfs.tolist(), strict=True):
        if idf > most and not np.isin(here, postings.ids[postings.places(slot)]).any():
            most = idf
    return most


def weighing(weights: Mapping[str, float], leans: float) -> Floats:
    """Return what each row of `together` weighs, given what each feature of a question that stands alone does, and how
    likely this one leans on the one before.
    """
    own = [weight if name in KINDS else (1 - OWN_LOSES * leans) * weight for name, weight in weights.items()]
    before = [BEFORE * leans * weight for name, weight in weights.items() if name not in KINDS]
    return np.array([*own, *before, *(leans * place for place in OF_PLACE)])


def counting(weights: Mapping[str, float], follows: bool) -> Floats:
    """Return what each row of `together` counts for the confidence: where a passage stands does not, and the question
    before does for a follow-up, and for nothing else.
    """
    weighed = weighing(weights, 1.0 if follows else 0.0)
    weighed[-len(OF_PLACE) :] = 0.0
    return weighed


def together(
    own: Features, before: Features, leaning: Leaning, contexts: ContextWindows, names: Sequence[str], follows: bool
) -> Features:
    """Return the features of both questions and of the place, for the same candidates; `names` are those of a row."""
    # A row of the question before for what is said once for both would count it twice.
    both = [row for row, name in enumerate(names) if name not in KINDS]
    values = np.vstack((own.values, before.values[both], _places(own.candidates, leaning, contexts)))
    mentioned = own.mentioned | before.mentioned
    if not follows:
        return Features(own.candidates, values, own.surrounded, mentioned, own.alike)
    alike = None if own.alike is None or before.alike is None else np.maximum(own.alike, before.alike)
    return Features(own.candidates, values, np.maximum(own.surrounded, before.surrounded), mentioned, alike)


def _places(candidates: Ids, leaning: Leaning, contexts: ContextWindows) -> Floats:
    """Return for each candidate whether it stands in the episode shown, later in the section, soon after, and whether
    it was shown itself.
    """
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
            np.isin(candidates, leaning.shown),
        ],
        np.float64,
    )
