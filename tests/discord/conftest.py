"""A running bot and the Discord that it talks to."""

from collections.abc import Iterator

import pytest

from tests.discord.bot_process import BotProcess, in_order, stage
from tests.discord.server import DiscordServer


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DiscordServer, BotProcess]]:
    with stage(tmp_path_factory.mktemp("scenes")) as scene:
        yield scene


@pytest.fixture
def discord(running: tuple[DiscordServer, BotProcess]) -> Iterator[DiscordServer]:
    yield running[0]
    in_order(*running)
