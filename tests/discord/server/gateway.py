"""The gateway: hello, identify, heartbeats, ready, events, resume after a dropped connection."""

import json
import zlib
from typing import Any

from aiohttp import WSMsgType, web

from tests.discord.server import payloads
from tests.discord.server.payloads import Json

PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15  # members, presences, message content
HEARTBEAT = 45_000  # milliseconds


class Gateway:
    """One shard's session: what was sent in it is kept, so that a resumed connection gets what it missed."""

    def __init__(self, token: str) -> None:
        self.identified: list[Json] = []
        self.resumed = 0
        self.closed_cleanly = False
        self.url = ""
        self._token = token
        self._sent: list[Json] = []
        self._socket: web.WebSocketResponse | None = None
        self._compress: Any = None

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._compress = zlib.compressobj()
        self._socket = socket
        await self._send({"op": 10, "d": {"heartbeat_interval": HEARTBEAT}})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._receive(socket, json.loads(frame.data))
        if self._socket is socket:
            self.closed_cleanly = socket.close_code == 1000
            self._socket = None
        return socket

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event; without a connection it waits for the next."""
        packet = {"op": 0, "t": event, "s": len(self._sent) + 1, "d": data}
        self._sent.append(packet)
        if self._socket is not None:
            await self._send(packet)

    async def drop(self) -> None:
        """Cut the connection without taking leave."""
        socket, self._socket = self._socket, None
        if socket is not None and (transport := socket._req and socket._req.transport):
            transport.close()

    async def say(self, op: int, data: Any) -> None:
        """Send a packet that is no event: 7 asks for a reconnection, 9 says that the session is not valid."""
        await self._send({"op": op, "d": data})

    async def close(self, code: int) -> None:
        """End the connection with one of Discord's codes."""
        assert self._socket is not None
        await self._socket.close(code=code)

    async def _receive(self, socket: web.WebSocketResponse, packet: Json) -> None:
        if packet["op"] == 1:
            await self._send({"op": 11, "d": None})
        elif packet["op"] == 2:
            await self._identify(socket, packet["d"])
        elif packet["op"] == 6:
            self.resumed += 1
            for missed in self._sent[packet["d"]["seq"] :]:
                await self._send(missed)
            await self.dispatch("RESUMED", {"_trace": []})

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> None:
        self.identified.append(data)
        if data["token"] != self._token:
            await socket.close(code=4004)
            return
        if data["intents"] & PRIVILEGED:
            await socket.close(code=4014)
            return
        self._sent = []
        session = {"session_id": payloads.new_id(), "resume_gateway_url": self.url, "shard": data["shard"]}
        unavailable = [{"id": payloads.GUILD, "unavailable": True}]
        application = {"id": payloads.APPLICATION, "flags": 0}
        own = payloads.user(payloads.APPLICATION)
        ready = {"v": 10, "user": own, "guilds": unavailable, "application": application}
        await self.dispatch("READY", {**ready, **session, "private_channels": []})
        await self.dispatch("GUILD_CREATE", payloads.guild())

    async def _send(self, packet: Json) -> None:
        assert self._socket is not None
        data = self._compress.compress(json.dumps(packet).encode()) + self._compress.flush(zlib.Z_SYNC_FLUSH)
        try:
            await self._socket.send_bytes(data)
        except ConnectionError:
            self._socket = None
