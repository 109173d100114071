"""What the options `episode` and `speaker` complete to.

In: what somebody has typed so far. Out: choices from the names at hand.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from discord import app_commands

from bot.discord.library import Catalogue
from bot.discord.serving import Interaction
from bot.replies.choices import Choice, episode_choices, speaker_choices


async def complete_episode(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return episodes by title, speaker and heading."""
    return await _complete(interaction, lambda names: episode_choices(typed, names.episodes, names.headings))


async def complete_speaker(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return speakers by name."""
    return await _complete(interaction, lambda names: speaker_choices(typed, names.speakers))


async def _complete(interaction: Interaction, choose: Any) -> list[app_commands.Choice[str]]:
    """Choose from the names at hand, off the event loop; names of a new index come with the next key."""
    library = interaction.client.library
    catalogue: Catalogue = library.catalogue
    interaction.client.in_background(library.describe())
    chosen: Sequence[Choice] = await asyncio.to_thread(choose, catalogue)
    return [app_commands.Choice(name=choice.name, value=choice.value) for choice in chosen]
