"""What a reply to a question says: a page of passages, or that nothing answers, and what stands around a passage.

In: an `Answer`, where it is shown and in which words. Out: a `Reply` within Discord's limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot import custom_ids, limits
from bot.custom_ids import AskCorrected, FollowUp, More, Passages, Rate, Remove, Share, custom_id
from bot.escaping import address, escaped, escaped_line, quotation, without_text_fragment
from bot.languages.words import ENGLISH, Words
from bot.replies.heads import asked_of, head_of, names_of, quoted_words
from bot.replies.passage_menu import passage_menu
from bot.replies.remarks import label_worded, remark_worded
from bot.replies.reply import Block, Button, ButtonRow, Divider, LinkButton, LinkedBlock, Reply, TextBlock
from index.answer import Answer, RankedPassage
from index.remarks.remark import Remark

Links = Literal["fragments", "anchors"]

PAGE = 3  # passages
LONGEST_QUESTION_SHOWN = 300
LONGEST_TITLE = 150  # of an episode where it stands once above all
LONGEST_NEAR_MISS = 300
LEAST_QUOTED = 200  # characters that a head leaves for the words where it says more than names
TOGETHER = 1_300  # characters of the passages of a page, so that it fits on two screens of a phone

ANSWERED = 0x5865F2
NOT_ANSWERED = 0x99AAB5


@dataclass(frozen=True, slots=True)
class Place:
    """Where and for whom an answer is shown.

    `question` is its id in the bot's memory, `offset` the first passage of the page (from 0), `asker` the Discord id of
    who may remove it (0: unknown), `private` whether only they see it; `links` says what kind of links to make, `words`
    in which language it is worded.
    """

    question: str
    offset: int = 0
    asker: int = 0
    private: bool = False
    links: Links = "fragments"
    words: Words = ENGLISH


def passages_needed(offset: int) -> int:
    """Return how many passages to search for, so that the page at `offset` knows whether another one follows."""
    return offset + PAGE + 1


def answer_reply(answer: Answer, place: Place) -> Reply:
    """Return the page of an answer that begins at the place's offset.

    The answer holds its passages from the first on, `passages_needed(offset)` of them where there are so many.
    """
    if answer.remark and answer.remark.alone:
        return _remarked(answer.remark, place)
    if not answer.answered:
        return _not_answered(answer, place)
    shown = answer.passages[place.offset : place.offset + PAGE]
    words = place.words
    heading = _question_line(answer, words)
    if answer.remark:
        heading += f"\n{escaped(remark_worded(answer.remark, words))}"
    if not shown:
        heading += f"\n\n{words('answer-all-shown')}"
    room = limits.MESSAGE_TEXT - limits.length(heading)
    blocks = [TextBlock(heading), *_passage_blocks(shown, place.links, words, (room, TOGETHER), first=place.offset + 1)]
    if shown:
        own = Passages(place.question, place.offset)
        blocks += [Divider(), passage_menu(shown, own, words)]
    return Reply((*blocks, *_answer_buttons(answer, place)), ANSWERED, place.private, answered=True)


def around_reply(
    passages: Sequence[RankedPassage],
    position: int,
    *,
    asker: int = 0,
    private: bool = True,
    links: Links = "fragments",
    words: Words = ENGLISH,
) -> Reply:
    """Return what was said before and after the passage at `position`, in page order; buttons lead on either way."""
    first, last = passages[0], passages[-1]
    heading = f"### {escaped_line(first.title, LONGEST_TITLE)}\n{words('answer-around')}"
    room = limits.MESSAGE_TEXT - limits.length(heading)
    blocks = [
        TextBlock(heading),
        *_passage_blocks(passages, links, words, (room, room), marked=position),
    ]
    buttons = []
    if first.position < position and first.position > 0:
        buttons.append(Button(words("button-further-back"), custom_id(custom_ids.around(first))))
    if last.position > position:
        buttons.append(Button(words("button-further-on"), custom_id(custom_ids.around(last))))
    marked = next((passage for passage in passages if passage.position == position), first)
    buttons.append(Button(words("button-quote"), custom_id(custom_ids.quote(marked))))
    buttons.append(Button(words("button-card"), custom_id(custom_ids.card(marked))))
    row = ButtonRow((*buttons, remove_button(asker, words)))
    return Reply((*blocks, row), ANSWERED, private)


def _question_line(answer: Answer, words: Words) -> str:
    lines = [f"**{escaped_line(answer.question, LONGEST_QUESTION_SHOWN)}**"]
    if answer.did_you_mean:
        corrected = escaped_line(answer.did_you_mean, LONGEST_QUESTION_SHOWN)
        lines.append(f"-# {words('answer-spelling-corrected', question=corrected)}")
    return "\n".join(lines)


def _passage_blocks(
    passages: Sequence[RankedPassage],
    links: Links,
    words: Words,
    room: tuple[int, int],
    *,
    first: int | None = None,
    marked: int | None = None,
) -> list[Block]:
    """Return each passage's head, with the link beside it, and its words.

    `room` is what there is for all text and what for the quoted words; of the second, what a short passage leaves of
    its share the next ones get. Passages are numbered from `first` on; the one at the position `marked` is named.
    """
    blocks: list[Block] = []
    for_all, for_quotes = room
    for number, passage in enumerate(passages):
        left = len(passages) - number
        link = _link(passage, links)
        share = for_all // left
        named = None if first is None else first + number
        head = head_of(passage, words, named, passage.position == marked, share - LEAST_QUOTED)
        asked = f"{asked_of(passage)}\n" if limits.length(head + asked_of(passage)) < share - LEAST_QUOTED else ""
        taken = limits.length(head + asked)
        quoted = quoted_words(passage, bool(link), words, min(share - taken, for_quotes // left))
        for_all -= taken + limits.length(quoted)
        for_quotes -= limits.length(quoted)
        blocks += [Divider(), LinkedBlock(head, LinkButton(words("button-read"), link)) if link else TextBlock(head)]
        blocks.append(TextBlock(f"{asked}{quoted}".strip()))
    return blocks


def _link(passage: RankedPassage, links: Links) -> str | None:
    return address(passage.url if links == "fragments" else without_text_fragment(passage.url))


def _answer_buttons(answer: Answer, place: Place) -> list[Block]:
    words = place.words
    first: list[Button] = []
    if len(answer.passages) > place.offset + PAGE:
        more = custom_id(More(place.question, place.offset + PAGE))
        first.append(Button(words("button-more"), more, "primary"))
    first.append(Button(words("button-follow-up"), custom_id(FollowUp(place.question))))
    if place.private:
        first.append(Button(words("button-share"), custom_id(Share(place.question, place.offset))))
    second = (
        Button(words("button-helpful"), custom_id(Rate(place.question, place.offset, 1))),
        Button(words("button-not-helpful"), custom_id(Rate(place.question, place.offset, 0))),
        remove_button(place.asker, words),
    )
    return [ButtonRow(tuple(first)), ButtonRow(second)]


def _remarked(remark: Remark, place: Place) -> Reply:
    """Return what is said of the index itself, with links where it names pages."""
    links = ((label_worded(remark, link, place.words), address(link.url)) for link in remark.links)
    buttons = [LinkButton(limits.cropped(label, limits.BUTTON_LABEL), url) for label, url in links if url]
    rows = [ButtonRow(tuple(buttons[: limits.ROW_BUTTONS]))] if buttons else []
    return Reply(
        (TextBlock(escaped(remark_worded(remark, place.words))), *rows), ANSWERED, place.private, answered=True
    )


def _not_answered(answer: Answer, place: Place) -> Reply:
    words = place.words
    said = f"**{escaped_line(answer.question, LONGEST_QUESTION_SHOWN)}**\n{words('answer-none')}"
    near = answer.passages[:PAGE]
    if near:
        said += f"\n{words('answer-nearest')}"
    blocks: list[Block] = [TextBlock(said), *(_near_miss(passage, place.links, words) for passage in near)]
    first = [Button(words("button-follow-up"), custom_id(FollowUp(place.question)))]
    if answer.did_you_mean:
        label = limits.cropped(words("button-did-you-mean", question=answer.did_you_mean), limits.BUTTON_LABEL)
        first.insert(0, Button(label, custom_id(AskCorrected(place.question)), "primary"))
    rated = Button(words("button-not-helpful"), custom_id(Rate(place.question, place.offset, 0)))
    row = ButtonRow((*first, rated, remove_button(place.asker, words)))
    return Reply((*blocks, row), NOT_ANSWERED, place.private, answered=False)


def _near_miss(passage: RankedPassage, links: Links, words: Words) -> Block:
    head = words("passage-near-miss", head=" · ".join(names_of(passage)))
    quoted, _ = quotation(passage.text, (), LONGEST_NEAR_MISS)
    link = _link(passage, links)
    text = f"{head}\n{quoted}"
    return LinkedBlock(text, LinkButton(words("button-read"), link)) if link else TextBlock(text)


def remove_button(asker: int, words: Words) -> Button:
    """Return the button that removes a reply for who asked, and for moderators."""
    return Button(words("button-remove"), custom_id(Remove(asker)), "danger")
