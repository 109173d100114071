"""The gateway: hello, identify, heartbeats, ready, events, resume after a dropped connection; a session a shard."""

import json
import zlib
from typing import Any

from aiohttp import WSMsgType, web

from tests.discord.server import payloads
from tests.discord.server.payloads import Json

PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15  # members, presences, message content
HEARTBEAT = 45_000  # milliseconds between two of them


class Session:
    """One shard's session: what was sent in it is kept, so that a resumed connection gets what it missed."""

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        self.connection: Connection | None = None
        self._sent: list[Json] = []

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event; without a connection it waits for the next."""
        packet = {"op": 0, "t": event, "s": len(self._sent) + 1, "d": data}
        self._sent.append(packet)
        if self.connection is not None:
            await self.connection.send(packet)

    async def resume(self, connection: "Connection", sequence: int) -> None:
        """Go on over another connection with what was sent after a sequence number."""
        self.connection = connection
        for missed in self._sent[sequence:]:
            await connection.send(missed)
        await self.dispatch("RESUMED", {"_trace": []})


class Connection:
    """A websocket with Discord's compression of the whole stream."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.silent = False
        self._compress = zlib.compressobj()

    async def send(self, packet: Json) -> None:
        """Send a packet; over a connection that fell silent it is lost."""
        if self.silent:
            return
        data = self._compress.compress(json.dumps(packet).encode()) + self._compress.flush(zlib.Z_SYNC_FLUSH)
        try:
            await self.socket.send_bytes(data)
        except ConnectionError:
            return


class Gateway:
    """All shards' sessions, and what became of their connections."""

    def __init__(self, token: str) -> None:
        self.identified: list[Json] = []
        self.resumed = 0
        self.closed_cleanly = False
        self.url = ""
        self.heartbeat = HEARTBEAT
        self._token = token
        self._sessions: dict[int, Session] = {}  # by the shard's number
        self._shards = 1

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket)
        await connection.send({"op": 10, "d": {"heartbeat_interval": self.heartbeat}})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._receive(connection, json.loads(frame.data))
        for session in self._sessions.values():
            if session.connection is connection:
                self.closed_cleanly = socket.close_code == 1000
                session.connection = None
        return socket

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event to the shard that its server belongs to; what belongs to none goes to the first."""
        guild = data.get("guild_id") or (data["id"] if event == "GUILD_CREATE" else "0")
        session = self._sessions.get((int(guild) >> 22) % self._shards)
        if session is not None:
            await session.dispatch(event, data)

    async def drop(self) -> None:
        """Cut the connections without taking leave."""
        for session in self._sessions.values():
            connection, session.connection = session.connection, None
            if connection is not None and (transport := connection.socket._req and connection.socket._req.transport):
                transport.close()

    def fall_silent(self) -> None:
        """Say nothing more over the connections that there are, heartbeats' acknowledgements included."""
        for connection in self._connections():
            connection.silent = True

    async def say(self, op: int, data: Any) -> None:
        """Send a packet that is no event: 7 asks for a reconnection, 9 says that the session is not valid."""
        for connection in self._connections():
            await connection.send({"op": op, "d": data})

    async def close(self, code: int) -> None:
        """End the connections with one of Discord's codes."""
        for connection in self._connections():
            await connection.socket.close(code=code)

    def _connections(self) -> list[Connection]:
        return [session.connection for session in self._sessions.values() if session.connection is not None]

    async def _receive(self, connection: Connection, packet: Json) -> None:
        if packet["op"] == 1:
            await connection.send({"op": 11, "d": None})
        elif packet["op"] == 2:
            await self._identify(connection, packet["d"])
        elif packet["op"] == 6:
            self.resumed += 1
            asked = packet["d"]["session_id"]
            session = next(one for one in self._sessions.values() if one.identifier == asked)
            await session.resume(connection, packet["d"]["seq"])

    async def _identify(self, connection: Connection, data: Json) -> None:
        self.identified.append(data)
        if data["token"] != self._token:
            await connection.socket.close(code=4004)
            return
        if data["intents"] & PRIVILEGED:
            await connection.socket.close(code=4014)
            return
        shard, self._shards = data["shard"]
        session = self._sessions[shard] = Session(payloads.new_id())
        session.connection = connection
        here = (int(payloads.GUILD) >> 22) % self._shards == shard
        named = {"session_id": session.identifier, "resume_gateway_url": self.url, "shard": data["shard"]}
        unavailable = [{"id": payloads.GUILD, "unavailable": True}] if here else []
        application = {"id": payloads.APPLICATION, "flags": 0}
        own = payloads.user(payloads.APPLICATION)
        ready = {"v": 10, "user": own, "guilds": unavailable, "application": application}
        await session.dispatch("READY", {**ready, **named, "private_channels": []})
        if here:
            await session.dispatch("GUILD_CREATE", payloads.guild())
