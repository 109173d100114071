"""Where pages stand on the web: the site's address, how its generator names pages, and how it makes heading ids.

In: what a generator's configuration, the settings and the command line say. Out: a `Site`, which gives a page its
address and its day. How each generator names pages is `index.transcripts.generators`' to know.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from index.transcripts.addresses import page_date, title_part
from index.transcripts.typography import HEADING_IDS_OF_TYPESETTERS

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")  # and halves of characters: a text without them can be kept
ADDRESS_CHARACTERS = "/%:@!$&'()*+,;=~"  # what stays as it is in an address, beside letters, digits and -._


class Pages(Protocol):
    """How a site's generator makes pages of files; values, so that a changed configuration is told from the old."""

    def filled(self, path: Path, front_matter: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a page's front matter with what the site's configuration gives such pages."""

    def place(self, path: Path, front_matter: Mapping[str, Any]) -> str:
        """Return where a page stands below the site's address."""

    def date(self, path: Path, front_matter: Mapping[str, Any]) -> str | None:
        """Return the day a page is dated, YYYY-MM-DD."""

    def unpublished(self, front_matter: Mapping[str, Any]) -> str:
        """Return why the generator makes no page of a file, "" where it makes one."""


@dataclass(frozen=True, slots=True)
class LoosePages:
    """Files of no known generator: each stands below the site's address by its name without date and ending."""

    def filled(self, path: Path, front_matter: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the front matter as it is."""
        return front_matter

    def place(self, path: Path, front_matter: Mapping[str, Any]) -> str:
        """Return the front matter's permalink, else the file's name."""
        return str(front_matter.get("permalink") or front_matter.get("slug") or title_part(path))

    def date(self, path: Path, front_matter: Mapping[str, Any]) -> str | None:
        """Return the day of the front matter, else of the file's name."""
        return page_date(path, front_matter)

    def unpublished(self, front_matter: Mapping[str, Any]) -> str:
        """Return "": nothing says that a loose file is not to be read."""
        return ""


@dataclass(frozen=True, slots=True)
class Site:
    """A site's address without a final slash ("" where unknown), and how it makes pages and heading ids.

    `url_template` is the address of every page with `{slug}` in it, "" where the generator's rules hold; `media_url`
    the same of every recording, with `{seconds}` too. `typographer` is false where the configuration turns it off.
    `title` is the site's name, "" where none is told; no page hangs on it, so it is no part of what tells (as text)
    whether a file has to be read anew.
    """

    address: str = ""
    anchors: str = "kramdown"
    pages: Pages = LoosePages()
    url_template: str = ""
    media_url: str = ""
    typographer: bool = True
    title: str = field(default="", repr=False)

    @property
    def sets_type(self) -> bool:
        """Whether pages show dashes and ellipses where authors type hyphens and dots."""
        return self.typographer and self.anchors in HEADING_IDS_OF_TYPESETTERS

    def page_address(self, path: Path, front_matter: Mapping[str, Any]) -> str:
        """Return the page's absolute address; relative to the site's root where the site's address is unknown."""
        if self.url_template:
            return self.url_template.replace("{slug}", quote(str(front_matter.get("slug") or title_part(path))))
        place = re.sub(r"/{2,}", "/", "/" + self.pages.place(path, front_matter))
        return self.address + quote(place.removesuffix("index.html"), safe=ADDRESS_CHARACTERS)


def title_told(told: Any, of_new_sites: str = "") -> str:
    """Return a title as one line, "" where it is no text or what the generator writes into every new site."""
    title = " ".join(CONTROL.sub(" ", told).split()) if isinstance(told, str) else ""
    return "" if title == of_new_sites else title


@dataclass(frozen=True, slots=True)
class SiteOverrides:
    """What the settings and the command line say of a site: each fills in what its own configuration does not say."""

    address: str | None = None
    anchors: str | None = None
    url_template: str | None = None
    media_url: str | None = None

    def of(self, site: Site) -> Site:
        """Return a site with what is said here."""
        return replace(
            site,
            address=site.address or (self.address or "").rstrip("/"),
            anchors=self.anchors or site.anchors,
            url_template=self.url_template or site.url_template,
            media_url=self.media_url or site.media_url,
        )


NOTHING_OVERRIDDEN = SiteOverrides()
