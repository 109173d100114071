"""A question → an `Answer`, on one open index.

In: a reader, a question, and perhaps the one before and what was shown for it. Out: the best passages, word for word,
and how sure that they answer it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from index.answer import Answer, RankedPassage
from index.asked import hosts_questions
from index.catalogue import passage_of
from index.common_words import is_common, is_subject
from index.defining import CONSIDERED, definitions_first
from index.meaning.model import SentenceModel, Vectors
from index.meaning.vectors import Recent
from index.question import Asked, understand
from index.ranking.confidence import ANSWERED, ANSWERED_WITH_MEANING, SHOWN, confidence
from index.ranking.definitions import Signs, asks_just_this, defines, to_define
from index.ranking.engine import CANDIDATES, Engine, find
from index.ranking.first_stage import Mask
from index.ranking.leaning import Leaning, around
from index.ranking.second_stage import Ranked, Share, explain
from index.reader import IndexReader
from index.remarks.messages import of_index, remark_on
from index.remarks.people import card_of, silence_after, silence_of
from index.remarks.remark import OfSilence, Remark
from index.rows import PassageEntry
from index.showing import carrying, without_repeats
from index.surrounding import surroundings
from index.text.terms import WORD, WantedWords, term_of
from index.text.terms import terms as terms_of

PASSED_OVER = "(beside a better one)"  # what a passage loses for it, in an explanation
DEFINES = "(tells what it is)"  # what it gains for it
LEANS = "(the question before, and the place shown for it)"
FEW_TERMS = 1  # known ones: a question of so few is sure of its answer only where the show speaks of just that
UNSURE = 0.25
MUCH_ELSE = 3  # times the terms asked for, in a heading
ROUNDED = 1e-3  # scores of answers are, to less than that


class Place(NamedTuple):
    """A passage that was shown: its episode's slug and its position there, from 0."""

    episode: str
    position: int


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody asks: the question, the one before, and the passage that was shown first for it, if known."""

    question: str
    context: str | None = None
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers on any reader, from a confidence on, with an engine and perhaps a model of meaning; from one thread."""

    engine: Engine
    answered_from: float | None
    model: SentenceModel | None
    _embedded: Recent[str, Vectors] = field(default_factory=Recent, repr=False)  # by text

    def answer(self, reader: IndexReader, message: Message, limit: int, allowed: Mask | None, within: bool) -> Answer:
        """Return the `limit` best passages of those `allowed`; `within` tells that an episode was chosen."""
        question, context = message.question, message.context
        if remark := _remark(reader, message, filtered=allowed is not None):
            return Answer(None, question, True, 1.0, None, (), remark)
        asked = understand(question, context, reader.spelling, reader.made_words)
        if not asked.terms and not asked.before:  # a greeting, thanks, an emoji
            return Answer(None, question, False, 0.0, None, (), of_index("help", len(reader.episodes)))
        silence = _silence(reader, message, asked) if allowed is None else None
        if silence and silence.silent:
            asked, allowed = _of_others(reader, asked, silence.silent)
        leaning = self.leaning(reader, message, asked, allowed, within)
        subject = to_define(asked.did_you_mean or question)
        wide = max(limit, CONSIDERED) if subject else limit
        ranked = self.found(reader, question, asked, allowed, within, wide, leaning)
        sure = confidence(ranked, reader.postings.size, within)
        follows, first = ranked.follows, Signs()
        if subject and not follows:
            ranked, first = definitions_first(reader, ranked, subject)
        terms = tuple(dict.fromkeys((*asked.terms, *asked.before))) if follows else asked.terms
        wanted = WantedWords(carrying(reader.postings, terms))
        shown = without_repeats(reader, ranked, limit, allowed)
        passages = _passages(reader, shown, wanted)
        few = sum(map(reader.postings.holds, terms)) <= FEW_TERMS
        if silence or (few and not _knows_just_this(reader, question, terms, shown, first)):
            sure = min(sure, UNSURE)
        usual = ANSWERED_WITH_MEANING if self.uses_meaning(reader) else ANSWERED
        answered = bool(passages) and sure >= (usual if self.answered_from is None else self.answered_from)
        before = context if follows else None
        return Answer(None, question, answered, round(sure, 4), asked.did_you_mean, passages, silence, before)

    def explanation(self, reader: IndexReader, message: Message, passage: RankedPassage, within: bool) -> list[Share]:
        """Return what each term of the question brings to a passage's score, field by field."""
        asked = understand(message.question, message.context, reader.spelling, reader.made_words)
        number = reader.passage_at(passage.episode, passage.position)
        reader.reach([number])
        likeness = reader.likeness(self._meant(reader, message.question))
        of_passage = None if likeness is None else float(likeness.of(np.array([number]))[0])
        shares = explain(reader.postings, reader.contexts, asked.terms, number, within, of_passage)
        other = passage.score - sum(share.score for share in shares)
        told = LEANS if asked.before and not asked.repeats else PASSED_OVER if other < 0 else DEFINES
        return [*shares, Share("", told, other)] if abs(other) > ROUNDED else shares

    def uses_meaning(self, reader: IndexReader) -> bool:
        """Tell whether model and vectors are there and fit."""
        return self.model is not None and reader.file.meta.get("meaning") == self.model.name

    def leaning(
        self, reader: IndexReader, message: Message, asked: Asked, allowed: Mask | None, within: bool
    ) -> Leaning | None:
        """Return what a question, as understood, may lean on; None where nothing was asked before, or just the same."""
        if not asked.before or asked.repeats:
            return None
        context = message.context or ""
        before = Asked(asked.before, (), None)
        shown = self.found(reader, context, before, allowed, within, SHOWN, None).ids[:SHOWN]
        if message.after:
            first = reader.passage_at(message.after.episode, message.after.position)
            shown = np.array([first, *shown[shown != first]])[:SHOWN]
        episode = reader.episode_of(int(shown[0])) if len(shown) else None
        passages = range(episode.first_passage, episode.first_passage + episode.passages) if episode else range(0)
        subject = bool(to_define(asked.did_you_mean or message.question))
        return Leaning(asked.before, shown, passages, asked.refers, subject, self._meant(reader, context))

    def found(
        self,
        reader: IndexReader,
        question: str,
        asked: Asked,
        allowed: Mask | None,
        within: bool,
        limit: int,
        leaning: Leaning | None,
    ) -> Ranked:
        """Return the candidates for a question, as understood, in the order to show them."""
        meant = self._meant(reader, question)
        k = max(CANDIDATES, limit)
        if leaning:
            reader.reach(around(leaning, reader.postings.size).tolist())
            reader.gather(leaning.terms, k, allowed, leaning.meant)
        findable = reader.gather(asked.terms, k, allowed, meant)
        if leaning:
            leaning = replace(leaning, likeness=reader.likeness(leaning.meant))
        allowed, likeness = findable, reader.likeness(meant)
        return find(
            reader.postings, reader.contexts, asked.terms, allowed, within, limit, self.engine, leaning, likeness
        )

    def _meant(self, reader: IndexReader, asked: str) -> Vectors | None:
        """Return a question's vector, where model and vectors are there."""
        if self.model is None or not self.uses_meaning(reader):
            return None
        embed = self.model.embed
        return self._embedded.get(asked, lambda: embed([asked])[0])


