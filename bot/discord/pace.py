"""What the bot holds in memory about who asked when: cooldowns, and the question before in a chat.

In: ids of a member and a channel, and a clock in seconds. Nothing here is written anywhere, and what has run out is
let go.
"""

from collections.abc import Callable
from time import monotonic

from bot.memory import Asked

LEANS_FOR = 15 * 60  # seconds in which a mention leans on the question before
KEPT_AT_MOST = 10_000

Clock = Callable[[], float]


class Cooldowns:
    """How long a member and a channel wait between questions (in seconds, 0: not at all)."""

    def __init__(self, member: float, channel: float, clock: Clock = monotonic) -> None:
        self._waits = {"member": member, "channel": channel}
        self._clock = clock
        self._free_at: dict[tuple[str, int], float] = {}

    def take(
        self, member: int, channel: int | None, member_wait: float | None = None, channel_wait: float | None = None
    ) -> float:
        """Return how many seconds to wait; 0 means that the question may be asked now, and counts.

        A channel of None is one where nobody else is disturbed. The waits are a server's own, None: the usual ones.
        """
        own = {"member": member_wait, "channel": channel_wait}
        waits = {name: usual if (chosen := own[name]) is None else chosen for name, usual in self._waits.items()}
        now = self._clock()
        keys = [("member", member)] if channel is None else [("member", member), ("channel", channel)]
        wait = max(self._free_at.get(key, now) - now for key in keys)
        if wait > 0:
            return wait
        if len(self._free_at) >= KEPT_AT_MOST:
            self._free_at = {key: free_at for key, free_at in self._free_at.items() if free_at > now}
        self._free_at |= {key: now + waits[key[0]] for key in keys if waits[key[0]]}
        return 0.0


class Conversations:
    """The last question of each person in each channel, for as long as the next one leans on it."""

    def __init__(self, clock: Clock = monotonic) -> None:
        self._clock = clock
        self._asked: dict[tuple[int, int], tuple[Asked, float]] = {}

    def before(self, member: int, channel: int) -> Asked | None:
        """Return the question before, or None where there is none that is recent enough."""
        asked, asked_at = self._asked.get((member, channel), (None, 0.0))
        return asked if self._clock() - asked_at <= LEANS_FOR else None

    def asked(self, member: int, channel: int, asked: Asked) -> None:
        """Keep a question as the one before."""
        now = self._clock()
        if len(self._asked) >= KEPT_AT_MOST:
            self._asked = {key: kept for key, kept in self._asked.items() if now - kept[1] <= LEANS_FOR}
        self._asked[member, channel] = asked, now
