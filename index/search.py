"""The door to the index: `Searcher` takes a question and gives an `Answer`.

In: a question, and perhaps an episode, a speaker, the question before. Out: the best-matching passages, word for word.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from index import catalogue
from index.answer import (
    LONGEST_QUESTION,
    Answer,
    EpisodeSummary,
    IndexStatus,
    OutlineSection,
    RankedPassage,
    SpeakerSummary,
)
from index.asked import hosts_questions
from index.catalogue import passage_of
from index.defining import CONSIDERED, definitions_first
from index.question import refuse_half_characters, refuse_unaskable, understand
from index.quotes.finding import PARAPHRASED, find_quotation, paraphrased
from index.quotes.quotation import Quotation
from index.ranking.confidence import ANSWERED, SHOWN, confidence
from index.ranking.definitions import to_define
from index.ranking.diversification import NONE
from index.ranking.engine import ARRAYS, Engine, find
from index.ranking.first_stage import Mask
from index.ranking.second_stage import Share, explain
from index.reader import IndexReader
from index.remarks.messages import remark_on
from index.remarks.people import card_of, silence_of
from index.rows import PassageEntry
from index.showing import carrying, without_repeats
from index.text.terms import WantedWords
from index.text.terms import terms as terms_of

try:
    from index.ranking.compiled_engine import ENGINE
except ImportError:  # numba, the extra `fast`, is not there
    ENGINE = ARRAYS

PASSED_OVER = "(beside a better one, or shown before)"  # what a passage loses for it, in an explanation
FEW_TERMS = 1  # a question of so few is sure of its answer only where a heading names what is asked
UNSURE = 0.25
MUCH_ELSE = 3  # times the terms asked for, in a heading
ROUNDED = 1e-3  # scores of answers are, to less than that


class Searcher:
    """Answers questions from one index file; use it as a context manager, from one thread.

    A new index that takes the file's place is noticed between two calls.
    """

    def __init__(self, path: str | os.PathLike[str], answered_from: float = ANSWERED, engine: Engine = ENGINE) -> None:
        """Open the index; raise `IndexMissing` or `IndexUnusable`.

        An answer counts as answered from the confidence `answered_from` (0 to 1) on. `engine` does the ranking.
        """
        self._path = Path(path)
        self._answered_from = answered_from
        self._engine = engine
        self._identity = self._file_identity()
        self._reader = IndexReader(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._reader.close()

    def ask(
        self,
        question: str,
        *,
        episode: str | None = None,
        speaker: str | None = None,
        context: str | None = None,
        limit: int = 3,
    ) -> Answer:
        """Return the `limit` best passages for a question.

        `episode` (a slug) and `speaker` (a label) narrow the search; `context` is the question asked before. Raises
        `QuestionRefused` for an empty or overlong question and `UnknownName` for an unknown filter.
        """
        refuse_unaskable(question)
        if context is not None and context.strip():
            refuse_unaskable(context)
        reader = self._follow()
        try:
            return self._answer(reader, question, context, limit, reader.allowed(episode, speaker), episode is not None)
        finally:
            reader.file.confirm()  # it is verified meanwhile; whatever comes of it counts only if that fits

    def _answer(
        self, reader: IndexReader, question: str, context: str | None, limit: int, allowed: Mask | None, within: bool
    ) -> Answer:
        if not context and allowed is None and (remark := remark_on(reader, question) or card_of(reader, question)):
            return Answer(None, question, True, 1.0, None, (), remark)
        asked = understand(question, context, reader.spelling, reader.made_words)
        shown_before = NONE
        if asked.before:
            before = find(reader.postings, reader.contexts, asked.before, allowed, within, SHOWN, self._engine)
            shown_before = before.ids[:SHOWN]
        subject = () if asked.before else to_define(asked.did_you_mean or question)
        wide = max(limit, CONSIDERED) if subject else limit
        ranked = find(reader.postings, reader.contexts, asked.terms, allowed, within, wide, self._engine, shown_before)
        sure = confidence(ranked, reader.postings.size, within)
        defined = False
        if subject:
            best, ranked = float(ranked.scores.max(initial=0.0)), definitions_first(reader, ranked, subject)
            defined = float(ranked.scores.max(initial=0.0)) > best
        wanted = WantedWords(carrying(reader.postings, asked.terms))
        shown = without_repeats(reader, ranked, limit)
        questions = hosts_questions(reader, [entry for entry, _ in shown])
        passages = tuple(
            [
                passage_of(reader.episode_of(entry.id), entry, number, score, wanted, questions.get(entry.id))
                for number, (entry, score) in enumerate(shown, start=1)
            ]
        )
        silence = silence_of(reader, question, asked.terms) if allowed is None and not context else None
        if silence or (len(asked.terms) <= FEW_TERMS and not _told_by_headings(asked.terms, shown) and not defined):
            sure = min(sure, UNSURE)
        answered = bool(passages) and sure >= self._answered_from
        return Answer(None, question, answered, round(sure, 4), asked.did_you_mean, passages, silence)

    def quote(self, text: str, *, episode: str | None = None, speaker: str | None = None, limit: int = 3) -> Quotation:
        """Return where these words were said and how they differ: exact, close, a paraphrase, or not found.

        `text` may hold what is said about the quotation too, as people paste it. `episode` (a slug) narrows the search;
        `speaker` (a label) is who is said to have said it: where somebody else does, the outcome tells. Raises
        `QuestionRefused` where there is nothing to look for and `UnknownName` for an unknown name.
        """
        refuse_half_characters(text)
        reader = self._follow()
        try:
            found, nearest = find_quotation(reader, text, episode, speaker, limit)
        finally:
            reader.file.confirm()
        if found.places or len(found.quoted) > LONGEST_QUESTION:
            return found
        for name in dict.fromkeys((speaker, None)):
            answer = self.ask(found.quoted, episode=episode, speaker=name, limit=1)
            if answer.passages and answer.confidence >= PARAPHRASED:
                return paraphrased(found, answer.passages[0], nearest)
        return found

    def explain(
        self, question: str, passage: RankedPassage, *, context: str | None = None, within_episode: bool = False
    ) -> list[Share]:
        """Return why a passage was found: what each term of the question brings to its score, field by field.

        `within_episode` tells that the question was asked with an episode given.
        """
        reader = self._confirmed()
        asked = understand(question, context, reader.spelling, reader.made_words)
        number = reader.episode(passage.episode).first_passage + passage.position
        shares = explain(reader.postings, reader.contexts, asked.terms, number, within_episode)
        lost = passage.score - sum(share.score for share in shares)
        return [*shares, Share("", PASSED_OVER, lost)] if lost < -ROUNDED else shares

    def episodes(self) -> tuple[EpisodeSummary, ...]:
        """Return all episodes, the newest first."""
        return catalogue.episodes(self._confirmed())

    def episode(self, name: str) -> EpisodeSummary:
        """Return the episode of that slug or title; raise `UnknownName`."""
        return catalogue.episode(self._confirmed(), name)

    def outline(self, episode: str) -> tuple[OutlineSection, ...]:
        """Return an episode's headings in page order; raise `UnknownName`."""
        return catalogue.outline(self._confirmed(), episode)

    def speakers(self) -> tuple[SpeakerSummary, ...]:
        """Return all speakers, who says most first."""
        return catalogue.speakers(self._confirmed())

    def speaker(self, name: str) -> SpeakerSummary:
        """Return the speaker of that label, whatever its case and accents; raise `UnknownName`."""
        return catalogue.speaker(self._confirmed(), name)

    def around(self, episode: str, position: int, before: int = 1, after: int = 1) -> tuple[RankedPassage, ...]:
        """Return the passage at a position of an episode with its neighbours, in page order; raise `UnknownName`."""
        return catalogue.around(self._confirmed(), episode, position, before, after)

    def passage(self, episode: str, position: int) -> RankedPassage | None:
        """Return the passage at a position of an episode, or None past its end; raise `UnknownName`."""
        return next(iter(self.around(episode, position, 0, 0)), None)

    def status(self) -> IndexStatus:
        """Return what the index holds."""
        return catalogue.status(self._confirmed())

    def _confirmed(self) -> IndexReader:
        """Return the reader of the file in place, known to be whole."""
        reader = self._follow()
        reader.file.confirm()
        return reader

    def _follow(self) -> IndexReader:
        """Return the reader of the file that is now in place, opened anew where it is another one."""
        identity = self._file_identity()
        if identity is not None and identity != self._identity:
            reader = IndexReader(self._path)
            self._reader.close()
            self._reader, self._identity = reader, identity
        return self._reader

    def _file_identity(self) -> tuple[int, int, int] | None:
        try:
            status = os.stat(self._path)
        except OSError:
            return None
        return (status.st_dev, status.st_ino, status.st_mtime_ns)


def _told_by_headings(terms: Sequence[str], shown: Sequence[tuple[PassageEntry, float]]) -> bool:
    """Tell whether the section of one of the passages names all the terms, and not much else."""
    headings = (set(terms_of(entry.section)) for entry, _ in shown)
    return any(set(terms) <= heading and len(heading) <= MUCH_ELSE * len(set(terms)) for heading in headings)
