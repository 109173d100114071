"""The Discord bot: from an interaction or a message to a reply, on discord.py.

`client` is the bot, `commands`, `buttons` and `chat` what members use, `handling` how all of it is acknowledged,
answered and kept from failing, `library` the search threads, `check` what `askcast bot --check` tells.
"""
