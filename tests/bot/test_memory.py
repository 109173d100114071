"""What the bot remembers, how long, and what is left of it when the process is killed."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import limits
from bot.actions import More
from bot.custom_ids import QUESTION_ID, custom_id
from bot.memory import Asked, Memory, MemoryUnusable
from bot.memory.file import refuse_unusable
from index.answering import Place

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
QUESTION = Asked("Why is it dark?", "Is it day?", "night", "Ada", NOON)

REMEMBER_FOR_EVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from bot.memory import Asked, Memory
memory = Memory(Path(sys.argv[1]))
while True:
    asked = Asked("still there?", None, None, None, datetime(2026, 5, 4, tzinfo=UTC))
    print(memory.remember(asked), flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "askcast-memory.db"


def rows(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_question_is_recalled_after_a_restart(path: Path) -> None:
    with Memory(path) as memory:
        question = memory.remember(QUESTION)
    with Memory(path) as memory:
        assert memory.recall(question) == QUESTION
        assert memory.recall("never-asked") is None


def test_ids_fit_into_custom_ids(path: Path) -> None:
    with Memory(path) as memory:
        question = memory.remember(QUESTION)
    assert QUESTION_ID.fullmatch(question)
    assert len(custom_id(More(question, 10**6))) <= limits.CUSTOM_ID


def test_half_a_character_in_a_question_does_no_harm(path: Path) -> None:
    with Memory(path) as memory:
        question = memory.remember(Asked("a\ud83db", None, None, None, NOON))
        recalled = memory.recall(question)
    assert recalled is not None
    assert recalled.question == "a?b"


def test_what_is_too_old_is_forgotten_with_its_ratings(path: Path) -> None:
    with Memory(path) as memory:
        old = memory.remember(QUESTION)
        memory.rate(old, 0, True, NOON)
        young = memory.remember(Asked("And now?", None, None, None, NOON + timedelta(days=2)))
        assert memory.prune(30, NOON + timedelta(days=31)) == 1
        assert (memory.recall(old), memory.rate(old, 0, True, NOON)) == (None, False)
        assert memory.recall(young) is not None
    assert rows(path, "SELECT count(*) FROM feedback") == [(0,)]


def test_ratings_are_kept_with_question_and_page(path: Path) -> None:
    with Memory(path) as memory:
        question = memory.remember(QUESTION)
        assert memory.rate(question, 3, False, NOON)
    told = rows(path, 'SELECT question, "offset", helpful, at FROM feedback')
    assert told == [(question, 3, 0, "2026-05-04T12:00:00.000000+00:00")]


def test_the_hash_of_the_commands_is_kept_for_each_scope(path: Path) -> None:
    with Memory(path) as memory:
        assert memory.commands_hash("all") is None
        memory.keep_commands_hash("all", "a")
        memory.keep_commands_hash("all", "b")
        memory.keep_commands_hash("123", "c")
        assert (memory.commands_hash("all"), memory.commands_hash("123")) == ("b", "c")


def test_the_file_is_in_wal_mode_and_has_no_column_for_users(path: Path) -> None:
    with Memory(path) as memory:
        memory.remember(QUESTION)
        assert rows(path, "PRAGMA journal_mode") == [("wal",)]
        schema = str(rows(path, "SELECT sql FROM sqlite_master WHERE sql NOT NULL")).lower()
    assert "user" not in schema
    assert "member" not in schema


def test_many_threads_can_remember_at_once(path: Path) -> None:
    with Memory(path) as memory, ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(lambda _: memory.remember(QUESTION), range(200)))
        assert len(set(ids)) == 200
        assert all(memory.recall(question) for question in ids)


def test_what_was_remembered_survives_a_killed_process(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", REMEMBER_FOR_EVER, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(50)]
        process.kill()
    with Memory(path) as memory:
        assert all(memory.recall(question) for question in told)
        assert memory.remember(QUESTION)
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("damage", ["text", "version", "folder"])
def test_a_file_that_cannot_be_used_is_told_once_and_questions_are_remembered_all_the_same(
    path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    if damage == "text":
        path.write_text("this is no database " * 100)
    elif damage == "version":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA user_version = 99")
    else:
        path.mkdir()
    with pytest.raises(MemoryUnusable, match=r"askcast-memory.db: .* move the file away"):
        refuse_unusable(path)
    with Memory(path) as memory:
        question = memory.remember(QUESTION)
        assert memory.recall(question) == QUESTION
        assert memory.rate(question, 0, True, NOON)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "move the file away. Questions are answered" in caplog.text


def test_a_file_that_is_held_costs_no_answer(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Memory(path) as memory, closing(sqlite3.connect(path, isolation_level=None)) as other:
        kept = memory.remember(QUESTION)
        other.execute("BEGIN EXCLUSIVE")
        question = memory.remember(QUESTION)
        assert memory.recall(question) == QUESTION
        other.execute("ROLLBACK")
        assert memory.recall(question) == QUESTION
        assert memory.recall(kept) is None  # it is in the file, which was given up
    assert caplog.text.count("Questions are answered") == 1


def test_a_file_of_the_first_version_is_taken_over(path: Path) -> None:
    with closing(sqlite3.connect(path)) as old:
        old.executescript("""
            CREATE TABLE questions (id TEXT PRIMARY KEY, question TEXT NOT NULL, context TEXT, episode TEXT,
                                    speaker TEXT, asked_at TEXT NOT NULL);
            INSERT INTO questions VALUES ('abc', 'Why?', NULL, NULL, NULL, '2026-05-04T12:00:00+00:00');
            PRAGMA user_version = 1;
        """)
    with Memory(path) as memory:
        recalled = memory.recall("abc")
        assert recalled
        assert (recalled.question, recalled.guild) == ("Why?", None)
        assert memory.remember(QUESTION, answered=False)


def test_a_file_of_the_second_version_is_taken_over_and_keeps_the_place_of_a_follow_up(path: Path) -> None:
    with closing(sqlite3.connect(path)) as old:
        old.executescript("""
            CREATE TABLE questions (id TEXT PRIMARY KEY, question TEXT NOT NULL, context TEXT, episode TEXT,
                                    speaker TEXT, asked_at TEXT NOT NULL, guild TEXT, answered INTEGER);
            INSERT INTO questions VALUES ('abc', 'Why?', NULL, NULL, NULL, '2026-05-04T12:00:00+00:00', '7', 1);
            PRAGMA user_version = 2;
        """)
    with Memory(path) as memory:
        recalled = memory.recall("abc")
        assert recalled
        assert (recalled.question, recalled.guild, recalled.after) == ("Why?", 7, None)
        follow_up = replace(QUESTION, after=Place("night", 12))
        assert memory.recall(memory.remember(follow_up)) == follow_up
