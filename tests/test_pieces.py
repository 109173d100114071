"""Passages, links, terms and questions, each on its own."""

import re
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.building.passages import LONGEST_PASSAGE, parts
from index.building.text_fragments import PageWords, fragment_spans
from index.links import Span, passage_url
from index.question import is_courtesy, leans, understand
from index.text import vocabulary
from index.text.compounds import compounds
from index.text.spelling import Spelling
from index.text.terms import WORD, term_of, terms
from index.text.vocabulary import Vocabulary

SENTENCES = "The mill grinds. Dr. Who said so, e.g. yesterday! Is it true? Yes… It is. "


@given(st.lists(st.sampled_from(["word", "Word.", "and", "So?", "3.5", "Dr.", "end!\n\n", "“Quote.”"]), max_size=900))
def test_splitting_loses_no_word_and_keeps_the_order(pieces: list[str]) -> None:
    text = " ".join(pieces).strip()
    assert " ".join(parts(text)).split() == text.split()


def test_a_long_turn_is_split_at_sentence_ends_into_even_parts() -> None:
    split = parts(SENTENCES * 40)
    assert all(part.endswith((".", "?", "…", "!")) for part in split)
    sizes = [len(part.split()) for part in split]
    assert max(sizes) <= LONGEST_PASSAGE * 1.2
    assert min(sizes) >= LONGEST_PASSAGE / 3


def test_a_sentence_without_end_is_cut_between_words() -> None:
    assert all(len(part.split()) <= LONGEST_PASSAGE for part in parts("and so on " * 200))


def fragment_span(text: str, page_text: str) -> Span | None:
    starts, lengths = fragment_spans([text], PageWords([page_text]), np.zeros(1, np.int64))
    return Span(int(starts[0]), int(lengths[0])) if lengths[0] else None


def test_a_fragment_takes_words_that_stand_once_on_the_page() -> None:
    passage = "We all know that the river turns the wheel, and the wheel turns the stone every single day."
    page_text = f"Contents\nWe all know that the river turns\n{passage}"
    url = passage_url("https://pod.example/ada", "mill", passage, fragment_span(passage, page_text))
    assert url.startswith("https://pod.example/ada#mill:~:text=We%20all%20know%20that%20the%20river%20turns%20the,")
    runs = [run.replace("%20", " ") for run in url.partition(":~:text=")[2].split(",")]
    assert PageWords([page_text]).hold_once(runs, np.zeros(len(runs), np.int64)).all()


def test_a_fragment_goes_on_to_a_later_run_where_the_first_is_said_twice() -> None:
    page_text = "That is what I mean, is it not.\nThat is what I mean, and the river turns the wheel of the mill."
    passage = page_text.split("\n")[1]
    assert fragment_span(passage, page_text) == Span(21, len("and the river turns the wheel of the"))


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


WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["mill", "don't", "DON’T", "snake_case", "wheel—stone", "sixteen_bytes_16", "seventeen_bytes_17", "é"]
    ),
)


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=6))
def test_numbers_stand_for_the_words_that_the_rule_finds_in_each_text(texts: list[str]) -> None:
    for rule in (WORD, re.compile(r"\w+")):
        counted = Vocabulary(rule.findall)
        for _ in range(2):  # the second time all of it is known
            numbers, counts = counted.numbers(texts)
            found = iter([counted.words.in_order[number] for number in numbers])
            assert [list(islice(found, count)) for count in counts] == [rule.findall(text) for text in texts]


def test_tokens_that_want_the_same_place_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MIX_LOW", np.uint64(0))
    monkeypatch.setattr(vocabulary, "MIX_HIGH", np.uint64(0))
    words = ["mill", "wheel", "mill", "stone", "wheel", "mill"]
    counted = Vocabulary(WORD.findall)
    for _ in range(2):
        numbers, _ = counted.numbers([" ".join(words)])
        assert [counted.words.in_order[number] for number in numbers] == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mills", "mill"), ("grinding", "grind"), ("Raphaël's", "raphael"), ("DON’T panic", "panic"), ("ﬁne", "fine")],
)
def test_words_that_mean_the_same_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(
    ("question", "count", "expected"),
    [
        ("and where does that lead?", 2, True),
        ("is that always a bad sign?", 3, True),
        ("timelines?", 1, True),
        ("what do bees do in winter?", 3, False),
        ("does a sudden jump need it to improve its own code or could it happen some other way?", 9, False),
    ],
)
def test_a_follow_up_is_told_from_a_new_question(question: str, count: int, expected: bool) -> None:
    assert leans(question, count) is expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Thanks!", True),
        ("thank you so much :)", True),
        ("good morning everyone", True),
        ("ok, that's great", True),
        ("ok why?", False),
        ("is that a good idea?", False),
        ("what about you?", False),
        ("great!", True),
        ("is it good?", False),
        ("is the good of one the good of all?", False),
        ("help", False),
        ("it", False),
        ("", False),
    ],
)
def test_a_message_that_is_only_polite_is_told_from_a_question(message: str, expected: bool) -> None:
    assert is_courtesy(WORD.findall(message)) is expected


