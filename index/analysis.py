"""Transcript files → all that the index will hold of them.

In: `SourceFile`s. Out: an `AnalysedFile` each: the episode's rows, and its passages with link spans, traits and posting
codes; or why there are none. Touches nothing but the files, so that many can be analysed side by side.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.episode import Episode, NoTranscript, Section, TranscriptError
from index.formats import read_episode
from index.layout import HOST, QUESTION, WINDOW
from index.links import PageWords, Span, fragment_span
from index.passages import Passage, passages
from index.postings import IN_HEADING, IN_NAME, IN_PARENT, MOST_MENTIONS
from index.sources import SourceFile
from index.terms import WORD, bare, fold, term_of

Counts = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage as the index's table holds it; `section` and `turn` count the episode's, from 0."""

    section: int
    turn: int
    speaker: str
    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class EpisodePostings:
    """An episode's part of the postings: for each entry a term (a place in `terms`), a passage of the episode, a code.

    `section_counts`: how many of the episode's sections mention each term. `lengths` (terms) and `traits` have a value
    a passage; `words` counts how often each word is said.
    """

    terms: tuple[str, ...]
    entry_terms: Counts
    entry_passages: Counts
    entry_codes: npt.NDArray[np.uint8]
    section_counts: Counts
    lengths: Counts
    traits: npt.NDArray[np.uint8]
    words: dict[str, int]


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """An episode as the index's table holds it, with its sections (turns left out)."""

    slug: str
    title: str
    url: str
    date: str | None
    description: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class AnalysedEpisode:
    """Everything the index holds of one episode."""

    row: EpisodeRow
    passages: tuple[PassageRow, ...]
    postings: EpisodePostings


@dataclass(frozen=True, slots=True)
class AnalysedFile:
    """A file's outcome: its episode, or the `problem` with it.

    `failed` tells an error from a page on which nobody speaks.
    """

    file: SourceFile
    episode: AnalysedEpisode | None
    problem: str
    failed: bool


def analyse(file: SourceFile) -> AnalysedFile:
    """Read and analyse one file; a bad one is told by its `problem`, not raised."""
    try:
        episode = read_episode(file.path, file.site)
    except NoTranscript as reason:
        return AnalysedFile(file, None, str(reason), failed=False)
    except TranscriptError as error:
        return AnalysedFile(file, None, str(error), failed=True)
    return AnalysedFile(file, analyse_episode(episode), "", failed=False)


def analyse_episode(episode: Episode) -> AnalysedEpisode:
    """Cut an episode into passages and count their terms."""
    rows = tuple(_passage_rows(episode))
    sections = tuple(Section(s.title, s.level, s.anchor, s.parents, (), s.line) for s in episode.sections)
    row = EpisodeRow(episode.slug, episode.title, episode.url, episode.date, episode.description, sections)
    return AnalysedEpisode(row, rows, _postings(episode, rows))


def _passage_rows(episode: Episode) -> Iterable[PassageRow]:
    page = PageWords(episode.page_text)
    turns_before = 0
    for number, section in enumerate(episode.sections):
        passage: Passage
        for passage in passages(section.turns):
            span = fragment_span(passage.text, page)
            yield PassageRow(number, turns_before + passage.turn, passage.speaker, passage.text, span)
        turns_before += len(section.turns)


