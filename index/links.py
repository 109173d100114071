"""A passage's addresses: on its page, with the section's anchor and a text fragment that highlights the passage; and in
the recording, at the second where it begins.

In: the page's address, the anchor, the passage's words and which of them to highlight; the recording's address and a
second. Out: links.
"""

from dataclasses import dataclass
from urllib.parse import quote

from index.building.text_fragments import PLAIN_RUN

END_WORDS = 4
FEWEST_BEGIN = 4  # words at the begin of a fragment
END_REACH = 200  # characters from the end of a passage in which its last run of words is looked for


@dataclass(frozen=True, slots=True)
class Span:
    """Where a run of words stands in a passage's text: character offset and length."""

    start: int
    length: int


def passage_url(page_url: str, anchor: str, text: str, span: Span | None) -> str:
    """Return the link to a passage: page, anchor (if any) and, where there is a span, its text fragment."""
    if span is None:
        return f"{page_url}#{anchor}" if anchor else page_url
    start = text[span.start : span.start + span.length]
    fragment = ",".join(run.replace(" ", "%20") for run in (start, _end_run(text, span)) if run)
    return f"{page_url}#{anchor}:~:text={fragment}"


def _end_run(text: str, span: Span) -> str:
    """Return the passage's last plain run of `END_WORDS` words after the span, so that all between is highlighted.

    A browser takes the first such run after the start, hence one that comes but once.
    """
    after = span.start + span.length
    lowered = text.lower()
    for run in reversed(list(PLAIN_RUN.finditer(text, max(after, len(text) - END_REACH)))):
        chosen = " ".join(run[0].split(" ")[-END_WORDS:])
        if lowered.count(chosen.lower(), after) == 1:
            return chosen
    return ""


def words_url(page_url: str, anchor: str, before: str, words: str) -> str:
    """Return the link to words of a page: page, anchor (if any) and a text fragment from the first word to the last.

    `before` is what is said on the page before them: the fragment begins with so many words that the same run does not
    stand there. https://wicg.github.io/scroll-to-text-fragment/
    """
    first, last = words.split("\n", maxsplit=1)[0].split(), words.rsplit("\n", maxsplit=1)[-1].split()
    earlier = before.lower()
    begins = (" ".join(first[:count]) for count in range(min(FEWEST_BEGIN, len(first)), len(first) + 1))
    begin = next((run for run in begins if run.lower() not in earlier), " ".join(first))
    rest = words[words.index(begin) + len(begin) :] if begin in words else ""
    end = "" if not rest.split() else " ".join(last[-min(END_WORDS, len(rest.split()), len(last)) :])
    fragment = ",".join(_encoded(run) for run in (begin, end) if run)
    return f"{page_url}#{anchor}:~:text={fragment}"


def _encoded(run: str) -> str:
    """Encode all that a fragment gives a meaning of its own, the hyphen too, which `quote` leaves."""
    return quote(run, safe="").replace("-", "%2D")


def media_url(recording: str, second: float | None) -> str | None:
    """Return the link to a second of a recording (see `Episode.recording`), None where one of both is not known.

    Players count whole seconds; one that has begun is taken, so that no word is missed.
    """
    if not recording or second is None:
        return None
    return recording.replace("{seconds}", str(int(second)))
