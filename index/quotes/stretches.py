"""Stretches of speech in which a quotation may stand.

In: a quotation's terms and words, an open index. Out: `Stretch`es: neighbouring passages of one episode with their
words, the likeliest first. Quotations run over the ends of passages, turns and sections, so a passage is voted for
together with the one after, and with the hundred terms or two that begin with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from index.file.postings import MOST_MENTIONS, Ids
from index.quotes.wording import folded
from index.ranking.first_stage import Mask
from index.reader import IndexReader
from index.text.terms import STOP_WORDS, WORD

MOST_TERMS = 14  # a longer quotation's rarest
MOST_POSTINGS = 0.35  # times the passages: from so many postings on, commoner terms have no vote
FEWEST_TERMS = 4
STEP_BITS = 7  # where words stand is told by steps of 128 terms, and each is taken with the next
ENOUGH = 0.5  # of the most votes
LIKELY = 80  # passages with most votes, of which those likest to the quotation become candidates
CANDIDATES = 5  # passages around which is looked
SEARCHED = 2_000  # passages with all the terms in which a short quotation's very words are looked for
SHORT = 15  # words
WORD_FOR_WORD = 100.0  # rapidfuzz's likeness
LEAST = 0.001  # a vote
FARTHEST = 24  # passages before and after
MARGIN = 10  # words
FOLLOWING = 3  # passages over whose ends they may run
TAIL = 40  # characters that hold a passage's last word
# Stop words that nobody writes with an apostrophe, as "dont" may be "don't".
UNCONTRACTED = STOP_WORDS - frozenset(
    """
    im ive id ill youre youve youd youll hes shes its theyre theyve weve were wed dont doesnt didnt cant couldnt
    wouldnt isnt arent wasnt werent havent hasnt hadnt wont thats theres lets whats
    """.split()
)

Votes = npt.NDArray[np.float32]


class Held(NamedTuple):
    """A term's inverse document frequency, and the passages whose text holds it, ascending."""

    weight: np.float32
    passages: Ids


@dataclass(frozen=True, slots=True)
class SaidWord:
    """Where a word is written: its passage's number in the stretch, and its characters."""

    passage: int
    begin: int
    end: int


class Stretch:
    """The texts of neighbouring passages of one episode; `first` is the id of the first of them."""

    def __init__(self, first: int, texts: Sequence[str]) -> None:
        """Take the texts in page order."""
        self.first = first
        self.texts = texts

    @cached_property
    def words(self) -> list[SaidWord]:
        """Where the words of all the passages are written."""
        return [
            SaidWord(number, word.start(), word.end())
            for number, text in enumerate(self.texts)
            for word in WORD.finditer(text)
        ]

    @cached_property
    def folded(self) -> list[str]:
        """The words, folded."""
        return [word for text in self.texts for word in folded_words(text)]


