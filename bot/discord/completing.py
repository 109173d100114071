"""What the options `show`, `episode` and `speaker` complete to.

In: what somebody has typed so far. Out: choices from the names at hand.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from discord import app_commands

from bot.custom_ids import of_marked
from bot.discord.library import Catalogue
from bot.discord.serving import Interaction
from bot.replies.choices import Choice, episode_choices, show_choices, speaker_choices


async def complete_episode(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return episodes by title, speaker and heading."""
    return await _complete(interaction, lambda names: episode_choices(typed, names.episodes, names.headings))


async def complete_speaker(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return speakers by name."""
    return await _complete(interaction, lambda names: speaker_choices(typed, names.speakers))


async def complete_show(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return the shows that the server answers from, by name."""
    choices = show_choices(typed, _seen(interaction))
    return [app_commands.Choice(name=choice.name, value=choice.value) for choice in choices]


def told_apart(interaction: Interaction, show: str | None, episode: str | None) -> tuple[str | None, str | None]:
    """Return the show and the episode that are meant, for an episode chosen from those of several shows says both."""
    if episode is None:
        return show, None
    named, slug = of_marked(episode, (one.name for one in interaction.client.library.shows))
    return named or show, slug


def _within(interaction: Interaction) -> tuple[str, ...]:
    """Return the show that was chosen beside the option, or else those that the server answers from."""
    typed = str(getattr(interaction.namespace, "show", None) or "").strip().casefold()
    seen = _seen(interaction)
    return tuple(name for name in seen if name.casefold() == typed) or seen


def _seen(interaction: Interaction) -> tuple[str, ...]:
    """Return the names of the shows that the server answers from, all of them where it chose none."""
    every = tuple(show.name for show in interaction.client.library.shows)
    return interaction.client.shows(interaction.guild_id) or every


async def _complete(interaction: Interaction, choose: Any) -> list[app_commands.Choice[str]]:
    """Choose from the names at hand, off the event loop; names of a new index come with the next key."""
    library = interaction.client.library
    catalogue: Catalogue = library.catalogue(_within(interaction))
    interaction.client.in_background(library.describe())
    chosen: Sequence[Choice] = await asyncio.to_thread(choose, catalogue)
    return [app_commands.Choice(name=choice.name, value=choice.value) for choice in chosen]
