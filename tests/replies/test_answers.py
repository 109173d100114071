"""Replies: an answer's page, its near misses, and what stands around a passage."""

from dataclasses import replace

import pytest

from bot.actions import Action, Around, AskAlone, AskCorrected, FollowUp, MakeCard, More, Quote, Rate, Remove, Share
from bot.custom_ids import action_of, around
from bot.replies.answers import PAGE, answer_reply, around_reply, passages_needed
from bot.replies.reply import Button, Menu, Reply, TextBlock
from index.remarks.remark import OfSilence, Remark, RemarkLink
from tests.replies.samples import PASSAGE, PLACE, QUESTION, answer, assert_within_limits, links_of, text_of


def actions_of(reply: Reply) -> list[Action | None]:
    """What can be done: by buttons, and from the list below an answer."""
    pressed = [action_of(button.custom_id) for button in reply.buttons if isinstance(button, Button)]
    menus = [block for block in reply.blocks if isinstance(block, Menu)]
    return pressed + [action_of(option.value) for menu in menus for option in menu.options]


def test_an_answer_shows_speaker_episode_section_words_and_link() -> None:
    reply = answer_reply(answer(), PLACE)
    assert "1 · **Ada**\n-# Ada on engines · On looms" in text_of(reply)
    assert (
        "> The **engine weaves** algebraic patterns. It **weaves** them just as the **loom weaves** flowers."
        in text_of(reply)
    )
    assert links_of(reply) == [PASSAGE.url] * 3


def test_a_page_has_three_passages_and_leads_on_where_there_are_more() -> None:
    first = answer_reply(answer(passages_needed(0)), PLACE)
    assert More(QUESTION, PAGE) in actions_of(first)
    last = answer_reply(answer(5), replace(PLACE, offset=3))
    assert len(links_of(last)) == 2
    assert not any(isinstance(action, More) for action in actions_of(last))


def test_a_page_past_the_last_passage_says_so() -> None:
    reply = answer_reply(answer(3), replace(PLACE, offset=3))
    assert "That was all" in text_of(reply)
    assert_within_limits(reply)


def test_an_answer_has_a_button_for_everything_that_can_be_done_with_it() -> None:
    actions = actions_of(answer_reply(answer(), replace(PLACE, private=True)))
    assert {type(action) for action in actions} == {Around, Quote, MakeCard, More, FollowUp, Share, Rate, Remove}
    assert Remove(2**63) in actions


def test_a_page_of_passages_is_short_and_shows_of_a_long_one_what_was_asked() -> None:
    long = replace(PASSAGE, text=f"{'Nothing of that kind here. ' * 90}The loom weaves. {'And so it went on. ' * 90}")
    reply = answer_reply(answer(3, long), PLACE)
    assert reply.characters < 2_500
    assert text_of(reply).count("> … The **loom weaves**.") == PAGE


def test_a_passage_can_be_heard_where_its_recording_is_known() -> None:
    heard = replace(PASSAGE, start=3_725.0, media_url="https://pod.example/ada.mp3#t=3725")
    said = "-# Ada on engines · On looms · [Hear it at 1:02:05](<https://pod.example/ada.mp3#t=3725>)"
    assert said in text_of(answer_reply(answer(1, heard), PLACE))
    far = replace(heard, media_url=f"https://pod.example/{'a' * 480}", section="_" * 200, title="*" * 200)
    assert "· 1:02:05" in text_of(around_reply([replace(far, position=position) for position in range(5)], 2))


def test_only_a_private_answer_can_be_shared() -> None:
    assert not any(isinstance(action, Share) for action in actions_of(answer_reply(answer(), PLACE)))


def test_links_can_do_without_text_fragments() -> None:
    reply = answer_reply(answer(1), replace(PLACE, links="anchors"))
    assert links_of(reply) == ["https://pod.example/ada#on-looms"]


def test_a_corrected_spelling_is_told() -> None:
    reply = answer_reply(answer(did_you_mean="why do looms *weave*?"), PLACE)
    assert "searched for: why do looms \\*weave\\*?" in text_of(reply)


@pytest.mark.parametrize("answered", [True, False])
def test_a_follow_up_says_what_it_goes_on_from_and_can_be_asked_without(answered: bool) -> None:
    reply = answer_reply(replace(answer(answered=answered), goes_on_from="what is a *loom*?"), PLACE)
    assert "Taken as a follow-up to: what is a \\*loom\\*?" in text_of(reply)
    assert AskAlone(QUESTION) in actions_of(reply)
    alone = answer_reply(answer(answered=answered), PLACE)
    assert "Taken as a follow-up" not in text_of(alone)
    assert AskAlone(QUESTION) not in actions_of(alone)


def test_not_answered_is_said_plainly_with_near_misses_named_as_such() -> None:
    reply = answer_reply(answer(answered=False, did_you_mean="Why does the engine leave?"), PLACE)
    assert "Nothing in the transcripts answers that." in text_of(reply)
    assert text_of(reply).count("Near miss: ") == PAGE
    assert "Did you mean: Why does the engine leave?" in [button.label for button in reply.buttons]
    assert AskCorrected(QUESTION) in actions_of(reply)
    assert_within_limits(reply)


def test_not_answered_without_any_near_miss_names_none() -> None:
    reply = answer_reply(answer(0, answered=False), PLACE)
    assert "nearest" not in text_of(reply)
    assert_within_limits(reply)


def test_whose_silence_is_told_is_followed_by_what_others_say_or_by_nothing_that_answers() -> None:
    for others, said in ((True, "What others say:"), (False, "nor does anybody else.")):
        silence = Remark("", alone=False, subject=OfSilence("Ada", "eels", others))
        text = text_of(answer_reply(replace(answer(answered=False), remark=silence), PLACE))
        assert said in text
        assert "Nothing in the transcripts answers that." not in text
        assert ("Near miss: " in text) is not others


def test_what_was_said_around_a_passage_leads_on_either_way() -> None:
    passages = [replace(PASSAGE, position=position, text=f"Words {position}.") for position in (3, 4, 5)]
    reply = around_reply(passages, 4)
    assert text_of(reply).index("Words 3") < text_of(reply).index("*this passage*") < text_of(reply).index("Words 5")
    assert [action for action in actions_of(reply) if isinstance(action, Around)] == [
        around(passages[0]),
        around(passages[2]),
    ]
    first = around_reply(passages[1:], 4)
    assert len([action for action in actions_of(first) if isinstance(action, Around)]) == 1


def test_a_remark_stands_alone_with_its_links() -> None:
    remark = Remark("The latest is *Ada*.", (RemarkLink("Ada", "https://mill.example/ada"), RemarkLink("Bo", "")))
    reply = answer_reply(replace(answer(0), answered=True, remark=remark), PLACE)
    (text, row) = reply.blocks
    assert isinstance(text, TextBlock)
    assert text.text == r"The latest is \*Ada\*."
    assert [button.label for button in reply.buttons] == ["Ada"]
    assert row
