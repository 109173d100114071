"""What an option completes to as a member types: at most 25 choices, whatever is typed.

In: what is typed, and the index's summaries. Out: `Choice`s, the best first.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import limits
from index.answer import EpisodeSummary, SpeakerSummary
from index.text.terms import fold

LONGEST_TYPED = 200  # characters that are looked at


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice as Discord shows it, and the value that it stands for."""

    name: str
    value: str


def episode_choices(
    typed: str, episodes: Sequence[EpisodeSummary], headings: Sequence[tuple[str, str]] = ()
) -> tuple[Choice, ...]:
    """Return the episodes whose title, slug or speakers fit what is typed, then those with a heading that fits.

    `headings` are pairs of an episode's slug and a heading. The value is the slug.
    """
    titles = {episode.slug: episode.title for episode in episodes}
    own = ((episode.title, episode.slug, (episode.title, episode.slug, *episode.speakers)) for episode in episodes)
    of_headings = (
        (f"{heading} — {titles[slug]}", slug, (heading,))
        for slug, heading in headings
        if typed.strip() and slug in titles
    )
    return _best(typed, own, of_headings)


def speaker_choices(typed: str, speakers: Sequence[SpeakerSummary]) -> tuple[Choice, ...]:
    """Return the speakers whose name fits what is typed; among equals the order given."""
    return _best(typed, ((speaker.name, speaker.name, (speaker.name,)) for speaker in speakers))


def show_choices(typed: str, names: Sequence[str]) -> tuple[Choice, ...]:
    """Return the shows whose name fits what is typed; among equals the order given."""
    return _best(typed, ((name, name, (name,)) for name in names))


def _best(typed: str, *kinds: Iterable[tuple[str, str, tuple[str, ...]]]) -> tuple[Choice, ...]:
    """Return choices of the kinds in turn, each sorted by fit; of choices with one value only the first."""
    wanted = fold(" ".join(typed[:LONGEST_TYPED].split()))
    chosen: dict[str, str] = {}
    for kind in kinds:
        fitting = [(fit, name, value) for name, value, texts in kind if (fit := _fit(wanted, texts)) is not None]
        for _, name, value in sorted(fitting, key=lambda entry: entry[0]):
            if len(chosen) == limits.CHOICES:
                break
            if value and limits.length(value) <= limits.CHOICE:
                chosen.setdefault(value, limits.cropped(name, limits.CHOICE) or value)
    return tuple(Choice(name, value) for value, name in chosen.items())


def _fit(wanted: str, texts: Iterable[str]) -> int | None:
    """Rate the fit, 0 best: a text begins so, a word does, it stands anywhere, its words stand somewhere; or None."""
    folded = [" ".join(fold(text).split()) for text in texts]
    if any(text.startswith(wanted) for text in folded):
        return 0
    at_word = re.compile(rf"(?<!\w){re.escape(wanted)}")
    if any(at_word.search(text) for text in folded):
        return 1
    if any(wanted in text for text in folded):
        return 2
    return 3 if all(any(word in text for text in folded) for word in wanted.split()) else None
