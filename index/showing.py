"""Which of the ranked candidates are shown, and which of their words are set off.

In: candidates in order, a question's terms, an open index. Out: passages' rows with their scores; terms.
"""

from collections.abc import Sequence

from index.asked import question_in
from index.ranking.first_stage import Mask
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


def without_repeats(
    reader: IndexReader, ranked: Ranked, limit: int, allowed: Mask | None
) -> list[tuple[PassageEntry, float]]:
    """Return the best `limit` passages with their scores; of passages with the same words only the best counts.

    What is but a host's question yields to the answer that follows, if that is `allowed`: the question stands above it.
    """
    shown: list[tuple[PassageEntry, float]] = []
    seen: set[tuple[str, str]] = set()
    start = 0
    while len(shown) < limit and start < len(ranked.ids):
        ids = ranked.ids[start : start + limit]
        entries = _answers(reader, reader.passages(ids.tolist()), allowed)
        for entry, score in zip(entries, ranked.scores[start : start + limit], strict=True):
            said = words_said(entry)
            if said not in seen:
                seen.add(said)
                shown.append((entry, float(score)))
        start += limit
    return shown[:limit]


def _answers(reader: IndexReader, entries: Sequence[PassageEntry], allowed: Mask | None) -> list[PassageEntry]:
    """Return passages, those that are but a host's question each replaced by the answer to it."""
    asking = [entry.id for entry in entries if question_in(entry.text) == " ".join(entry.text.split())]
    following = [number + 1 for number in asking if number + 1 < reader.postings.size]
    after = {before: answer for answer, before in reader.hosts_passages_before(following).items()}
    wanted = {before: answer for before, answer in after.items() if allowed is None or allowed[answer]}
    answers = {entry.id: entry for entry in reader.passages(list(wanted.values()))} if wanted else {}
    return [answers[wanted[entry.id]] if entry.id in wanted else entry for entry in entries]


def words_said(entry: PassageEntry) -> tuple[str, str]:
    """Return what is the same for passages that repeat one another: the speaker, and the words without case."""
    return entry.speaker, entry.text.casefold()
