"""Replies: what options complete to."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot import limits
from bot.replies.choices import episode_choices, speaker_choices
from index.answer import (
    EpisodeSummary,
    SpeakerSummary,
)
from tests.replies.samples import EPISODE


def speaker(name: str) -> SpeakerSummary:
    return SpeakerSummary(name, ("ada",), 3)


def test_choices_ignore_case_and_accents_and_begin_with_the_best() -> None:
    speakers = [speaker(name) for name in ("Jordan Élan", "Michaël", "Élan Ray", "Lee Belan")]
    assert [c.name for c in speaker_choices("ELA", speakers)] == ["Élan Ray", "Jordan Élan", "Lee Belan"]
    assert [c.value for c in speaker_choices(" mich", speakers)] == ["Michaël"]


def test_episodes_are_found_by_title_slug_speaker_and_heading() -> None:
    other = EpisodeSummary("grace", "Grace on ships", "https://pod.example/grace", None, ("Hopper",), 3)
    headings = [("grace", "On nanoseconds"), ("ada", "On looms")]
    for typed, slug in {"ships": "grace", "ada": "ada", "hopp": "grace", "on engines ada": "ada"}.items():
        assert episode_choices(typed, [EPISODE, other], headings)[0].value == slug
    (found,) = episode_choices("nanosec", [EPISODE, other], headings)
    assert (found.name, found.value) == ("On nanoseconds — Grace on ships", "grace")


@given(st.text(max_size=300))
def test_whatever_is_typed_the_choices_keep_their_limits(typed: str) -> None:
    speakers = [speaker(f"{'Name 𝕏' * 30}{n}") for n in range(40)] + [speaker(f"Name {n}") for n in range(40)]
    episodes = [replace(EPISODE, slug=f"s{n}", title="Title 𝕏 " * 40) for n in range(40)]
    for choices in (speaker_choices(typed, speakers), episode_choices(typed, episodes, [("s1", "Heading " * 40)])):
        assert len(choices) <= limits.CHOICES
        assert all(0 < limits.length(c.name) <= limits.CHOICE for c in choices)
        assert all(0 < limits.length(c.value) <= limits.CHOICE for c in choices)
        assert len({c.value for c in choices}) == len(choices)
