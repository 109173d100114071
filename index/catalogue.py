"""What an index holds, for lists and completions: its episodes, speakers, headings, passages by their place.

In: an open index, and a name or a place. Out: the values that `Searcher` hands on.
"""

import json

from index.answer import EpisodeSummary, HostsQuestion, IndexStatus, OutlineSection, RankedPassage, SpeakerSummary
from index.links import media_url, page_url, passage_directive
from index.near_names import unknown
from index.reader import IndexReader
from index.rows import ALONE, EpisodeEntry, PassageEntry, Surrounding
from index.text.terms import WantedWords, fold

NOTHING_WANTED = WantedWords(())


def episodes(reader: IndexReader) -> tuple[EpisodeSummary, ...]:
    """Return all episodes, the newest first."""
    return tuple(
        EpisodeSummary(entry.slug, entry.title, entry.url, entry.date, reader.heard.speakers_in(entry), entry.passages)
        for entry in reversed(reader.episodes)
    )


def episode(reader: IndexReader, name: str) -> EpisodeSummary:
    """Return the episode of that slug or title; raise `UnknownName`."""
    slug = reader.episode(name).slug
    return next(summary for summary in episodes(reader) if summary.slug == slug)


def outline(reader: IndexReader, name: str) -> tuple[OutlineSection, ...]:
    """Return an episode's headings in page order; raise `UnknownName`."""
    entry = reader.episode(name)
    query = "SELECT title, level, anchor FROM sections WHERE episode = ? AND level > 0 ORDER BY id"
    return tuple(
        OutlineSection(title, level, anchor, page_url(entry.url, anchor))
        for title, level, anchor in reader.rows(query, entry.id)
    )


def speakers(reader: IndexReader) -> tuple[SpeakerSummary, ...]:
    """Return all speakers, who says most first."""
    counts, _ = reader.heard.counts()
    slugs: dict[str, list[str]] = {}
    for summary in reversed(episodes(reader)):
        for name in summary.speakers:
            slugs.setdefault(name, []).append(summary.slug)
    names = reader.rows("SELECT id, name FROM speakers")
    summaries = (SpeakerSummary(name, tuple(slugs[name]), counts[number]) for number, name in names)
    return tuple(sorted(summaries, key=lambda summary: (-summary.passages, summary.name)))


def speaker(reader: IndexReader, name: str) -> SpeakerSummary:
    """Return the speaker of that label, whatever its case and accents; raise `UnknownName`."""
    summaries = speakers(reader)
    for summary in summaries:
        if fold(summary.name) == fold(name.strip()):
            return summary
    raise unknown("speaker", name, [summary.name for summary in summaries])


def around(reader: IndexReader, name: str, position: int, before: int, after: int) -> tuple[RankedPassage, ...]:
    """Return the passage at a position of an episode with its neighbours, in page order; raise `UnknownName`."""
    entry = reader.episode(name)
    wanted = range(max(position - before, 0), min(position + after + 1, entry.passages))
    rows = reader.passages([entry.first_passage + place for place in wanted])
    return tuple(passage_of(entry, row, number, 0.0, NOTHING_WANTED) for number, row in enumerate(rows, start=1))


def status(reader: IndexReader) -> IndexStatus:
    """Return what the index holds."""
    ((heard,),) = reader.rows("SELECT count(*) FROM speakers")
    return IndexStatus(
        len(reader.episodes),
        reader.postings.size,
        heard,
        reader.words_spoken(),
        reader.file.meta["built_at"],
        reader.file.meta["built_by"],
        tuple(json.loads(reader.file.meta["sources"])),
        reader.size_bytes(),
        reader.file.meta["build"],
        reader.file.meta.get("podcast", ""),
    )


def passage_of(
    episode: EpisodeEntry,
    entry: PassageEntry,
    number: int,
    score: float,
    wanted: WantedWords,
    asked: HostsQuestion | None = None,
    around: Surrounding = ALONE,
) -> RankedPassage:
    """Return a passage's row as an answer shows it, at a rank and with a score, and the words wanted as it has them."""
    media = media_url(episode.recording, entry.start)
    return RankedPassage(
        number,
        round(score, 4),
        episode.slug,
        episode.title,
        entry.section,
        entry.anchor,
        entry.speaker,
        entry.text,
        _link(episode, entry) if episode.url else media or "",
        wanted.in_text(entry.text),
        entry.id - episode.first_passage,
        entry.turn,
        episode.date,
        entry.start,
        media,
        asked,
        *around,
    )


def _link(episode: EpisodeEntry, entry: PassageEntry) -> str:
    """Return the link to a passage on its episode's page."""
    marked = passage_directive(entry.text, entry.fragment, entry.before, entry.after, episode.sets_type)
    return page_url(episode.url, entry.anchor, marked)