def spelling_of(said: dict[str, int], *names: str) -> Spelling:
    return Spelling(lambda: said, lambda term: term in map(term_of, said), lambda: names)


def test_only_unknown_words_are_corrected_to_words_often_said() -> None:
    spelling = spelling_of({"alignment": 40, "scaling": 30, "scalding": 2, "nicc": 1})
    assert spelling.correction("alignmnet") == "alignment"
    assert spelling.correction("scalling") == "scaling"
    assert spelling.correction("somthing") == "something"
    for word in ("alignment", "nica", "xyzzy", "gpt4", "scl", "lignment"):
        assert spelling.correction(word) is None


def test_words_of_english_that_nobody_says_and_acronyms_are_left_as_they_are() -> None:
    spelling = spelling_of({"nick": 9, "bakes": 9, "maps": 9})
    assert spelling.correction("neck") is None
    assert spelling.correction("brakes") is None
    assert spelling.correction("MLPs") is None
    assert spelling.correction("mapz") == "maps"
    assert spelling.correction("MAPZ") == "maps"


def test_words_spelt_in_two_ways_are_found_in_the_one_that_the_index_has() -> None:
    said = "color organise traveled modeling hal mil tor bal taller oura poll lol".split()
    spelling = spelling_of(dict.fromkeys(said, 9))
    assert spelling.correction("colour") == "color"
    assert spelling.correction("organize") == "organise"
    assert spelling_of({"labor": 9, "practice": 9}).correction("labour") == "labor"
    for word in ("travelled", "modelling"):  # one term with the other spelling
        assert spelling.correction(word) is None, word
    for word in ("hall", "mill", "tour", "ball", "taler", "aura", "polly", "loll", "hour"):
        assert spelling.correction(word) is None, word


def test_what_is_meant_is_written_as_the_question_writes_it() -> None:
    asked = understand("Allignment and SCALLING, Katya", None, spelling_of({"alignment": 9, "scaling": 9}, "Katja"), ())
    assert asked.did_you_mean == "Alignment and SCALING, Katja"


def test_words_made_of_two_others_are_known_but_english_ones_and_numbers() -> None:
    said = {word: 2 for word in ("deep", "mind", "deepmind", "may", "be", "maybe", "gpt", "4", "gpt4", "20", "2020")}
    assert compounds(said) == ["deepmind", "gpt4"]


@pytest.mark.parametrize(
    "message",
    ["good morning, what is a mill?", "Thanks a lot! But what is a mill?", "hi bot what is a mill", "ok so: a mill?"],
)
def test_a_polite_opening_is_not_searched_for(message: str) -> None:
    assert understand(message, None, spelling_of({"mill": 9, "thanks": 9, "morning": 9}), ()).terms == ("mill",)


@pytest.mark.parametrize("message", ["yesterday at the mill", "historic mill", "okra from the mill"])
def test_a_word_that_begins_like_a_polite_one_is_searched_for(message: str) -> None:
    assert len(understand(message, None, spelling_of({"mill": 9}), ()).terms) == 2


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("GPT4", ("gpt", "4")),
        ("deep mind", ("deep", "mind", "deepmind")),
        ("DeepMind", ("deepmind",)),
        ("SaferLabs", ("safer", "lab")),
        ("what is R.L.H.F.?", ("rlhf",)),
        ("gpt labs learning R.L.H.F. safer", ("gpt", "lab", "learn", "safer", "rlhf")),
        ("the 2nd", ("2nd",)),
        ("gu\u0308te", ("gute",)),
        ("machinelearning", ("machin", "learn")),
        ("keyboard", ("keyboard",)),
    ],
)
def test_words_are_found_together_and_apart(question: str, expected: tuple[str, ...]) -> None:
    said = "gpt 4 deep mind deepmind safer labs rlhf machine learning key board 2 nd 2nd".split()
    assert understand(question, None, spelling_of(dict.fromkeys(said, 2)), ["deepmind"]).terms == expected


def test_names_are_believed_though_nobody_says_them() -> None:
    spelling = spelling_of({"mill": 3}, "Christoph Weaver", "Odalys on rivers")
    assert spelling.correction("Cristoph") == "christoph"
    assert spelling.correction("odalis") == "odalys"


def test_of_equally_near_words_the_one_most_alike_is_meant() -> None:
    spelling = spelling_of({"activity": 90, "activists": 3})
    assert spelling.correction("activits") == "activists"
