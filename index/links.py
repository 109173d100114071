"""A passage's addresses: on its page, with the section's anchor and a text fragment that highlights the passage; and in
the recording, at the second where it begins.

In: the page's address, the anchor, the words that a fragment is made of; the recording's address and a second. Out:
links.
"""

from urllib.parse import quote

from index.building.fragment import Fragment, runs
from index.transcripts.typography import typeset

PLAIN = "!'*"  # may stand in a fragment as they are: percent-encoded, Discord has failed to show the link
ENCODED = str.maketrans({chr(code): quote(chr(code), safe=PLAIN) for code in range(128)} | {"-": "%2D"})


def page_url(address: str, anchor: str, directive: str = "") -> str:
    """Return the link to a place on a page: its address, the anchor (if any), the text directive (if any)."""
    if directive:
        return f"{address}#{anchor}:~:text={directive}"
    return f"{address}#{anchor}" if anchor else address


def passage_directive(text: str, fragment: Fragment | None, before: str, after: str, sets_type: bool) -> str:
    """Return the text directive that marks a passage, "" for none.

    `before` and `after` are what the page shows beside it, where the fragment leans on them; `sets_type` tells that the
    page's generator sets dashes and ellipses.
    """
    return directive(*runs(text, fragment, before, after), sets_type) if fragment else ""


def directive(prefix: str, start: str, end: str, suffix: str, sets_type: bool) -> str:
    """Return a text directive of plain runs of words, "" where it has no start.

    https://wicg.github.io/scroll-to-text-fragment/
    """
    if not start:
        return ""
    prefix, start, end, suffix = (_encoded(typeset(run) if sets_type else run) for run in (prefix, start, end, suffix))
    parts = (f"{prefix}-" if prefix else "", start, end, f"-{suffix}" if suffix else "")
    return ",".join(part for part in parts if part)


def _encoded(run: str) -> str:
    """Encode all that a fragment gives a meaning of its own, the hyphen too, which `quote` leaves."""
    return run.translate(ENCODED) if run.isascii() else quote(run, safe=PLAIN).replace("-", "%2D")


def media_url(recording: str, second: float | None) -> str | None:
    """Return the link to a second of a recording (see `Episode.recording`), None where one of both is not known.

    Players count whole seconds; one that has begun is taken, so that no word is missed.
    """
    if not recording or second is None:
        return None
    return recording.replace("{seconds}", str(int(second)))
