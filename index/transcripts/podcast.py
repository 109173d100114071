"""What the folder of a feed's transcripts tells of the podcast, beside its episodes: the name.

In: a folder. Out: one hidden file in it, and what that says.
"""

import json
from pathlib import Path

from index.transcripts.site import title_told

PODCAST_FILE = ".podcast.json"


def podcast_file(title: str) -> bytes:
    """Return the content of the file that gives a podcast its name."""
    return json.dumps({"title": title_told(title)}, ensure_ascii=False).encode()


def podcast_title(folder: Path) -> str:
    """Return the name that a folder's file gives, "" where there is none or it cannot be read."""
    try:
        told = json.loads((folder / PODCAST_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return title_told(told.get("title")) if isinstance(told, dict) else ""
