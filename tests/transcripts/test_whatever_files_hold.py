"""Every format, cut, shuffled and mixed with what belongs elsewhere: an episode of its own words, or an error."""

import contextlib
import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.feeds.feed import FeedError, read_feed
from index.feeds.updating import read_chapters
from index.transcripts.description import read_description
from index.transcripts.episode import NoTranscript, TranscriptError
from index.transcripts.formats import episode_of
from index.transcripts.generators import find_site
from index.transcripts.site import Site

SAMPLES = {
    "page.md": "---\ntitle: The Mill\nspeakers: [Ada Holm]\n---\n# Wheels\n\n**Ada Holm** (00:00:05): It turns.\n\n"
    "Lars: Why?\n\n[00:01:02] Ada Holm: Because water falls.\n\n> (1:10): And falls.\n",
    "list.md": "---\ntitle: Gates\ntranscript:\n- header: Start\n  sec: 1\n- line: Gates open.\n  who: Lars\n"
    "  sec: 71\n- line: Slowly.\n  who: Ada\n---\n",
    "mill.vtt": "WEBVTT\n\nNOTE made by hand\n\n1\n00:01.000 --> 00:04.000 align:start\n<v Ada Holm>It turns.</v>\n\n"
    "00:04.000 --> 00:08.000\n- Why?\n- Because.\n",
    "mill.srt": "1\n00:00:01,000 --> 00:00:04,000\nAda Holm: It turns.\n\n2\n00:00:04,000 --> 00:00:08,000\n"
    "Lars:\nWhy?\n",
    "podcast.json": '{"version": "1.0.0",\n"segments": [\n{"speaker": "Ada", "startTime": 1, "endTime": 2,\n'
    '"body": "It turns."},\n{"startTime": 2.5, "endTime": 4, "body": "Why?"}\n]}\n',
    "whisper.json": '{"text": "It turns.", "language": "en",\n"segments": [\n{"id": 0, "start": 0.0, "end": 4.0,\n'
    '"text": " It turns.", "words": [\n{"word": "It", "start": 0.0}, {"word": "turns."}],\n'
    '"speaker": "SPEAKER_00"}\n]}\n',
    "podcast.html": "<cite>Ada Holm:</cite>\n<time>0:05</time>\n<p>It turns.</p>\n<cite>Lars:</cite>\n"
    "<time>1:02</time>\n<p>Why?</p>\n",
}
STRAY = (
    *(
        "",
        "---",
        "WEBVTT",
        "00:00:99.000 --> 00:01",
        "]}",
        '{"segments": [',
        "<cite>",
        "**",
        "**Bo**:",
        "[04:33]",
        "```",
    ),
    *("> ", "<v ", "\\[", "00:07:23,470 -->", "&#x110000;", "\x0b", "\ufeff", "|---|", "transcript:", "- line: 3"),
)
CONFIGURATIONS = ("mill.toml", "_config.yml", "mkdocs.yml", "hugo.toml", "hugo.json", "docusaurus.config.js")
PIECES = ("title", "chapters", "url", ":", "=", '"Mill"', "[", "]", "[[", "]]", "{", "}", "\n", "3", "- ")


@st.composite
def damaged(draw: st.DrawFn, sample: str) -> str:
    """A sample with some lines gone, doubled, moved or replaced, cut anywhere."""
    lines = sample.split("\n")
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(lines) - 1)) if lines else 0
        match draw(st.sampled_from(("stray", "drop", "double", "move", "other"))):
            case "stray":
                lines.insert(place, draw(st.sampled_from(STRAY)))
            case "drop" if lines:
                del lines[place]
            case "double" if lines:
                lines.insert(place, lines[place])
            case "move" if lines:
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(place))
            case "other":
                other = SAMPLES[draw(st.sampled_from(sorted(SAMPLES)))].split("\n")
                lines.insert(place, draw(st.sampled_from(other)))
    text = "\n".join(lines)
    return text[: draw(st.integers(0, len(text)))] if draw(st.booleans()) else text


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", html.unescape(text)))


@pytest.mark.parametrize("name", SAMPLES)
@given(st.data())
def test_an_episode_has_the_files_own_words_or_there_is_a_clear_error(name: str, data: st.DataObject) -> None:
    text = data.draw(damaged(SAMPLES[name]))
    try:
        episode = episode_of(Path(name), text, Site())
    except TranscriptError as error:
        assert error.problem
        assert error.remedy
        return
    except NoTranscript:
        return
    for section in episode.sections:
        for turn in section.turns:
            assert words(turn.text) <= words(text)
            assert [mark.offset for mark in turn.marks] == sorted(mark.offset for mark in turn.marks)
            assert all(0 <= mark.offset < len(turn.text) and mark.second >= 0 for mark in turn.marks)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_whatever_bytes_a_feed_and_its_chapters_are_they_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(FeedError):
        read_feed("https://mill.example/feed.xml", content)
    with contextlib.suppress(ValueError):
        read_chapters(content)


@pytest.mark.parametrize(
    "name", ["mill.toml", "_config.yml", "mkdocs.yml", "hugo.toml", "hugo.json", "docusaurus.config.js"]
)
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                ["title", "chapters", "url", ":", "=", '"Mill"', "[", "]", "[[", "]]", "{", "}", "\n", "3", "- "]
            ),
            max_size=14,
        ).map(" ".join),
    )
)
def test_whatever_a_description_or_a_configuration_holds_it_is_read_or_refused(
    name: str, text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("beside", numbered=True) / name
    path.write_text(text, encoding="utf-8", errors="ignore")
    with contextlib.suppress(TranscriptError):
        if name == "mill.toml":
            read_description(path)
        else:
            find_site(path.parent)
