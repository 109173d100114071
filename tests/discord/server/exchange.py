"""One interaction: what was sent to the bot, and what came back.

In: the bodies of the bot's requests. Out: what the member then sees.
"""

from time import monotonic
from typing import TYPE_CHECKING, Self

from tests.discord.server import payloads
from tests.discord.server.limits import walk
from tests.discord.server.payloads import EPHEMERAL, Json

if TYPE_CHECKING:
    from tests.discord.server.server import DiscordServer


class Exchange:
    """One interaction: what was sent to the bot, and what came back."""

    def __init__(self, payload: Json, server: "DiscordServer") -> None:
        self.payload = payload
        self.sent_at = self.arrived_at = monotonic()
        self.kind: int | None = None
        self.waited = 0.0
        self.message: Json | None = None
        self.modal: Json | None = None
        self.choices: list[Json] | None = None
        self.followed_by: list[Json] = []
        self.files: dict[str, bytes] = {}
        self.replaced = False
        self.answered = False
        self.deleted = False
        self._server = server

    def acknowledged(self, body: Json, waited: float) -> None:
        self.kind, self.waited = body["type"], waited
        data = body.get("data") or {}
        if self.kind in (4, 5):
            flags = data.get("flags", 0)
            where = self.payload["channel_id"]
            components = data.get("components", [])
            self.message = payloads.message("", payloads.APPLICATION, where, components=components, flags=flags)
            self.answered = self.kind == 4
        elif self.kind == 6:
            self.message = self.payload.get("message")
            self.replaced = True
        elif self.kind == 8:
            self.choices, self.answered = data["choices"], True
        elif self.kind == 9:
            self.modal, self.answered = data, True

    def edited(self, body: Json, files: dict[str, bytes]) -> None:
        assert self.message is not None
        kept = self.message["flags"] & EPHEMERAL
        shown = {"components": body.get("components", []), "flags": body.get("flags", 0) | kept}
        self.message = {**self.message, **shown}
        self.files = files
        self.answered = True

    def reply(self) -> Self:
        """Wait until the bot has answered."""
        self._server.wait(lambda: self.answered or self.deleted)
        return self

    @property
    def age(self) -> float:
        """Seconds since it was sent to the bot."""
        return monotonic() - self.sent_at

    @property
    def private(self) -> bool:
        return bool(self.message and self.message["flags"] & EPHEMERAL)

    @property
    def text(self) -> str:
        assert self.message is not None
        return text_of(self.message)

    def custom_id(self, label: str) -> str:
        assert self.message is not None
        return custom_id_of(self.message, label)


def text_of(message: Json) -> str:
    return "\n".join(component["content"] for component in walk(message["components"]) if "content" in component)


def buttons_of(message: Json) -> dict[str, Json]:
    return {component["label"]: component for component in walk(message["components"]) if component["type"] == 2}


def custom_id_of(message: Json, label: str) -> str:
    return str(buttons_of(message)[label]["custom_id"])
