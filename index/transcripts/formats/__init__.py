"""One module a transcript format; `read_episode` picks the one that fits.

In: a file and the site it stands on. Out: its `Episode`. A further format gets a module beside `markdown` with the same
`episode(path, text, site)`, and a line in `read_episode` that says by what it is known.
"""

from pathlib import Path

from index.transcripts.decoding import read_text
from index.transcripts.episode import Episode
from index.transcripts.formats import markdown
from index.transcripts.site import Site

SUFFIXES = frozenset({".md", ".markdown", ".txt"})


def read_episode(path: Path, site: Site) -> Episode:
    """Read one transcript.

    Raises `TranscriptError` for a file that cannot be read, and `NoTranscript` for a page on which nobody speaks.
    """
    return markdown.episode(path, read_text(path), site)
