"""Answers, passages and lists to make replies of, and what must hold for every reply."""

from dataclasses import replace

from bot import limits
from bot.replies.answers import Place
from bot.replies.reply import Button, LinkButton, Reply
from index.answer import (
    Answer,
    EpisodeSummary,
    IndexStatus,
    RankedPassage,
)

QUESTION = "AbCdEfGhIjKl"


PLACE = Place(QUESTION, asker=2**63)


PASSAGE = RankedPassage(
    rank=1,
    score=9.5,
    episode="ada",
    title="Ada on engines",
    section="On looms",
    anchor="on-looms",
    speaker="Ada",
    text="The engine weaves algebraic patterns. It weaves them just as the loom weaves flowers.",
    url="https://pod.example/ada#on-looms:~:text=The%20engine%20weaves",
    matched=("engine", "weaves", "loom"),
    position=4,
    turn=2,
    date="2024-05-06",
)


EPISODE = EpisodeSummary("ada", "Ada on engines", "https://pod.example/ada", "2024-05-06", ("Ada", "Host"), 12)


STATUS = IndexStatus(19, 2_000, 20, 300_000, "2026-05-04T12:00:00+00:00", "0.1.0", ("transcripts",), 10**6, "b1")


def answer(
    passages: int = 4, passage: RankedPassage = PASSAGE, *, answered: bool = True, did_you_mean: str | None = None
) -> Answer:
    ranked = tuple(replace(passage, rank=number + 1, position=number) for number in range(passages))
    return Answer(None, "Why does the engine weave?", answered, 0.8, did_you_mean, ranked)


def text_of(reply: Reply) -> str:
    return "\n".join(getattr(block, "text", "") for block in reply.blocks)


def links_of(reply: Reply) -> list[str]:
    return [button.url for button in reply.buttons if isinstance(button, LinkButton)]


def assert_within_limits(reply: Reply) -> None:
    assert 0 < reply.characters <= limits.MESSAGE_TEXT
    assert reply.components <= limits.MESSAGE_COMPONENTS
    custom_ids = [button.custom_id for button in reply.buttons if isinstance(button, Button)]
    assert len(set(custom_ids)) == len(custom_ids), "Discord refuses one custom id twice"
    assert all(0 < len(found) <= limits.CUSTOM_ID for found in custom_ids)
    assert all(0 < limits.length(button.label) <= limits.BUTTON_LABEL for button in reply.buttons)
    assert all(len(url) <= limits.LINK_URL and url.isascii() for url in links_of(reply))
    for block in reply.blocks:
        assert getattr(block, "text", "text").strip()
        assert 1 <= len(getattr(block, "buttons", (1,))) <= limits.ROW_BUTTONS
