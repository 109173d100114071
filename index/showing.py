"""Which of the ranked candidates are shown, and which of their words are set off.

In: candidates in order, a question's terms, an open index. Out: passages' rows with their scores; terms.
"""

from collections.abc import Sequence

from index.ranking.postings_cache import PostingsCache
from index.ranking.second_stage import Ranked
from index.reader import IndexReader
from index.rows import PassageEntry

CARRIES = 0.35  # of the highest inverse document frequency


def carrying(postings: PostingsCache, terms: Sequence[str]) -> tuple[str, ...]:
    """Return the terms that carry a question: those that tell passages apart nearly as well as its rarest."""
    known = postings.look_up(terms)
    least = CARRIES * float(known.idfs.max(initial=0.0))
    return tuple(term for term, idf in zip(known.terms, known.idfs.tolist(), strict=True) if idf >= least)


def without_repeats(reader: IndexReader, ranked: Ranked, limit: int) -> list[tuple[PassageEntry, float]]:
    """Return the best `limit` passages with their scores; of passages with the same words only the best counts."""
    shown: list[tuple[PassageEntry, float]] = []
    seen: set[tuple[str, str]] = set()
    start = 0
    while len(shown) < limit and start < len(ranked.ids):
        ids = ranked.ids[start : start + limit]
        for entry, score in zip(reader.passages(ids.tolist()), ranked.scores[start : start + limit], strict=True):
            said = words_said(entry)
            if said not in seen:
                seen.add(said)
                shown.append((entry, float(score)))
        start += limit
    return shown[:limit]


def words_said(entry: PassageEntry) -> tuple[str, str]:
    """Return what is the same for passages that repeat one another: the speaker, and the words without case."""
    return entry.speaker, entry.text.casefold()
