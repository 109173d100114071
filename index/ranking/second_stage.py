"""The second stage of ranking: the first stage's best passages, weighed by what stands around them.

In: a question's terms and candidate passages. Out: each candidate's score and the features it is made of.

A spoken answer often leaves out the words of the question, for the host has just said them. So a passage is weighed
together with the last words of the other speaker and with its section, and by whether it asks or answers. The score is
a sum of seven features with fitted weights: `WEIGHTS`, or `WEIGHTS_WITHIN_EPISODE` where one episode is
searched (docs/quality.md has the measurements).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from index.file.context_windows import HOST, QUESTION, ContextWindows
from index.file.postings import Ids
from index.ranking.features import COSINES, FEATURES, MEANING, Features, Neighbours, by_terms
from index.ranking.field_weights import FREQUENCIES, HEADING, HEADING_WEIGHT, MENTIONS, NAME, NAME_WEIGHT
from index.ranking.postings_cache import PostingsCache

Floats = npt.NDArray[np.float64]
Order = Callable[[Features, ContextWindows, Floats, int], tuple[Ids, Floats]]

WEIGHTS: Mapping[str, float] = {
    "words": 1.35,
    "names": 3.58,
    "before": 0.37,
    "section": 1.59,
    "covered": 1.34,
    "host": -2.71,
    "question": -0.95,
}
# Where a member names the episode: its title tells nothing then, and its sections are about one subject.
WEIGHTS_WITHIN_EPISODE: Mapping[str, float] = {
    "words": 1.73,
    "names": 0.75,
    "before": 0.45,
    "section": 1.31,
    "covered": 1.21,
    "host": -2.9,
    "question": -1.34,
}
# The same where it is known how alike in meaning they are: this takes over some of what words alone had to tell.
WEIGHTS_WITH_MEANING: Mapping[str, float] = {
    "words": 0.6,
    "names": 3.33,
    "before": 0.08,
    "section": 1.23,
    "covered": 2.05,
    "host": -2.97,
    "question": -1.31,
    MEANING: 5.53,
}
WEIGHTS_WITH_MEANING_WITHIN_EPISODE: Mapping[str, float] = {
    "words": 1.02,
    "names": 0.72,
    "before": 0.25,
    "section": 0.99,
    "covered": 1.57,
    "host": -3.02,
    "question": -1.54,
    MEANING: 4.7,
}
# How an explanation calls the features.
FIELDS: Mapping[str, str] = {
    "names": "names",
    "before": "the words before",
    "section": "section",
    "covered": "coverage",
    "host": "(said by the host)",
    "question": "(is itself a question)",
    MEANING: "meaning",
}


def weights(within_episode: bool, with_meaning: bool) -> Mapping[str, float]:
    """Return what each feature weighs, in the features' order."""
    if with_meaning:
        return WEIGHTS_WITH_MEANING_WITHIN_EPISODE if within_episode else WEIGHTS_WITH_MEANING
    return WEIGHTS_WITHIN_EPISODE if within_episode else WEIGHTS


