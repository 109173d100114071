"""The door to the index: `Searcher` takes a question and gives an `Answer`.

In: a question, and perhaps an episode, a speaker, the question before. Out: the best-matching passages, word for word.
"""

import json
import os
import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import numpy as np
from rapidfuzz import fuzz, process

from index.bm25 import inverse_document_frequency, saturated
from index.links import Span, passage_url
from index.store import IndexUnusable, open_readonly
from index.terms import TERMS_VERSION, fold, terms, words

LONGEST_QUESTION = 2_000  # characters


class QuestionRefused(Exception):
    """A question that cannot be asked; the message is fit for whoever asked."""


class UnknownName(Exception):
    """An episode or speaker that the index does not hold; `near` are the names most like it, the likest first."""

    def __init__(self, kind: Literal["episode", "speaker"], name: str, near: Sequence[str]) -> None:
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"there is no {kind} '{name}'{hint}")
        self.kind = kind
        self.name = name
        self.near = tuple(near)


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage of an answer: its words as published, who said them where, and the link that lands on them.

    `matched` are the words that matched, as the text writes them; `position` counts the episode's passages from 0,
    `turn` its turns.
    """

    rank: int
    score: float
    episode: str
    title: str
    section: str
    anchor: str
    speaker: str
    text: str
    url: str
    matched: tuple[str, ...]
    position: int
    turn: int
    date: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the index says to a question.

    `answered` is False where nothing in it answers; `passages` are then the nearest.
    """

    id: str | None
    question: str
    answered: bool
    confidence: float
    did_you_mean: str | None
    passages: tuple[RankedPassage, ...]


