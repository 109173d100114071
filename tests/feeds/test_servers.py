"""Servers that fail, stall, lie or lead astray, and what a feed may not make askcast ask."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from index.feeds import fetching
from index.feeds.fetching import Fetcher, NotFetched, is_public, refuse_own_network
from index.feeds.folder import folder_of
from index.feeds.updating import update
from index.transcripts.episode import Episode
from index.transcripts.sources import find_files
from tests.feeds.show import VTT, Item, Show


def read(index: Path, show: Show) -> list[Episode]:
    found = find_files([folder_of(index, show.feed)])
    assert found.errors == ()
    return [file.read() for file in found.files]


@pytest.mark.parametrize("status", [404, 500, 410])
def test_a_transcript_that_cannot_be_had_is_told_and_the_others_are_kept(index: Path, show: Show, status: int) -> None:
    show.items = [Item(1, [("/1.vtt", "text/vtt")]), Item(2, [("/2.vtt", "text/vtt")])]
    show.answer("/1.vtt", status, **{"Retry-After": "0"})
    show.serve("/2.vtt", VTT)
    done = update(index, show.feed)
    assert done.fetched == 1
    (problem,) = done.problems
    assert f"/1.vtt: the server answers {status}" in problem
    assert [episode.slug for episode in read(index, show)] == ["mill-2"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(index: Path, show: Show, status: int) -> None:
    show.items = [Item(1, [("/1.vtt", "text/vtt")])]
    show.answer("/1.vtt", status, 200, **{"Retry-After": "0"})
    assert update(index, show.feed).fetched == 1


def test_redirects_are_followed_but_not_without_end(index: Path, show: Show) -> None:
    show.items = [Item(1, [("/1.vtt", "text/vtt")]), Item(2, [("/round", "text/vtt")])]
    show.answer("/1.vtt", 302, Location="/moved.vtt")
    show.serve("/moved.vtt", VTT)
    show.answer("/round", 301, Location="/round")
    done = update(index, show.feed)
    assert done.fetched == 1
    assert "from one address to the next without end" in done.problems[0]


def test_a_redirect_to_another_scheme_is_refused(index: Path, show: Show) -> None:
    show.items = [Item(1, [("/1.vtt", "text/vtt")])]
    show.answer("/1.vtt", 302, Location="file:///etc/hostname")
    assert "is no http or https address" in update(index, show.feed).problems[0]


def test_a_file_too_large_is_left_before_it_is_all_there(index: Path, show: Show) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(1_000):
            await response.write(b"x" * 1_000_000)
            sent += 1
        return response

    show.items = [Item(1, [("/1.vtt", "text/vtt")])]
    show.handlers["/1.vtt"] = endless
    assert "the file is larger than 30 MB" in update(index, show.feed).problems[0]
    assert sent < 100


def test_a_server_that_stalls_or_breaks_off_is_told(index: Path, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    async def stalled(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"WEBVTT\n")
        await asyncio.sleep(60)
        return response

    async def broken(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"WEBVTT\n")
        assert request.transport
        request.transport.close()
        return response

    monkeypatch.setattr(fetching, "TIMEOUT", aiohttp.ClientTimeout(total=0.3))
    show.items = [
        Item(1, [("/1.vtt", "text/vtt")]),
        Item(2, [("/2.vtt", "text/vtt")]),
        Item(3, [("/3.vtt", "text/vtt")]),
    ]
    show.handlers |= {"/1.vtt": stalled, "/2.vtt": broken}
    show.serve("/3.vtt", VTT)
    done = update(index, show.feed)
    assert done.fetched == 1
    assert len(done.problems) == 2
    assert "takes too long" in done.problems[0]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "::1", "fd00::1", "fe80::1%eth0",
     "::ffff:127.0.0.1", "0.0.0.0", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_addresses_of_ones_own_network_are_told_from_the_public_ones(address: str) -> None:
    with pytest.raises(NotFetched, match="which is not on it"):
        refuse_own_network(address)
    refuse_own_network("93.184.215.14")


def test_a_public_feed_cannot_make_it_ask_the_own_network_by_address_name_or_redirect(show: Show) -> None:
    async def asked(address: str) -> str:
        async with Fetcher(public_only=True) as fetcher:
            with pytest.raises(NotFetched) as refused:
                await fetcher.fetch(address, 1_000)
            return str(refused.value)

    port = show.address.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"):
        assert "which is not on it" in asyncio.run(asked(f"http://{host}:{port}/1.vtt"))
    assert show.asked == []


def test_a_host_of_ones_own_network_is_told_from_a_public_one() -> None:
    assert asyncio.run(is_public("localhost")) is False
    assert asyncio.run(is_public("127.0.0.1")) is False
    assert asyncio.run(is_public("93.184.215.14")) is True