def weights_of_words(within_episode: bool) -> Mapping[str, float]:
    """Return what each feature weighs by words alone, where meaning is one more: that weighs nothing."""
    return {**weights(within_episode, False), MEANING: 0.0}


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates in the order to show them, with the scores they have when their turn comes.

    `placed` is what of each score does not count for the confidence: where the passage stands and, of what is no
    follow-up, the question before; `by_words` what counts by words alone, where meaning counts too. `surrounded` is the
    share (0 to 1) of what the question asks that the passage and its context mention: a rare term weighs by its square.
    `leans` is how likely (0 to 1) the question leans on the one before, `follows` whether it is taken for a follow-up.
    """

    ids: Ids
    scores: Floats
    surrounded: Floats
    unordered: Features
    order: Ids
    placed: Floats
    by_words: Floats | None = None
    leans: float = 0.0
    follows: bool = False

    @property
    def values(self) -> Floats:
        """What the scores are made of, before some lose: a row for each name of `FEATURES`."""
        return self.unordered.values[:, self.order]

    @property
    def alike(self) -> Floats | None:
        """How alike in meaning each candidate and the question are, where that is known."""
        return None if self.unordered.alike is None else self.unordered.alike[self.order]

    def reordered(self, order: npt.NDArray[np.int64], scores: Floats) -> "Ranked":
        """Return the same candidates in another order (places of this one), with their scores there."""
        return replace(
            self,
            ids=self.ids[order],
            scores=scores,
            surrounded=self.surrounded[order],
            order=self.order[order],
            placed=self.placed[order],
            by_words=None if self.by_words is None else self.by_words[order],
        )


@dataclass(frozen=True, slots=True)
class Share:
    """What one term brings to a passage's score through one field; a share of no term is the passage's kind."""

    term: str
    field: str
    score: float


def rank(
    features: Features,
    contexts: ContextWindows,
    order: Order,
    count: int,
    weighing: Floats,
    counting: Floats,
    counting_words: Floats | None = None,
) -> Ranked:
    """Weigh candidates by their features and return them in the order to show them, `count` of them spread.

    `weighing` has a value for each row of the features; `counting` is what the rows count for the confidence, and
    `counting_words` the same by words alone, where meaning counts too.
    """
    places, scores = order(features, contexts, weighing, count)
    values = features.values[:, places]
    return Ranked(
        features.candidates[places],
        scores,
        features.surrounded[places],
        features,
        places,
        placed=(weighing - counting) @ values,
        by_words=None if counting_words is None else counting_words @ values,
    )


def among_first(ranked: Ranked, passage: int, count: int) -> Ranked:
    """Return the candidates with one of them among the first `count`: as the last of these, where it came later.

    It has the score of the one whose place it takes, so that scores still fall.
    """
    place = int(np.argmax(ranked.ids == passage))
    if place < count:
        return ranked
    order = np.insert(np.delete(np.arange(len(ranked.ids)), place), count - 1, place)
    scores = ranked.scores[order]
    scores[count - 1] = ranked.scores[count - 1]
    return ranked.reordered(order, scores)


def explain(
    postings: PostingsCache,
    contexts: ContextWindows,
    asked: Iterable[str],
    passage: int,
    within_episode: bool = False,
    alike: float | None = None,
) -> list[Share]:
    """Return what each term brings to a passage's score, field by field; the shares add up to the score.

    `alike` is how alike in meaning passage and question are, where that is known.
    """
    weighing = weights(within_episode, alike is not None)
    terms = postings.look_up(asked)
    around = Neighbours(postings, terms, contexts, np.array([passage]))
    shares = []
    for name, by_term in zip(FEATURES, by_terms(terms, around, contexts), strict=False):
        for term, score, code in zip(terms.terms, by_term[:, 0], around.own[:, 0], strict=True):
            split = _by_field(int(code)) if name == "words" else {FIELDS[name]: 1.0}
            shares += [Share(term, field, weighing[name] * float(score) * part) for field, part in split.items()]
    traits = int(contexts.traits[passage])
    shares += [Share("", FIELDS["host"], weighing["host"])] if traits & HOST else []
    shares += [Share("", FIELDS["question"], weighing["question"])] if traits & QUESTION else []
    shares += [] if alike is None else [Share("", FIELDS[MEANING], weighing[MEANING] * COSINES * alike)]
    return sorted((share for share in shares if share.score), key=lambda share: -share.score)


def _by_field(code: int) -> dict[str, float]:
    """Return each field's part of the weighted frequency that a code stands for."""
    frequency = float(FREQUENCIES[code])
    if not frequency:
        return {}
    heading, name = HEADING_WEIGHT * HEADING[code], NAME_WEIGHT * NAME[code]
    parts = {"text": MENTIONS[code], "heading": heading, "name": name}
    parts["enclosing heading"] = frequency - sum(parts.values())
    return {field: float(part) / frequency for field, part in parts.items() if part > 0}
