"""Transcript files → all that the index will hold of them.

In: `SourceFile`s. Out: `AnalysedFiles`: their episodes' rows, passages and postings, and what is wrong with those that
have none. Touches nothing but the files, so that many can be analysed side by side. Some files at a time are quicker
than one: they share most words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.building.inversion import Postings, inverted
from index.building.passage_table import PassageTable, passage_table
from index.transcripts.episode import Episode, NoTranscript, Section, TranscriptError
from index.transcripts.sources import SourceFile


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """An episode as the index's table holds it, with its sections (turns left out)."""

    slug: str
    title: str
    url: str
    date: str | None
    description: str
    sections: tuple[Section, ...]
    recording: str
    sets_type: bool
    unsaid: str
    people: tuple[str, ...]

    @property
    def linked(self) -> bool:
        """Whether there is a page of a known site, or a recording, to lead to."""
        return "://" in self.url or bool(self.recording)


@dataclass(frozen=True, slots=True)
class AnalysedFile:
    """A file's outcome: its episode's row, or the `problem` with it.

    `failed` tells an error from a page on which nobody speaks; `notes` is how many lines look like labels and are none.
    """

    file: SourceFile
    row: EpisodeRow | None
    problem: str
    failed: bool
    notes: int = 0


@dataclass(frozen=True, slots=True)
class AnalysedFiles:
    """Everything the index holds of some files: `passages` and `postings` are those of all their episodes."""

    files: tuple[AnalysedFile, ...]
    passages: PassageTable
    postings: Postings

    @property
    def rows(self) -> tuple[EpisodeRow, ...]:
        """The episodes' rows."""
        return tuple(file.row for file in self.files if file.row)


def analyse(files: Sequence[SourceFile]) -> AnalysedFiles:
    """Read and analyse some files; a bad one is told by its `problem`, not raised."""
    episodes: list[Episode] = []
    outcomes: list[AnalysedFile] = []
    for file in files:
        try:
            episodes.append(file.read())
            outcomes.append(AnalysedFile(file, None, "", failed=False, notes=len(episodes[-1].notes)))
        except (NoTranscript, TranscriptError) as problem:
            outcomes.append(AnalysedFile(file, None, str(problem), failed=isinstance(problem, TranscriptError)))
    columns = passage_table(episodes)
    rows = iter([_row(episode, unsaid) for episode, unsaid in zip(episodes, columns.unsaid, strict=True)])
    told = tuple(one if one.problem else replace(one, row=next(rows)) for one in outcomes)
    return AnalysedFiles(told, columns, inverted(episodes, columns))


def _row(episode: Episode, told: str) -> EpisodeRow:
    sections = tuple(Section(s.title, s.level, s.anchor, s.parents, (), s.line) for s in episode.sections)
    return EpisodeRow(
        episode.slug,
        episode.title,
        episode.url,
        episode.date,
        episode.description,
        sections,
        episode.recording,
        episode.typeset,
        told,
        episode.people,
    )
