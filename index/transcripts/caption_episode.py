"""The cues of a caption file → an `Episode` of one section.

In: a file's path, its cues, the site it belongs to. Out: its episode, titled by the file's name.
"""

from collections.abc import Iterable
from pathlib import Path

from index.transcripts.cues import Cue, in_order, turns
from index.transcripts.episode import Episode, Section, TranscriptError
from index.transcripts.pairs import shared_stem
from index.transcripts.site import Site, page_date, page_slug


def caption_episode(path: Path, cues: Iterable[Cue], site: Site, title: str = "") -> Episode:
    """Return the episode of a caption file; raise `TranscriptError` where nobody says a word."""
    spoken = turns(in_order(cues))
    if not spoken:
        remedy = "check what made the file, or remove it"
        raise TranscriptError(path, 1, "the captions hold no words", remedy)
    page = path.with_name(shared_stem(path) + ".md")
    address = site.page_address(page, {})
    slug = page_slug(page, address)
    return Episode(
        slug=slug,
        title=title or slug,
        url=address,
        date=page_date(page, {}),
        description="",
        sections=(Section("", 0, "", (), spoken, 1),),
        page_text="\n".join(
            [title or slug, *(f"{turn.speaker}: {turn.text}" if turn.speaker else turn.text for turn in spoken)]
        ),
    )
