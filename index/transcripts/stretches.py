"""Sections for an episode that has none: stretches of about ten minutes, named by the time at which they begin.

In: an episode whose turns tell times. Out: the same words in several sections, the same on every run. A turn stays
whole.
"""

from dataclasses import replace

from index.transcripts.episode import Episode, Section, Turn
from index.transcripts.stamps import clock

STRETCH = 600.0  # seconds
SHORTEST = 900.0  # seconds: a shorter recording stays as it is


def in_stretches(episode: Episode) -> Episode:
    """Return the episode in stretches, or as it is where it has headings, or tells no times."""
    (section, *others) = episode.sections or (None,)
    if section is None or others or section.level or not section.turns:
        return episode
    latest = max((turn.marks[-1].second for turn in section.turns if turn.marks), default=0.0)
    if latest < SHORTEST:
        return episode
    stretches: list[tuple[float, list[Turn]]] = []
    for turn in section.turns:
        second = turn.marks[0].second if turn.marks else None
        if not stretches or (second is not None and second >= stretches[-1][0] + STRETCH):
            stretches.append((second or 0.0, []))
        stretches[-1][1].append(turn)
    return replace(
        episode,
        sections=tuple(
            Section(clock(second), 2, "", (), tuple(turns), turns[0].line if turns else section.line)
            for second, turns in stretches
        ),
    )
