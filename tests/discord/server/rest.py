"""The HTTP API: what the bot asks of it, and what Discord refuses.

A late or second acknowledgement, a token past its time, limits that are not kept, a path or body that Discord's
description does not know: each is refused as Discord does it, and the last two are kept as mismatches too.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.discord.server import limits, payloads
from tests.discord.server.payloads import EPHEMERAL, Json

if TYPE_CHECKING:
    from tests.discord.server.server import DiscordServer

ACKNOWLEDGE_WITHIN = 3.0  # seconds
TOKEN_LASTS = 15 * 60.0  # seconds


def answered(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    # Without a charset, as Discord does it and discord.py expects it.
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


def refused(status: int, code: int, message: str) -> web.Response:
    return answered({"code": code, "message": message}, status)


async def body_of(request: web.Request) -> Any:
    """The JSON of a request, whether it comes alone or beside files."""
    if request.content_type != "multipart/form-data":
        return await request.json()
    return json.loads(str((await request.post())["payload_json"]))


async def files_of(request: web.Request) -> dict[str, bytes]:
    """The files of a request, by name."""
    if request.content_type != "multipart/form-data":
        return {}
    fields = (await request.post()).values()
    return {field.filename: field.file.read() for field in fields if isinstance(field, web.FileField)}


class Rest:
    """The API's handlers, on the state of a `DiscordServer`."""

    def __init__(self, server: "DiscordServer") -> None:
        self._server = server

    def routes(self) -> list[web.RouteDef]:
        application = payloads.APPLICATION
        return [
            web.get("/api/v10/users/@me", self._always(payloads.user(application))),
            web.get("/api/v10/oauth2/applications/@me", self._always(payloads.application())),
            web.get("/api/v10/users/@me/guilds", self._guilds),
            web.get("/api/v10/gateway/bot", self._gateway),
            web.put(f"/api/v10/applications/{application}/commands", self._commands),
            web.put(f"/api/v10/applications/{application}/guilds/{{guild}}/commands", self._commands),
            web.post("/api/v10/interactions/{id}/{token}/callback", self._acknowledge),
            web.patch(f"/api/v10/webhooks/{application}/{{token}}/messages/@original", self._edit),
            web.delete(f"/api/v10/webhooks/{application}/{{token}}/messages/@original", self._delete),
            web.post(f"/api/v10/webhooks/{application}/{{token}}", self._follow_up),
            web.post("/api/v10/channels/{channel}/messages", self._post),
            web.post("/api/v10/users/@me/channels", self._always(payloads.channel(payloads.DM_CHANNEL))),
        ]

    @web.middleware
    async def check(self, request: web.Request, handler: Callable[[web.Request], Awaitable[Any]]) -> Any:
        """Hold each request against the token, the rate limit and the description."""
        if not request.path.startswith("/api/v10"):
            return await handler(request)
        if exchange := self._server.exchanges.get(request.match_info.get("token", "")):
            exchange.arrived_at = monotonic()
        path = request.path.removeprefix("/api/v10")
        body = await body_of(request) if request.can_read_body else None
        server = self._server
        with server.changed:
            server.requests.append((request.method, path, body))
        mismatch = server.description.mismatch(request.method, path, dict(request.query), body)
        if mismatch:
            server.mismatches.append(mismatch)
            return refused(400, 50035, mismatch)
        try:
            return await self._answer(request, path, handler)
        except Exception as error:
            server.mistakes.append(f"{request.method} {path} made this server fail: {error!r}")
            raise

    async def _answer(self, request: web.Request, path: str, handler: Callable[[web.Request], Awaitable[Any]]) -> Any:
        server = self._server
        by_token = "/interactions/" in path or "/webhooks/" in path
        if not by_token and request.headers.get("Authorization") != f"Bot {server.token}":
            return refused(401, 0, "401: Unauthorized")
        if server.rate_limited > 0:
            server.rate_limited -= 1
            told = {"message": "You are being rate limited.", "retry_after": 0.05, "global": False}
            return answered(told, 429, {"Via": "1.1 loopback", "Retry-After": "1"})
        if server.faults and not path.endswith("/gateway/bot"):
            status, told = server.faults.pop(0)
            return answered(told, status, {"Via": "1.1 loopback", "Retry-After": "1"})
        return await handler(request)

    def _always(self, answer: Json) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handler(_: web.Request) -> web.Response:
            return answered(answer)

        return handler

    async def _guilds(self, _: web.Request) -> web.Response:
        shown = {"id": payloads.GUILD, "name": "Podcast", "owner": False, "features": [], "icon": None}
        return answered([{**shown, "permissions": str(self._server.permissions)}])

    async def _gateway(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return answered({"url": self._server.gateway.url, "shards": 1, "session_start_limit": limit})

    async def _commands(self, request: web.Request) -> web.Response:
        if request.match_info.get("guild", payloads.GUILD) != payloads.GUILD:
            return refused(403, 50001, "Missing Access")
        registered = [
            {"default_member_permissions": None, "description": "", **command}
            | {"id": payloads.new_id(), "application_id": payloads.APPLICATION, "version": payloads.new_id()}
            for command in await request.json()
        ]
        with self._server.changed:
            self._server.commands = {command["name"]: command for command in registered}
        return answered(registered)

    async def _acknowledge(self, request: web.Request) -> web.Response:
        exchange = self._server.exchanges.get(request.match_info["token"])
        body = await request.json()
        waited = exchange.arrived_at - exchange.sent_at if exchange else 0.0
        if exchange is None or waited > ACKNOWLEDGE_WITHIN:
            return self._mistake(404, 10062, "Unknown interaction")
        if self._server.acknowledged_by_another:
            return refused(400, 40060, "Interaction has already been acknowledged")
        if exchange.kind is not None:
            return self._mistake(400, 40060, "Interaction has already been acknowledged")
        if problem := self._problem(body):
            return self._mistake(400, 50035, problem)
        with self._server.changed:
            exchange.acknowledged(body, waited)
            self._server.changed.notify_all()
        told: Json = {"interaction": {"id": exchange.payload["id"], "type": exchange.payload["type"]}}
        if body["type"] == 4:
            told["resource"] = {"type": 4, "message": exchange.message}
        return answered(told)

    async def _edit(self, request: web.Request) -> web.Response:
        body, files = await body_of(request), await files_of(request)
        while self._server.stalled.is_set():
            await asyncio.sleep(0.05)
        exchange = self._server.exchanges.get(request.match_info["token"])
        if exchange is None or exchange.kind is None:
            return self._mistake(404, 10015, "Unknown Webhook")
        if exchange.age > self._server.token_lasts:
            return refused(401, 50027, "Invalid Webhook Token")
        if problem := limits.problem_of_message(body):
            return self._mistake(400, 50035, problem)
        with self._server.changed:
            exchange.edited(body, files)
            self._server.changed.notify_all()
        return answered(exchange.message)

    async def _follow_up(self, request: web.Request) -> web.Response:
        exchange = self._server.exchanges.get(request.match_info["token"])
        if exchange is None or exchange.kind is None:
            return self._mistake(404, 10015, "Unknown Webhook")
        body, files = await body_of(request), await files_of(request)
        if problem := limits.problem_of_message(body):
            return self._mistake(400, 50035, problem)
        where, flags, components = exchange.payload["channel_id"], body.get("flags", 0), body.get("components", [])
        message = payloads.message("", payloads.APPLICATION, where, components=components, flags=flags)
        with self._server.changed:
            exchange.files |= files
            exchange.followed_by.append(message)
            self._server.changed.notify_all()
        return answered(message)

    async def _delete(self, request: web.Request) -> web.Response:
        exchange = self._server.exchanges[request.match_info["token"]]
        with self._server.changed:
            exchange.deleted = True
            self._server.changed.notify_all()
        return web.Response(status=204)

    async def _post(self, request: web.Request) -> web.Response:
        channel = request.match_info["channel"]
        if channel in self._server.closed_channels:
            return refused(403, 50013, "Missing Permissions")
        body = await request.json()
        if problem := limits.problem_of_message(body):
            return self._mistake(400, 50035, problem)
        components, flags = body.get("components", []), body.get("flags", 0)
        message = payloads.message("", payloads.APPLICATION, channel, components=components, flags=flags)
        with self._server.changed:
            self._server.posted.append((body, message))
            self._server.changed.notify_all()
        return answered(message)

    def _problem(self, body: Json) -> str | None:
        data = body.get("data") or {}
        if body["type"] == 4:
            return limits.problem_of_message(data)
        if body["type"] == 8:
            return limits.problem_of_choices(data["choices"])
        if body["type"] == 9:
            return limits.problem_of_modal(data)
        allowed = json.dumps(data) in ("{}", json.dumps({"flags": EPHEMERAL}))
        return None if allowed else "a deferral takes the ephemeral flag alone"

    def _mistake(self, status: int, code: int, message: str) -> web.Response:
        """Refuse what only a bot with a fault sends, and keep it for the test."""
        self._server.mistakes.append(message)
        return refused(status, code, message)
