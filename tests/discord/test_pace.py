"""How long a member and a channel wait, and for how long a question leans on the one before."""

from datetime import UTC, datetime

from bot.discord.pace import KEPT_AT_MOST, LEANS_FOR, Conversations, Cooldowns
from bot.memory import Asked

ADA, BEN, GENERAL, RANDOM = 1, 2, 10, 20


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_member_waits_in_every_channel_and_others_do_not() -> None:
    clock = Clock()
    cooldowns = Cooldowns(5, 0, clock)
    assert cooldowns.take(ADA, GENERAL) == 0
    clock.now += 2
    assert cooldowns.take(ADA, RANDOM) == 3
    assert cooldowns.take(BEN, GENERAL) == 0
    clock.now += 3
    assert cooldowns.take(ADA, GENERAL) == 0


def test_a_channel_waits_whoever_asks_but_not_for_private_questions() -> None:
    cooldowns = Cooldowns(0, 2, Clock())
    assert cooldowns.take(ADA, GENERAL) == 0
    assert cooldowns.take(BEN, GENERAL) == 2
    assert cooldowns.take(BEN, None) == 0


def test_asking_too_soon_does_not_lengthen_the_wait() -> None:
    clock = Clock()
    cooldowns = Cooldowns(5, 0, clock)
    cooldowns.take(ADA, GENERAL)
    clock.now += 4
    assert cooldowns.take(ADA, GENERAL) == 1
    clock.now += 1
    assert cooldowns.take(ADA, GENERAL) == 0


def test_cooldowns_that_have_run_out_are_let_go() -> None:
    clock = Clock()
    cooldowns = Cooldowns(1, 0, clock)
    for member in range(KEPT_AT_MOST):
        cooldowns.take(member, None)
    clock.now += 2
    cooldowns.take(ADA, None)
    assert len(cooldowns._free_at) == 1


def test_a_question_leans_on_the_one_before_for_fifteen_minutes_by_person_and_channel() -> None:
    clock = Clock()
    conversations = Conversations(clock)
    why = Asked("Why?", None, None, None, datetime(2026, 5, 4, tzinfo=UTC))
    conversations.asked(ADA, GENERAL, why)
    clock.now += LEANS_FOR
    assert conversations.before(ADA, GENERAL) == why
    assert conversations.before(BEN, GENERAL) is None
    assert conversations.before(ADA, RANDOM) is None
    clock.now += 1
    assert conversations.before(ADA, GENERAL) is None
