"""One module a transcript format; `read_episode` picks the one that fits.

In: a file and the site it stands on. Out: its `Episode`. A further format gets a module beside `jekyll` with the same
`episode(path, text, site)`, and a line in `read_episode` that says by what it is known.
"""

from pathlib import Path

from index.episode import Episode
from index.formats import jekyll
from index.formats.decoding import read_text
from index.site import Site

SUFFIXES = frozenset({".md", ".markdown", ".txt"})


def read_episode(path: Path, site: Site) -> Episode:
    """Read one transcript.

    Raises `TranscriptError` for a file that cannot be read, and `NoTranscript` for a page on which nobody speaks.
    """
    return jekyll.episode(path, read_text(path), site)
