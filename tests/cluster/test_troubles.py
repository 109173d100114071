"""A cluster that is ill or refuses ends in one clear sentence, soon and without credentials; well again, it is used."""

import shutil
import socket
import subprocess
from pathlib import Path
from time import monotonic

import pytest

from index.cluster.address import AddressError, Credentials, parse_address
from index.cluster.errors import ClusterError
from index.cluster.source import ClusterSource
from index.settings import SettingsError, read_index_settings
from tests.cluster.ill_server import ill_server
from tests.cluster.nodes import address, running
from tests.cluster.publishing import publish
from tests.discord.bot_process import BotProcess, build, in_order, run_bot
from tests.discord.mill_talk import write_site
from tests.discord.server import DiscordServer
from tests.discord.talking import WHEAT

WHO = Credentials("ada", "correct horse")
DISCORDS_PATIENCE = 3.0  # seconds


def told_of(where: str) -> str:
    """What is said where the index cannot be opened; it names no credentials and does not take long."""
    begun = monotonic()
    with pytest.raises(ClusterError) as refused:
        ClusterSource(parse_address(where), WHO)
    assert monotonic() - begun < DISCORDS_PATIENCE
    told = str(refused.value)
    assert "\n" not in told
    assert WHO.password not in told
    assert WHO.password not in repr(WHO)
    return told


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "ASKCAST_CLUSTER_PASSWORD"),
        (403, "ASKCAST_CLUSTER_PASSWORD"),
        (429, "too busy"),
        (500, "look at its health"),
        (503, "look at its health"),
        (None, "too slow"),
    ],
)
def test_what_a_cluster_refuses_is_told_in_a_sentence(status: int | None, told: str) -> None:
    with ill_server(status) as where:
        assert told in told_of(where)


@pytest.mark.parametrize("status", [403, 429])
def test_a_cluster_that_full_disks_block_is_not_told_to_refuse_who_asks(status: int) -> None:
    with ill_server(status, {"error": {"type": "cluster_block_exception"}, "status": status}) as where:
        assert "room on its disks" in told_of(where)


@pytest.mark.parametrize(("distribution", "number"), [("opensearch", "2.9.0"), (None, "7.10.2")])
def test_an_older_version_is_refused(distribution: str | None, number: str) -> None:
    version = {"number": number, **({"distribution": distribution} if distribution else {})}
    with ill_server(200, {"version": version}) as where:
        assert "needs OpenSearch 2.10 or newer" in told_of(where)


def test_a_certificate_that_nobody_signed_is_refused(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl")
    made = tmp_path / "made.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext".split()
    command = [*command, "subjectAltName=IP:127.0.0.1", "-keyout", str(made), "-out", str(tmp_path / "c.pem")]
    subprocess.run(command, check=True, capture_output=True)
    made.write_text(made.read_text() + (tmp_path / "c.pem").read_text())
    with ill_server(200, certificate=made) as where:
        assert "certificate" in told_of(where)


def test_where_nothing_listens_it_cannot_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "cannot be reached" in told_of(f"http://127.0.0.1:{port}/askcast")


def test_credentials_in_the_address_are_refused_and_not_repeated() -> None:
    with pytest.raises(AddressError) as refused:
        parse_address("https://ada:horse@cluster.example/askcast")
    assert "ASKCAST_CLUSTER_PASSWORD" in str(refused.value)
    with pytest.raises(SettingsError) as unset:
        read_index_settings({"ASKCAST_INDEX": "https://ada:horse@cluster.example/askcast"})
    assert "horse" not in str(refused.value) + str(unset.value)


def test_a_member_gets_one_sentence_and_answers_again_when_the_cluster_is_back(tmp_path: Path) -> None:
    index = build(tmp_path, write_site(tmp_path))
    with running(tmp_path / "nodes", 1) as nodes, DiscordServer() as discord:
        where = address(nodes, "askcast")
        publish(index, where)
        index.unlink()
        with BotProcess(discord, tmp_path, ASKCAST_INDEX=where) as bot:
            assert "wheel" in discord.slash("ask", {"question": WHEAT}).reply().text
            assert "index: in order" in run_bot(discord, tmp_path, "--check", ASKCAST_INDEX=where).stdout
            nodes[0].kill()
            assert "index: NOT in order" in run_bot(discord, tmp_path, "--check", ASKCAST_INDEX=where).stdout
            assert "cannot be searched at the moment" in discord.slash("ask", {"question": WHEAT}).reply().text
            told = [line for line in bot.log.splitlines() if "the index cannot be read" in line]
            assert len(told) == 1
            assert "cannot be reached" in told[0]
            assert "Traceback" not in bot.log
            nodes[0].start()
            nodes[0].await_start()
            discord.wait(lambda: "wheel" in discord.slash("ask", {"question": WHEAT}).reply().text)
            assert bot.stop() == 0
        in_order(discord, bot)
