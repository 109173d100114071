"""A show's feed: what is fetched, kept and asked for again."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from aiohttp import web

from index.building.rebuild import rebuild
from index.feeds.feed import FeedError
from index.feeds.folder import folder_of
from index.feeds.updating import update
from index.search import Searcher
from index.transcripts.episode import Episode
from index.transcripts.sources import find_files
from tests.feeds.show import JSON, SRT, VTT, Item, Show


def askcast(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def read(index: Path, show: Show) -> list[Episode]:
    found = find_files([folder_of(index, show.feed)])
    assert found.errors == ()
    return [file.read() for file in found.files]


def test_an_episode_of_a_feed_has_title_page_day_recording_people_and_chapters(index: Path, show: Show) -> None:
    chapters = (
        '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "The wheel"}, {"startTime": 1, "toc": false}]}'
    )
    people = '<podcast:person role="guest">Ada Holm</podcast:person><podcast:chapters url="/1.chapters"/>'
    show.items = [Item(1, [("/1.vtt", "text/vtt")], people)]
    show.serve("/1.vtt", VTT)
    show.serve("/1.chapters", chapters)
    assert update(index, show.feed).fetched == 1
    (episode,) = read(index, show)
    assert (episode.title, episode.url, episode.date) == ("Mill 1", f"{show.address}/mill/1", "2024-03-05")
    assert (episode.recording, episode.hosts) == (f"{show.address}/1.mp3#t={{seconds}}", ("Bo Lind",))
    (section,) = episode.sections
    assert (section.title, section.turns[0].speaker, section.turns[0].marks[0].second) == ("The wheel", "Ada Holm", 5.0)


def test_the_rebuild_command_takes_a_feed_and_answers_without_the_network_afterwards(index: Path, show: Show) -> None:
    show.items = [Item(1, [("/1.vtt", "text/vtt")]), Item(2, [])]
    show.serve("/1.vtt", VTT)
    done = askcast("index", "rebuild", show.feed, "--index", str(index))
    assert done.returncode == 0, done.stderr
    assert "1 transcripts fetched, 0 unchanged, 1 episodes without one" in done.stdout
    rebuild(index, find_files([folder_of(index, show.feed)]), full=True)
    with Searcher(index) as searcher:
        (passage,) = searcher.ask("How old is the wheel?").passages
        assert searcher.podcast == "Mills"
    assert (passage.speaker, passage.episode) == ("Ada Holm", "mill-1")


@pytest.mark.parametrize(
    ("texts", "speaker"),
    [
        ({"/1.srt": SRT, "/1.vtt": VTT, "/1.json": JSON}, "Ada Holm"),
        ({"/1.vtt": VTT.replace("<v Ada Holm>", ""), "/1.json": JSON, "/1.srt": SRT}, "Bo Lind"),
        ({"/1.vtt": "<html>gone</html>", "/1.srt": SRT}, ""),
        ({"/1.srt": JSON}, "Bo Lind"),
    ],
    ids=[
        "the best kind",
        "the one that names speakers",
        "the next where one is an error page",
        "what it is, not is said",
    ],
)
def test_of_several_transcripts_the_best_that_can_be_read_is_kept(
    index: Path, show: Show, texts: dict[str, str], speaker: str
) -> None:
    show.items = [Item(1, [(path, "") for path in texts])]
    for path, text in texts.items():
        show.serve(path, text)
    update(index, show.feed)
    (episode,) = read(index, show)
    assert episode.sections[0].turns[0].speaker == speaker


def test_what_has_not_changed_is_not_sent_again_and_nothing_is_read_again(index: Path, show: Show) -> None:
    show.items = [Item(1, [("/1.vtt", "text/vtt")]), Item(2, [("/2.vtt", "text/vtt")])]
    show.serve("/1.vtt", VTT, ETag='"one"')
    show.serve("/2.vtt", VTT)
    update(index, show.feed)
    rebuild(index, find_files([folder_of(index, show.feed)]))
    done = update(index, show.feed)
    assert (done.fetched, done.unchanged) == (0, 2)
    assert ("/1.vtt", '"one"') in show.asked
    assert rebuild(index, find_files([folder_of(index, show.feed)])).read == 0


def test_an_episode_keeps_its_name_when_others_come_before_it(index: Path, show: Show) -> None:
    show.items = [Item(1, [("/1.vtt", "text/vtt")])]
    show.serve("/1.vtt", VTT)
    update(index, show.feed)
    show.items = [Item(2, [("/1.vtt", "text/vtt")]), Item(1, [("/1.vtt", "text/vtt")])]
    update(index, show.feed)
    assert sorted(path.name for path in folder_of(index, show.feed).glob("*.vtt")) == ["mill-1.vtt", "mill-2.vtt"]


def test_a_feed_that_cannot_be_had_is_an_error_the_first_time_and_leaves_what_is_there(index: Path, show: Show) -> None:
    show.answer("/feed.xml", 404)
    done = askcast("index", "rebuild", show.feed, "--index", str(index))
    assert (done.returncode, "cannot be had (the server answers 404 Not Found)" in done.stderr) == (1, True)
    assert not index.exists()
    del show.handlers["/feed.xml"]
    show.items = [Item(1, [("/1.vtt", "text/vtt")])]
    show.serve("/1.vtt", VTT)
    assert askcast("index", "rebuild", show.feed, "--index", str(index)).returncode == 0
    show.answer("/feed.xml", 404)
    done = askcast("index", "rebuild", show.feed, "--index", str(index), "--full")
    assert (done.returncode, "what was fetched before is used" in done.stderr) == (1, True)
    assert "1 episodes" in done.stdout


@pytest.mark.parametrize("content", ["", "no feed", "<html><body>Not here</body></html>", "<rss></rss>"])
def test_what_is_no_feed_is_told(index: Path, show: Show, content: str) -> None:
    show.serve("/feed.xml", content)
    with pytest.raises(FeedError, match=r"feed\.xml: is no (RSS )?feed"):
        update(index, show.feed)


def test_a_feed_reads_no_file_of_this_machine(index: Path, show: Show, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("eels")
    entity = f'<!DOCTYPE rss [<!ENTITY secret SYSTEM "file://{tmp_path}/secret">]>'
    show.items = [Item(1, [("/1.vtt", "text/vtt")], "<podcast:person role='guest'>&secret;</podcast:person>")]
    show.serve("/feed.xml", show.xml().replace("<rss", f"{entity}<rss", 1))
    show.serve("/1.vtt", VTT)
    update(index, show.feed)
    assert "eels" not in "".join(path.read_text() for path in folder_of(index, show.feed).glob("*.toml"))


def test_a_stop_in_the_middle_loses_no_episode_that_came_before(index: Path, show: Show) -> None:
    stalled = threading.Event()

    async def stalls(request: web.Request) -> web.StreamResponse:
        stalled.set()
        return await asyncio.Future()

    show.items = [Item(number, [(f"/{number}.vtt", "text/vtt")]) for number in range(3)]
    for number in range(2):
        show.serve(f"/{number}.vtt", VTT, ETag=f'"{number}"')
    show.handlers["/2.vtt"] = stalls
    command = [sys.executable, "-m", "bot", "index", "rebuild", show.feed, "--index", str(index)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert stalled.wait(60)
        while len(list(folder_of(index, show.feed).glob("*.toml"))) < 2:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert "Traceback" not in process.communicate(timeout=60)[1]
    assert not index.exists()
    show.serve("/2.vtt", VTT)
    done = update(index, show.feed)
    assert (done.fetched, done.unchanged) == (1, 2)


@pytest.mark.parametrize("address", ["ftp://show.example/feed.xml", "file:///etc/hosts", "https://"])
def test_other_schemes_are_refused(index: Path, address: str) -> None:
    with pytest.raises(FeedError, match="is no http or https address"):
        update(index, address)


def test_the_setting_may_name_a_feed(index: Path, show: Show, tmp_path: Path) -> None:
    show.items = [Item(1, [("/1.vtt", "text/vtt")])]
    show.serve("/1.vtt", VTT)
    command = [sys.executable, "-m", "bot", "ask", "How old is the wheel?", "--index", str(index)]
    settings = os.environ | {"ASKCAST_TRANSCRIPTS": show.feed}
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    assert "The wheel is older than the house." in done.stdout, done.stderr
    rebuilt = subprocess.run(
        [*command[:3], "index", "rebuild", "--index", str(index)],
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "0 transcripts fetched, 1 unchanged" in rebuilt.stdout


def test_the_podcasts_name_is_the_feeds_and_follows_it(index: Path, show: Show) -> None:
    show.items = [Item(1, [("/1.vtt", "text/vtt")])]
    show.serve("/1.vtt", VTT)
    update(index, show.feed)
    as_it_was = show.xml()
    for title, known in (("Bees\n &amp; Co", "Bees & Co"), ("", ""), ("<![CDATA[The  Mill Talk]]>", "The Mill Talk")):
        show.serve("/feed.xml", as_it_was.replace("<title>Mills</title>", f"<title>{title}</title>"))
        update(index, show.feed)
        assert find_files([folder_of(index, show.feed)]).title == known
