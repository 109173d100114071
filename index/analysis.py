"""One transcript file → all that the index will hold of it.

In: a `SourceFile`. Out: an `AnalysedFile`: the episode's rows, its passages with their link spans and weighted term
frequencies; or why there are none. Pure but for reading the file, so that many can be analysed side by side.
"""

from collections import Counter
from dataclasses import dataclass

from index.episode import Episode, NoTranscript, TranscriptError
from index.formats import read_episode
from index.links import PageWords, Span, fragment_span
from index.passages import Passage, passages
from index.sources import SourceFile
from index.terms import terms

# What a mention counts, by where it stands. docs/quality.md has the measurements.
TEXT_WEIGHT = 1.0
HEADING_WEIGHT = 0.5
NAME_WEIGHT = 1.0
QUESTION_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class AnalysedPassage:
    """A passage with its place, its link span and its weighted term frequencies.

    `section` and `turn` count the episode's sections and turns from 0.
    """

    section: int
    turn: int
    speaker: str
    text: str
    span: Span | None
    frequencies: dict[str, float]


@dataclass(frozen=True, slots=True)
class AnalysedFile:
    """A file's outcome: its episode and passages, or the `problem`.

    `failed` tells an error from a page on which nobody speaks.
    """

    file: SourceFile
    episode: Episode | None
    passages: tuple[AnalysedPassage, ...]
    problem: str
    failed: bool


def analyse(file: SourceFile) -> AnalysedFile:
    """Read and analyse one file; a bad one is told by its `problem`, not raised."""
    try:
        episode = read_episode(file.path, file.site)
    except NoTranscript as reason:
        return AnalysedFile(file, None, (), str(reason), failed=False)
    except TranscriptError as error:
        return AnalysedFile(file, None, (), str(error), failed=True)
    return AnalysedFile(file, episode, tuple(_analysed(episode)), "", failed=False)


def _analysed(episode: Episode) -> list[AnalysedPassage]:
    page = PageWords(episode.page_text)
    titles = terms(episode.title)
    analysed: list[AnalysedPassage] = []
    turns_before = 0
    for number, section in enumerate(episode.sections):
        headings = terms(" ".join([*section.parents, section.title]))
        before: Passage | None = None
        question: list[str] = []
        for passage in passages(section.turns):
            if before and before.speaker != passage.speaker:
                question = terms(before.text)
            frequencies: Counter[str] = Counter()
            _add(frequencies, terms(passage.text), TEXT_WEIGHT)
            _add(frequencies, headings, HEADING_WEIGHT)
            _add(frequencies, [*terms(passage.speaker), *titles], NAME_WEIGHT)
            _add(frequencies, question, QUESTION_WEIGHT)
            span = fragment_span(passage.text, page)
            analysed.append(
                AnalysedPassage(
                    number, turns_before + passage.turn, passage.speaker, passage.text, span, dict(frequencies)
                )
            )
            before = passage
        turns_before += len(section.turns)
    return analysed


def _add(frequencies: Counter[str], found: list[str], weight: float) -> None:
    for term in found:
        frequencies[term] += weight  # type: ignore[assignment]