def stretches(reader: IndexReader, terms: Sequence[str], words: Sequence[str], allowed: Mask | None) -> list[Stretch]:
    """Return where words may stand; `terms` are those of the index that they are made into.

    `allowed` are the passages that may hold words of it; others are looked at only beside them.
    """
    held = _holding(reader, terms, allowed)
    short = len(words) <= SHORT
    begins, likeness = _likest(reader, _likely(reader, held, LIKELY if short else LIKELY // 2), words)
    if likeness < WORD_FOR_WORD and short:
        begins = [*_verbatim(reader, held, words), *begins]
    bounds = dict.fromkeys(_bounds(reader, passage, len(words) + MARGIN) for passage in begins)
    return [Stretch(low, [text for _, text in reader.texts(range(low, high))]) for low, high in bounds]


def _holding(reader: IndexReader, terms: Sequence[str], allowed: Mask | None) -> list[Held]:
    """Return the terms that vote, the rarest first."""
    postings = reader.postings
    asked = postings.look_up(terms)
    held: list[Held] = []
    read = 0
    for place in np.argsort(-asked.idfs, kind="stable")[:MOST_TERMS].tolist():
        here = postings.places(int(asked.slots[place]))
        read += here.stop - here.start
        if len(held) >= FEWEST_TERMS and read > MOST_POSTINGS * postings.size:
            break
        ids = postings.ids[here][(postings.codes[here] & MOST_MENTIONS) > 0].astype(np.int64)
        held.append(Held(np.float32(asked.idfs[place]), ids if allowed is None else ids[allowed[ids]]))
    return held


def _likely(reader: IndexReader, held: Sequence[Held], number: int) -> Ids:
    """Return so many passages with which the words may begin, the likeliest first.

    Each term votes with its inverse document frequency, once for a passage and the one after, once for the terms that
    begin with it.
    """
    steps = reader.contexts.terms_before >> STEP_BITS
    near, wide = np.zeros(reader.postings.size, np.float32), np.zeros(steps[-1] + 1, np.float32)
    for term in held:
        _vote(near, term.passages, term.weight)
        _vote(wide, steps.take(term.passages), term.weight)
    found = _ids_in(steps, np.flatnonzero(wide >= max(float(wide.max()) * ENOUGH, LEAST)))
    votes = near.take(found) + wide.take(steps.take(found))
    kept = np.argpartition(-votes, number)[:number] if len(votes) > number else np.arange(len(votes))
    ordered: Ids = found[kept[np.lexsort((found[kept], -votes[kept]))]]
    return ordered


def _vote(votes: Votes, places: npt.NDArray[Any], weight: np.float32) -> None:
    """Add a weight for each of some places (ascending) and for the one before it, once for each."""
    if len(places):
        here = places[_unlike(places[1:], places[:-1])]
        votes[here] += weight
        before = here - 1
        votes[before[_unlike(before[1:], here[:-1]) & (before >= 0)]] += weight


def _unlike(some: npt.NDArray[Any], others: npt.NDArray[Any]) -> Mask:
    """Tell which numbers are unlike others, one by one, with a true before all."""
    unlike = np.ones(len(some) + 1, np.bool_)
    np.not_equal(some, others, out=unlike[1:])
    return unlike


def _ids_in(steps_of: npt.NDArray[np.int32], steps: Ids) -> Ids:
    """Return the passages that begin in some steps, ascending; `steps_of` tells the step of each."""
    lows, highs = steps_of[:-1].searchsorted(steps), steps_of[:-1].searchsorted(steps + 1)
    lengths = highs - lows
    shifts = np.repeat(lows - (np.cumsum(lengths) - lengths), lengths)
    ids: Ids = np.arange(lengths.sum()) + shifts
    return ids


def _likest(reader: IndexReader, likely: Ids, words: Sequence[str]) -> tuple[list[int], float]:
    """Return those of the likely passages that hold words likest to a quotation, together with the one after, and how
    like the best of them is.
    """
    if not len(likely):
        return [], 0.0
    numbers = {word: chr(number) for number, word in enumerate(dict.fromkeys(words), start=1)}
    query = "".join(numbers[word] for word in words)
    both = np.unique(np.concatenate((likely, np.minimum(likely + 1, reader.postings.size - 1))))
    written = {
        passage: "".join([numbers.get(word, "\0") for word in folded_words(text)])
        for passage, text in reader.texts(both.tolist())
    }
    scores = []
    for passage in likely.tolist():
        said = written[passage] + written.get(passage + 1, "")
        scores.append(fuzz.partial_ratio(query, said) * min(len(said) / len(query), 1.0))
    order = np.lexsort((np.arange(len(likely)), -np.array(scores)))
    return likely[order][:CANDIDATES].tolist(), max(scores)


def _verbatim(reader: IndexReader, held: Sequence[Held], words: Sequence[str]) -> list[int]:
    """Return passages with which the very words begin, one after another, in as few passages as may be."""
    pattern = "%".join(["", *(word for word in words if word in UNCONTRACTED), ""])
    if not held:
        rows = reader.rows("SELECT id, text FROM passages WHERE text LIKE ?", pattern)
        return [passage for passage, text in rows if _runs_on(folded_words(text), words)][:CANDIDATES]
    reached = [np.zeros(reader.postings.size, np.bool_) for _ in held]  # which passages hold a term, or one soon after
    for term, mask in zip(held, reached, strict=True):
        mask[term.passages] = True
    searched = np.zeros(reader.postings.size, np.bool_)
    for further in range(FOLLOWING + 1):
        complete = np.flatnonzero(np.logical_and.reduce(reached) & ~searched)[:SEARCHED]
        begins = (passage for passage in _may_begin(reader, complete, further, words, pattern))
        found = [passage for passage in begins if _begins(reader, passage, further, words)]
        if found:
            return found[:CANDIDATES]
        searched[complete] = True
        for mask in reached:
            mask[:-1] |= mask[1:]
    return []


def _may_begin(reader: IndexReader, passages: Ids, further: int, words: Sequence[str], pattern: str) -> list[int]:
    """Return those passages with which words may begin that run over so many further ones: which end in one of them."""
    places = ",".join(map(str, passages.tolist()))
    if not further:
        rows = reader.rows(f"SELECT id FROM passages WHERE id IN ({places}) AND text LIKE ?", pattern)
        return [passage for (passage,) in rows]
    known = frozenset(words[:-1])
    rows = reader.rows(f"SELECT id, substr(text, -{TAIL}) FROM passages WHERE id IN ({places})")
    return [passage for passage, tail in rows if (ends := folded_words(tail)) and ends[-1] in known]


def _begins(reader: IndexReader, passage: int, further: int, words: Sequence[str]) -> bool:
    """Tell whether words stand one after another in a passage and so many further ones."""
    ids = range(passage, min(passage + further + 1, reader.postings.size))
    return _runs_on([word for _, text in reader.texts(ids) for word in folded_words(text)], words)


def _runs_on(said: Sequence[str], words: Sequence[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(said)} "


def _bounds(reader: IndexReader, passage: int, words: int) -> tuple[int, int]:
    """Return the passages to look in (the second not included): so many words before and after, in one episode."""
    episode = reader.episode_of(passage)
    before = reader.contexts.terms_before
    low, high = passage, passage + 1
    last = episode.first_passage + episode.passages
    while low > episode.first_passage and passage - low < FARTHEST and before[passage] - before[low] < words:
        low -= 1
    while high < last and high - passage <= FARTHEST and before[high] - before[passage + 1] < words:
        high += 1
    return low, high


@lru_cache(maxsize=4_000)
def folded_words(text: str) -> tuple[str, ...]:
    """Return a text's words, folded: without case, accents and apostrophes."""
    if not text.isascii():
        return tuple([folded(word) for word in WORD.findall(text)])
    found = WORD.findall(text.lower())
    return tuple([word.replace("'", "") for word in found] if "'" in text else found)
