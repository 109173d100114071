"""What a reply says where a question went to several shows: what each of them answers, told apart.

In: the answer of each show, where it is shown and in which words. Out: a `Reply` within Discord's limits.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot import limits
from bot.actions import AskCorrected, FollowUp, More, Passages, Rate, Share
from bot.custom_ids import custom_id, digest
from bot.escaping import escaped_line
from bot.languages.words import Words
from bot.replies.answers import (
    ANSWERED,
    NOT_ANSWERED,
    PAGE,
    TOGETHER,
    Place,
    alone_button,
    question_line,
    remark_links,
    remove_button,
)
from bot.replies.passage_menu import passage_menu
from bot.replies.passages import near_miss, passage_blocks
from bot.replies.remarks import remark_worded
from bot.replies.reply import Block, Button, ButtonRow, Divider, Reply, TextBlock
from index.answer import Answer, RankedPassage

Answered = tuple[str, Answer]  # the name of a show, and what it answers

SHOWN = 3  # shows with passages of their own; others are only named
OF_TWO = 2  # passages of each, where two shows have some
LONGEST_NAME, LONGEST_NAMED = 80, 40  # characters of a show's name above its passages, and in a sentence
LONGEST_CORRECTION = 100
LONGEST_REMARK = 250  # beside passages
LEAST_ROOM = 700  # characters of a show's passages, or else only its name stands above them
LONGEST_ALONE = 350  # of a remark that stands for passages; escaping may double it


def shows_reply(answers: Sequence[Answered], corrected: str | None, place: Place) -> Reply:
    """Return what shows answer, each below its name with a button that leads to more of it.

    `answers` are those of two shows or more to one question, in the order in which they are told; `corrected` is the
    question as its spelling was corrected, where none of them answers it.
    """
    found = [pair for pair in answers if pair[1].answered]
    if not found:
        return _none(answers, corrected, place)
    told, words = found[:SHOWN], place.words
    each = OF_TWO if len(told) == OF_TWO else PAGE // len(told)
    asked = _asked(answers)
    top = question_line(asked, words)
    others = _others(found[SHOWN:], [pair for pair in answers if not pair[1].answered], words)
    headings, room = _headings(told, words, limits.MESSAGE_TEXT - limits.length(top + others))
    blocks: list[Block] = [TextBlock(top)]
    shown: list[RankedPassage] = []
    for heading, (_, answer) in zip(headings, told, strict=True):
        passages = () if _alone(answer) else answer.passages[:each]
        blocks += [Divider(), TextBlock(heading), *_links(answer, words)]
        rooms = (room // len(told), TOGETHER // len(told))
        blocks += passage_blocks(passages, place.links, words, rooms, first=len(shown) + 1)[1:]
        shown += passages
    if shown:
        blocks += [Divider(), passage_menu(shown, Passages(place.question, 0), words)]
    blocks += [TextBlock(others)] if others else []
    more = [_more(name, place, each) for name, answer in told if not _alone(answer) and len(answer.passages) > each]
    more += alone_button(asked, place)
    blocks += [ButtonRow(tuple(more))] if more else []
    return Reply((*blocks, *_controls(place)), ANSWERED, place.private, answered=True)


def _headings(told: Sequence[Answered], words: Words, room: int) -> tuple[list[str], int]:
    """Return what stands above each show's passages, and the characters of `room` that it leaves for them."""
    for bare in (False, True):
        headings = [_heading(name, answer, words, bare) for name, answer in told]
        left = room - sum(map(limits.length, headings))
        if left >= LEAST_ROOM * len(told) or all(_alone(answer) for _, answer in told):
            break
    return headings, left


def _heading(name: str, answer: Answer, words: Words, bare: bool) -> str:
    """Return a show's name, and, unless that shall stand `bare`, how the question was spelt and what is said of it."""
    lines = [f"### {escaped_line(name, LONGEST_NAME)}"]
    if bare:
        return lines[0]
    if answer.did_you_mean and not _alone(answer):
        corrected = escaped_line(answer.did_you_mean, LONGEST_CORRECTION)
        lines.append(f"-# {words('answer-spelling-corrected', question=corrected)}")
    if answer.remark:
        said = remark_worded(answer.remark, words)
        lines.append(escaped_line(said, LONGEST_ALONE if answer.remark.alone else LONGEST_REMARK))
    return "\n".join(lines)


def _alone(answer: Answer) -> bool:
    return answer.remark is not None and answer.remark.alone


def _links(answer: Answer, words: Words) -> list[Block]:
    """Return the links that go with what is said of a show."""
    return remark_links(answer.remark, words) if answer.remark and answer.remark.alone else []


def _none(answers: Sequence[Answered], corrected: str | None, place: Place) -> Reply:
    """Return that no show answers, with the nearest passage of each of the first."""
    words = place.words
    near = [(name, answer.passages[0]) for name, answer in answers if answer.passages][:SHOWN]
    asked = _asked(answers)
    said = [question_line(asked, words), words("answer-none")]
    blocks: list[Block] = [TextBlock("\n".join([*said, *([words("answer-nearest")] if near else [])]))]
    for name, passage in near:
        blocks += [TextBlock(f"-# {escaped_line(name, LONGEST_NAME)}"), near_miss(passage, place.links, words)]
    buttons = [Button(words("button-follow-up"), custom_id(FollowUp(place.question))), *alone_button(asked, place)]
    if corrected:
        label = limits.cropped(words("button-did-you-mean", question=corrected), limits.BUTTON_LABEL)
        buttons.insert(0, Button(label, custom_id(AskCorrected(place.question)), "primary"))
    rated = Button(words("button-not-helpful"), custom_id(Rate(place.question, 0, 0)))
    row = ButtonRow((*buttons, rated, remove_button(place.asker, words)))
    return Reply((*blocks, row), NOT_ANSWERED, place.private, answered=False)


def _asked(answers: Sequence[Answered]) -> Answer:
    """Return the surest answer with the question as it was asked, for each show corrects it its own way."""
    return replace(answers[0][1], did_you_mean=None)


def _others(also: Sequence[Answered], silent: Sequence[Answered], words: Words) -> str:
    """Return the names of the shows that answer as well, and of those that do not, a line each."""
    lines = [
        f"-# {words(sentence, shows=_named([name for name, _ in pairs], words))}"
        for sentence, pairs in (("shows-also", also), ("shows-without", silent))
        if pairs
    ]
    return "\n".join(lines)


def _named(names: Sequence[str], words: Words) -> str:
    return words.listed([escaped_line(name, LONGEST_NAMED) for name in names], SHOWN)


def _more(name: str, place: Place, shown: int) -> Button:
    label = limits.cropped(place.words("button-more-of", show=name), limits.BUTTON_LABEL)
    return Button(label, custom_id(More(place.question, shown, digest(name))), "primary")


def _controls(place: Place) -> list[Block]:
    words = place.words
    first = [Button(words("button-follow-up"), custom_id(FollowUp(place.question)))]
    if place.private:
        first.append(Button(words("button-share"), custom_id(Share(place.question, 0))))
    for label, helpful in (("button-helpful", 1), ("button-not-helpful", 0)):
        first.append(Button(words(label), custom_id(Rate(place.question, 0, helpful))))
    return [ButtonRow((*first, remove_button(place.asker, words)))]
