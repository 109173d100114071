"""The generators of sites whose configuration can be read: where each puts a page, and how it makes heading ids.

In: a source's path. Out: the `Site` that its configuration describes. One module a generator, with a name for the
configuration's file and a function that reads it; a further one gets a module here and a place in `GENERATORS`.
"""

import os
from collections.abc import Callable
from pathlib import Path

from index.transcripts.generators import docusaurus, eleventy, hugo, jekyll, mkdocs
from index.transcripts.site import Site

ABOVE = 5  # folders looked into: the source's own and those above it
GENERATORS: tuple[tuple[tuple[str, ...], Callable[[Path], Site | None]], ...] = tuple(
    (generator.CONFIGURATIONS, generator.read_site) for generator in (jekyll, mkdocs, docusaurus, eleventy, hugo)
)


def find_site(source: Path) -> Site:
    """Return the site whose configuration stands in the source folder or above it, or a site without address.

    Raises `TranscriptError` where that configuration cannot be read.
    """
    folder = Path(os.path.abspath(source if source.is_dir() else source.parent))
    for candidate in [folder, *folder.resolve().parents][:ABOVE]:
        for names, read_site in GENERATORS:
            found = next((candidate / name for name in names if (candidate / name).is_file()), None)
            if found and (site := read_site(found)):
                return site
    return Site()
