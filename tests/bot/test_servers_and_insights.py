"""Bot: each server's settings, and what was asked in it, outlive a restart and are told apart by server."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.memory import Asked, Memory
from bot.memory.insights import as_csv
from bot.memory.servers import ServerSettings
from bot.replies.settings import Usual, changed, cooldowns, language_chosen, seconds, settings_reply
from tests.replies.samples import assert_within_limits

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
USUAL = Usual(5.0, 1.0, "fragments")


def asked(question: str, guild: int | None = 1, at: datetime = NOON) -> Asked:
    return Asked(question, None, None, None, at, guild)


def test_a_servers_settings_outlive_a_restart_and_are_its_own(tmp_path: Path) -> None:
    chosen = ServerSettings((1, 2), (3,), True, False, 30.0, 0.0, "anchors", True)
    with Memory(tmp_path / "m.db") as memory:
        memory.servers.keep(7, chosen)
    with Memory(tmp_path / "m.db") as memory:
        assert memory.servers.of(7) == chosen
        assert memory.servers.of(8) == memory.servers.of(None) == ServerSettings()
        memory.servers.forget(7)
    with Memory(tmp_path / "m.db") as memory:
        assert memory.servers.of(7) == ServerSettings()


def test_a_place_is_heard_where_its_channel_and_a_role_are_chosen() -> None:
    assert ServerSettings().hears({1}, set())
    chosen = ServerSettings(channels=(1,), roles=(5,))
    assert chosen.hears({9, 1}, {5, 6})
    assert not chosen.hears({9}, {5})
    assert not chosen.hears({1}, {6})


def test_every_control_changes_what_it_names_and_reset_brings_all_back() -> None:
    server = ServerSettings(welcomed=True)
    for setting, chosen in (("channels", (4,)), ("roles", (5,)), ("private", ()), ("mentions", ()), ("links", ())):
        server = changed(server, setting, chosen, USUAL)
    assert server == ServerSettings((4,), (5,), True, False, None, None, "anchors", True)
    assert changed(server, "reset", (), USUAL) == ServerSettings(welcomed=True)
    assert cooldowns(ServerSettings(member_cooldown=0.0), USUAL) == (0.0, 1.0)


def test_what_is_typed_as_a_cooldown_is_seconds_up_to_an_hour() -> None:
    assert [seconds(typed) for typed in ("0", " 2,5", "3600", "3601", "-1", "nan", "soon", "")] == [
        0.0, 2.5, 3600.0, None, None, None, None, None
    ]  # fmt: skip


def test_the_fullest_settings_keep_every_limit() -> None:
    many = tuple(range(10**18, 10**18 + 25))
    assert_within_limits(settings_reply(ServerSettings(many, many, True, False, 3600, 3600, "anchors"), USUAL))


def test_a_language_is_one_that_is_spoken_outlives_a_restart_and_is_reset_with_the_others(tmp_path: Path) -> None:
    assert [language_chosen(values) for values in (["de"], ["member"], ["xx"], [])] == ["de", None, None, None]
    with Memory(tmp_path / "m.db") as memory:
        memory.servers.keep(7, ServerSettings(language="de", welcomed=True))
    with Memory(tmp_path / "m.db") as memory:
        assert memory.servers.of(7).language == "de"
        assert changed(memory.servers.of(7), "reset", (), USUAL) == ServerSettings(welcomed=True)


def test_questions_are_counted_by_text_in_their_server_alone(tmp_path: Path) -> None:
    with Memory(tmp_path / "m.db") as memory:
        first = memory.remember(asked("Why grind?"), answered=False)
        memory.remember(asked("why GRIND?", at=NOON + timedelta(days=7)), answered=True)
        memory.remember(asked("Why grind?", guild=2), answered=False)
        memory.remember(asked("Long ago?", at=NOON - timedelta(days=40)), answered=False)
        memory.rate(first, 0, False, NOON)
        (row,) = memory.insights.rows(NOON - timedelta(days=30), 1)
        assert (row.asked, row.unanswered, row.unhelpful, row.helpful, row.week) == (2, 1, 1, 0, "2026-W20")
        assert [row.asked for row in memory.insights.rows(NOON - timedelta(days=30))] == [3]


def test_questions_asked_of_one_show_are_told_with_it_and_those_asked_of_all_belong_to_each(tmp_path: Path) -> None:
    with Memory(tmp_path / "m.db") as memory:
        for show in ("Mill Talk", "Hive Talk", "Mill Talk", None):
            memory.remember(replace(asked("Why grind?"), show=show))
        memory.remember(replace(asked("Why dance?"), show="Hive Talk"))
        (grind, dance) = memory.insights.rows(NOON)
        assert (grind.asked, set(grind.shows.split(","))) == (4, {"Mill Talk", "Hive Talk"})
        assert (dance.asked, dance.shows) == (1, "Hive Talk")
        (only,) = memory.insights.rows(NOON, show="Mill Talk")
        assert (only.question, only.asked, only.shows) == ("Why grind?", 3, "Mill Talk")


def test_judged_questions_make_a_question_set(tmp_path: Path) -> None:
    with Memory(tmp_path / "m.db") as memory:
        memory.remember(asked("Why grind?"))
        memory.insights.judge("Why grind?", False, NOON)
        memory.insights.judge("Who mills?", True, NOON + timedelta(seconds=1))
        assert [row.expected for row in memory.insights.rows(NOON)] == [False]
        kinds = [(json.loads(line)["type"], json.loads(line)["episode"]) for line in memory.insights.question_set()]
    assert kinds == [("unanswerable", None), ("asked", None)]


def test_a_table_cannot_start_a_formula(tmp_path: Path) -> None:
    with Memory(tmp_path / "m.db") as memory:
        memory.remember(asked('=HYPERLINK("https://evil.example")'))
        rows = list(csv.reader(io.StringIO(as_csv(memory.insights.rows(NOON)))))
    assert rows[0][:2] == ["question", "asked"]
    assert rows[1][0].startswith("'=")
