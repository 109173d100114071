"""`python -m bot`: the same as `askcast`."""

from bot.cli import main

main()
