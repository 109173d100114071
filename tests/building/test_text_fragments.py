"""Building: which words of a passage its link highlights."""

import re
from urllib.parse import unquote

import numpy as np

from index.building.text_fragments import PageWords, fragment_spans
from index.links import Span, passage_url


def fragment_span(text: str, page_text: str) -> Span | None:
    starts, lengths = fragment_spans([text], PageWords([page_text]), np.zeros(1, np.int64))
    return Span(int(starts[0]), int(lengths[0])) if lengths[0] else None


def test_a_fragment_takes_words_that_stand_once_on_the_page() -> None:
    passage = "We all know that the river turns the wheel, and the wheel turns the stone every single day."
    page_text = f"Contents\nWe all know that the river turns\n{passage}"
    url = passage_url("https://pod.example/ada", "mill", passage, fragment_span(passage, page_text))
    assert url.startswith(
        "https://pod.example/ada#mill:~:text=We%20all%20know%20that%20the%20river%20turns%20the%20wheel%2C%20and%20the%20wheel,"
    )
    runs = [unquote(run) for run in url.partition(":~:text=")[2].split(",")]
    assert PageWords([page_text]).hold_once(runs, np.zeros(len(runs), np.int64)).all()


def test_a_fragment_begins_with_as_many_words_as_tell_it_from_what_stands_before() -> None:
    page_text = "That is what I mean, is it not.\nThat is what I mean, and the river turns the wheel of the mill."
    assert fragment_span(page_text.split("\n")[1], page_text) == Span(0, len("That is what I mean, and the"))


def test_a_fragment_begins_with_a_later_run_where_all_first_words_are_said_twice() -> None:
    said = "That is what I mean... and so the river turns the wheel"
    span = fragment_span(f"{said} of the mill in the valley", f"{said} of stone.\n{said} of the mill in the valley")
    assert span is None or span.start > 0


def test_a_short_remark_that_others_make_too_is_found_by_what_follows() -> None:
    url = passage_url("https://pod.example/ada", "mill", "Okay.", None, "Ada Holm: And so it")
    assert url == "https://pod.example/ada#mill:~:text=Okay.,-Ada%20Holm%3A%20And%20so%20it"


def test_all_that_has_a_meaning_of_its_own_in_a_fragment_is_encoded() -> None:
    text = "Well-known, isn't it? 50% & more — naïve talk about the old mill's wheel, no less"
    url = passage_url("https://pod.example/ada", "mill", text, fragment_span(text, text))
    begin, end = url.partition(":~:text=")[2].split(",")
    assert begin == "Well%2Dknown%2C%20isn%27t"
    assert end == "mill%27s%20wheel%2C%20no%20less"


def test_words_that_stand_once_on_their_own_page_may_stand_on_another() -> None:
    texts = ["the river turns the wheel", "the river turns the wheel"]
    starts, _ = fragment_spans(texts, PageWords(texts), np.arange(2))
    assert starts.tolist() == [0, 0]


def test_without_unique_words_the_link_is_the_anchor_alone() -> None:
    span = fragment_span("Yes we can do that", "Yes we can do that\nYes we can do that")
    assert passage_url("https://p.example/a", "x", "Yes we can do that", span) == "https://p.example/a#x"


def test_a_page_without_headings_is_linked_with_a_fragment_alone() -> None:
    text = "the river turns the wheel of the mill"
    url = passage_url("https://p.example/a", "", text, fragment_span(text, text))
    assert re.fullmatch(r"https://p\.example/a#:~:text=the%20river[a-z%0-9]*", url)
