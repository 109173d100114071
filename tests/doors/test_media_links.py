"""Doors: a passage's link into the recording, and how a second is shown."""

import pytest

from index.links import media_url
from index.transcripts.stamps import clock


def test_a_link_leads_to_the_whole_second_that_has_begun() -> None:
    assert media_url("https://video.example/watch?v=1&t={seconds}s", 754.9) == "https://video.example/watch?v=1&t=754s"


def test_without_a_recording_or_a_second_there_is_no_link() -> None:
    assert media_url("", 5.0) is None
    assert media_url("https://audio.example/1.mp3#t={seconds}", None) is None


@pytest.mark.parametrize(("second", "shown"), [(0, "0:00"), (59.99, "0:59"), (754, "12:34"), (3723.5, "1:02:03")])
def test_a_second_is_shown_as_players_show_it(second: float, shown: str) -> None:
    assert clock(second) == shown
