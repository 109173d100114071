"""Passages → their part of the inverted index: for each term, which passages hold it and how.

In: episodes and their passages. Out: `Postings`. The words, terms and their numbers that a process met are kept, for
most words of a file were met in another; what comes out does not depend on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.building.passage_table import Counts, PassageTable, Places
from index.file.postings import IN_HEADING, IN_LABEL, IN_NAME, IN_PARENT, MOST_MENTIONS
from index.text.terms import WORD, bare, term_of
from index.text.vocabulary import GrowingArray, Numbered, Vocabulary
from index.transcripts.episode import Episode

STOPPED = -1  # the number that stands for the term of a stop word
CODE_BITS = 8


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of some passages: for each entry a term (a place in `terms`), a passage, a code.

    Entries are sorted by term, then by passage. `section_counts`: how many of the sections mention each term. `lengths`
    has the number of terms in each passage. `words` are the words said, bare, with how often in `word_counts`.
    """

    terms: tuple[str, ...]
    entry_terms: Counts
    entry_passages: Counts
    entry_codes: npt.NDArray[np.uint8]
    section_counts: Counts
    lengths: Counts
    words: tuple[str, ...]
    word_counts: Counts


class _TermVocabulary:
    """The words that this process met, and for each the numbers of its term and of what it is bare."""

    def __init__(self) -> None:
        self.terms, self.bare = Numbered[str](), Numbered[str]()
        self._words = Vocabulary(WORD.findall)
        self._term_of, self._bare_of = GrowingArray(), GrowingArray()

    def read(self, texts: Sequence[str]) -> tuple[Places, Places, Places]:
        """Return of all words of some texts the terms and the bare words, and how many words are of each text."""
        words, counts = self._words.numbers(texts)
        new = self._words.words.in_order[len(self._term_of) :]
        self._term_of.extend([self.terms[term] if (term := term_of(word)) else STOPPED for word in new])
        self._bare_of.extend([self.bare[bare(word)] for word in new])
        return self._term_of.array()[words], self._bare_of.array()[words], counts


_vocabulary = _TermVocabulary()


def inverted(episodes: Sequence[Episode], columns: PassageTable) -> Postings:
    """Count the terms of passages, and find those of what stands above them: headings, title, speaker's label."""
    size = len(columns)
    said, words, words_of = _vocabulary.read(columns.texts)
    passages = np.repeat(np.arange(size), words_of)[said != STOPPED]
    mentioned, mentions = _counted(said[said != STOPPED] * size + passages)
    entries, codes = _merged([(mentioned, np.minimum(mentions, MOST_MENTIONS)), *_marks(episodes, columns)])
    terms, entry_terms = _compact(entries // size)
    times = np.bincount(words)  # as many numbers as there are words: quicker than to sort what was said
    heard = np.flatnonzero(times)
    sections = sum(len(episode.sections) for episode in episodes)
    mentioned_in, _ = _compact(mentioned // size * sections + columns.sections[mentioned % size])
    return Postings(
        tuple(map(_vocabulary.terms.in_order.__getitem__, terms.tolist())),
        entry_terms.astype(np.int32),
        (entries % size).astype(np.int32),
        codes.astype(np.uint8),
        np.bincount(terms.searchsorted(mentioned_in // sections), minlength=len(terms)).astype(np.int32),
        np.bincount(passages, minlength=size).astype(np.int32),
        tuple(map(_vocabulary.bare.in_order.__getitem__, heard.tolist())),
        times[heard].astype(np.int32),
    )


def _counted(numbers: Places) -> tuple[Places, Places]:
    """Return the distinct numbers, ascending, and how often each occurs."""
    ordered = np.sort(numbers)
    firsts = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[firsts], np.diff(firsts, append=len(ordered))


def _compact(numbers: Places) -> tuple[Places, Places]:
    """Return the distinct ones of some ascending numbers, and for each number its place among them."""
    changes = np.diff(numbers, prepend=-1) != 0
    return numbers[changes], np.cumsum(changes) - 1


def _marks(episodes: Sequence[Episode], columns: PassageTable) -> list[tuple[Places, int]]:
    """Return (entries, mark) for the terms of headings, enclosing headings, title and speakers' labels."""
    sections = [section for episode in episodes for section in episode.sections]
    titles = _labelled([episode.title for episode in episodes], columns.episodes)
    names = _labelled(columns.names, columns.speakers)
    headings = _labelled([section.title for section in sections], columns.sections)
    parents = _labelled([" ".join(section.parents) for section in sections], columns.sections)
    return [
        (np.concatenate((titles, names)), IN_NAME),
        (names, IN_LABEL),
        (headings, IN_HEADING),
        (parents, IN_PARENT),
    ]


def _labelled(labels: Sequence[str], label_of: Counts) -> Places:
    """Return the entries of the terms that each passage's label (its number in `label_of`) has."""
    terms, _, counts = _vocabulary.read(labels)
    held = counts[label_of]
    passages = np.repeat(np.arange(len(label_of)), held)
    firsts = (np.cumsum(counts) - counts)[label_of] - (np.cumsum(held) - held)
    found = terms[np.arange(len(passages)) + np.repeat(firsts, held)]
    kept = found != STOPPED
    entries: Places = found[kept] * len(label_of) + passages[kept]
    return entries


def _merged(parts: Sequence[tuple[Places, Places | int]]) -> tuple[Places, Places]:
    """Return the distinct entries of several parts, ascending, and the sum of the codes that the parts give each.

    A part may hold an entry several times, always with the same code, which counts once.
    """
    ordered, _ = _counted(np.concatenate([(entries << CODE_BITS) | codes for entries, codes in parts]))
    entries = ordered >> CODE_BITS
    firsts = np.flatnonzero(np.diff(entries, prepend=-1))
    codes = np.add.reduceat(ordered & ((1 << CODE_BITS) - 1), firsts) if len(firsts) else firsts
    return entries[firsts], codes
