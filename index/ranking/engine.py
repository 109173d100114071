"""The two stages of ranking, one after the other.

In: a question's terms and a filter. Out: the candidates in the order to show them. The first stage finds the passages
that share the question's words; the second weighs them, and the passages beside them, by their context.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from index.file.context_windows import ContextWindows, context_windows, section_bounds
from index.file.postings import Ids
from index.file.reading import OpenFile
from index.file.schema import PASSAGE_ARRAYS
from index.meaning.vectors import Likeness
from index.ranking import diversification, first_stage
from index.ranking.features import Features, features_of, with_meaning
from index.ranking.first_stage import Floats, Mask
from index.ranking.leaning import (
    Leaning,
    around,
    counting,
    is_follow_up,
    likelihood,
    signs_of_leaning,
    together,
    weighing,
)
from index.ranking.postings_cache import PostingsCache, QueryTerms, StoredTerm
from index.ranking.second_stage import Order, Ranked, among_first, rank, weights, weights_of_words

CANDIDATES = 64  # passages that the first stage hands to the second
NEAREST = 50  # and so many of those nearest in meaning, where that is known
FEWEST_SPREAD = 3


class Engine(NamedTuple):
    """The work of ranking that takes time, done array by array or in compiled loops, with the same outcome."""

    near_the_best: Callable[[PostingsCache, QueryTerms, int, Mask | None], Ids]
    exact_scores: Callable[[PostingsCache, QueryTerms, Ids], Floats]
    with_neighbours: Callable[[Ids, int], Ids]
    features_of: Callable[[PostingsCache, QueryTerms, ContextWindows, Ids], Features]
    order: Order


ARRAYS = Engine(
    first_stage.near_the_best,
    first_stage.exact_scores,
    first_stage.with_neighbours,
    features_of,
    diversification.order,
)


def open_ranking(file: OpenFile) -> tuple[ContextWindows, PostingsCache]:
    """Return what both stages read of an index file; raise `IndexUnusable`, or `ValueError` for damaged arrays."""

    def fetch(term: str) -> StoredTerm | None:
        rows = file.rows("SELECT passages, sections, postings FROM terms WHERE term = ?", term)
        return StoredTerm(*rows[0]) if rows else None

    lengths, traits = (file.array(name, PASSAGE_ARRAYS[name]) for name in ("lengths", "traits"))
    firsts = (row[0] for row in file.rows("SELECT first_passage FROM sections"))
    bounds = section_bounds(firsts, len(lengths))
    contexts = context_windows(lengths, traits, bounds, float(file.meta["average_window"]))
    return contexts, PostingsCache(fetch, lengths, len(bounds) - 1)


def find(
    postings: PostingsCache,
    contexts: ContextWindows,
    asked: Iterable[str],
    allowed: Mask | None = None,
    within_episode: bool = False,
    limit: int = 0,
    engine: Engine = ARRAYS,
    leaning: Leaning | None = None,
    likeness: Likeness | None = None,
) -> Ranked:
    """Return the candidates for a question in order, at least `limit` of them where so many passages match.

    `allowed` is the filter, `within_episode` whether it leaves but one episode; `leaning` is what the question may
    lean on; `likeness` tells how alike in meaning passages and the question are.
    """
    asked = tuple(asked)
    terms = postings.look_up(asked)
    by_name = weights(within_episode, likeness is not None)
    words = None if likeness is None else weights_of_words(within_episode)
    spread = max(limit, FEWEST_SPREAD)
    candidates = _candidates(postings, terms, max(CANDIDATES, limit), allowed, engine, likeness)
    if leaning is None:
        features = with_meaning(engine.features_of(postings, terms, contexts, candidates), likeness)
        plain, of_words = np.array([*by_name.values()]), None if words is None else np.array([*words.values()])
        return rank(features, contexts, engine.order, spread, plain, plain, of_words)
    terms, before = _both(postings, asked, leaning)
    others = _candidates(postings, before, CANDIDATES, allowed, engine, leaning.likeness)
    candidates = np.union1d(np.union1d(candidates, others), _at_place(leaning, postings.size, allowed))
    own, of_before = (
        with_meaning(engine.features_of(postings, asked_for, contexts, candidates), told)
        for asked_for, told in ((terms, likeness), (before, leaning.likeness))
    )
    leans = likelihood(signs_of_leaning(leaning, postings, terms, len(asked), own, by_name))
    follows = is_follow_up(leaning, leans)
    features = together(own, of_before, leaning, contexts, list(by_name), follows)
    counted, of_words = counting(by_name, follows), None if words is None else counting(words, follows)
    ranked = rank(features, contexts, engine.order, spread, weighing(by_name, leans), counted, of_words)
    ranked = replace(ranked, leans=leans, follows=follows)
    return ranked if follows else _with_best_alone(ranked, own, contexts, by_name, engine)


def _both(postings: PostingsCache, asked: Sequence[str], leaning: Leaning) -> tuple[QueryTerms, QueryTerms]:
    postings.look_up((*asked, *leaning.terms))  # both at once, so that neither makes room for the other
    return postings.look_up(asked), postings.look_up(leaning.terms)


def _at_place(leaning: Leaning, size: int, allowed: Mask | None) -> Ids:
    place = around(leaning, size)
    return place if allowed is None else place[allowed[place]]


def _with_best_alone(
    ranked: Ranked, own: Features, contexts: ContextWindows, by_name: Mapping[str, float], engine: Engine
) -> Ranked:
    """Return the candidates for what is taken for a new topic, with the best by its own words shown."""
    best_first, _ = engine.order(own, contexts, np.array([*by_name.values()]), FEWEST_SPREAD)
    return among_first(ranked, int(own.candidates[best_first[0]]), FEWEST_SPREAD) if len(best_first) else ranked


def _candidates(
    postings: PostingsCache,
    terms: QueryTerms,
    k: int,
    allowed: Mask | None,
    engine: Engine,
    likeness: Likeness | None,
) -> Ids:
    """Return the first stage's `k` best passages, those beside them, and those nearest in meaning, ascending."""
    found = engine.near_the_best(postings, terms, k, allowed)
    if len(found) > k:
        found, _ = _in_order(found, engine.exact_scores(postings, terms, found), k)
    # An answer may share no word with the question, but stand beside one that does.
    together = engine.with_neighbours(found, postings.size)
    if allowed is not None:
        together = together[allowed[together]]
    if likeness is not None and len(terms.slots):
        together = np.union1d(together, likeness.nearest(NEAREST, allowed))
    return together


def best(
    postings: PostingsCache, asked: QueryTerms, k: int, allowed: Mask | None = None, engine: Engine = ARRAYS
) -> tuple[Ids, Floats]:
    """Return the ids and exact scores of the k passages that score best (above zero), the best first."""
    near = engine.near_the_best(postings, asked, k, allowed)
    return _in_order(near, engine.exact_scores(postings, asked, near), k)


def _in_order(ids: Ids, scores: Floats, k: int) -> tuple[Ids, Floats]:
    order = np.lexsort((ids, -scores))[:k]
    return ids[order], scores[order]
