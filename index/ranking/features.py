"""What stands at passages and around them: the features that the second stage of ranking weighs.

In: a question's terms and candidate passages. Out: `Features`, and its parts term by term for explanations. This is
array by array; `index.ranking.compiled_engine` does the same in compiled loops.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.bm25 import length_norms, saturated
from index.file.context_windows import BACK, HOST, QUESTION, WINDOW, ContextWindows
from index.file.postings import IN_LABEL, MOST_MENTIONS, Codes, Ids
from index.meaning.vectors import Likeness
from index.ranking.field_weights import FREQUENCIES, HEADING, NAMED, PARENT
from index.ranking.postings_cache import PostingsCache, QueryTerms

Floats = npt.NDArray[np.float64]

# `before`: the last words of another speaker; `covered`: the share of the question that passage, heading, names and
# the words before mention; `host`, `question`: whether the host says it, whether it is itself a question.
# With the extra `meaning` there is one more: how alike passage and question are, as vectors.
FEATURES = ("words", "names", "before", "section", "covered", "host", "question")
MEANING = "meaning"
COSINES = 2.0  # what a cosine counts in that feature, so that it spreads about as widely as the others do
WINDOW_K1, WINDOW_B = 1.2, 0.75  # BM25's own usual values, for sections
HEADING_IN_SECTION, PARENT_IN_SECTION = 2.0, 1.0  # what a heading's mention counts for its section


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for each candidate (passage ids, ascending).

    `values` has a row for each name of `FEATURES`, and one for `MEANING` where that is known. `surrounded` is the share
    of the question that the passage and its surroundings mention, where a rare term weighs by its square; `mentioned`
    whether the passage's own words have any term; `alike` how alike in meaning it and the question are, where that is
    known.
    """

    candidates: Ids
    values: Floats
    surrounded: Floats
    mentioned: npt.NDArray[np.bool_]
    alike: Floats | None = None


def features_of(postings: PostingsCache, asked: QueryTerms, contexts: ContextWindows, candidates: Ids) -> Features:
    """Return the features for the candidates."""
    around = Neighbours(postings, asked, contexts, candidates)
    values = np.empty((len(FEATURES), len(candidates)))
    for row, by_term in zip(values, by_terms(asked, around, contexts), strict=False):
        row[:] = row_by_row(by_term)
    traits = contexts.traits.take(candidates)
    values[5], values[6] = (traits & HOST) > 0, (traits & QUESTION) > 0
    squares = (asked.idfs * asked.idfs / asked.total_squares)[:, None]
    surrounded = row_by_row(squares * ((around.window > 0) | around.near))
    mentioned: npt.NDArray[np.bool_] = np.logical_or.reduce((around.own & MOST_MENTIONS) > 0, axis=0)
    return Features(candidates, values, surrounded, mentioned)


def with_meaning(features: Features, likeness: Likeness | None) -> Features:
    """Add how alike in meaning each candidate and the question are, where that is known."""
    if likeness is None:
        return features
    of_candidates = likeness.of(features.candidates).astype(np.float64)
    values = np.vstack((features.values, COSINES * of_candidates))
    return Features(features.candidates, values, features.surrounded, features.mentioned, of_candidates)


def row_by_row(rows: Floats) -> Floats:
    """Add up rows in their order, as a loop does; numpy's own sum takes another one where there is but one column."""
    total = np.zeros(rows.shape[1])
    for row in rows:
        total += row
    return total


def by_terms(
    asked: QueryTerms, around: "Neighbours", contexts: ContextWindows
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return the first five features, each with a row a term and a column a candidate."""
    root = asked.root
    weighed = (asked.idfs / root)[:, None]
    return (
        weighed * saturated(FREQUENCIES.take(around.own), around.norms),
        weighed * NAMED.take(around.own),
        weighed * saturated(around.before.astype(np.float64), around.norms_before),
        (asked.section_idfs / root)[:, None] * _in_section(around, contexts),
        (asked.idfs / asked.total)[:, None] * around.near,
    )


def _in_section(around: "Neighbours", contexts: ContextWindows) -> Floats:
    own = around.own
    mentions = around.window + HEADING_IN_SECTION * HEADING.take(own) + PARENT_IN_SECTION * PARENT.take(own)
    norms = length_norms(around.window_lengths, contexts.average_window, WINDOW_K1, WINDOW_B)
    return saturated(mentions, norms, WINDOW_K1)


class Neighbours:
    """The postings at the candidates and around them; arrays have a row a term and a column a candidate.

    `own`: the code at the candidate. `before`: mentions in the last passage of another speaker. `window`: mentions in
    its window. `near`: whether candidate, heading, names or the words before have the term. With a value a candidate:
    `norms` and `norms_before`, the length norms of the candidate and of the passage before, and `window_lengths`.
    """

    def __init__(self, postings: PostingsCache, asked: QueryTerms, contexts: ContextWindows, candidates: Ids) -> None:
        low, high = contexts.windows(candidates)
        back = (contexts.traits.take(candidates) & BACK).astype(np.int64)
        cells, ids, codes = _postings_around(postings, asked, candidates)
        # What is asked of each posting is asked of all at once; a cell is a term at a candidate.
        candidate = cells % len(candidates)
        places, mentions = ids - candidates.take(candidate), codes & MOST_MENTIONS
        shape = (len(asked.slots), len(candidates))
        own, before = np.zeros(shape, np.uint8), np.zeros(shape, np.uint8)
        at_candidate, at_before = places == 0, (places < 0) & (places == -back.take(candidate))
        own.reshape(-1)[cells[at_candidate]] = codes[at_candidate]
        before.reshape(-1)[cells[at_before]] = mentions[at_before]
        within = (ids >= low.take(candidate)) & (ids < high.take(candidate))
        self.window = np.bincount(cells[within], mentions[within], own.size).reshape(shape)
        self.own, self.before = own, before
        # The host's "So, Ada," is no question about Ada.
        before[(own & IN_LABEL) > 0] = 0
        self.window[(own & IN_LABEL) > 0] = 0
        self.near = (own > 0) | (before > 0)
        self.norms = postings.norms_of(candidates)
        self.norms_before = postings.norms_of(candidates - back)
        self.window_lengths = contexts.window_lengths(low, high).astype(np.float64)


def _postings_around(postings: PostingsCache, asked: QueryTerms, candidates: Ids) -> tuple[Ids, Ids, Codes]:
    """Return the postings of the terms up to a window away from the candidates: a cell, a passage and a code each.

    A posting comes once for each candidate that it is near to; cells count the candidates, term after term.
    """
    first, last = np.maximum(candidates - WINDOW, 0).astype(np.uint32), (candidates + WINDOW).astype(np.uint32)
    starts, counts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for slot in asked.slots.tolist():
        here = postings.places(slot)
        ids = postings.ids[here]
        start = ids.searchsorted(first)
        starts.append(start + here.start)
        counts.append(ids.searchsorted(last, "right") - start)
    count = np.concatenate(counts)
    before = np.cumsum(count) - count
    places = np.arange(count.sum()) + np.repeat(np.concatenate(starts) - before, count)
    return np.repeat(np.arange(len(count)), count), postings.ids[places].astype(np.int64), postings.codes[places]
