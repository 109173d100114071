"""Transcripts: a recording is known by what pages write of it, and its address takes a second."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.building.rebuild import rebuild
from index.search import Searcher
from index.transcripts.recordings import recording_of
from index.transcripts.sources import find_files

VIDEO = "https://www.youtube.com/watch?v=AAAAAAAAAAA&t={seconds}s"


@pytest.mark.parametrize(
    ("values", "recording"),
    [
        ({"youtubeId": "AAAAAAAAAAA"}, VIDEO),
        ({"youtube_url": "https://youtu.be/AAAAAAAAAAA?si=1"}, VIDEO),
        ({"ids": {"youtube": "AAAAAAAAAAA"}}, VIDEO),
        ({"audio": "https://mill.example/1.mp3"}, "https://mill.example/1.mp3#t={seconds}"),
        ({"spotifyId": "A" * 22}, f"https://open.spotify.com/episode/{'A' * 22}?t={{seconds}}"),
        ({"youtubeId": "no id"}, ""),
        ({"video": "https://evil.example/youtube.com/AAAAAAAAAAA"}, ""),
        ({}, ""),
    ],
)
def test_what_pages_write_of_a_recording_is_understood(values: dict[str, Any], recording: str) -> None:
    assert recording_of(values) == recording


def test_a_passage_links_to_its_second_and_leads_there_where_there_is_no_page(
    tmp_path: Path, write_post: Callable[..., Path]
) -> None:
    body = "**Ada** (00:12:34): The mill grinds corn.\n\n**Bo** (00:13:00): Why?\n"
    loose = tmp_path / "loose"
    loose.mkdir()
    (loose / "ada.md").write_text(f"---\nyoutubeId: AAAAAAAAAAA\n---\n{body}")
    path = write_post(body, front_matter="youtubeId: AAAAAAAAAAA")
    for source, page in ((path, "https://pod.example/"), (loose, "https://www.youtube.com/")):
        rebuild(tmp_path / "askcast.db", find_files([source]))
        with Searcher(tmp_path / "askcast.db") as searcher:
            (passage, *_) = searcher.ask("mill corn").passages
        assert (passage.start, passage.media_url) == (754.0, VIDEO.replace("{seconds}", "754"))
        assert passage.url.startswith(page)
