"""A show on a server of this machine: its feed, its transcripts, and whatever a server may do wrong."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from aiohttp import web

VTT = "WEBVTT\n\n00:05.000 --> 00:09.000\n<v Ada Holm>The wheel is older than the house.\n"
SRT = "1\n00:00:05,000 --> 00:00:09,000\nThe wheel is older than the house.\n"
JSON = (
    '{"version": "1.0.0", "segments": [{"speaker": "Bo Lind", "startTime": 5, "endTime": 9,'
    ' "body": "The wheel is older than the house."}]}'
)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Item:
    """An episode of the feed; `transcripts` are pairs of a path and a media type."""

    number: int
    transcripts: list[tuple[str, str]]
    more: str = ""

    def xml(self, address: str) -> str:
        links = "".join(f'<podcast:transcript url="{path}" type="{kind}"/>' for path, kind in self.transcripts)
        return (
            f"<item><title>Mill {self.number}</title><guid>mill-{self.number}</guid><link>{address}/mill/{self.number}"
            f"</link><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>"
            f'<enclosure url="{address}/{self.number}.mp3" type="audio/mpeg"/>{links}{self.more}</item>'
        )


@dataclass
class Show:
    """A server on loopback, as a context; `asked` are the paths and validators of the requests it got, in order."""

    items: list[Item] = field(default_factory=list)
    handlers: dict[str, Handler] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""

    @property
    def feed(self) -> str:
        return f"{self.address}/feed.xml"

    def xml(self) -> str:
        return (
            '<?xml version="1.0"?><rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>'
            "<title>Mills</title><language>en</language><podcast:person>Bo Lind</podcast:person>"
            f"{''.join(item.xml(self.address) for item in self.items)}</channel></rss>"
        )

    def serve(self, path: str, text: str, **headers: str) -> None:
        """Serve a text; one with an ETag is not sent again to who has it."""

        async def handler(request: web.Request) -> web.Response:
            if headers.get("ETag") and request.headers.get("If-None-Match") == headers["ETag"]:
                return web.Response(status=304, headers=headers)
            return web.Response(text=text, headers=headers)

        self.handlers[path] = handler

    def answer(self, path: str, *statuses: int, text: str = VTT, **headers: str) -> None:
        """Answer with one status after another, the last one for good; headers only with those that are not 200."""
        coming = list(statuses)

        async def handler(request: web.Request) -> web.Response:
            status = coming.pop(0) if len(coming) > 1 else coming[0]
            return web.Response(status=status, text=text, headers={} if status == 200 else headers)

        self.handlers[path] = handler

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path, request.headers.get("If-None-Match", "")))
        if request.path == "/feed.xml" and "/feed.xml" not in self.handlers:
            return web.Response(text=self.xml())
        if request.path in self.handlers:
            return await self.handlers[request.path](request)
        return web.Response(status=404)

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        return self

    async def _start(self) -> None:
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