@dataclass(frozen=True, slots=True)
class EpisodeSummary:
    """An episode in a list: its slug, title, address, date (ISO or None), who speaks, and how many passages it has."""

    slug: str
    title: str
    url: str
    date: str | None
    speakers: tuple[str, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A heading of an episode: its title, level (1 to 6), anchor and link."""

    title: str
    level: int
    anchor: str
    url: str


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """A speaker's label, the slugs of the episodes it stands in, and how many passages carry it."""

    name: str
    episodes: tuple[str, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What an index holds, when (ISO, UTC), by which version and from where it was built; `build` names this build."""

    episodes: int
    passages: int
    speakers: int
    words: int
    built_at: str
    built_by: str
    sources: tuple[str, ...]
    size_bytes: int
    build: str


class Searcher:
    """Reads one index file; use it as a context manager, from one thread."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open the index; raise `IndexMissing` or `IndexUnusable`."""
        self._path = Path(path)
        self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

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
        self._follow()
        if not question.strip():
            raise QuestionRefused("The question is empty; ask in a sentence or a few words.")
        if len(question) > LONGEST_QUESTION:
            raise QuestionRefused(
                f"The question is too long ({len(question):,} characters; at most {LONGEST_QUESTION:,})."
            )
        allowed = self._allowed(episode, speaker)
        asked = dict.fromkeys(terms(question), 1.0)
        for term in terms(context or ""):
            asked.setdefault(term, 0.5)
        scores = self._scores(asked)
        if allowed is not None:
            scores = np.where(allowed, scores, 0.0)
        best = self._best(scores, limit)
        ranked = tuple(self._ranked(n, int(i), float(scores[i]), asked) for n, i in enumerate(best, start=1))
        covered = max((len({w for w in terms(p.text)} & set(asked)) / len(asked) for p in ranked), default=0.0)
        return Answer(None, question, covered > 0.3, round(covered, 4), None, ranked)

    def episodes(self) -> tuple[EpisodeSummary, ...]:
        """Return all episodes, the newest first."""
        self._follow()
        speaking: dict[int, list[str]] = {}
        for episode, name in self._rows(
            "SELECT s.episode, k.name FROM passages p JOIN sections s ON s.id = p.section "
            "JOIN speakers k ON k.id = p.speaker GROUP BY s.episode, k.name ORDER BY s.episode, min(p.id)"
        ):
            speaking.setdefault(episode, []).append(name)
        rows = self._rows("SELECT id, slug, title, url, date, passages FROM episodes ORDER BY id DESC")
        return tuple(EpisodeSummary(s, t, u, d, tuple(speaking.get(i, ())), n) for i, s, t, u, d, n in rows)

    def episode(self, name: str) -> EpisodeSummary:
        """Return the episode of that slug or title; raise `UnknownName`."""
        self._follow()
        slug = self._episodes[self._episode(name)][1]
        return next(summary for summary in self.episodes() if summary.slug == slug)

    def speaker(self, name: str) -> SpeakerSummary:
        """Return the speaker of that label, whatever its case and accents; raise `UnknownName`."""
        summaries = self.speakers()
        for summary in summaries:
            if fold(summary.name) == fold(name.strip()):
                return summary
        near = process.extract(name, [s.name for s in summaries], scorer=fuzz.WRatio, limit=3, score_cutoff=60)
        raise UnknownName("speaker", name, [match[0] for match in near])

    def outline(self, episode: str) -> tuple[OutlineSection, ...]:
        """Return an episode's headings in page order; raise `UnknownName`."""
        self._follow()
        found = self._episode(episode)
        rows = self._rows(
            "SELECT title, level, anchor FROM sections WHERE episode = ? AND level > 0 ORDER BY id", found
        )
        url = self._episodes[found][3]
        return tuple(OutlineSection(t, level, a, passage_url(url, a, "", None)) for t, level, a in rows)

    def speakers(self) -> tuple[SpeakerSummary, ...]:
        """Return all speakers, by how much they say."""
        self._follow()
        rows = self._rows(
            "SELECT k.name, e.slug, count(*) FROM passages p JOIN sections s ON s.id = p.section "
            "JOIN episodes e ON e.id = s.episode JOIN speakers k ON k.id = p.speaker "
            "GROUP BY k.name, e.id ORDER BY e.id"
        )
        said: dict[str, tuple[list[str], int]] = {}
        for name, slug, count in rows:
            slugs, total = said.get(name, ([], 0))
            said[name] = ([*slugs, slug], total + count)
        summaries = (SpeakerSummary(name, tuple(slugs), total) for name, (slugs, total) in said.items())
        return tuple(sorted(summaries, key=lambda s: (-s.passages, s.name)))

    def around(self, episode: str, position: int, before: int = 1, after: int = 1) -> tuple[RankedPassage, ...]:
        """Return the passage at a position of an episode with its neighbours, in page order; raise `UnknownName`."""
        self._follow()
        found = self._episode(episode)
        first, count = self._episodes[found][5:7]
        wanted = range(max(position - before, 0), min(position + after + 1, count))
        return tuple(self._ranked(n, first + p, 0.0, {}) for n, p in enumerate(wanted, start=1))

    def passage(self, episode: str, position: int) -> RankedPassage | None:
        """Return the passage at a position of an episode, or None past its end; raise `UnknownName`."""
        return next(iter(self.around(episode, position, 0, 0)), None)

    def status(self) -> IndexStatus:
        """Return what the index holds."""
        self._follow()
        meta = self._meta
        (passages,) = self._rows("SELECT count(*) FROM passages")[0]
        (speakers,) = self._rows("SELECT count(*) FROM speakers")[0]
        (spoken,) = self._rows(
            "SELECT coalesce(sum(length(text) - length(replace(text, ' ', '')) + 1), 0) FROM passages"
        )[0]
        return IndexStatus(
            len(self._episodes),
            passages,
            speakers,
            spoken,
            meta["built_at"],
            meta["built_by"],
            tuple(json.loads(meta["sources"])),
            self._path.stat().st_size,
            meta["build"],
        )

    def _open(self) -> None:
        self._connection = open_readonly(self._path)
        self._identity = self._file_identity()
        self._meta = dict(self._rows("SELECT key, value FROM meta"))
        if self._meta.get("terms_version") != str(TERMS_VERSION):
            raise IndexUnusable(self._path, "was made with other rules for words")
        self._episodes = self._rows(
            "SELECT id, slug, title, url, date, first_passage, passages FROM episodes ORDER BY id"
        )
        self._starts = [row[5] for row in self._episodes]
        ((lengths,),) = self._rows("SELECT data FROM arrays WHERE name = 'lengths'")
        self._lengths = np.frombuffer(lengths, "<f4").astype(float)
        self._average = float(self._lengths.mean()) or 1.0

    def _follow(self) -> None:
        """Open the index anew where another file has taken its place."""
        if self._file_identity() != self._identity:
            self._connection.close()
            self._open()

    def _file_identity(self) -> tuple[int, int, int] | None:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return getattr(self, "_identity", None)
        return (status.st_dev, status.st_ino, status.st_mtime_ns)

    def _rows(self, query: str, *values: Any) -> list[Any]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexUnusable(self._path, f"cannot be read ({error})") from error

    def _episode(self, name: str) -> int:
        wanted = fold(name.strip().strip("/"))
        for row in self._episodes:
            if wanted in (fold(row[1]), fold(row[2])):
                return int(row[0])
        near = process.extract(name, [row[1] for row in self._episodes], scorer=fuzz.WRatio, limit=3, score_cutoff=60)
        raise UnknownName("episode", name, [match[0] for match in near])

    def _allowed(self, episode: str | None, speaker: str | None) -> Any:
        allowed = None
        if episode is not None:
            first, count = self._episodes[self._episode(episode)][5:7]
            allowed = np.zeros(len(self._lengths), bool)
            allowed[first : first + count] = True
        if speaker is not None:
            known = dict(self._rows("SELECT name, id FROM speakers"))
            ids = [i for name, i in known.items() if fold(name) == fold(speaker.strip())]
            if not ids:
                near = process.extract(speaker, list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=60)
                raise UnknownName("speaker", speaker, [match[0] for match in near])
            said = np.zeros(len(self._lengths), bool)
            for i in ids:
                said[[row[0] for row in self._rows("SELECT id FROM passages WHERE speaker = ?", i)]] = True
            allowed = said if allowed is None else allowed & said
        return allowed

    def _scores(self, asked: dict[str, float]) -> Any:
        scores = np.zeros(len(self._lengths))
        for term, weight in asked.items():
            for count, ids, frequencies in self._rows(
                "SELECT passages, ids, frequencies FROM postings WHERE term = ?", term
            ):
                holding = np.frombuffer(ids, "<u4")
                share = saturated(
                    np.frombuffer(frequencies, "<f4").astype(float), self._lengths[holding], self._average
                )
                scores[holding] += weight * inverse_document_frequency(len(scores), count) * share
        return scores

    def _best(self, scores: Any, limit: int) -> list[int]:
        order = np.lexsort((np.arange(len(scores)), -scores))
        best: list[int] = []
        seen: set[str] = set()
        for i in order[: limit * 3 + 20]:
            if scores[i] <= 0 or len(best) == limit:
                break
            ((text,),) = self._rows("SELECT text FROM passages WHERE id = ?", int(i))
            if fold(text) not in seen:
                seen.add(fold(text))
                best.append(int(i))
        return best

    def _ranked(self, rank: int, passage: int, score: float, asked: dict[str, float]) -> RankedPassage:
        ((text, start, length, turn, section, anchor, speaker),) = self._rows(
            "SELECT p.text, p.fragment_start, p.fragment_length, p.turn, s.title, s.anchor, k.name FROM passages p "
            "JOIN sections s ON s.id = p.section JOIN speakers k ON k.id = p.speaker WHERE p.id = ?",
            passage,
        )
        _, slug, title, url, date, first, _ = self._episodes[bisect_right(self._starts, passage) - 1]
        span = Span(start, length) if start is not None else None
        matched = dict.fromkeys(text[w.start : w.end] for w in words(text) if w.term in asked)
        return RankedPassage(
            rank,
            round(score, 4),
            slug,
            title,
            section,
            anchor,
            speaker,
            text,
            passage_url(url, anchor, text, span),
            tuple(matched),
            passage - first,
            turn,
            date,
        )
