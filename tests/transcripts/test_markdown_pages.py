"""What stands in a post is read right: who speaks, what is speech, what is not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.transcripts.episode import Episode, NoTranscript, TranscriptError
from index.transcripts.formats import read_episode
from index.transcripts.generators import find_site

WritePost = Callable[..., Path]


def read(path: Path) -> Episode:
    return read_episode(path, find_site(path))


def turns(episode: Episode) -> list[tuple[str, str, str]]:
    return [(section.anchor, turn.speaker, turn.text) for section in episode.sections for turn in section.turns]


@pytest.mark.parametrize(
    "body",
    [
        "**Ada**: Hello there.\n\n**Bo**: Good day.\n",
        "**Ada:** Hello there.\n\n**Bo:** Good day.\n",
        "**Ada**:\nHello there.\n\n**Bo**:\nGood day.\n",
        "**Ada**:\n\nHello there.\n\n**Bo**:\n\nGood day.\n",
        "Ada: Hello there.\n\nBo: Good day.\n",
        "Ada:\nHello there.\n\nBo:\nGood day.\n",
        "**Ada**: Hello there.\n**Bo**: Good day.\n",
        "<strong>Ada</strong>: Hello there.\n\n<b>Bo:</b> Good day.\n",
        "**Ada** [00:01]: Hello there.\n\n**Bo** (00:00:07): Good day.\n",
    ],
)
def test_every_way_of_labelling_gives_the_same_turns(write_post: WritePost, body: str) -> None:
    assert turns(read(write_post(body))) == [("", "Ada", "Hello there."), ("", "Bo", "Good day.")]


def test_a_turn_goes_on_in_paragraphs_and_under_the_next_heading(write_post: WritePost) -> None:
    episode = read(write_post("# One\n\n**Ada**: First.\n\nSecond.\n\n## Two\n\nThird.\n\n**Bo**: Fourth.\n"))
    assert turns(episode) == [("one", "Ada", "First.\n\nSecond."), ("two", "Ada", "Third."), ("two", "Bo", "Fourth.")]
    assert episode.sections[1].parents == ("One",)


def test_prose_that_begins_like_a_label_is_speech(write_post: WritePost) -> None:
    body = (
        "**Ada**: Listen.\n\nNote: this matters.\n\nSo here's the thing: it works.\n\n**Press**\n\n"
        "**Note**: recorded in May.\n\n**Part 2**: the mill.\n\n**Bo**: Right.\n\nExample: a mill.\n"
    )
    assert {speaker for _, speaker, _ in turns(read(write_post(body)))} == {"Ada", "Bo"}


def test_bare_labels_are_found_among_prose_with_colons(write_post: WritePost) -> None:
    body = (
        "Ada: What is it?\n\nBo: Here is the list:\n\nNote: not a person.\n\nTwo things: bread and salt.\n\n"
        "Ada: And?\n\nBo: That is all.\n"
    )
    assert [speaker for _, speaker, _ in turns(read(write_post(body)))] == ["Ada", "Bo", "Ada", "Bo"]


def test_a_bold_name_within_a_sentence_begins_no_turn(write_post: WritePost) -> None:
    body = "**Ada**: I asked **Bo**, that is **Bo**: himself.\n\n**Bo**: Yes.\n"
    assert turns(read(write_post(body)))[0][2] == "I asked Bo, that is Bo: himself."


def test_one_name_in_different_letters_is_one_speaker(write_post: WritePost) -> None:
    body = "**Zoë**: One.\n\n**ZOë**: Two.\n\n**Zoë**: Three.\n\n**Bo**: Four.\n\n**Zoë**\nFive.\n"
    assert [speaker for _, speaker, _ in turns(read(write_post(body)))] == ["Zoë", "Zoë", "Zoë", "Bo", "Zoë"]


def test_contents_introduction_and_highlights_are_nobodys_speech(write_post: WritePost) -> None:
    body = (
        "Ada builds engines.\n\n# Contents\n\n* [One](#one)\n    * [Wrong](#nowhere)\n\n# Highlights\n\n"
        "> A fine thing was said.\n\n# One\n\n**Ada**: A fine thing was said.\n\n# Links\n\n- [Site](https://x.example)\n"
    )
    episode = read(write_post(body))
    assert turns(episode) == [("one", "Ada", "A fine thing was said.")]
    assert episode.description == "Ada builds engines."
    assert [section.anchor for section in episode.sections] == ["contents", "highlights", "one", "links"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('We said [this](https://x.example/a_(b)) *and* __that__. <a href="#contents">⬆</a>', "We said this and that."),
        ("It is AI_WAIFU and 2 * 3 * 4.", "It is AI_WAIFU and 2 * 3 * 4."),
        ("By accident [^1]. Yes<sup>2</sup>!", "By accident. Yes2!"),
        (r"\[04:01\] So \[laughs\] what \[00:04:01.06\] now?", "So [laughs] what now?"),
        ("![A plot](plot.png)Look at `a_b`.", "Look at a_b."),
        ("Salt &amp; bread &mdash; fine<br>next", "Salt & bread — fine\nnext"),
        ("Costs $5 {% include x.html %}now{: .big}", "Costs $5 now"),
        (r"Five \* five \_no\_", "Five * five _no_"),
        ("- one\n- two", "- one\n- two"),
        ("> quoted\n> words", "quoted words"),
        ("wrapped\nlines", "wrapped lines"),
        ("2059. This is a long time.", "2059. This is a long time."),
    ],
)
def test_markup_goes_and_words_stay(write_post: WritePost, source: str, text: str) -> None:
    assert turns(read(write_post(f"**Ada**:\n{source}\n\n**Bo**: Yes.\n")))[0][2] == text


def test_footnote_texts_comments_and_rules_are_no_speech(write_post: WritePost) -> None:
    body = "**Ada**: Yes [^1].\n\n---\n\n<!-- cut\n\nthis -->\n\n**Bo**: No.\n\n[^1]: Added later.\n"
    assert [text for _, _, text in turns(read(write_post(body)))] == ["Yes.", "No."]


def test_underlined_headings_and_headings_in_code_are_told_apart(write_post: WritePost) -> None:
    body = "One\n===\n\n**Ada**: Yes.\n\n```\n# no heading\n```\n\nTwo\n---\n\n**Bo**: No.\n"
    assert [(s.anchor, s.level) for s in read(write_post(body)).sections] == [("one", 1), ("two", 2)]


def test_front_matter_gives_title_address_and_date(write_post: WritePost) -> None:
    speech = "**Ada**: Yes.\n\n**Bo**: No.\n"
    with_slash = read(write_post(speech, front_matter="title: 'Ada: a life'\npermalink: /shows/ada/"))
    without = read(write_post(speech, front_matter="permalink: ada"))
    neither = read(write_post("# The talk\n\n" + speech, front_matter="category: talks"))
    assert (with_slash.title, with_slash.url, with_slash.slug) == (
        "Ada: a life",
        "https://pod.example/shows/ada/",
        "ada",
    )
    assert (without.url, without.slug, without.date) == ("https://pod.example/ada", "ada", "2024-05-06")
    assert (neither.title, neither.url) == ("The talk", "https://pod.example/talks/2024/05/06/ada.html")


def test_pages_without_speech_are_left_out_with_the_reason(write_post: WritePost) -> None:
    with pytest.raises(NoTranscript, match="nobody speaks"):
        read(write_post("Only an introduction.\n\n**Press**\n\n- [A](https://x.example)\n\n**IMDb**: tt1\n"))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "binary"),
        (b"---\ntitle: a: b\n---\n**Ada**: Yes.\n", ":2: the front matter is no YAML"),
        (b"---\ntitle: x\n**Ada**: Yes.\n", "no end"),
        (b"---\n- one\n---\n**Ada**: Yes.\n", "holds no keys"),
        (b"**Ada**: " + b"a" * 1_000_001, ":1: a line of"),
    ],
)
def test_a_bad_file_is_refused_with_its_place_and_a_remedy(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "bad.md"
    path.write_bytes(content)
    with pytest.raises(TranscriptError) as refused:
        read(path)
    assert complaint in str(refused.value)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_a_file_reads_the_same_in_every_encoding_and_with_every_line_end(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "zoe.md"
    path.write_bytes("**Zoë**: Déjà vu.\r\n\r\n**Bo**: Really?\r\n".encode(encoding))
    assert turns(read(path)) == [("", "Zoë", "Déjà vu."), ("", "Bo", "Really?")]


def test_a_broken_decoding_is_repaired(tmp_path: Path) -> None:
    path = tmp_path / "zoe.txt"
    broken = "**Zoë**: It’s “fine” – déjà vu.\n\n**Bo**: Yes.\n".encode().decode("cp1252", errors="replace")
    path.write_text(broken.replace("\ufffd", "\x9d"), encoding="utf-8")
    assert turns(read(path))[0][1:] == ("Zoë", "It’s “fine” – déjà vu.")


def test_hostile_markup_is_read_in_time_proportional_to_its_length(tmp_path: Path) -> None:
    path = tmp_path / "hostile.md"
    path.write_text("**Ada**: " + "*a <!-- {% [b](  `c _d " * 5_000 + "\n\n**Bo**: Yes.\n")
    assert len(turns(read(path))) == 2


@pytest.mark.parametrize("character", ["`", "*", "_", "[", "<", "{", "\\", "."])
def test_one_character_over_and_over_is_read_in_time_proportional_to_its_length(tmp_path: Path, character: str) -> None:
    path = tmp_path / "hostile.md"
    run = character * 100_000
    path.write_text(f"# A {run}\n\n**Ada**: Well {run} it is.\n\n**Bo**: Yes.\n")
    assert len(turns(read(path))) == 2
