"""Transcript files → all that the index will hold of them.

In: `SourceFile`s. Out: an `AnalysedFile` each: the episode's rows, and its passages with link spans, traits and posting
codes; or why there are none. Touches nothing but the files, so that many can be analysed side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.episode import Episode, NoTranscript, Section, TranscriptError
from index.formats import read_episode
from index.layout import HOST, QUESTION, WINDOW
from index.links import PageWords, Span, fragment_spans
from index.numbering import Numbering
from index.passages import Passage, passages
from index.postings import IN_HEADING, IN_LABEL, IN_NAME, IN_PARENT, MOST_MENTIONS
from index.sources import SourceFile
from index.terms import WORD, fold, term_of

NO_SPAN = Span(-1, 0)

Counts = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class PassageColumns:
    """An episode's passages, column by column: cheap to hand from one process to another.

    `sections` and `turns` count the episode's, `speakers` the names in `names`, all from 0. `span_starts` and
    `span_lengths` tell which words a link highlights (-1 and 0: none).
    """

    sections: Counts
    turns: Counts
    names: tuple[str, ...]
    speakers: Counts
    texts: tuple[str, ...]
    span_starts: Counts
    span_lengths: Counts

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True, slots=True)
class EpisodePostings:
    """An episode's part of the postings: for each entry a term (a place in `terms`), a passage of the episode, a code.

    `section_counts`: how many of the episode's sections mention each term. `lengths` (terms) and `traits` have a value
    a passage. `words` are the words said, with how often in `word_counts`.
    """

    terms: tuple[str, ...]
    entry_terms: Counts
    entry_passages: Counts
    entry_codes: npt.NDArray[np.uint8]
    section_counts: Counts
    lengths: Counts
    traits: npt.NDArray[np.uint8]
    words: tuple[str, ...]
    word_counts: Counts


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
    passages: PassageColumns
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
    columns = _passage_columns(episode)
    sections = tuple(Section(s.title, s.level, s.anchor, s.parents, (), s.line) for s in episode.sections)
    row = EpisodeRow(episode.slug, episode.title, episode.url, episode.date, episode.description, sections)
    return AnalysedEpisode(row, columns, _postings(episode, columns))


def _passage_columns(episode: Episode) -> PassageColumns:
    cut: list[Passage] = []
    sections: list[int] = []
    turns: list[int] = []
    turns_before = 0
    for number, section in enumerate(episode.sections):
        for passage in passages(section.turns):
            cut.append(passage)
            sections.append(number)
            turns.append(turns_before + passage.turn)
        turns_before += len(section.turns)
    texts = tuple(passage.text for passage in cut)
    spans = [span or NO_SPAN for span in fragment_spans(texts, PageWords(episode.page_text))]
    names = list(dict.fromkeys(passage.speaker for passage in cut))
    numbers = {name: number for number, name in enumerate(names)}
    return PassageColumns(
        np.array(sections, np.int32),
        np.array(turns, np.int32),
        tuple(names),
        np.array([numbers[passage.speaker] for passage in cut], np.int32),
        texts,
        np.array([span.start for span in spans], np.int32),
        np.array([span.length for span in spans], np.int32),
    )


# Both grow with what a process meets: most words of a file were met in another.
_words = Numbering(WORD.findall)
_term_of_word = [term_of(word) for word in _words.words]


class _EpisodeTerms:
    """The terms of one episode, numbered from 0."""

    def __init__(self, word_numbers: npt.NDArray[np.int64]) -> None:
        """Take the numbers of all words said, in order, repeats included."""
        _term_of_word.extend(map(term_of, _words.words[len(_term_of_word) :]))
        said, place, times = np.unique(word_numbers, return_inverse=True, return_counts=True)
        self.numbers: dict[str, int] = {}
        self.words = tuple(_words.words[number] for number in said.tolist())
        self.word_counts = times.astype(np.int32)
        term_of_said = [self._number(_term_of_word[number]) for number in said.tolist()]
        # The term of each word said, in order; -1 for a stop word.
        self.said = np.array(term_of_said, np.int64)[place]

    def of(self, text: str) -> npt.NDArray[np.int64]:
        """Return the distinct terms of a heading or a name."""
        found = {self._number(term_of(word)) for word in WORD.findall(text)}
        return np.array(sorted(found - {-1}), np.int64)

    def _number(self, term: str) -> int:
        return self.numbers.setdefault(term, len(self.numbers)) if term else -1


def _postings(episode: Episode, columns: PassageColumns) -> EpisodePostings:
    size, sections = len(columns), len(episode.sections)
    said, words_of = _words.numbers(columns.texts)
    word_passages = np.repeat(np.arange(size), words_of)
    terms = _EpisodeTerms(said)
    kept = terms.said >= 0
    word_terms, word_passages = terms.said[kept], word_passages[kept]
    entries, mentions = np.unique(word_terms * size + word_passages, return_counts=True)
    pairs = np.unique(entries // size * sections + columns.sections[entries % size])
    marks = _marks(episode, columns, terms)
    every, codes = _merged([(entries, np.minimum(mentions, MOST_MENTIONS)), *marks])
    return EpisodePostings(
        tuple(terms.numbers),
        (every // size).astype(np.int32),
        (every % size).astype(np.int32),
        codes.astype(np.uint8),
        np.bincount(pairs // sections, minlength=len(terms.numbers)).astype(np.int32),
        np.bincount(word_passages, minlength=size).astype(np.int32),
        _traits(episode, columns),
        terms.words,
        terms.word_counts,
    )


def _marks(
    episode: Episode, columns: PassageColumns, terms: _EpisodeTerms
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Return (entry numbers, marks) for the terms of headings, enclosing headings, title and speakers' labels."""
    every = np.arange(len(columns))
    marks = [(terms.of(episode.title), every, IN_NAME)]
    for number, name in enumerate(columns.names):
        spoken = every[columns.speakers == number]
        marks += [(terms.of(name), spoken, IN_NAME), (terms.of(name), spoken, IN_LABEL)]
    for number in np.unique(columns.sections).tolist():
        section, within = episode.sections[number], every[columns.sections == number]
        marks.append((terms.of(section.title), within, IN_HEADING))
        marks.append((terms.of(" ".join(section.parents)), within, IN_PARENT))
    parts = []
    for kind in (IN_NAME, IN_LABEL, IN_HEADING, IN_PARENT):
        entries = [(found[:, None] * len(columns) + within).ravel() for found, within, mark in marks if mark == kind]
        unique = np.unique(np.concatenate(entries)) if entries else np.empty(0, np.int64)
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


def _traits(episode: Episode, columns: PassageColumns) -> npt.NDArray[np.uint8]:
    hosts = _hosts(episode.title, set(columns.names))
    is_host = np.array([name in hosts for name in columns.names])[columns.speakers]
    asks = np.array([text.rstrip().endswith("?") for text in columns.texts])
    places = np.arange(len(columns))
    changes = np.diff(columns.speakers, prepend=-1) != 0
    back = places - np.maximum.accumulate(np.where(changes, places, 0)) + 1  # to the last passage of another speaker
    back[(back > WINDOW) | (back > places)] = 0
    return np.asarray(back | np.where(is_host, HOST, 0) | np.where(asks, QUESTION, 0), np.uint8)


def _hosts(title: str, speakers: set[str]) -> set[str]:
    """Return the speakers whom the title does not name, where it names another: guests are named in titles."""
    named = {speaker for speaker in speakers if fold(speaker) in fold(title)}
    return speakers - named if named else set()
