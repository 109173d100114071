"""The door to the index: `Searcher` takes a question and gives an `Answer`.

In: a question, and perhaps an episode, a speaker, the question before. Out: the best-matching passages, word for word.
"""

import os
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
from index.answering import Answering, Message, Place
from index.cluster.source import ClusterSource
from index.file_source import FileSource
from index.meaning.kept import slowed
from index.meaning.model import SentenceModel
from index.question import refuse_half_characters, refuse_unaskable
from index.quotes.finding import PARAPHRASED, find_quotation, paraphrased
from index.quotes.quotation import Quotation
from index.ranking.engine import ARRAYS, Engine
from index.ranking.second_stage import Share
from index.reader import IndexReader
from index.settings import IndexSettings

try:
    from index.ranking.compiled_engine import ENGINE
except ImportError:  # numba, the extra `fast`, is not there
    ENGINE = ARRAYS


def open_searcher(settings: IndexSettings, model: SentenceModel | None = None) -> "Searcher":
    """Open the index that the settings name, a file or on a cluster; raise `IndexFileError`."""
    cluster = settings.cluster
    index = ClusterSource(cluster, settings.credentials) if cluster else settings.index
    return Searcher(index, settings.answered_from, model=model)


class Searcher:
    """Answers questions from one index, a file or on a cluster; use it as a context manager, from one thread.

    A new index that takes the file's place is noticed between two calls.
    """

    def __init__(
        self,
        index: str | os.PathLike[str] | ClusterSource,
        answered_from: float | None = None,
        engine: Engine = ENGINE,
        model: SentenceModel | None = None,
    ) -> None:
        """Open the index file, or take an index on a cluster; raise `IndexMissing` or `IndexUnusable`.

        An answer counts as answered from the confidence `answered_from` (0 to 1; None: the usual) on. `engine` does the
        ranking; a `model` adds meaning to it, where the index holds its vectors.
        """
        self._answering = Answering(engine, answered_from, model)
        self._source = index if isinstance(index, ClusterSource) else FileSource(Path(index))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, or the connections."""
        self._source.close()

    def ask(
        self,
        question: str,
        *,
        episode: str | None = None,
        speaker: str | None = None,
        context: str | None = None,
        after: Place | None = None,
        limit: int = 3,
    ) -> Answer:
        """Return the `limit` best passages for a question.

        `episode` (a slug) and `speaker` (a label) narrow the search; `context` is the question asked before,
        and `after` the passage that was shown first for it, where that is known. Raises
        `QuestionRefused` for an empty or overlong question and `UnknownName` for an unknown filter.
        """
        refuse_unaskable(question)
        if context is not None and context.strip():
            refuse_unaskable(context)
        reader = self._follow()
        reader.begin(question, context or "")
        try:
            allowed = reader.allowed(episode, speaker)
            # What was shown counts nothing in another episode than the one asked of.
            place = after if after is None or episode in (None, after.episode) else None
            message = Message(question, context, place)
            return self._answering.answer(reader, message, limit, allowed, episode is not None)
        finally:
            reader.file.confirm()  # it is verified meanwhile; whatever comes of it counts only if that fits

    @property
    def without_meaning(self) -> str | None:
        """Why a model that was given is not used, or slowly, in a sentence for whoever runs it; None if all is well."""
        reader = self._follow()
        if self._answering.model is None:
            return None
        if self._answering.uses_meaning(reader):
            told = slowed(reader.file.meta)
            return told and f"{self._source}: {told}"
        held = reader.file.meta.get("meaning")
        told = f"holds those of another model ({held})" if held else "holds none"
        remedy = "build it with this one: askcast index rebuild"
        return f"{self._source}: meanings are not used, for the index {told}; {remedy}"

    def quote(self, text: str, *, episode: str | None = None, speaker: str | None = None, limit: int = 3) -> Quotation:
        """Return where these words were said and how they differ: exact, close, a paraphrase, or not found.

        `text` may hold what is said about the quotation too, as people paste it. `episode` (a slug) narrows the search;
        `speaker` (a label) is who is said to have said it: where somebody else does, the outcome tells. Raises
        `QuestionRefused` where there is nothing to look for and `UnknownName` for an unknown name.
        """
        refuse_half_characters(text)
        reader = self._follow()
        reader.begin(text)
        try:
            found, nearest = find_quotation(reader, text, episode, speaker, limit)
        finally:
            reader.file.confirm()
        if found.places or len(found.quoted) > LONGEST_QUESTION:
            return found
        for name in dict.fromkeys((speaker, None)):
            answer = self.ask(found.quoted, episode=episode, speaker=name, limit=1)
            if answer.passages and answer.confidence >= PARAPHRASED:
                return paraphrased(reader, found, answer.passages[0], nearest)
        return found

    def explain(
        self,
        question: str,
        passage: RankedPassage,
        *,
        context: str | None = None,
        within_episode: bool = False,
    ) -> list[Share]:
        """Return why a passage was found: what each term of the question brings to its score, field by field.

        `within_episode` tells that the question was asked with an episode given.
        """
        message = Message(question, context)
        reader = self._confirmed()
        reader.begin(question, context or "")
        return self._answering.explanation(reader, message, passage, within_episode)

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

    @property
    def build(self) -> str:
        """What tells this build of the index from every other."""
        return self._follow().file.meta["build"]

    @property
    def podcast(self) -> str:
        """The podcast's name as its site or feed gives it, "" where neither does."""
        return self._confirmed().file.meta.get("podcast", "")

    def status(self) -> IndexStatus:
        """Return what the index holds."""
        return catalogue.status(self._confirmed())

    def _confirmed(self) -> IndexReader:
        """Return the reader of the file in place, known to be whole."""
        reader = self._follow()
        reader.file.confirm()
        return reader

    def _follow(self) -> IndexReader:
        """Return the reader of the index that is now in place."""
        return self._source.follow()
