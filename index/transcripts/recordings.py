"""Where an episode's recording can be played from a given second on.

In: what a page's keys say (`youtubeId`, `spotify_url`, an audio file's address). Out: an address in which `{seconds}`
stands for the second, as `Episode.recording` has it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

YOUTUBE_ID = re.compile(r"[\w-]{11}")
SPOTIFY_ID = re.compile(r"[A-Za-z0-9]{22}")
YOUTUBE_HOSTS = ("youtube.com", "youtu.be", "youtube-nocookie.com")
MEDIA_SUFFIX = re.compile(r"\.(?:mp3|m4a|m4b|mp4|m4v|aac|ogg|oga|opus|flac|wav|webm|mov)$", re.IGNORECASE)
# Keys as pages write them, lower-cased and without `_` and `-`: which player they speak of.
RECORDING_KEYS = ("recording", "recordingurl")
YOUTUBE_KEYS = ("youtubeid", "youtube", "youtubeurl", "youtubelink", "videoid", "videourl", "video", "media")
AUDIO_KEYS = ("audio", "audiourl", "audiofile", "audiolink", "mp3", "mp3url", "enclosure", "media", "mediaurl")
SPOTIFY_KEYS = ("spotifyid", "spotify", "spotifyurl", "spotifylink")
NESTED = ("ids", "links", "recordings")


def recording_of(values: Mapping[str, Any]) -> str:
    """Return the recording that a page's keys name, "" where they name none.

    What is named outright wins, then a video, then an audio file, then Spotify.
    """
    flat = dict(_flat(values))
    readings: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
        (RECORDING_KEYS, named_recording),
        (YOUTUBE_KEYS, _youtube),
        (AUDIO_KEYS, _audio),
        (SPOTIFY_KEYS, _spotify),
    )
    found = (reading(flat[key]) for keys, reading in readings for key in keys if key in flat)
    return next((recording for recording in found if recording), "")


def named_recording(address: str) -> str:
    """Return the recording at an address that somebody says is one; a player unknown takes a media fragment."""
    if "{seconds}" in address or not address:
        return address
    known = _youtube(address) or _spotify(address) or _audio(address)
    return known or f"{address.partition('#')[0]}#t={{seconds}}"


def _flat(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        name = str(key).lower().replace("_", "").replace("-", "")
        if name in NESTED and isinstance(value, dict):
            yield from _flat(value)
        elif isinstance(value, dict) and isinstance(value.get("url"), str):
            yield name, value["url"].strip()
        elif isinstance(value, str | int) and not isinstance(value, bool):
            yield name, str(value).strip()


def _youtube(value: str) -> str:
    """Return the recording of a YouTube id or address, "" where it is neither."""
    found = value
    if "://" in value or "/" in value:
        parts = _split(value if "://" in value else f"https://{value}")
        if parts is None or not _on(parts[0], YOUTUBE_HOSTS):
            return ""
        found = parse_qs(parts[2]).get("v", [parts[1].rstrip("/").rpartition("/")[2]])[0]
    found = re.split(r"[?&#]", found)[0]
    return f"https://www.youtube.com/watch?v={found}&t={{seconds}}s" if YOUTUBE_ID.fullmatch(found) else ""


def _spotify(value: str) -> str:
    found = value.removeprefix("spotify:episode:")
    if "://" in value:
        parts = _split(value)
        if parts is None or not _on(parts[0], ("spotify.com",)) or "/episode/" not in parts[1]:
            return ""
        found = parts[1].rpartition("/episode/")[2].strip("/")
    return f"https://open.spotify.com/episode/{found}?t={{seconds}}" if SPOTIFY_ID.fullmatch(found) else ""


def _audio(value: str) -> str:
    parts = _split(value)
    if parts is None or not MEDIA_SUFFIX.search(parts[1]):
        return ""
    return f"{value.partition('#')[0]}#t={{seconds}}"


def _split(value: str) -> tuple[str, str, str] | None:
    """Return host, path and query of an address, None where it is none."""
    try:
        parts = urlsplit(value)
        return (parts.hostname or "", parts.path, parts.query)
    except ValueError:
        return None


def _on(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
