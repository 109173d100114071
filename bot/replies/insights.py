"""What `/insights` shows: what was asked and not answered, what did not help, and what is asked most.

In: rows of questions. Out: a `Reply`, a page at a time. Who asked is nowhere in it.
"""

from collections.abc import Sequence

from bot.custom_ids import Download, Judge, Tab, custom_id, digest
from bot.escaping import escaped_line
from bot.memory.insights import Row
from bot.replies.reply import Block, Button, ButtonRow, Divider, Reply, TextBlock

INSIGHTS = 0x5865F2
PAGE = 5  # questions
LONGEST_QUESTION = 300
TABS = {"missed": "Not answered", "unhelpful": "Not helpful", "most": "Most asked"}
EMPTY = {
    "missed": "Every question was answered.",
    "unhelpful": "No answer was rated unhelpful.",
    "most": "Nothing was asked yet.",
}


def of_tab(rows: Sequence[Row], tab: str) -> list[Row]:
    """Return the rows that a list shows, in its order."""
    if tab == "missed":
        return sorted((row for row in rows if row.unanswered), key=lambda row: -row.unanswered)
    if tab == "unhelpful":
        return sorted((row for row in rows if row.unhelpful), key=lambda row: -row.unhelpful)
    return list(rows)


def insights_reply(rows: Sequence[Row], tab: str, page: int, keep_days: int) -> Reply:
    """Return a page (from 0) of one of the lists, with the buttons that judge a question."""
    shown = of_tab(rows, tab)
    last = max((len(shown) - 1) // PAGE, 0)
    page = max(0, min(page, last))
    heading = f"### {TABS[tab]}\n-# Of the last {keep_days} days, by the week of the last time; never by whom."
    blocks: list[Block] = [TextBlock(heading if shown else f"{heading}\n{EMPTY[tab]}")]
    for row in shown[page * PAGE : (page + 1) * PAGE]:
        blocks += [TextBlock(_told(row)), ButtonRow(_judging(row, tab, page))]
    # The list that is shown goes by its own page, so that no two buttons mean the same.
    tabs = tuple(
        Button(label, custom_id(Tab(name, page if name == tab else 0)), "primary" if name == tab else "secondary")
        for name, label in TABS.items()
    )
    turning = [Button("Previous", custom_id(Tab(tab, page - 1)))] if page else []
    turning += [Button("Next", custom_id(Tab(tab, page + 1)))] if page < last else []
    files = (
        Button("Table (CSV)", custom_id(Download("table"))),
        Button("Question set", custom_id(Download("questions"))),
    )
    return Reply((*blocks, Divider(), ButtonRow(tabs), ButtonRow((*turning, *files))), INSIGHTS, private=True)


def _told(row: Row) -> str:
    figures = [f"asked {row.asked:,}×", row.week]
    figures += [f"not answered {row.unanswered:,}×"] if row.unanswered else []
    figures += [f"not helpful {row.unhelpful:,}×"] if row.unhelpful else []
    said = "" if row.expected is None else " · should be found" if row.expected else " · not in the transcripts"
    return f"**{escaped_line(row.question, LONGEST_QUESTION)}**\n-# {' · '.join(figures)}{said}"


def _judging(row: Row, tab: str, page: int) -> tuple[Button, ...]:
    words = digest(row.question.lower())
    labels = ((0, "Not in the transcripts"), (1, "Should be found"))
    return tuple(
        Button(label, custom_id(Judge(words, said, tab, page)), "success" if row.expected == said else "secondary")
        for said, label in labels
    )
