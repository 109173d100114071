"""JSON transcripts → their segments, each with its line.

In: a file's text. Out: the objects in its list `segments` (or in a list that is the whole file), read one after another
by Python's own decoder, so that a broken one is told by its line.
"""

import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from index.transcripts.episode import NoTranscript, TranscriptError

SPACE = re.compile(r"[\s,]*")
SEGMENTS = re.compile(r'"segments"\s*:\s*\[')
OBJECT_LIST = re.compile(r"\s*\[\s*\{")
LONGEST_TIME = 1_000_000  # seconds; more is no time of a recording


class Segment(NamedTuple):
    """One segment's keys and values, and the line it begins on."""

    values: dict[str, Any]
    line: int


def is_json(text: str) -> bool:
    """Tell whether a text begins as JSON that holds objects does."""
    return re.match(r"\s*(?:\{\s*[\"}]|\[\s*\{)", text[:2000]) is not None


def has_segments(text: str, *keys: str) -> bool:
    """Tell whether a text is JSON whose segments begin with an object that has one of the keys."""
    if not is_json(text):
        return False
    found = SEGMENTS.search(text) or OBJECT_LIST.match(text)
    head = text[found.start() : found.start() + 20_000] if found else ""
    return any(re.search(rf'"{key}"\s*:', head) for key in keys)


def segments(path: Path, text: str) -> Iterator[Segment]:
    """Yield the segments; raise `TranscriptError` for broken JSON, `NoTranscript` where it holds no segments."""
    lines = [match.start() for match in re.finditer("\n", text)]
    decoder = json.JSONDecoder()
    found = _begin(path, text, decoder)
    place = found
    while True:
        place = SPACE.match(text, place).end()  # type: ignore[union-attr]  # it matches everywhere
        line = bisect_right(lines, place - 1) + 1 if place else 1
        if text[place : place + 1] == "]":
            return
        value, place = _value(path, text, place, line, decoder)
        if isinstance(value, dict):
            yield Segment(value, line)


def _begin(path: Path, text: str, decoder: json.JSONDecoder) -> int:
    """Return where the list of segments begins: behind its bracket."""
    start = re.match(r"\s*", text).end()  # type: ignore[union-attr]  # it matches everywhere
    if text[start : start + 1] == "[":
        return start + 1
    place = start + 1
    while (place := SPACE.match(text, place).end()) < len(text) and text[place] != "}":  # type: ignore[union-attr]
        line = text.count("\n", 0, place) + 1
        key, place = _value(path, text, place, line, decoder)
        colon = re.compile(r"\s*:\s*").match(text, place)
        if not colon:
            raise _broken(path, line, "a key without a value")
        place = colon.end()
        if key == "segments" and text[place : place + 1] == "[":
            return place + 1
        _, place = _value(path, text, place, line, decoder)
    raise NoTranscript(path, "JSON without a list of segments")


def _value(path: Path, text: str, place: int, line: int, decoder: json.JSONDecoder) -> tuple[Any, int]:
    try:
        return decoder.raw_decode(text, place)
    except json.JSONDecodeError as error:
        raise _broken(path, error.lineno, error.msg) from error
    except (RecursionError, ValueError) as error:  # nested thousands deep; a number of thousands of digits
        raise _broken(path, line, "a value that cannot be read") from error


def _broken(path: Path, line: int, problem: str) -> TranscriptError:
    return TranscriptError(path, line, f"the JSON breaks off or is no JSON ({problem})", "write the file anew")


def seconds(value: object) -> float | None:
    """Return a time in seconds, also one that is written as text; None for what is none."""
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,9}(?:\.\d{1,12})?\s*", value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < LONGEST_TIME:
        return None
    return float(value) if math.isfinite(value) else None


def words(value: object) -> str:
    """Return a text with white space made single; "" for what is none."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def name(value: object) -> str | None:
    """Return a speaker's name, None where nobody is named."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else words(value)
    return text.rstrip(":").strip()[:100] or None
