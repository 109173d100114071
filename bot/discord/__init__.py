"""The Discord bot: from an interaction or a message to a reply, on discord.py.

`running` starts and stops it, `client` is its connection, `commands`, `buttons` and `chat` are what members use,
`translating` what commands are called in every language, `handling` is how all of it is acknowledged, answered and kept
from failing, `serving` what it holds while it runs, `library` the search threads, `check` what `askcast bot --check`
tells.
"""
