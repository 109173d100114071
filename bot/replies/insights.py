"""What `/insights` shows: what was asked and not answered, what did not help, and what is asked most.

In: rows of questions, and the words of a language. Out: a `Reply`, a page at a time. Who asked is nowhere in it.
"""

from collections.abc import Sequence

from bot.actions import Download, Judge, Tab
from bot.custom_ids import custom_id, digest
from bot.escaping import escaped_line
from bot.languages.words import ENGLISH, Words
from bot.memory.insights import Row
from bot.replies.reply import Block, Button, ButtonRow, Divider, Reply, TextBlock

INSIGHTS = 0x5865F2
PAGE = 5  # questions
LONGEST_QUESTION = 300
LONGEST_SHOWS = 80
TABS = ("missed", "unhelpful", "most")


def title_of(tab: str, words: Words = ENGLISH) -> str:
    """Return what a list is called."""
    return words(f"insights-{tab}")


def of_tab(rows: Sequence[Row], tab: str) -> list[Row]:
    """Return the rows that a list shows, in its order."""
    if tab == "missed":
        return sorted((row for row in rows if row.unanswered), key=lambda row: -row.unanswered)
    if tab == "unhelpful":
        return sorted((row for row in rows if row.unhelpful), key=lambda row: -row.unhelpful)
    return list(rows)


def insights_reply(rows: Sequence[Row], tab: str, page: int, keep_days: int, words: Words = ENGLISH) -> Reply:
    """Return a page (from 0) of one of the lists, with the buttons that judge a question."""
    shown = of_tab(rows, tab)
    last = max((len(shown) - 1) // PAGE, 0)
    page = max(0, min(page, last))
    heading = f"### {title_of(tab, words)}\n-# {words('insights-span', days=keep_days)}"
    blocks: list[Block] = [TextBlock(heading if shown else f"{heading}\n{words(f'insights-{tab}-none')}")]
    for row in shown[page * PAGE : (page + 1) * PAGE]:
        blocks += [TextBlock(_told(row, words)), ButtonRow(_judging(row, tab, page, words))]
    # The list that is shown goes by its own page, so that no two buttons mean the same.
    tabs = tuple(
        Button(
            title_of(name, words),
            custom_id(Tab(name, page if name == tab else 0)),
            "primary" if name == tab else "secondary",
        )
        for name in TABS
    )
    turning = [Button(words("button-previous"), custom_id(Tab(tab, page - 1)))] if page else []
    turning += [Button(words("button-next"), custom_id(Tab(tab, page + 1)))] if page < last else []
    files = (
        Button(words("button-table"), custom_id(Download("table"))),
        Button(words("button-question-set"), custom_id(Download("questions"))),
    )
    return Reply((*blocks, Divider(), ButtonRow(tabs), ButtonRow((*turning, *files))), INSIGHTS, private=True)


def _told(row: Row, words: Words) -> str:
    figures = [words("insights-asked", count=row.asked), row.week]
    figures += [words("insights-not-answered", count=row.unanswered)] if row.unanswered else []
    figures += [words("insights-not-helpful", count=row.unhelpful)] if row.unhelpful else []
    figures += [escaped_line(row.shows, LONGEST_SHOWS)] if row.shows else []
    if row.expected is not None:
        figures.append(words("insights-should-be-found" if row.expected else "insights-not-in-transcripts"))
    return f"**{escaped_line(row.question, LONGEST_QUESTION)}**\n-# {' · '.join(figures)}"


def _judging(row: Row, tab: str, page: int, words: Words) -> tuple[Button, ...]:
    question = digest(row.question.lower())
    labels = ((0, words("button-not-in-transcripts")), (1, words("button-should-be-found")))
    return tuple(
        Button(label, custom_id(Judge(question, said, tab, page)), "success" if row.expected == said else "secondary")
        for said, label in labels
    )
