"""The small Discord of the tests refuses what Discord refuses: otherwise the scenes would prove nothing."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from tests.discord.server import DiscordServer, payloads
from tests.discord.server.limits import V2, problem_of_choices, problem_of_message

DEFERRED = {"type": 5}


@pytest.fixture
def discord() -> Iterator[DiscordServer]:
    with DiscordServer() as server:
        server.commands = {"ask": {"id": payloads.new_id()}}
        yield server


def request(discord: DiscordServer, method: str, path: str, body: Any) -> tuple[int, int]:
    """Send a request as a bot would; return the status and Discord's code."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bot {discord.token}"}
    sent = urllib.request.Request(discord.api + path, json.dumps(body).encode(), headers, method=method)
    try:
        with urllib.request.urlopen(sent) as answer:
            return answer.status, 0
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)["code"]


def callback(exchange: Any) -> str:
    return f"/interactions/{exchange.payload['id']}/{exchange.payload['token']}/callback"


def original(exchange: Any) -> str:
    return f"/webhooks/{payloads.APPLICATION}/{exchange.payload['token']}/messages/@original"


def message(*texts: str) -> dict[str, Any]:
    components = [{"type": 10, "content": text} for text in texts]
    return {"flags": V2, "components": components, "allowed_mentions": {"parse": []}}


def test_an_acknowledgement_is_taken_once_and_in_time(discord: DiscordServer) -> None:
    early, late = discord.slash("ask"), discord.slash("ask")
    assert request(discord, "POST", callback(early), DEFERRED) == (200, 0)
    assert request(discord, "POST", callback(early), DEFERRED) == (400, 40060)
    late.sent_at -= 3.1
    assert request(discord, "POST", callback(late), DEFERRED) == (404, 10062)


def test_an_answer_needs_an_acknowledgement_and_a_token_in_its_time(discord: DiscordServer) -> None:
    exchange = discord.slash("ask")
    assert request(discord, "PATCH", original(exchange), message("a")) == (404, 10015)
    request(discord, "POST", callback(exchange), DEFERRED)
    assert request(discord, "PATCH", original(exchange), message("a")) == (200, 0)
    exchange.sent_at -= 15 * 60
    assert request(discord, "PATCH", original(exchange), message("a")) == (401, 50027)


def test_too_much_in_a_message_is_refused(discord: DiscordServer) -> None:
    exchange = discord.slash("ask")
    request(discord, "POST", callback(exchange), DEFERRED)
    assert request(discord, "PATCH", original(exchange), message("a" * 4_001))[0] == 400
    assert request(discord, "PATCH", original(exchange), message(*["a"] * 41))[0] == 400


def test_what_the_description_does_not_know_is_a_mismatch(discord: DiscordServer) -> None:
    if not discord.description.present:
        pytest.skip("needs ../shared/discord/openapi.json, Discord's description of its API, which is not here")
    exchange = discord.slash("ask")
    assert request(discord, "POST", callback(exchange), {"type": "soon"})[0] == 400
    assert request(discord, "POST", "/channels/1/shouts", {})[0] == 400
    assert len(discord.mismatches) == 2


def test_limits_are_those_of_discord() -> None:
    link = {"type": 2, "style": 5, "label": "Read", "url": "https://pod.example/"}
    row = {**message(), "components": [{"type": 1, "components": [link]}]}
    assert problem_of_message(row) is None
    link["url"] += "a" * 512
    assert "url" in str(problem_of_message(row))
    link |= {"url": "https://pod.example/", "label": "a" * 81}
    assert "label" in str(problem_of_message(row))
    assert "ping" in str(problem_of_message({**message("a"), "allowed_mentions": {}}))
    assert "content" in str(problem_of_message({**message("a"), "content": "a"}))
    assert problem_of_choices([{"name": "a", "value": "a"}] * 25) is None
    assert problem_of_choices([{"name": "a", "value": "a"}] * 26)
    assert problem_of_choices([{"name": "a" * 101, "value": "a"}])
