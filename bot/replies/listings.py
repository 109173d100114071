"""What the lists say: the episodes, one episode's outline, and what the bot knows about itself.

In: summaries from the index. Out: a `Reply` within Discord's limits, a page at a time.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from bot import limits
from bot.actions import Action, Episodes, Outline
from bot.custom_ids import custom_id, digest, mark_of
from bot.escaping import address, escaped_line
from bot.languages.words import ENGLISH, Words
from bot.memory.servers import ServerSettings
from bot.replies.heads import show_line
from bot.replies.reply import Block, Button, ButtonRow, Reply, TextBlock
from bot.replies.settings import described
from index.answer import EpisodeSummary, IndexStatus, OutlineSection

LISTING = 0x5865F2
USUAL = ServerSettings()
LONGEST_TITLE, SHORT_TITLE = 150, 60
LONGEST_SPEAKERS = 100
EPISODE_ROWS = 12
OUTLINE_ROWS = 25
SHOW_BUTTONS = 25  # in five rows, as many as a message has room for
HEADING = 100  # characters of a heading, and of how many more there are
ROOM = limits.MESSAGE_TEXT - 400  # what headings and page numbers leave for rows


def episodes_reply(
    episodes: Sequence[EpisodeSummary],
    page: int = 0,
    *,
    private: bool = True,
    show: str = "",
    words: Words = ENGLISH,
) -> Reply:
    """Return a page (from 0; one past the end shows the last) of the list of episodes, in the order given.

    `show`, here and below, is the name of the show that is listed, "" where there is only one.
    """
    heading = f"### {words('episodes-count', count=len(episodes))}{show_line(show)}"
    rows = [_episode_row(episode, words) for episode in episodes]
    return _paged(heading, rows, EPISODE_ROWS, page, lambda number: Episodes(number, mark_of(show)), private, words)


def shows_listed(shows: Sequence[tuple[str, int]], *, words: Words = ENGLISH) -> Reply:
    """Return the shows, by name with the number of their episodes, and a button for each that lists these."""
    rows = [
        f"- **{escaped_line(name, LONGEST_TITLE)}** · {words('episodes-count', count=count)}" for name, count in shows
    ]
    buttons = [
        Button(limits.cropped(name, limits.BUTTON_LABEL), custom_id(Episodes(0, digest(name))))
        for name, _ in shows[:SHOW_BUTTONS]
    ]
    in_rows = [buttons[at : at + limits.ROW_BUTTONS] for at in range(0, len(buttons), limits.ROW_BUTTONS)]
    text = "\n".join(_pages(rows, len(rows))[0])
    return Reply((TextBlock(text), *(ButtonRow(tuple(row)) for row in in_rows)), LISTING, private=True)


def outline_reply(
    episode: EpisodeSummary,
    sections: Sequence[OutlineSection],
    page: int = 0,
    *,
    private: bool = True,
    show: str = "",
    words: Words = ENGLISH,
) -> Reply:
    """Return a page of an episode's headings, each with its link; without headings, the link to the page."""
    heading = f"### {escaped_line(episode.title, LONGEST_TITLE)}{show_line(show)}\n{_episode_facts(episode, words)}"
    top = min((section.level for section in sections), default=1)
    rows = [
        f"{'  ' * min(section.level - top, 3)}- {_linked(section.title, section.url, words)}" for section in sections
    ]
    rows = rows or [_linked(words("episode-without-headings"), episode.url, words)]
    slug = digest(episode.slug)
    return _paged(
        heading, rows, OUTLINE_ROWS, page, lambda number: Outline(slug, number, mark_of(show)), private, words
    )


