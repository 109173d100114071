"""Acknowledgements go first: no search begins while one is on its way.

Discord waits three seconds for an acknowledgement and fifteen minutes for the answer. A search keeps the interpreter
busy, so under a burst the answers wait until everybody has been acknowledged.
"""

import asyncio
from collections.abc import Awaitable

PATIENCE = 2.0  # seconds that a search waits at most, for under an endless stream there is always one on its way


class Acknowledgements:
    """Those that are on their way."""

    def __init__(self) -> None:
        self._on_their_way = 0
        self._none = asyncio.Event()
        self._none.set()

    async def send(self, acknowledgement: Awaitable[object]) -> None:
        """Send one."""
        self._on_their_way += 1
        self._none.clear()
        try:
            await acknowledgement
        finally:
            self._on_their_way -= 1
            if not self._on_their_way:
                self._none.set()

    async def sent(self) -> None:
        """Wait until none is on its way, but not for ever."""
        try:
            await asyncio.wait_for(self._none.wait(), PATIENCE)
        except TimeoutError:
            return
