"""Starting the bot and stopping it.

In: `Settings`. Out: it runs until SIGTERM or SIGINT; what keeps it from starting is one line that says what to do.
"""

import asyncio
import signal
from contextlib import closing, suppress

import aiohttp
import click
import discord
from discord.http import Route

from bot.discord.client import AskBot
from bot.discord.library import Library
from bot.discord.metrics import metrics_served
from bot.memory import Memory
from bot.settings import Settings

NOT_IN_SERVER = "ASKCAST_DEV_GUILDS: the bot is not in one of these servers; invite it there, or correct the id"
AUTHENTICATION_FAILED = 4004  # the gateway's code
INTENTS_REFUSED = (
    "Discord refuses the connection for intents that the bot does not ask for; look at Privileged Gateway Intents "
    "under Bot in the developer portal"
)
TOKEN_REFUSED = "DISCORD_TOKEN: Discord refuses this token; copy it anew from the developer portal to .env"


async def serve(settings: Settings) -> None:
    """Run the bot until it is told to stop; raise `ClickException` where it cannot start."""
    Route.BASE = settings.discord_api or Route.BASE
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # it never speaks
    with Memory(settings.memory) as memory, closing(Library(settings.shows)) as library:
        await library.open()
        async with AskBot(settings, library, memory) as bot, metrics_served(settings, bot) as bot.meter:
            loop = asyncio.get_running_loop()
            running = asyncio.create_task(_start(bot))
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, lambda: bot.in_background(_stop(bot, running)))
            with suppress(asyncio.CancelledError):
                await running


async def _stop(bot: AskBot, running: asyncio.Task[None]) -> None:
    """Let what is under way be answered; then end the bot, whose gateway is closed on the way out.

    Closing it first would not do: discord.py, where it was just connecting, would try again for ever.
    """
    await bot.finish()
    running.cancel()


async def _start(bot: AskBot) -> None:
    try:
        await bot.start(bot.settings.token)
    except discord.LoginFailure as error:
        raise click.ClickException(TOKEN_REFUSED) from error
    except discord.PrivilegedIntentsRequired as error:
        raise click.ClickException(INTENTS_REFUSED) from error
    except discord.ConnectionClosed as error:
        known = error.code == AUTHENTICATION_FAILED
        told = TOKEN_REFUSED if known else f"Discord ended the connection for good ({error.code})"
        raise click.ClickException(told) from error
    except discord.Forbidden as error:  # telling Discord of the commands is all that can be forbidden here
        raise click.ClickException(NOT_IN_SERVER) from error
    except (aiohttp.ClientError, OSError, discord.GatewayNotFound, discord.DiscordServerError) as error:
        raise click.ClickException(f"{Route.BASE}: Discord cannot be reached; try again later") from error
