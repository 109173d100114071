"""The door for tests: a Discord that runs in a thread of its own.

In: what a member does (a command, a press, a form, a message). Out: `Exchange`s, with what the bot sent back.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.discord.server import payloads
from tests.discord.server.description import Description
from tests.discord.server.exchange import Exchange, custom_id_of
from tests.discord.server.gateway import Gateway
from tests.discord.server.limits import walk
from tests.discord.server.payloads import Json
from tests.discord.server.rest import TOKEN_LASTS, Rest

PATIENCE = 15.0  # seconds a test waits for the bot


class DiscordServer:
    """A Discord on loopback; a context manager."""

    def __init__(self) -> None:
        self.token = "MTIz.abc.secret-part-of-the-token"
        self.changed = threading.Condition()
        self.description = Description()
        self.gateway = Gateway(self.token)
        self.commands: dict[str, Json] = {}
        self.exchanges: dict[str, Exchange] = {}
        self.requests: list[tuple[str, str, Any]] = []
        self.posted: list[tuple[Json, Json]] = []
        self.mismatches: list[str] = []
        self.mistakes: list[str] = []
        self.closed_channels: set[str] = set()
        self.permissions = payloads.NEEDED
        self.rate_limited = 0
        self.faults: list[tuple[int, Json]] = []  # what the next requests are answered with
        self.acknowledged_by_another = False
        self.stalled = threading.Event()  # while it is set, edits wait
        self.token_lasts = TOKEN_LASTS
        self.api = ""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="discord")

    def __enter__(self) -> Self:
        self._thread.start()
        self._call(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._call(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def wait(self, condition: Callable[[], Any], patience: float = PATIENCE) -> None:
        """Wait until something holds; requests wake the waiting."""
        until = monotonic() + patience
        with self.changed:
            while not condition():
                assert monotonic() < until, f"the bot did not do it; mistakes: {self.mistakes + self.mismatches}"
                self.changed.wait(0.05)

    def slash(self, name: str, options: Json | None = None, **where: Any) -> Exchange:
        """A member uses a command."""
        return self._interact(2, {**self._command(name), "type": 1, "options": _options(options)}, **where)

    def slash_at_once(self, name: str, uses: list[tuple[str, Json]]) -> list[Exchange]:
        """Many members, each by id, use a command in the same moment."""
        data = {**self._command(name), "type": 1}
        sent = [self._exchange(2, {**data, "options": _options(options)}, by=member) for member, options in uses]

        async def send() -> None:
            for exchange in sent:
                exchange.sent_at = monotonic()
                await self.gateway.dispatch("INTERACTION_CREATE", exchange.payload)

        self._call(send())
        return sent

    def complete(self, name: str, option: str, typed: str, beside: Json | None = None, **where: Any) -> Exchange:
        """A member types into an option, after choosing others beside it."""
        options = [*_options(beside), {"name": option, "type": 3, "value": typed, "focused": True}]
        return self._interact(4, {**self._command(name), "type": 1, "options": options}, **where)

    def menu(self, name: str, content: str, **where: Any) -> Exchange:
        """A member uses a message's menu."""
        message = payloads.message(content, payloads.OTHER_MEMBER, payloads.CHANNEL)
        target = {"target_id": message["id"], "resolved": {"messages": {message["id"]: message}}}
        return self._interact(2, {**self._command(name), "type": 3, **target}, **where)

    def press(self, message: Json, label: str, **where: Any) -> Exchange:
        """A member presses a button of a message."""
        return self.press_id(message, custom_id_of(message, label), **where)

    def press_id(self, message: Json, custom_id: str, **where: Any) -> Exchange:
        data = {"component_type": 2, "custom_id": custom_id, "id": 1}
        return self._interact(3, data, message=message, **where)

    def choose(self, message: Json, kind: int, values: list[str], named: str = "", **where: Any) -> Exchange:
        """A member chooses from a message's list of a kind (8: channels, 6: roles, 3: texts), by a part of its id."""
        lists = [one["custom_id"] for one in walk(message["components"]) if one["type"] == kind]
        (custom_id,) = [one for one in lists if named in one]
        data = {"component_type": kind, "custom_id": custom_id, "id": 1, "values": values, "resolved": {}}
        return self._interact(3, data, message=message, **where)

    def submit(self, modal: Json, *typed: str, message: Json, **where: Any) -> Exchange:
        """A member sends a form, with something typed into each of its fields."""
        names = [field["component"]["custom_id"] for field in modal["components"]]
        fields = [
            {"type": 18, "id": place, "component": {"type": 4, "custom_id": name, "value": text, "id": 10 + place}}
            for place, (name, text) in enumerate(zip(names, typed, strict=True))
        ]
        return self._interact(5, {"custom_id": modal["custom_id"], "components": fields}, message=message, **where)

    def take_in(self, guild: Json) -> None:
        """A server takes the bot in."""
        self._call(self.gateway.dispatch("GUILD_CREATE", guild))

    def say(self, content: str, *, by: str = payloads.MEMBER, where: str = payloads.CHANNEL) -> Json:
        """A member writes a message; its text reaches the bot only where Discord hands it over."""
        mentioned = f"<@{payloads.APPLICATION}>" in content
        seen = content if mentioned or where == payloads.DM_CHANNEL else ""
        mentions = [payloads.user(payloads.APPLICATION)] if mentioned else []
        message = payloads.message(seen, by, where, mentions=mentions)
        self._call(self.gateway.dispatch("MESSAGE_CREATE", message))
        return message

    def say_on_gateway(self, op: int, data: Any = None) -> None:
        self._call(self.gateway.say(op, data))

    def close_gateway(self, code: int) -> None:
        self._call(self.gateway.close(code))

    def drop_gateway(self) -> None:
        self._call(self.gateway.drop())

    def _command(self, name: str) -> Json:
        return {"id": self.commands[name]["id"], "name": name}

    def _exchange(self, kind: int, data: Json, **where: Any) -> Exchange:
        payload = payloads.interaction(kind, data, **where)
        exchange = self.exchanges[payload["token"]] = Exchange(payload, self)
        return exchange

    def _interact(self, kind: int, data: Json, **where: Any) -> Exchange:
        exchange = self._exchange(kind, data, **where)
        self._call(self.gateway.dispatch("INTERACTION_CREATE", exchange.payload))
        return exchange

    def _call(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    async def _start(self) -> None:
        rest = Rest(self)
        app = web.Application(middlewares=[rest.check])
        app.add_routes([*rest.routes(), web.get("/gateway/", self.gateway.serve)])
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        with suppress(AttributeError):
            port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        self.api = f"http://127.0.0.1:{port}/api/v10"
        self.gateway.url = f"ws://127.0.0.1:{port}/gateway/"


def _options(options: Json | None) -> list[Json]:
    kinds = {str: 3, bool: 5}
    return [{"name": name, "type": kinds[type(value)], "value": value} for name, value in (options or {}).items()]
