"""Asking a server for a file, politely and within limits.

In: an address and what is known from the time before. Out: a `Fetched`, or `NotFetched` with the reason. http and https
alone; a few at a time; a limit of size and of time each; what has not changed is not sent again; a server that is busy
is asked again later, a few times. What a feed on the public network names is asked for on the public network alone.
"""

import asyncio
import ipaddress
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

AT_ONCE = 4  # requests
MOST_REDIRECTS = 5
TRIES = 3
LONGEST_WAIT = 20.0  # seconds before a busy server is asked again
TIMEOUT = aiohttp.ClientTimeout(total=90, sock_connect=15, sock_read=20)  # seconds
BUSY = frozenset({429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
AGENT = "askcast (podcast transcripts; +https://podcasting2.org)"


class NotFetched(Exception):
    """A file that could not be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: the file, or None where it has not changed; and by what to ask for it the next time."""

    content: bytes | None
    etag: str
    modified: str


class PublicResolver(AbstractResolver):
    """Finds the addresses of a host, and refuses those that are not of the public network."""

    def __init__(self) -> None:
        """Take the system's own resolver for the finding."""
        self._found = aiohttp.ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        """Return a host's addresses; raise `NotFetched` where one of them is of a network of one's own."""
        results = await self._found.resolve(host, port, family)  # type: ignore[arg-type]
        for result in results:
            refuse_own_network(result["host"])
        return results

    async def close(self) -> None:
        """Close the system's resolver."""
        await self._found.close()


def refuse_own_network(address: str) -> None:
    """Raise `NotFetched` for an IP address that is not of the public network."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inside = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or found
    if not inside.is_global or inside.is_multicast:
        raise NotFetched(f"a feed on the public network names {address}, which is not on it")


async def is_public(host: str) -> bool:
    """Tell whether a host lies on the public network; raises `NotFetched` where it is not to be found."""
    resolver = PublicResolver()
    try:
        if (literal := _literal(host)) is not None:
            refuse_own_network(literal)
        else:
            await resolver.resolve(host)
    except NotFetched:
        return False
    except OSError as error:
        raise NotFetched(f"the host {host} is not to be found") from error
    finally:
        await resolver.close()
    return True


class Fetcher:
    """Fetches files while it is open as a context."""

    def __init__(self, public_only: bool) -> None:
        """`public_only` keeps it from addresses of networks that are not the public one."""
        self._public_only = public_only
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def __aenter__(self) -> Self:
        """Open the connections."""
        resolver = PublicResolver() if self._public_only else None
        connector = aiohttp.TCPConnector(limit=AT_ONCE, resolver=resolver, ttl_dns_cache=None)
        self._session = aiohttp.ClientSession(
            connector=connector, timeout=TIMEOUT, headers={"User-Agent": AGENT}, auto_decompress=True
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self._session.close()

    async def fetch(self, url: str, largest: int, etag: str = "", modified: str = "") -> Fetched:
        """Return a file of at most `largest` bytes; raise `NotFetched`."""
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in known.items() if value}
        async with self._turn:
            try:
                return await self._patiently(url, largest, headers)
            except NotFetched:
                raise
            except TimeoutError as error:
                raise NotFetched("the server takes too long") from error
            except (aiohttp.ClientError, OSError, ValueError) as error:
                reason = error.__cause__ if isinstance(error.__cause__, NotFetched) else error
                raise NotFetched(f"{reason}") from error

    async def _patiently(self, url: str, largest: int, headers: dict[str, str]) -> Fetched:
        """Ask again while the server is busy; follow where it sends."""
        tries = redirects = 0
        while True:
            self._refuse(url)
            async with self._session.get(url, headers=headers, allow_redirects=False) as response:
                if response.status in REDIRECTS and "Location" in response.headers:
                    redirects += 1
                    if redirects > MOST_REDIRECTS:
                        raise NotFetched("the server sends from one address to the next without end")
                    url = urljoin(url, response.headers["Location"])
                    continue
                tries += 1
                if response.status not in BUSY or tries == TRIES:
                    return await _received(response, largest)
                wait = _wait(response, tries)
            await asyncio.sleep(wait)

    def _refuse(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise NotFetched(f"{url} is no http or https address")
        literal = _literal(parts.hostname)
        if self._public_only and literal is not None:  # such a host is asked without being resolved
            refuse_own_network(literal)


def _literal(host: str) -> str | None:
    try:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        return None


def _wait(response: aiohttp.ClientResponse, tries: int) -> float:
    told = response.headers.get("Retry-After", "")
    return min(float(told) if told.isdigit() else 2.0**tries, LONGEST_WAIT)


async def _received(response: aiohttp.ClientResponse, largest: int) -> Fetched:
    known = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
    if response.status == 304:
        return Fetched(None, *known)
    if response.status != 200:
        raise NotFetched(f"the server answers {response.status} {response.reason or ''}".rstrip())
    if (response.content_length or 0) > largest:
        raise NotFetched(f"the file is larger than {largest // 1_000_000} MB")
    content = bytearray()
    async for piece in response.content.iter_chunked(65_536):
        content += piece
        if len(content) > largest:
            raise NotFetched(f"the file is larger than {largest // 1_000_000} MB")
    return Fetched(bytes(content), *known)
