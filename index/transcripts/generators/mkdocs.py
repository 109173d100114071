"""MkDocs: `mkdocs.yml`, pages below `docs/`. https://www.mkdocs.org/user-guide/configuration/

In: the path of a site's configuration. Out: its `Site`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.transcripts.addresses import below, page_date
from index.transcripts.generators.configuration import read_configuration
from index.transcripts.site import Site, title_told

CONFIGURATIONS = ("mkdocs.yml", "mkdocs.yaml")
TITLE_OF_NEW_SITES = "My Docs"
INDEXES = ("index", "README")


@dataclass(frozen=True, slots=True)
class MkDocsPages:
    """Where the pages lie, and whether each has a folder of its own as address."""

    docs: str
    folders: bool

    def filled(self, path: Path, front_matter: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the front matter as it is."""
        return front_matter

    def place(self, path: Path, front_matter: Mapping[str, Any]) -> str:
        """Return the page's path below the documents, with the ending that the site gives its pages."""
        place = below(path, self.docs)
        parts = list(place.with_suffix("").parts)
        if parts[-1] in INDEXES:
            return "/".join([*parts[:-1], "" if self.folders else "index.html"])
        return "/".join(parts) + ("/" if self.folders else ".html")

    def date(self, path: Path, front_matter: Mapping[str, Any]) -> str | None:
        """Return the day of the front matter, else of the file's name."""
        return page_date(path, front_matter)

    def unpublished(self, front_matter: Mapping[str, Any]) -> str:
        """Return "": every page below the documents is made."""
        return ""


def read_site(path: Path) -> Site:
    """Return the site of a `mkdocs.yml`; raise `TranscriptError` where it is no YAML mapping."""
    config = read_configuration(path)
    docs = path.parent / str(config.get("docs_dir") or "docs")
    pages = MkDocsPages(str(docs), config.get("use_directory_urls") is not False)
    title = title_told(config.get("site_name"), TITLE_OF_NEW_SITES)
    return Site(str(config.get("site_url") or "").rstrip("/"), "mkdocs", pages, title=title)
