"""Messages about the bot, the show or a guest, and what no answer can be sure of."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.terminal import answer_text
from index.search import Searcher

ADA = """## Wheels

**Lars**: What does a miller do in frost?

**Ada Holm**: The miller breaks the ice from the paddles before the wheel may turn again.

## Bread

**Lars**: And the bread?

**Ada Holm**: Bread from the stone is grey, and it keeps for a week in a dry cupboard.
"""
BO = """## Eels

**Lars**: Where do the eels sleep in winter?

**Bo Lind**: Under the weir, in the mud, and nobody has ever counted them properly.
"""


@pytest.fixture
def searcher(write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]) -> Iterator[Searcher]:
    write_post(ADA, "2024-05-06-ada.md", "title: Ada Holm on mills\npermalink: ada\nhost: Lars")
    path = write_post(BO, "2024-06-07-bo.md", "title: Bo Lind on eels\npermalink: bo\nhost: Lars")
    with searcher_of(path.parents[1]) as opened:
        yield opened


def told(searcher: Searcher, message: str) -> str:
    answer = searcher.ask(message)
    return answer.remark.text if answer.remark else ""


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("are you a bot?", "Yes, a bot: I search 2 episodes"),
        ("Help!", "Ask in a sentence or a few words"),
        ("how many episodes are there?", "I know 2 episodes."),
        ("what's the latest episode?", "“Bo Lind on eels”, of 2024-06-07"),
        ("first episode", "“Ada Holm on mills”, of 2024-05-06"),
        ("who is the host?", "The host is Lars."),
        ("who are the guests", "Ada Holm, Bo Lind."),
        ("what is this podcast about?", "from 2024-05-06 to 2024-06-07"),
        ("Ada", "Ada Holm speaks in “Ada Holm on mills” about Wheels; Bread."),
        ("what about Bo Lind?", "Bo Lind speaks in “Bo Lind on eels”"),
        ("link to the Bo Lind episode", "Bo Lind speaks in “Bo Lind on eels”"),
        ("summarize Bo's episode", "Bo Lind speaks in “Bo Lind on eels”"),
        ("I want to kill myself", "you matter"),
    ],
)
def test_what_asks_about_the_bot_or_the_show_is_answered_in_a_sentence_without_passages(
    searcher: Searcher, message: str, words: str
) -> None:
    assert words in told(searcher, message)
    assert searcher.ask(message).passages == ()


@pytest.mark.parametrize("asked_with", [{"context": "what does a miller do?"}, {"episode": "ada"}])
def test_what_asks_about_the_bot_or_the_show_does_so_after_a_question_and_in_an_episode_too(
    searcher: Searcher, asked_with: dict[str, str]
) -> None:
    for message, words in [("I want to kill myself", "you matter"), ("latest episode?", "Bo Lind"), ("help", "Ask in")]:
        answer = searcher.ask(message, **asked_with)
        assert answer.remark
        assert words in answer.remark.text
        assert answer.passages == ()
    assert searcher.ask("what is this about?", context="what does a miller do?").remark is None


def test_no_episode_is_the_latest_where_none_has_a_date(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    path = write_post(BO, "bo.md", "title: Bo Lind on eels\nhost: Lars")
    with searcher_of(path.parent) as searcher:
        assert told(searcher, "latest episode?") == "The transcripts do not tell when the episodes appeared."
        assert told(searcher, "episodes") == "I know one episode of it. Among them: “Bo Lind on eels”."


def test_a_card_names_no_times_as_topics_and_one_more_episode_as_one(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    spoken = "**Lars** (00:01): And now?\n\n**Ada Holm** (12:34): The ice is thick this year.\n"
    for number in range(1, 5):
        path = write_post(spoken, f"2024-05-0{number}-e{number}.md", f"title: Part {number}\npermalink: e{number}")
    with searcher_of(path.parents[1]) as searcher:
        said = told(searcher, "Ada Holm")
    assert said.startswith("Ada Holm speaks in “Part 4”; in “Part 3”; in “Part 2”; and in 1 more episode. ")


def test_a_surname_that_only_a_title_tells_is_a_name_too(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    short = BO.replace("Bo Lind", "Bo").replace("## Eels", "## Transcript")
    path = write_post(short, "2024-06-07-bo.md", "title: Bo Lind on eels\npermalink: bo\nhost: Lars")
    with searcher_of(path.parents[1]) as searcher:
        for name in ("Bo Lind", "bo lind", "Lind"):
            assert told(searcher, name) == "Bo speaks in “Bo Lind on eels”. Ask what you want to know."


def test_who_asks_the_questions_at_one_of_many_talks_is_no_host_of_the_show(
    write_post: Callable[..., Path], searcher_of: Callable[[Path], Searcher]
) -> None:
    for number, name in enumerate(["Eva", "Finn", "Gro", "Hans", "Ida", "Jens"], start=1):
        talk = f"**{name} Lind**: The weir holds {number} eels, and they sleep.\n"
        path = write_post(talk, f"2024-05-0{number}-e{number}.md", f"title: Part {number}\npermalink: e{number}")
    write_post(BO, "2024-06-07-bo.md", "title: Bo Lind on eels\npermalink: bo\nhost: Lars")
    with searcher_of(path.parents[1]) as searcher:
        assert told(searcher, "who is the host?") == "The transcripts do not tell who the host is."


def test_who_somebody_is_is_told_after_a_question_too(searcher: Searcher) -> None:
    remark = searcher.ask("and who is Bo Lind?", context="where do eels sleep?").remark
    assert remark
    assert remark.text.startswith("Bo Lind speaks in")
    assert searcher.ask("and Bo Lind?", context="where do eels sleep?").passages


def test_a_guests_card_leads_to_their_episodes(searcher: Searcher) -> None:
    remark = searcher.ask("Ada Holm").remark
    assert remark
    assert [(link.label, link.url) for link in remark.links] == [("Ada Holm on mills", "https://pod.example/ada")]


@pytest.mark.parametrize(
    "question",
    [
        "what does a miller do in frost?",
        "how does the wheel help?",
        "where do eels sleep?",
        "what did Ada say of bread?",
    ],
)
def test_questions_for_the_transcripts_are_answered_with_passages(searcher: Searcher, question: str) -> None:
    answer = searcher.ask(question)
    assert answer.passages
    assert answer.remark is None


def test_a_guest_who_does_not_speak_of_a_topic_is_not_made_to(searcher: Searcher) -> None:
    answer = searcher.ask("what does Ada think about eels?")
    assert answer.remark
    assert answer.remark.text == "Ada Holm does not speak of eels in these episodes. What others say:"
    assert not answer.answered
    assert answer.passages
    assert "Ada Holm" not in {passage.speaker for passage in answer.passages}
    assert "Nothing in the transcripts" not in answer_text(answer, None)


@pytest.mark.parametrize("message", ["bad bot", "nice one", "lol", "week?"])
def test_what_asks_nothing_is_no_sure_question(searcher: Searcher, message: str) -> None:
    assert not searcher.ask(message).answered


@pytest.mark.parametrize("question", ["what does HTLC stand for?", "KLIO bread", "zither weir"])
def test_one_known_word_beside_unknown_ones_is_no_sure_answer(searcher: Searcher, question: str) -> None:
    assert not searcher.ask(question).answered


def test_a_follow_up_of_unknown_words_alone_leans_on_no_place(searcher: Searcher) -> None:
    answer = searcher.ask("what about pizza?", context="what does a miller do in frost?")
    assert not answer.answered
    assert answer.passages == ()


def test_a_guest_who_does_not_speak_of_what_was_asked_before_is_not_made_to(searcher: Searcher) -> None:
    answer = searcher.ask("what about Ada?", context="where do the eels sleep?")
    assert answer.remark
    assert answer.remark.text == "Ada Holm does not speak of eels sleep in these episodes. What others say:"
    assert "Ada Holm" not in {passage.speaker for passage in answer.passages}
    assert searcher.ask("what about Ada?", context="how does bread keep?").remark is None


@pytest.mark.parametrize("message", ["hi", "thanks a lot!", "😂", "???", "why?"])
def test_what_asks_nothing_is_told_how_to_ask(searcher: Searcher, message: str) -> None:
    assert told(searcher, message).startswith("Ask in a sentence or a few words")
    assert not searcher.ask(message).answered


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("how does the BRED keep", None),
        ("how does the breed keep?", None),
        ("what does a milller do", "what does a miller do"),
    ],
)
def test_acronyms_and_words_of_english_are_not_corrected(searcher: Searcher, question: str, meant: str | None) -> None:
    assert searcher.ask(question).did_you_mean == meant


def test_nothing_is_corrected_in_a_question_of_another_language(searcher: Searcher) -> None:
    assert searcher.ask("wo schlafen die Aale im Wintter unter dem Wehr").did_you_mean is None


def test_the_frame_of_a_question_is_not_searched_for(searcher: Searcher) -> None:
    plain = searcher.ask("bread cupboard").passages
    framed = searcher.ask("did anybody mention bread in the cupboard, according to Ada?").passages
    assert framed[0].text == plain[0].text
    assert "according" not in framed[0].matched