def about_reply(
    shows: Sequence[tuple[str, IndexStatus, EpisodeSummary | None]],
    keep_days: int,
    now: datetime,
    server: ServerSettings = USUAL,
    words: Words = ENGLISH,
) -> Reply:
    """Return what the index holds and how fresh it is, what is stored about members, and how to get help.

    `shows` have their name, what their index holds and its newest episode; of many only the first are told.
    `keep_days` is how long questions are remembered; `now` an aware time; `server` what this server's managers chose.
    """
    what = _part(words("about-what"), words("about-what-told"))
    below = (
        *([_part(words("about-server"), described(server, words))] if server != USUAL else []),
        _part(words("about-stored"), words("about-stored-told", days=keep_days)),
        _part(words("about-help"), words("about-help-told")),
    )
    several = len(shows) > 1
    holds = [_holding(name if several else "", status, newest, now, words) for name, status, newest in shows]
    room = limits.MESSAGE_TEXT - sum(limits.length(part.text) for part in (what, *below)) - HEADING
    told = _pages(holds, len(holds), room)[0]
    if len(told) < len(holds):
        told.append(f"- {words('list-more', count=len(holds) - len(told))}")
    return Reply((what, _part(words("about-holds"), "\n".join(told)), *below), LISTING, private=True)


def _holding(name: str, status: IndexStatus, newest: EpisodeSummary | None, now: datetime, words: Words) -> str:
    """Return what one show's index holds, after its name: of several as a point of a list, each with the one given."""
    holds = words(
        "about-holds-told",
        episodes=status.episodes,
        passages=status.passages,
        speakers=status.speakers,
        words=status.words,
    )
    fresh = words("about-built", days=_age(status.built_at, now), date=status.built_at[:10])
    latest = ""
    if newest and newest.date:
        title = escaped_line(newest.title, SHORT_TITLE if name else LONGEST_TITLE)
        latest = words("about-newest", title=title, date=newest.date)
    told = words.together(holds, fresh, latest)
    called = escaped_line(name or status.podcast, LONGEST_TITLE)
    return "".join(("- " if name else "", f"**{called}**: " if called else "", told))


def _part(heading: str, text: str) -> TextBlock:
    return TextBlock(f"### {heading}\n{text}")


def _episode_row(episode: EpisodeSummary, words: Words) -> str:
    return f"- {_linked(episode.title, episode.url, words)}\n  -# {_episode_facts(episode, words)}"


def _episode_facts(episode: EpisodeSummary, words: Words) -> str:
    speakers = escaped_line(", ".join(episode.speakers), LONGEST_SPEAKERS)
    passages = words("episode-passages", count=episode.passages)
    return " · ".join(filter(None, (episode.date, speakers, passages)))


def _linked(title: str, url: str, words: Words) -> str:
    """Return a title with a link after it: foreign words stay outside the link's label, where some would break it."""
    shown = escaped_line(title, LONGEST_TITLE)
    encoded = address(url)
    return f"{shown} [{words('link-open')}](<{encoded}>)" if encoded else shown


def _paged(
    heading: str,
    rows: Sequence[str],
    most: int,
    page: int,
    turn: Callable[[int], Action],
    private: bool,
    words: Words,
) -> Reply:
    pages = _pages(rows, most)
    number = max(0, min(page, len(pages) - 1))
    text = "\n".join((heading, *pages[number]))
    if len(pages) == 1:
        return Reply((TextBlock(text),), LISTING, private)
    blocks: list[Block] = [TextBlock(f"{text}\n-# {words('page', page=number + 1, pages=len(pages))}")]
    buttons = []
    if number > 0:
        buttons.append(Button(words("button-previous"), custom_id(turn(number - 1))))
    if number + 1 < len(pages):
        buttons.append(Button(words("button-next"), custom_id(turn(number + 1)), "primary"))
    return Reply((*blocks, ButtonRow(tuple(buttons))), LISTING, private)


def _pages(rows: Sequence[str], most: int, room: int = ROOM) -> list[list[str]]:
    """Lay rows on pages of at most `most` rows and `room` characters; always at least one page."""
    pages: list[list[str]] = [[]]
    used = 0
    for row in rows:
        size = limits.length(row) + 1
        if pages[-1] and (len(pages[-1]) == most or used + size > room):
            pages.append([])
            used = 0
        pages[-1].append(row)
        used += size
    return pages


def _age(built_at: str, now: datetime) -> int:
    """Return how many days ago the index was built (ISO, UTC)."""
    built = datetime.fromisoformat(built_at)
    return max((now - (built if built.tzinfo else built.replace(tzinfo=UTC))).days, 0)
