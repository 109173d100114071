"""Bot: an action is kept in a button's custom id and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import limits
from bot.actions import Action, Around, AskCorrected, DrawWords, Episodes, FollowUp, More, Outline, Rate, Remove, Share
from bot.custom_ids import action_of, around, custom_id, digest, named_by
from tests.replies.samples import PASSAGE, QUESTION

ACTIONS: list[Action] = [
    More(QUESTION, 3),
    More(QUESTION, 10**19, digest("Mill talk")),
    FollowUp(QUESTION, digest("Mill talk")),
    Episodes(0, digest("Mill talk")),
    Share(QUESTION, 0),
    FollowUp(QUESTION),
    AskCorrected(QUESTION),
    Rate(QUESTION, 3, 1),
    Around(digest("ada"), 99_999, digest("words")),
    DrawWords(digest("ada"), 99_999, digest("words"), 9_999, 9_999, digest("said"), "light", 2**63),
    Episodes(3),
    Outline(digest("ada"), 2),
    Remove(2**64 - 1),
]


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_read_back_from_its_custom_id(action: Action) -> None:
    assert action_of(custom_id(action)) == action
    assert len(custom_id(action)) <= limits.CUSTOM_ID


OURS = r"askcast:(more|rate|around|remove|theme)(:[\w-]{0,14}){0,8}"


@given(st.text(max_size=100) | st.from_regex(OURS, fullmatch=True))
def test_foreign_custom_ids_are_no_actions_of_ours_or_stay_the_same(text: str) -> None:
    action = action_of(text)
    assert action is None or action_of(custom_id(action)) == action


def test_a_button_that_names_no_show_is_read_as_those_from_before_there_were_several() -> None:
    assert action_of(f"askcast:more:{QUESTION}:3") == More(QUESTION, 3)
    assert action_of(f"askcast:follow:{QUESTION}") == FollowUp(QUESTION)
    assert action_of(f"askcast:rate:{QUESTION}:3") is None


def test_a_button_finds_its_episode_by_digest() -> None:
    assert named_by(around(PASSAGE).episode, ["grace", "ada"]) == "ada"
    assert named_by(around(PASSAGE).episode, ["grace"]) is None
