"""What monitoring asks of a running bot: figures as Prometheus reads them, and whether it is well, on loopback.

In: what happened. Out: `/metrics` (Prometheus text) and `/health` (200, or 503 with the reason). Needs the extra
`metrics`; without a port nothing is counted.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from aiohttp import web

from bot.settings import Settings
from index.settings import SettingsError

if TYPE_CHECKING:
    pass

LOOPBACK = "127.0.0.1"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # of an answer, its search included


class Watched(Protocol):
    """What is asked of the bot when somebody looks."""

    def gateway_open(self) -> bool:
        """Tell whether the gateway is connected."""

    def index_age(self) -> float | None:
        """Return the seconds since the index was built, None where it cannot be read."""

    def servers(self) -> int:
        """Return how many servers the bot is in."""


class Meter:
    """Counts nothing: what stands where no port is set."""

    def answered(self, seconds: float, answered: bool | None) -> None:
        """Count a question, how long its reply took, and whether it was answered (None: it was refused)."""

    def failed(self, kind: str) -> None:
        """Count an error by its kind."""


class PrometheusMeter(Meter):
    """Counts for Prometheus."""

    def __init__(self, watched: Watched) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram  # noqa: PLC0415  (an extra)

        self.registry: CollectorRegistry = CollectorRegistry()
        self._watched = watched
        self._questions = Counter("askcast_questions", "Questions asked.", ["outcome"], registry=self.registry)
        self._seconds = Histogram("askcast_reply_seconds", "To a reply.", buckets=SECONDS, registry=self.registry)
        self._errors = Counter("askcast_errors", "Errors, by kind.", ["kind"], registry=self.registry)
        for name, text, value in (
            ("askcast_gateway_connected", "1 while the gateway is connected.", watched.gateway_open),
            ("askcast_index_age_seconds", "Since the index was built; NaN: unreadable.", self._age),
            ("askcast_servers", "Servers that the bot is in.", watched.servers),
        ):
            Gauge(name, text, registry=self.registry).set_function(value)

    def answered(self, seconds: float, answered: bool | None) -> None:
        """Count a question, how long its reply took (seconds), and whether it was answered (None: it was refused)."""
        outcome = "refused" if answered is None else "answered" if answered else "not_answered"
        self._questions.labels(outcome).inc()
        self._seconds.observe(seconds)

    def failed(self, kind: str) -> None:
        """Count an error by its kind."""
        self._errors.labels(kind).inc()

    def _age(self) -> float:
        age = self._watched.index_age()
        return float("nan") if age is None else age


@asynccontextmanager
async def metrics_served(settings: Settings, watched: Watched) -> AsyncIterator[Meter]:
    """Yield what counts, and serve it on loopback meanwhile, where a port is set; raise `SettingsError`."""
    if settings.metrics_port is None:
        yield Meter()
        return
    try:
        meter = PrometheusMeter(watched)
    except ImportError as error:
        raise SettingsError("ASKCAST_METRICS_PORT", "needs the extra: pip install 'askcast[metrics]'") from error
    runner = web.AppRunner(_application(meter, watched), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, settings.metrics_port).start()
    except OSError as error:
        await runner.cleanup()
        raise SettingsError(
            "ASKCAST_METRICS_PORT", f"cannot be listened on ({error.strerror}); choose another"
        ) from error
    try:
        yield meter
    finally:
        await runner.cleanup()


def _application(meter: PrometheusMeter, watched: Watched) -> web.Application:
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest  # noqa: PLC0415  (an extra)

    async def metrics(_: web.Request) -> web.Response:
        body = await asyncio.to_thread(generate_latest, meter.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def health(_: web.Request) -> web.Response:
        wrong = [] if watched.gateway_open() else ["the gateway is not connected"]
        wrong += [] if await asyncio.to_thread(watched.index_age) is not None else ["the index cannot be read"]
        return web.json_response({"well": not wrong, "wrong": wrong}, status=503 if wrong else 200)

    application = web.Application()
    application.add_routes([web.get("/metrics", metrics), web.get("/health", health)])
    return application


def age_of(built_at: str, now: datetime | None = None) -> float:
    """Return the seconds since an index was built (ISO, UTC)."""
    built = datetime.fromisoformat(built_at)
    return ((now or datetime.now(UTC)) - built).total_seconds()
