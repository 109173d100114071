"""Discord: what its gateway and its API may do to a running bot ends in a working bot or in one clear line."""

import json
import os
import socket
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.discord.bot_process import ROOT, BotProcess, build, in_order, run_bot, stage
from tests.discord.mill_talk import write_site
from tests.discord.server import DiscordServer
from tests.discord.talking import BEES, WHEAT


def assert_answers(discord: DiscordServer) -> None:
    assert "wheel" in discord.slash("ask", {"question": WHEAT}).reply().text


def test_asked_to_reconnect_the_bot_resumes_and_answers(discord: DiscordServer) -> None:
    before = discord.gateway.resumed
    discord.say_on_gateway(7)
    discord.wait(lambda: discord.gateway.resumed > before)
    assert_answers(discord)


def test_a_session_that_may_be_resumed_is_resumed(discord: DiscordServer) -> None:
    before = discord.gateway.resumed
    discord.say_on_gateway(9, True)
    discord.wait(lambda: discord.gateway.resumed > before)
    assert_answers(discord)


def test_a_session_that_is_no_longer_valid_is_begun_anew(discord: DiscordServer) -> None:
    before = len(discord.gateway.identified)
    discord.say_on_gateway(9, False)
    discord.wait(lambda: len(discord.gateway.identified) > before)
    assert_answers(discord)


@pytest.mark.parametrize("code", [4000, 4007, 4009])
def test_a_connection_that_discord_ends_is_made_anew(discord: DiscordServer, code: int) -> None:
    before = discord.gateway.resumed + len(discord.gateway.identified)
    discord.close_gateway(code)
    discord.wait(lambda: discord.gateway.resumed + len(discord.gateway.identified) > before)
    assert_answers(discord)


def test_a_connection_that_fell_silent_is_given_up_and_what_was_missed_is_answered(tmp_path: Path) -> None:
    # discord.py gives a connection up after a minute without an acknowledgement; the scene is the same after a second.
    sooner = """import discord.gateway
class Sooner(discord.gateway.KeepAliveHandler):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.heartbeat_timeout = 1.0
discord.gateway.KeepAliveHandler = Sooner
"""
    (tmp_path / "sitecustomize.py").write_text(sooner)
    build(tmp_path, write_site(tmp_path))
    with DiscordServer() as discord:
        discord.gateway.heartbeat = 400
        with BotProcess(discord, tmp_path, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}") as bot:
            assert_answers(discord)
            discord.gateway.fall_silent()
            missed = discord.slash("ask", {"question": WHEAT})
            discord.wait(lambda: discord.gateway.resumed)
            assert "wheel" in missed.reply().text
            assert_answers(discord)
            assert "has stopped responding to the gateway" in bot.log
            assert bot.stop() == 0
        in_order(discord, bot)


@pytest.mark.parametrize(("code", "told"), [(4004, "DISCORD_TOKEN"), (4014, "Privileged Gateway Intents")])
def test_a_connection_that_discord_refuses_for_good_ends_in_one_line(tmp_path: Path, code: int, told: str) -> None:
    build(tmp_path, write_site(tmp_path))
    with DiscordServer() as discord:
        bot = BotProcess(discord, tmp_path)
        bot.start()
        discord.close_gateway(code)
        assert bot.process.wait(30) == 1
        lines = [line for line in bot.log.splitlines() if line.startswith("askcast")]
        assert len(lines) == 1
        assert told in lines[0]
        assert "Traceback" not in bot.log


def test_rate_limits_of_all_kinds_delay_an_answer_and_lose_none(discord: DiscordServer) -> None:
    told = {"message": "You are being rate limited.", "retry_after": 0.05}
    discord.faults = [(429, {**told, "global": True}), (429, {**told, "global": False})]
    assert_answers(discord)


def test_an_api_that_fails_for_a_moment_is_asked_again(discord: DiscordServer) -> None:
    discord.faults = [(502, {"message": "bad gateway"})]
    assert_answers(discord)


def test_a_request_that_stalls_holds_up_nobody_else(discord: DiscordServer) -> None:
    discord.stalled.set()
    waiting = discord.slash("ask", {"question": WHEAT})
    discord.wait(lambda: waiting.kind == 5)
    choices = discord.complete("ask", "speaker", "a").reply().choices
    assert choices is not None
    assert not waiting.answered
    discord.stalled.clear()
    assert "wheel" in waiting.reply().text


def test_a_second_bot_with_the_same_token_is_named_in_one_line(running: tuple[DiscordServer, BotProcess]) -> None:
    discord, bot = running
    discord.acknowledged_by_another = True
    discord.slash("ask", {"question": BEES})
    discord.wait(lambda: "twice by two bots with one token" in bot.log)
    discord.acknowledged_by_another = False
    assert "Traceback" not in bot.log
    assert_answers(discord)


def test_metrics_and_health_are_told_on_loopback_where_a_port_is_set(tmp_path: Path) -> None:
    port = str(free_port())
    with stage(tmp_path, ASKCAST_METRICS_PORT=port, ASKCAST_LOG="json") as (discord, bot):
        discord.wait(lambda: "ready in" in bot.log)
        assert_answers(discord)
        discord.slash("ask", {"question": "Which spaceship flies to Neptune?"}).reply()
        figures = fetched(port, "metrics")
        assert 'askcast_questions_total{outcome="answered"} 1.0' in figures
        assert 'askcast_questions_total{outcome="not_answered"} 1.0' in figures
        assert "askcast_gateway_connected 1.0" in figures
        assert "askcast_reply_seconds_count 2.0" in figures
        assert json.loads(fetched(port, "health")) == {"well": True, "wrong": []}
        told = [json.loads(line) for line in bot.log.splitlines()]
        assert {"time", "level", "logger", "message"} <= set(told[0])


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    build(tmp_path, write_site(tmp_path))
    with DiscordServer() as discord, socket.create_server(("127.0.0.1", 0)) as taken:
        ended = run_bot(discord, tmp_path, ASKCAST_METRICS_PORT=str(taken.getsockname()[1]))
    assert ended.returncode == 1
    assert "ASKCAST_METRICS_PORT: cannot be listened on" in ended.stderr


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def fetched(port: str, page: str) -> str:
    with urlopen(f"http://127.0.0.1:{port}/{page}") as answer:
        return str(answer.read().decode())


def test_two_processes_with_half_of_the_shards_each_answer_their_own_servers(tmp_path: Path) -> None:
    # Servers fall to shards by the upper bits of their ids.
    guilds = [str((number << 22) + 5) for number in range(4 * 10**10, 4 * 10**10 + 4)]
    build(tmp_path, write_site(tmp_path))
    with (
        DiscordServer() as discord,
        BotProcess(discord, tmp_path, ASKCAST_SHARDS="0,1/4") as first,
        BotProcess(discord, tmp_path, ASKCAST_SHARDS="2,3/4") as second,
    ):
        discord.wait(lambda: len(discord.gateway.identified) == 4, 30)
        assert sorted(shown["shard"] for shown in discord.gateway.identified) == [[0, 4], [1, 4], [2, 4], [3, 4]]
        sent = [path for method, path, _ in discord.requests if method == "PUT"]
        assert len(sent) == 1
        for guild_id in guilds:
            assert "wheel" in discord.slash("ask", {"question": WHEAT}, guild=guild_id).reply().text
        second.stop()
        assert "wheel" in discord.slash("ask", {"question": WHEAT}, guild=guilds[0]).reply().text
        assert discord.mistakes == []
        assert first.stop() == 0
