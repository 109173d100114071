"""`python -m index`: the same as `askcast index`."""

from index.cli import main

main()
