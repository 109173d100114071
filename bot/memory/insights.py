"""What was asked and not answered, what did not help, and what is asked most: never by whom.

In: a server (None: all of them) and a time from which on. Out: `Row`s; and what was said of questions by whoever reads
them, as a question set that `askcast index evaluate` reads.
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime

from bot.memory.file import MemoryFile

ASKED = """
    SELECT q.question,
           count(*),
           sum(q.answered = 0),
           sum((SELECT count(*) FROM feedback f WHERE f.question = q.id AND f.helpful = 0)),
           sum((SELECT count(*) FROM feedback f WHERE f.question = q.id AND f.helpful = 1)),
           max(q.asked_at),
           (SELECT expected FROM verdicts v WHERE v.question = lower(q.question)),
           coalesce(group_concat(DISTINCT q.show), '')
    FROM questions q
    WHERE q.asked_at >= ? AND (? IS NULL OR q.guild = ?) AND (? IS NULL OR q.show IS NULL OR q.show = ? COLLATE NOCASE)
    GROUP BY lower(q.question)
    ORDER BY count(*) DESC, max(q.asked_at) DESC, q.question
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A question's text, how often it was asked, not answered, rated unhelpful and helpful, and when last (ISO, UTC).

    `expected` is what a reader said of it: True where an answer should be found, False where the transcripts hold none.
    `shows` are the shows that it was asked of, by name with commas between, "" where it was asked of all.
    """

    question: str
    asked: int
    unanswered: int
    unhelpful: int
    helpful: int
    last_asked: str
    expected: bool | None
    shows: str = ""

    @property
    def week(self) -> str:
        """The week in which it was last asked, as ISO 8601 writes it: 2026-W09."""
        year, week, _ = datetime.fromisoformat(self.last_asked).isocalendar()
        return f"{year}-W{week:02}"


class Insights:
    """Reads the questions that are remembered."""

    def __init__(self, file: MemoryFile) -> None:
        self._file = file

    def rows(self, since: datetime, guild: int | None = None, show: str | None = None) -> list[Row]:
        """Return the questions asked since, each text once whatever its case, the most asked first.

        With a `show` (its name) only those that were asked of it, or of all shows.
        """
        server = None if guild is None else str(guild)
        rows = self._file.read(ASKED, since.isoformat(timespec="microseconds"), server, server, show, show)
        return [
            Row(text, asked, missed or 0, bad or 0, good or 0, last, None if said is None else bool(said), shows)
            for text, asked, missed, bad, good, last, said, shows in rows
        ]

    def judge(self, question: str, expected: bool, at: datetime) -> None:
        """Keep what a reader says of a question: that it should be found, or that the transcripts hold no answer."""
        when = at.isoformat(timespec="microseconds")
        self._file.write("INSERT OR REPLACE INTO verdicts VALUES (lower(?), ?, ?)", question, expected, when)

    def question_set(self) -> list[str]:
        """Return the judged questions as lines of a question set (see `index.evaluate`).

        One that should be found has no answers yet: whoever knows the turns fills them in.
        """
        rows = self._file.read("SELECT question, expected FROM verdicts ORDER BY at, question")
        return [
            json.dumps(
                {
                    "id": f"asked-{number}",
                    "type": "asked" if expected else "unanswerable",
                    "question": question,
                    "context": None,
                    "episode": None,
                    "answers": [],
                    "accept": [],
                },
                ensure_ascii=False,
            )
            for number, (question, expected) in enumerate(rows, start=1)
        ]


def as_csv(rows: Sequence[Row]) -> str:
    """Return the rows as a table that spreadsheets open; a text that one would take for a formula is quoted."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow([field.name for field in fields(Row)])
    for row in rows:
        question, *figures = astuple(row)
        table.writerow(["'" + question if question[:1] in "=+-@\t\r" else question, *figures])
    return written.getvalue()
