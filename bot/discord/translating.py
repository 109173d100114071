"""The names and descriptions of commands and their options, in every language that Discord knows and the bot speaks.

In: sentences by their names. Out: texts that discord.py sends with their translations; a member sees those of their own
Discord, whatever a server chose, for Discord shows them itself.
"""

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.languages.locales import words_of
from bot.languages.words import ENGLISH


def worded(sentence: str) -> locale_str:
    """Return a sentence in English that is translated when Discord is told of it."""
    return locale_str(ENGLISH(sentence), sentence=sentence)


def option_names(*options: str) -> dict[str, locale_str]:
    """Return what options are called, for `app_commands.rename`."""
    return {option: worded(f"option-{option}") for option in options}


def option_descriptions(command: str, *options: str) -> dict[str, locale_str]:
    """Return what a command's options are for, for `app_commands.describe`."""
    return {option: worded(f"{command}-{option}-told") for option in options}


class Translator(app_commands.Translator):
    """Translates what `worded` made from the catalogues."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Return a text for a locale; None where it is seen in English there."""
        words = words_of(locale.value)
        sentence = string.extras.get("sentence")
        return words(sentence) if sentence and words != ENGLISH else None
