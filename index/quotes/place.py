"""A place where a quotation stands, told in full: the true words with those around them, differences, speakers, links.

In: a stretch of speech and where the parts of a quotation fit into it. Out: a `QuotedPlace`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from index.file.context_windows import HOST
from index.links import media_url, page_url
from index.quotes.alignment import Alignment
from index.quotes.page import words_directive
from index.quotes.quotation import Difference, QuotedPlace
from index.quotes.stretches import Stretch
from index.quotes.wording import Word, written
from index.reader import IndexReader
from index.rows import PassageEntry

AROUND = 160  # characters shown before and after
CLOSING = re.compile(r"[.,!?…;:]*(?P<pairs>[\"”’')\]]*)")
OPENED_BY = {'"': '"', "'": "'", "”": "“", "’": "‘", ")": "(", "]": "["}


class Piece(NamedTuple):
    """A part of a quotation, and where it fits."""

    words: tuple[Word, ...]
    alignment: Alignment


def place_of(reader: IndexReader, stretch: Stretch, pieces: Sequence[Piece], rank: int) -> QuotedPlace:
    """Return the place that reaches from the first of the pieces to the last."""
    ordered = sorted(pieces, key=lambda piece: piece.alignment.begin)
    begin, end = ordered[0].alignment.begin, max(piece.alignment.end for piece in ordered)
    (first,), (last,) = stretch.words(begin, begin + 1), stretch.words(end - 1, end)
    passages = reader.passages(range(stretch.first + first.passage, stretch.first + last.passage + 1))
    passage = passages[0]
    episode = reader.episode_of(passage.id)
    closing = _closing(stretch.texts[last.passage], _said(passages, first.begin, last.end), last.end)
    said = _said(passages, first.begin, closing)
    speakers = _speakers(passages, first.passage, stretch, ordered)
    same = sum(piece.alignment.operations.count("same") for piece in ordered)
    every = sum(max(len(piece.words), piece.alignment.end - piece.alignment.begin) for piece in ordered)
    media = media_url(episode.recording, passage.start)
    last_place = (stretch.first + last.passage, last.end)
    marked = words_directive(reader, episode, (passage.id, first.begin), last_place) if episode.url else ""
    return QuotedPlace(
        rank=rank,
        episode=episode.slug,
        title=episode.title,
        section=passage.section,
        anchor=passage.anchor,
        speakers=speakers,
        host=any(reader.contexts.traits[one.id] & HOST for one in passages if one.speaker == speakers[0]),
        before=_end_of(passage.text[: first.begin]),
        said=said,
        after=_begin_of(passages[-1].text[closing:]),
        differences=tuple(_differences(stretch, ordered)),
        similarity=round(same / every, 4),
        url=page_url(episode.url, passage.anchor, marked) if episode.url else media or "",
        position=passage.id - episode.first_passage,
        turn=passage.turn,
        date=episode.date,
        start=passage.start,
        media_url=media,
    )


def _said(passages: Sequence[PassageEntry], begin: int, end: int) -> str:
    """Return the words from a character of the first passage to one of the last, a blank line between turns."""
    written: list[str] = []
    for number, passage in enumerate(passages):
        low = begin if number == 0 else 0
        high = end if number == len(passages) - 1 else len(passage.text)
        if written:
            written.append(" " if passage.turn == passages[number - 1].turn else "\n\n")
        written.append(passage.text[low:high].strip())
    return "".join(written)


def _closing(text: str, said: str, end: int) -> int:
    """Return where the marks that close what is said end, after its last word ends in a text; those of pairs count only
    where they close what opened within.
    """
    closing = CLOSING.match(text, end)
    if closing is None:
        return end
    pairs = closing["pairs"]
    opened = all(
        said.count(mark) % 2 if OPENED_BY[mark] == mark else said.count(OPENED_BY[mark]) > said.count(mark)
        for mark in pairs
    )
    return closing.end() if opened else closing.start("pairs")


def _speakers(
    passages: Sequence[PassageEntry], first: int, stretch: Stretch, pieces: Sequence[Piece]
) -> tuple[str, ...]:
    """Return who says the words, who says most of them first; the passages are those of the stretch from `first` on."""
    heard: Counter[str] = Counter()
    for piece in pieces:
        for passage in stretch.passages[piece.alignment.begin : piece.alignment.end]:
            heard[passages[passage - first].speaker] += 1
    return tuple(speaker for speaker, _ in heard.most_common())


def _differences(stretch: Stretch, pieces: Sequence[Piece]) -> Iterator[Difference]:
    """Yield runs of words that were quoted as they were said, or not; what lies between two parts was left out."""
    reached = pieces[0].alignment.begin
    for piece in pieces:
        if piece.alignment.begin > reached:
            yield Difference("left out", "", _written(stretch, reached, piece.alignment.begin))
        yield from _of_piece(stretch, piece)
        reached = max(reached, piece.alignment.end)


def _of_piece(stretch: Stretch, piece: Piece) -> Iterator[Difference]:
    quoted, said = 0, piece.alignment.begin
    for operation, run in groupby(piece.alignment.operations):
        count = len(list(run))
        in_quotation = 0 if operation == "left out" else count
        in_speech = 0 if operation == "added" else count
        words = written(word.written for word in piece.words[quoted : quoted + in_quotation])
        yield Difference(operation, words, _written(stretch, said, said + in_speech))
        quoted, said = quoted + in_quotation, said + in_speech


def _written(stretch: Stretch, begin: int, end: int) -> str:
    return written(stretch.texts[word.passage][word.begin : word.end] for word in stretch.words(begin, end))


def _end_of(text: str) -> str:
    """Return the last words of a text, at most `AROUND` characters, "…" before them where more stands there."""
    text = text.rsplit("\n", maxsplit=1)[-1].lstrip()
    if len(text) <= AROUND:
        return text
    return "…" + text[-AROUND:].partition(" ")[2]


def _begin_of(text: str) -> str:
    text = text.split("\n", maxsplit=1)[0].rstrip()
    if len(text) <= AROUND:
        return text
    return text[:AROUND].rpartition(" ")[0] + "…"
