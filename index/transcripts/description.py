"""What stands beside a transcript that cannot say it itself: its title, address, date, people, recording, chapters.

In: `episode.toml` in an episode's folder, or a file of the transcript's own name that ends in `.toml`. Out: a
`Description`; what it says goes before what the transcript's own front matter says.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from index.transcripts.episode import Episode, TranscriptError
from index.transcripts.likest import likest
from index.transcripts.recordings import named_recording

TEXTS = ("title", "slug", "url", "date", "recording", "description")
LISTS = ("hosts", "guests")
KEYS = (*TEXTS, *LISTS, "speakers", "chapters")
LARGEST = 1_000_000  # bytes


class Chapter(NamedTuple):
    """A part of a recording: the second at which it begins, and its title."""

    start: float
    title: str


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of an episode beside its transcript; what is empty is not said.

    `speakers` are pairs of a label as the transcript has it and the speaker's real name; `chapters` ascend.
    """

    title: str = ""
    slug: str = ""
    url: str = ""
    date: str = ""
    recording: str = ""
    description: str = ""
    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    speakers: tuple[tuple[str, str], ...] = ()
    chapters: tuple[Chapter, ...] = ()

    def over(self, front_matter: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a front matter with what is said here in place of its own."""
        said = {"title": self.title, "slug": self.slug, "date": self.date, "recording": self.recording}
        lists = {"hosts": list(self.hosts), "guests": list(self.guests)}
        return {**front_matter, **{name: value for name, value in (*said.items(), *lists.items()) if value}}


NOTHING_SAID = Description()


def description_file(transcript: Path, alone: bool) -> Path | None:
    """Return the file that describes a transcript, `alone` telling that its folder holds no other episode."""
    own = transcript.with_suffix(".toml")
    if os.path.isfile(own):  # unlike `Path.is_file`, false for a name too long
        return own
    shared = transcript.with_name("episode.toml")
    return shared if alone and os.path.isfile(shared) else None


def read_description(path: Path) -> Description:
    """Return what a file says; raise `TranscriptError`, with the line, for what is no TOML or an unknown key."""
    try:
        if path.stat().st_size > LARGEST:
            raise TranscriptError(path, None, "is too large to describe an episode", "keep to its keys")
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        told = re.search(r"at line (\d+)", str(error))
        line = int(told[1]) if told else None
        raise TranscriptError(path, line, f"the description is no TOML ({error})", "mend that line") from error
    for key in values:
        if key not in KEYS:
            near = likest(key, KEYS)
            remedy = f"did you mean '{near}'?" if near else f"it may say {', '.join(KEYS)}"
            raise TranscriptError(path, _line_of(path, key), f"the description says '{key}', which is no key", remedy)
    return _description(path, values)


def described_by(front_matter: Mapping[str, Any]) -> Description:
    """Return what a page's front matter says as a description would: the real names of speakers, by their labels."""
    speakers = front_matter.get("speakers")
    named = speakers.items() if isinstance(speakers, dict) else ()
    return Description(speakers=tuple((str(label), str(name)) for label, name in named if isinstance(name, str)))


def renamed(episode: Episode, speakers: tuple[tuple[str, str], ...]) -> Episode:
    """Return an episode whose speakers have their real names."""
    names = dict(speakers)
    if not names:
        return episode
    return replace(
        episode,
        hosts=tuple(names.get(host, host) for host in episode.hosts),
        sections=tuple(
            replace(
                section,
                turns=tuple(replace(turn, speaker=names.get(turn.speaker, turn.speaker)) for turn in section.turns),
            )
            for section in episode.sections
        ),
    )


def _description(path: Path, values: Mapping[str, Any]) -> Description:
    texts = {key: _text(path, key, values.get(key, "")) for key in TEXTS}
    lists = {key: _texts(path, key, values.get(key, [])) for key in LISTS}
    speakers = values.get("speakers", {})
    if not isinstance(speakers, dict):
        raise _refusal(path, "speakers", 'a table of labels and names, as SPEAKER_00 = "Ada Holm" under [speakers]')
    pairs = tuple((label, _text(path, label, name)) for label, name in speakers.items())
    return Description(
        title=texts["title"],
        slug=texts["slug"],
        url=texts["url"],
        date=texts["date"],
        recording=named_recording(texts["recording"]),
        description=texts["description"],
        hosts=lists["hosts"],
        guests=lists["guests"],
        speakers=pairs,
        chapters=_chapters(path, values.get("chapters", [])),
    )


def _text(path: Path, key: str, value: Any) -> str:
    if isinstance(value, date):  # TOML's own dates, and moments
        return value.isoformat()
    if not isinstance(value, str):
        raise _refusal(path, key, "a text in quotation marks")
    return value.strip()


def _texts(path: Path, key: str, value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(_text(path, key, one) for one in listed)


def _chapters(path: Path, listed: Any) -> tuple[Chapter, ...]:
    found = []
    for entry in listed if isinstance(listed, list) else [None]:
        told = entry if isinstance(entry, dict) else {}
        start = told.get("start")
        if isinstance(start, bool) or not isinstance(start, int | float) or not 0 <= start < 1e6:
            raise _refusal(path, "chapters", "tables with start (seconds) and title, each under [[chapters]]")
        found.append(Chapter(float(start), _text(path, "title", told.get("title", ""))))
    return tuple(sorted(found))


def _refusal(path: Path, key: str, form: str) -> TranscriptError:
    return TranscriptError(path, _line_of(path, key), f"the description's '{key}' cannot be read", f"write {form}")


def _line_of(path: Path, key: str) -> int | None:
    lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    return next((n for n, line in enumerate(lines, 1) if re.match(rf'\s*\[*"?{re.escape(key)}\b', line)), None)
