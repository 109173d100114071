"""A transcript file's bytes → its text, however the file was saved.

In: a path. Out: text with `\\n` line ends, without a byte order mark, with broken decodings repaired and accents
composed.
"""

import re
from pathlib import Path
from unicodedata import normalize

from index.transcripts.episode import TranscriptError

LARGEST = 50_000_000  # bytes: a hundred hours of captions, a day of words each with its second
LONGEST_LINE = 1_000_000  # characters of a text; JSON may be a single line
# What UTF-8 bytes look like when they were once read as Latin-1 or Windows-1252: "Ã«", "â€™", "Â ".
BROKEN_DECODING = re.compile(
    "[\u00c2-\u00c5\u00cb-\u00d0\u00d7-\u00d9\u00e0-\u00ef\u00f0][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)
HAS_CONTROL_CHARACTER = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
CONTROL_CHARACTERS = dict.fromkeys((*range(1, 9), 11, 12, *range(14, 32), 127))


def read_text(path: Path) -> str:
    """Return the file's text.

    UTF-8 and UTF-16 (by its byte order mark) are read as such, anything else as Windows-1252, the usual Latin-1.
    Raises `TranscriptError` for a file that cannot be read, is empty, is binary, is larger than `LARGEST` or has a line
    of over `LONGEST_LINE` characters.
    """
    return decoded(path, _bytes(path))


def decoded(path: Path, data: bytes) -> str:
    """Return the text of a file's bytes as `read_text` does; `path` is for the messages."""
    text = _decoded(path, data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise TranscriptError(path, None, "the file is empty", "put the transcript into it or remove it")
    _refuse_endless_lines(path, text)
    if HAS_CONTROL_CHARACTER.search(text):
        text = text.translate(CONTROL_CHARACTERS)
    if text.isascii():
        return text
    # A letter and its accent may be written apart; they are one letter, as in what members type.
    return normalize("NFC", _repaired(text) if BROKEN_DECODING.search(text) else text)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            problem = f"is larger than {LARGEST // 1_000_000} MB"
            raise TranscriptError(path, None, problem, "give each episode a file of its own")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise TranscriptError(
            path, None, f"cannot be read ({reason})", "check that it exists and its rights"
        ) from error


def _decoded(path: Path, data: bytes) -> str:
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16")
        if b"\x00" in data:
            raise TranscriptError(path, None, "is a binary file, not text", "remove it or save it as text")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _refuse_endless_lines(path: Path, text: str) -> None:
    if len(text) <= LONGEST_LINE or text.lstrip()[:1] in ("{", "["):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            problem = f"a line of {len(line):,} characters (at most {LONGEST_LINE:,})"
            raise TranscriptError(path, number, problem, "break it into paragraphs, one a turn")


def _repaired(text: str) -> str:
    from ftfy import fix_encoding  # noqa: PLC0415  (slow to load, and few files need it)

    return "\n".join(fix_encoding(line) if BROKEN_DECODING.search(line) else line for line in text.split("\n"))