def _remark(reader: IndexReader, message: Message, *, filtered: bool) -> Remark | None:
    """Return what is said instead of passages, to a message about the bot, the show or somebody in it."""
    follows = bool(message.context)
    remark = remark_on(reader, message.question, follows=follows or filtered)
    return remark or (None if filtered else card_of(reader, message.question, follows=follows))


def _passages(
    reader: IndexReader, shown: Sequence[tuple[PassageEntry, float]], wanted: WantedWords
) -> tuple[RankedPassage, ...]:
    """Return passages in full, with the questions that they answer and what stands around them."""
    entries = [entry for entry, _ in shown]
    questions, around = hosts_questions(reader, entries), surroundings(reader, entries)
    return tuple(
        passage_of(reader.episode_of(entry.id), entry, number, score, wanted, questions.get(entry.id), around[entry.id])
        for number, (entry, score) in enumerate(shown, start=1)
    )


def _silence(reader: IndexReader, message: Message, asked: Asked) -> Remark | None:
    if message.context:
        return silence_after(reader, message.question, message.context, asked.before)
    return silence_of(reader, message.question, asked.terms)


def _of_others(reader: IndexReader, asked: Asked, silent: OfSilence) -> tuple[Asked, Mask]:
    """Return what is searched for, the topic alone, and where: in what others say."""
    others = np.isin(reader.speaker_ids, [*reader.speakers_named(silent.name)], invert=True)
    return replace(asked, terms=tuple(terms_of(silent.topic)), before=()), others


def _knows_just_this(
    reader: IndexReader, question: str, terms: Sequence[str], shown: Sequence[tuple[PassageEntry, float]], first: Signs
) -> bool:
    """Tell whether a question of hardly a word is answered: somebody asks just this, or it is no common word and the
    first passage defines it, a heading names it, or it is a subject of the show and no definition is asked for.
    """
    if len(terms) > FEW_TERMS:
        return False  # nobody says the others
    if asks_just_this(first):
        return True
    words = [reader.spelling.correction(word) or word for word in WORD.findall(question)]
    asked = [(word, term) for word in words if (term := term_of(word)) and term in terms]
    if any(is_common(reader, word, term) for word, term in asked):
        return False
    named = any(is_subject(reader, word, term) for word, term in asked)
    return (named and (len(words) == 1 or not to_define(question))) or defines(first) or _told_by_headings(terms, shown)


def _told_by_headings(terms: Sequence[str], shown: Sequence[tuple[PassageEntry, float]]) -> bool:
    """Tell whether the section of one of the passages names all the terms, and not much else."""
    headings = (set(terms_of(entry.section)) for entry, _ in shown)
    return any(set(terms) <= heading and len(heading) <= MUCH_ELSE * len(set(terms)) for heading in headings)
