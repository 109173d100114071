"""The cues of a caption file → an `Episode` of one section.

In: a file's path, its cues, the site it belongs to, what is said of it beside it. Out: its episode, titled by the
file's name where nothing else tells a title.
"""

from collections.abc import Iterable
from pathlib import Path

from index.transcripts.cues import Cue, in_order, turns
from index.transcripts.description import NOTHING_SAID, Description
from index.transcripts.episode import Episode, Section, TranscriptError
from index.transcripts.page_facts import page_facts
from index.transcripts.pairs import shared_stem
from index.transcripts.site import Site


def caption_episode(
    path: Path, cues: Iterable[Cue], site: Site, described: Description = NOTHING_SAID, title: str = ""
) -> Episode:
    """Return the episode of a caption file; raise `TranscriptError` where nobody says a word."""
    spoken = turns(in_order(cues))
    if not spoken:
        remedy = "check what made the file, or remove it"
        raise TranscriptError(path, 1, "the captions hold no words", remedy)
    facts = page_facts(path.with_name(shared_stem(path) + ".md"), {}, site, described)
    title = facts.title or title or facts.slug
    page = [title]
    for turn in spoken:
        page[-1] += f"\n{turn.speaker}: " if turn.speaker else "\n"
        page += [turn.text, ""]
    return Episode(
        slug=facts.slug,
        title=title,
        url=facts.url,
        date=facts.date,
        description=described.description,
        sections=(Section("", 0, "", (), spoken, 1),),
        page=tuple(page),
        recording=facts.recording,
        hosts=facts.hosts,
        people=facts.people,
        typeset=site.sets_type,
    )
