"""Building: which words of a passage its link marks, and by which words beside them it is told from others alike."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from index.building.rebuild import rebuild
from index.search import Searcher
from index.transcripts.sources import find_files

HEAD = "---\ntitle: The Mill\npermalink: /mill/\n---\n\n"


def directives(folder: Path, body: str, config: str = "") -> list[tuple[str, str]]:
    """The passages of a page and the text directives of their links, decoded."""
    (folder / "_posts").mkdir()
    (folder / "_config.yml").write_text(f"url: https://pod.example\n{config}", encoding="utf-8")
    (folder / "_posts" / "2026-01-02-mill.md").write_text(HEAD + body, encoding="utf-8")
    rebuild(folder / "askcast.db", find_files([folder]))
    with Searcher(folder / "askcast.db") as searcher:
        said = searcher.around("mill", 0, after=100)
    return [(passage.text, unquote(passage.url.partition(":~:text=")[2])) for passage in said]


def test_a_link_begins_with_as_many_words_as_tell_it_from_what_stands_before(tmp_path: Path) -> None:
    told = directives(
        tmp_path,
        "**Ada**: That is what I mean, is it not, my dear friend of the river.\n\n"
        "**Bo**: That is what I mean, and the river turns the wheel of the old mill.\n",
    )
    assert told[0][1] == "That is what I,friend of the river"
    assert told[1][1] == "That is what I mean, and the,of the old mill"


def test_words_of_contents_and_highlights_stand_before_those_that_are_said(tmp_path: Path) -> None:
    told = directives(
        tmp_path,
        "## Highlighted quotes\n\n> The river turns the wheel every day\n\n## The river\n\n"
        "**Ada**: The river turns the wheel every day but on Sundays, when it rests.\n",
    )
    assert told[0][1].startswith("The river turns the wheel every day but on")


def test_what_is_said_again_later_does_not_matter(tmp_path: Path) -> None:
    told = directives(tmp_path, "**Ada**: So it goes on and on.\n\n**Bo**: So it goes on and on, and ends.\n")
    assert told[0][1] == "So it goes on and on"
    assert told[1][1].startswith("So it goes on and on, and")


def test_a_short_remark_that_others_make_too_is_found_by_what_follows(tmp_path: Path) -> None:
    told = directives(
        tmp_path,
        "**Ada**: Okay.\n\n**Bo**: And so the wheel is turned by the river.\n\n**Ada**: Okay.\n\n"
        "**Bo**: But who turns the river?\n\n**Ada**: Okay.\n\n## The stone\n\n**Bo**: It is heavy.\n",
    )
    assert [directive for text, directive in told if text == "Okay."] == [
        "Okay.,-Bo: And so",
        "Okay.,-Bo: But who",
        "Okay.,-The stone",
    ]


def test_a_remark_before_a_link_back_to_the_contents_is_found_by_it(tmp_path: Path) -> None:
    told = directives(
        tmp_path,
        "**Ada**: Okay.\n\n**Bo**: And so the wheel is turned by the river.\n\n"
        "**Ada**: Okay. [⬆](#contents)\n\n## The stone\n\n**Bo**: It is heavy.\n",
    )
    assert told[2] == ("Okay.", "Okay.,-⬆")


def test_a_line_that_others_begin_with_too_is_found_by_its_label(tmp_path: Path) -> None:
    told = directives(
        tmp_path,
        "**Ada**: Yes.\n\n**Bo**: Yes.\n\nThat is what the miller told me when I asked him of it, and it is true.\n",
    )
    assert told[1][1] == "Bo:-,Yes,and it is true"


def test_an_exchange_that_stands_twice_is_linked_by_its_anchor_alone(tmp_path: Path) -> None:
    exchange = "**Ada**: What turns the wheel of the old mill in the valley?\n\n**Bo**: The river does, every day.\n\n"
    told = directives(tmp_path, exchange * 2 + "**Ada**: Goodbye.\n")
    assert told[0][1]
    assert told[2][1] == ""


def test_words_begin_and_end_as_the_generator_sets_them(tmp_path: Path) -> None:
    body = '**Ada**: "Well -- so it is... and so the naïve miller\'s wheel goes on and on -- for a while."\n'
    told = directives(tmp_path, body)
    assert told[0][1] == "Well – so it is,on – for a while"


def test_all_that_has_a_meaning_of_its_own_in_a_fragment_is_encoded(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    folder = tmp_path / "site"
    directives(folder, "**Ada**: Well-known, isn't it? 50% & more (so they say) of the old mill's wheel, no less\n")
    with Searcher(folder / "askcast.db") as searcher:
        url = searcher.around("mill", 0)[0].url
    begin, end = url.partition(":~:text=")[2].split(",")
    assert begin == "Well%2Dknown%2C%20isn't"
    assert end == "mill's%20wheel%2C%20no%20less"


@pytest.mark.parametrize("remark", ["…", "?!", "—"])
def test_a_remark_without_words_is_linked_by_its_anchor_alone(tmp_path: Path, remark: str) -> None:
    told = directives(tmp_path, f"**Ada**: {remark}\n\n**Bo**: The river turns the wheel.\n")
    assert told[-1][1] == "The river turns the wheel"
    assert all(not directive for text, directive in told[:-1])


def test_stamps_between_words_are_shown_by_the_page_and_said_by_nobody(tmp_path: Path) -> None:
    told = directives(
        tmp_path,
        "**Ada:** \\[04:01\\] So the river \\[04:05\\] turns the wheel of the old mill in the valley below.\n\n"
        "**Ada:** \\[05:01\\] So the river sleeps, and so does the miller of the old mill.\n",
    )
    assert [directive for _, directive in told] == [
        "So the river,in the valley below",
        "So the river sleeps,of the old mill",
    ]
