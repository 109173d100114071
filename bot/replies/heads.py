"""What stands above a passage, and the passage's own words: Markdown, everything foreign in it escaped.

In: a passage, the words of a language, and how much room there is. Out: text.
"""

from bot import limits
from bot.escaping import address, escaped_line, quotation
from bot.languages.words import Words
from bot.replies.excerpt import excerpt
from index.answer import RankedPassage
from index.transcripts.stamps import clock

LONGEST_NAME = 70  # of a speaker, an episode or a section in a passage's head
LONGEST_ASKED = 180
LONGEST_SHOW = 100


def quoted_words(passage: RankedPassage, linked: bool, words: Words, room: int) -> str:
    """Return a passage's words in at most `room` characters, and whether more of them follow."""
    rest = f"\n-# {words('passage-cut-linked') if linked else words('passage-cut')}"
    said, goes_on = passage.told
    room -= len(rest) + len(goes_on) + 1
    quoted, whole = quotation(excerpt(said, passage.matched, room), passage.matched, room)
    return f"{quoted}{goes_on if whole else rest}"


def show_line(show: str) -> str:
    """Return the line, small and below another, that names a show; "" for none."""
    return f"\n-# {escaped_line(show, LONGEST_SHOW)}" if show else ""


def asked_of(passage: RankedPassage) -> str:
    """Return the host's question that a passage answers, small; empty where there is none."""
    asked = passage.asked
    return f"-# {escaped_line(f'{asked.speaker}: {asked.text}', LONGEST_ASKED)}" if asked else ""


def head_of(passage: RankedPassage, words: Words, number: int | None, marked: bool, room: int) -> str:
    """Return who speaks, and small below it where, in `room` characters.

    The time leads to the recording where that is known and there is room.

    Passages that are not numbered stand below their episode's title, which is not said again.
    """
    name, *where = names_of(passage, titled=number is not None or not passage.speaker)
    head = name if number is None else f"{number} · {name}"
    if marked:
        head += f" · *{words('passage-this')}*"
    recording = address(passage.media_url) if passage.media_url else None
    if recording and passage.start is not None and recording != address(passage.url):
        heard = f"[{words('button-hear', time=clock(passage.start))}](<{recording}>)"
        if limits.length(head) + sum(map(limits.length, where)) + limits.length(heard) < room:
            where[-1] = heard
    return f"{head}\n-# {' · '.join(where)}" if where else head


def names_of(passage: RankedPassage, *, titled: bool = True) -> list[str]:
    """Return who speaks, the episode unless it is said elsewhere, the section and the time."""
    names = [f"**{escaped_line(passage.speaker, LONGEST_NAME)}**"] if passage.speaker else []
    if titled:
        names.append(escaped_line(passage.title, LONGEST_NAME))
    if passage.section:
        names.append(escaped_line(passage.section, LONGEST_NAME))
    if passage.start is not None:
        names.append(clock(passage.start))
    return names
