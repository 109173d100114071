"""A passage's addresses: on its page, with the section's anchor and a text fragment that highlights the passage; and in
the recording, at the second where it begins.

In: the page's address, the anchor, the passage's words and which of them to highlight; the recording's address and a
second. Out: links.
"""

from dataclasses import dataclass
from urllib.parse import quote

from index.building.text_fragments import FIRST_LETTER, LAST_LETTER, TOKEN, TYPESET

END_REACH = 200  # characters from the end of a passage in which its last words are looked for
END_WORDS = (4, 6, 9)  # words at the end of a fragment
FEWEST_BEGIN = 4  # words at the begin of a fragment
END_REACH = 200  # characters from the end of a passage in which its last run of words is looked for


@dataclass(frozen=True, slots=True)
class Span:
    """Where a run of words stands in a passage's text: character offset and length."""

    start: int
    length: int


def passage_url(page_url: str, anchor: str, text: str, span: Span | None, following: str = "") -> str:
    """Return the link to a passage: page, anchor (if any) and, where there is a span, its text fragment.

    `following` is what the page shows after a short remark that stands elsewhere too: it is found by that.
    """
    if span is None and following and not TYPESET.search(text + following):
        after = LAST_LETTER.sub("", following)
        return f"{page_url}#{anchor}:~:text={_encoded(text.strip())},-{_encoded(after)}"
    if span is None:
        return f"{page_url}#{anchor}" if anchor else page_url
    begin = text[span.start : span.start + span.length]
    fragment = ",".join(_encoded(run) for run in (begin, _end_run(text, span.start + span.length)) if run)
    return f"{page_url}#{anchor}:~:text={fragment}"


def _end_run(text: str, after: int) -> str:
    """Return the passage's last words, so that all between is highlighted; "" where the begin is all of it.

    A browser takes the first such run after the begin, hence the fewest words that come first at the passage's end.
    """
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    begin = max(after, text.rfind("\n", 0, end) + 1)
    if end - begin > END_REACH:
        begin = text.find(" ", end - END_REACH) + 1
    tokens = list(TOKEN.finditer(text, begin, end))
    typeset = [number for number, token in enumerate(tokens) if TYPESET.search(token[0])]
    tokens = [token for token in tokens[typeset[-1] + 1 if typeset else 0 :] if FIRST_LETTER.search(token[0])]
    lowered = text.lower()
    for count in END_WORDS:
        start = tokens[-count:][0].start() if tokens else end
        run = text[start:end]
        if run and (lowered.find(run.lower(), after) == start or count == END_WORDS[-1]):
            return run
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
    end = "" if not rest.split() else " ".join(last[-min(END_WORDS[0], len(rest.split()), len(last)) :])
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
