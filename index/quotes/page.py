"""An episode's page as a browser shows it, put together from what the index holds, to link to words of it.

In: an open index, an episode, and where words stand in its passages. Out: the text directive that marks them.
"""

import json
from collections.abc import Sequence

from index.links import directive
from index.quotes.marking import ShownText
from index.reader import IndexReader
from index.rows import EpisodeEntry

BEYOND = 3  # the last of the passages that words stand in, and two more: what a suffix is taken from


def words_directive(reader: IndexReader, episode: EpisodeEntry, first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the directive that marks the words from a character of one passage to one of another (its id and the
    offset); "" where a browser would find others first.
    """
    text, places = _shown(reader, episode, last[0] - episode.first_passage + BEYOND)
    begin = places[first[0] - episode.first_passage] + first[1]
    end = places[last[0] - episode.first_passage] + last[1]
    runs = ShownText(text).runs(begin, end)
    return directive(*runs, episode.sets_type) if runs else ""


def _shown(reader: IndexReader, episode: EpisodeEntry, passages: int) -> tuple[str, Sequence[int]]:
    """Return the page's text up to so many passages, a block a line, and where on it each of them begins."""
    ((unsaid,),) = reader.rows("SELECT unsaid FROM episodes WHERE id = ?", episode.id)
    beside = json.loads(unsaid) if unsaid else {}
    parts, places, length, section = [episode.title], [], len(episode.title), -1
    for position, (text, in_section, opens, speaker) in enumerate(reader.shown_in(episode, passages)):
        before = f"\n{told}\n" if (told := beside.get(str(position))) else "\n"
        if in_section != section:
            title, anchor = reader.section(in_section)
            before += f"{title}\n" if anchor else ""
            section = in_section
        if opens and speaker:
            before += f"{speaker}: "
        places.append(length + len(before))
        parts += (before, text)
        length += len(before) + len(text)
    return "".join(parts), places
