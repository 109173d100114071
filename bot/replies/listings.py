"""What the lists say: the episodes, one episode's outline, and what the bot knows about itself.

In: summaries from the index. Out: a `Reply` within Discord's limits, a page at a time.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from bot import limits
from bot.custom_ids import Action, Episodes, Outline, custom_id, digest
from bot.escaping import address, escaped_line
from bot.memory.servers import ServerSettings
from bot.replies.reply import Block, Button, ButtonRow, Reply, TextBlock
from bot.replies.settings import described
from index.answer import EpisodeSummary, IndexStatus, OutlineSection

LISTING = 0x5865F2
USUAL = ServerSettings()
LONGEST_TITLE = 150
LONGEST_SPEAKERS = 100
EPISODE_ROWS = 12
OUTLINE_ROWS = 25
ROOM = limits.MESSAGE_TEXT - 400  # what headings and page numbers leave for rows


def episodes_reply(episodes: Sequence[EpisodeSummary], page: int = 0, *, private: bool = True) -> Reply:
    """Return a page (from 0; one past the end shows the last) of the list of episodes, in the order given."""
    heading = f"### {len(episodes):,} episode{'' if len(episodes) == 1 else 's'}"
    rows = [_episode_row(episode) for episode in episodes]
    return _paged(heading, rows, EPISODE_ROWS, page, Episodes, private)


def outline_reply(
    episode: EpisodeSummary, sections: Sequence[OutlineSection], page: int = 0, *, private: bool = True
) -> Reply:
    """Return a page of an episode's headings, each with its link; without headings, the link to the page."""
    heading = f"### {escaped_line(episode.title, LONGEST_TITLE)}\n{_episode_facts(episode)}"
    top = min((section.level for section in sections), default=1)
    rows = [f"{'  ' * min(section.level - top, 3)}- {_linked(section.title, section.url)}" for section in sections]
    rows = rows or [_linked("This episode has no headings:", episode.url)]
    slug = digest(episode.slug)
    return _paged(heading, rows, OUTLINE_ROWS, page, lambda number: Outline(slug, number), private)


def about_reply(
    status: IndexStatus,
    newest: EpisodeSummary | None,
    keep_days: int,
    now: datetime,
    server: ServerSettings = USUAL,
) -> Reply:
    """Return what the index holds and how fresh it is, what is stored about members, and how to get help.

    `keep_days` is how long questions are remembered; `now` an aware time; `server` what this server's managers chose.
    """
    holds = (
        f"**{status.episodes:,}** episodes, **{status.passages:,}** passages by **{status.speakers:,}** speakers, "
        f"**{status.words:,}** words. "
    )
    fresh = f"The index was built {_age(status.built_at, now)}."
    if newest is not None:
        dated = f" ({newest.date})" if newest.date else ""
        fresh += f" The newest episode is {escaped_line(newest.title, LONGEST_TITLE)}{dated}."
    blocks = (
        TextBlock(
            "### What this is\nAnswers from the transcripts, word for word. Nothing is written by a language model."
        ),
        TextBlock(f"### What it holds\n{holds}{fresh}"),
        *([TextBlock(f"### In this server\n{described(server)}")] if server != USUAL else []),
        TextBlock(
            "### What is stored about you\nNo names and no user ids. The text of questions, and whether an answer "
            f"helped, are kept for {keep_days} day{'' if keep_days == 1 else 's'}, so that buttons go on working."
        ),
        TextBlock(
            "### Help\n`/ask` asks, `/episodes` lists what there is. Mention the bot or write to it directly to ask in "
            "a chat; a follow-up needs a mention or the button, for other messages the bot does not read. A message's "
            "menu has “Find in episodes” under Apps. If an answer is wrong, press “Not helpful”, or tell a moderator."
        ),
    )
    return Reply(blocks, LISTING, private=True)


def _episode_row(episode: EpisodeSummary) -> str:
    return f"- {_linked(episode.title, episode.url)}\n  -# {_episode_facts(episode)}"


def _episode_facts(episode: EpisodeSummary) -> str:
    speakers = escaped_line(", ".join(episode.speakers), LONGEST_SPEAKERS)
    passages = f"{episode.passages:,} passage{'' if episode.passages == 1 else 's'}"
    return " · ".join(filter(None, (episode.date, speakers, passages)))


def _linked(title: str, url: str) -> str:
    """Return a title with a link after it: foreign words stay outside the link's label, where some would break it."""
    shown = escaped_line(title, LONGEST_TITLE)
    encoded = address(url)
    return f"{shown} [open](<{encoded}>)" if encoded else shown


def _paged(
    heading: str, rows: Sequence[str], most: int, page: int, turn: Callable[[int], Action], private: bool
) -> Reply:
    pages = _pages(rows, most)
    number = max(0, min(page, len(pages) - 1))
    text = "\n".join((heading, *pages[number]))
    if len(pages) == 1:
        return Reply((TextBlock(text),), LISTING, private)
    blocks: list[Block] = [TextBlock(f"{text}\n-# Page {number + 1} of {len(pages)}")]
    buttons = []
    if number > 0:
        buttons.append(Button("Previous", custom_id(turn(number - 1))))
    if number + 1 < len(pages):
        buttons.append(Button("Next", custom_id(turn(number + 1)), "primary"))
    return Reply((*blocks, ButtonRow(tuple(buttons))), LISTING, private)


def _pages(rows: Sequence[str], most: int) -> list[list[str]]:
    """Lay rows on pages of at most `most` rows and `ROOM` characters; always at least one page."""
    pages: list[list[str]] = [[]]
    used = 0
    for row in rows:
        size = limits.length(row) + 1
        if pages[-1] and (len(pages[-1]) == most or used + size > ROOM):
            pages.append([])
            used = 0
        pages[-1].append(row)
        used += size
    return pages


def _age(built_at: str, now: datetime) -> str:
    """Word how long ago the index was built (ISO, UTC)."""
    built = datetime.fromisoformat(built_at)
    days = (now - (built if built.tzinfo else built.replace(tzinfo=UTC))).days
    when = "today" if days < 1 else "yesterday" if days == 1 else f"{days:,} days ago"
    return f"{when} ({built_at[:10]})"