class _Vocabulary(dict[str, int]):
    """Word → its number, in order of appearance; `term_of_word` has each word's term number (-1 for a stop word)."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: dict[str, int] = {}
        self.term_of_word: list[int] = []

    def __missing__(self, word: str) -> int:
        term = term_of(word)
        number = self[word] = len(self.term_of_word)
        self.term_of_word.append(self.terms.setdefault(term, len(self.terms)) if term else -1)
        return number

    def terms_of(self, text: str) -> Counts:
        """Return the term numbers of a text, in order."""
        numbers = np.array([self[word] for word in WORD.findall(text)], np.int32)
        found = np.array(self.term_of_word, np.int32)[numbers] if len(numbers) else numbers
        return found[found >= 0]


def _postings(episode: Episode, rows: Sequence[PassageRow]) -> EpisodePostings:
    vocabulary = _Vocabulary()
    said = [[vocabulary[word] for word in WORD.findall(row.text)] for row in rows]
    word_numbers = np.array([number for numbers in said for number in numbers], np.int64)
    word_passages = np.repeat(np.arange(len(rows)), [len(numbers) for numbers in said])
    words: Counter[str] = Counter()
    for word, times in zip(vocabulary, np.bincount(word_numbers, minlength=len(vocabulary)).tolist(), strict=True):
        words[bare(word)] += times

    word_terms = np.array(vocabulary.term_of_word, np.int64)[word_numbers] if len(word_numbers) else word_numbers
    kept = word_terms >= 0
    word_terms, word_passages = word_terms[kept], word_passages[kept]
    lengths = np.bincount(word_passages, minlength=len(rows))
    entries, mentions = np.unique(word_terms * len(rows) + word_passages, return_counts=True)
    sections = np.array([row.section for row in rows])
    pairs = np.unique(entries // len(rows) * len(episode.sections) + sections[entries % len(rows)])
    code_parts = [(entries, np.minimum(mentions, MOST_MENTIONS))]
    code_parts += _marks(episode, rows, vocabulary)
    entries, codes = _merged(code_parts)
    return EpisodePostings(
        tuple(vocabulary.terms),
        (entries // len(rows)).astype(np.int32),
        (entries % len(rows)).astype(np.int32),
        codes.astype(np.uint8),
        np.bincount(pairs // len(episode.sections), minlength=len(vocabulary.terms)).astype(np.int32),
        lengths.astype(np.int32),
        _traits(episode, rows),
        words,
    )


def _marks(
    episode: Episode, rows: Sequence[PassageRow], vocabulary: _Vocabulary
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Return (entry numbers, marks) for the terms of headings, enclosing headings, title and speakers' labels."""
    section_of = np.array([row.section for row in rows])
    every = np.arange(len(rows))
    marks = [(vocabulary.terms_of(episode.title), every, IN_NAME)]
    for speaker in dict.fromkeys(row.speaker for row in rows):
        marks.append((vocabulary.terms_of(speaker), every[[row.speaker == speaker for row in rows]], IN_NAME))
    for number, section in enumerate(episode.sections):
        within = every[section_of == number]
        if len(within):
            marks.append((vocabulary.terms_of(section.title), within, IN_HEADING))
            marks.append((vocabulary.terms_of(" ".join(section.parents)), within, IN_PARENT))
    parts = []
    for kind in (IN_NAME, IN_HEADING, IN_PARENT):
        entries = [
            (np.unique(terms).astype(np.int64)[:, None] * len(rows) + within).ravel()
            for terms, within, mark in marks
            if mark == kind and len(terms)
        ]
        if entries:
            unique = np.unique(np.concatenate(entries))
            parts.append((unique, np.full(len(unique), kind)))
    return parts


def _merged(
    parts: Sequence[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Add up the codes of entries that several parts have; each part has an entry once."""
    entries = np.concatenate([part[0] for part in parts])
    codes = np.concatenate([part[1] for part in parts])
    unique, place = np.unique(entries, return_inverse=True)
    return unique, np.bincount(place, codes, len(unique)).astype(np.int64)


def _traits(episode: Episode, rows: Sequence[PassageRow]) -> npt.NDArray[np.uint8]:
    hosts = _hosts(episode.title, {row.speaker for row in rows})
    traits = np.zeros(len(rows), np.uint8)
    run = 0  # passages since the last one of another speaker
    for place, row in enumerate(rows):
        run = run + 1 if place and rows[place - 1].speaker == row.speaker else 1
        back = run if run <= min(WINDOW, place) else 0
        asks = row.text.rstrip().endswith("?")
        traits[place] = back | (HOST if row.speaker in hosts else 0) | (QUESTION if asks else 0)
    return traits


def _hosts(title: str, speakers: set[str]) -> set[str]:
    """Return the speakers whom the title does not name, where it names another: guests are named in titles."""
    named = {speaker for speaker in speakers if fold(speaker) in fold(title)}
    return speakers - named if named else set()
