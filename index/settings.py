"""The settings of the index: where it lies, what it is built from, how the site makes its addresses.

In: the environment and a `.env` file in the working folder (the environment wins). Out: one frozen `IndexSettings`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from index.cluster.address import AddressError, ClusterAddress, Credentials, is_address, parse_address
from index.transcripts.anchors import ANCHOR_STYLES
from index.transcripts.site import NOTHING_OVERRIDDEN, SiteOverrides

SITE_SETTINGS = {name: f"ASKCAST_{name.upper()}" for name in ("site_url", "anchors", "url_template", "media_url")}


class SettingsError(Exception):
    """A setting that cannot be used; the message names it and says what it may be."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """What building and reading the index needs to know.

    `cluster` is where the index is read on a cluster, with the `credentials` of who asks; `index` then is the file that
    is built and published. `sources` are paths or feeds' addresses; `meaning` is the name or folder of a
    sentence-embedding model; `answered_from` is None for the usual confidence.
    """

    index: Path = Path("askcast.db")
    cluster: ClusterAddress | None = None
    credentials: Credentials | None = None
    sources: tuple[str, ...] = ("transcripts",)
    site: SiteOverrides = NOTHING_OVERRIDDEN
    answered_from: float | None = None
    meaning: str | None = None


def environment() -> dict[str, str]:
    """Return the values of `.env` in the working folder, overlaid with the process's own environment.

    Empty values count as absent. Raises `SettingsError` for a file that is no text, naming the line that is no setting.
    """
    try:
        text = Path(".env").read_text(encoding="utf-8") if Path(".env").exists() else ""
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(".env", f"cannot be read ({error}); write it as .env.example is written") from error
    for line in parse_stream(StringIO(text)):
        if line.error:
            blank = len(line.original.string) - len(line.original.string.lstrip("\n"))  # lines that belong to it
            where = f".env:{line.original.line + blank}"
            raise SettingsError(where, "is no setting; write it as NAME=value, or as a # comment")
    written = dotenv_values(stream=StringIO(text))
    values = {**written, **os.environ}
    return {name: value for name, value in values.items() if value}


def read_index_settings(values: Mapping[str, str]) -> IndexSettings:
    """Return the index's settings from the given environment; raise `SettingsError` for a malformed one."""
    return IndexSettings(
        **place_of("ASKCAST_INDEX", values.get("ASKCAST_INDEX", "askcast.db")),
        credentials=_credentials(values),
        sources=(values.get("ASKCAST_TRANSCRIPTS", "transcripts"),),
        site=site_overrides({name: values.get(setting) for name, setting in SITE_SETTINGS.items()}, SITE_SETTINGS),
        answered_from=_share("ASKCAST_ANSWERED_FROM", values),
        meaning=values.get("ASKCAST_MEANING"),
    )


def place_of(name: str, written: str) -> dict[str, Any]:
    """Return where an index lies, as settings: a file, or on a cluster; raise `SettingsError`."""
    return {"cluster": cluster_of(name, written)} if is_address(written) else {"index": Path(written), "cluster": None}


def cluster_of(name: str, written: str) -> ClusterAddress:
    """Return the address of an index on a cluster; raise `SettingsError`."""
    try:
        return parse_address(written)
    except AddressError as error:
        raise SettingsError(name, str(error)) from error


def _credentials(values: Mapping[str, str]) -> Credentials | None:
    user, password = (values.get(name) for name in ("ASKCAST_CLUSTER_USER", "ASKCAST_CLUSTER_PASSWORD"))
    if not user and not password:
        return None
    if not user or not password:
        missing = "ASKCAST_CLUSTER_PASSWORD" if user else "ASKCAST_CLUSTER_USER"
        raise SettingsError(missing, "is missing, while the other of user and password is there")
    return Credentials(user, password)


def site_overrides(given: Mapping[str, str | None], names: Mapping[str, str]) -> SiteOverrides:
    """Return what settings or options say of the site: `site_url`, `anchors`, `url_template`, `media_url`.

    `names` is what each is called where it was given, for the `SettingsError` that a malformed one raises.
    """
    address, anchors = given.get("site_url"), given.get("anchors")
    template, media = given.get("url_template"), given.get("media_url")
    if address and not _is_address(address, plain=True):
        raise SettingsError(names["site_url"], f"{address!r} is no web address; write it as https://example.org")
    if anchors and anchors not in ANCHOR_STYLES:
        raise SettingsError(names["anchors"], f"{anchors!r} is unknown; choose one of {', '.join(ANCHOR_STYLES)}")
    if template and not (_is_address(template) and "{slug}" in template):
        form = "https://example.org/{slug}/"
        raise SettingsError(
            names["url_template"], f"{template!r} is no address with {{slug}} in it; write it as {form}"
        )
    if media and not (_is_address(media) and "{seconds}" in media):
        problem = (
            f"{media!r} is no address with {{seconds}} in it; write it as https://example.org/{{slug}}?t={{seconds}}"
        )
        raise SettingsError(names["media_url"], problem)
    return SiteOverrides(address, anchors, template, media)


def _is_address(written: str, plain: bool = False) -> bool:
    """Tell whether a text is a web address; a `plain` one can have pages' paths added to it."""
    try:
        parts = urlsplit(written)
        return bool(
            parts.scheme in ("http", "https") and parts.netloc and not (plain and (parts.query or parts.fragment))
        )
    except ValueError:
        return False


def _share(name: str, values: Mapping[str, str]) -> float | None:
    written = values.get(name)
    if written is None:
        return None
    try:
        share = float(written)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise SettingsError(name, f"{written!r} is no number from 0 to 1; write it as 0.3")
    return share
