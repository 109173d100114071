"""What a reply to a question says: a page of passages, or that nothing answers, and what stands around a passage.

In: an `Answer`, where it is shown and in which words. Out: a `Reply` within Discord's limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import custom_ids, limits
from bot.actions import AskAlone, AskCorrected, FollowUp, More, Passages, Rate, Remove, Share
from bot.custom_ids import custom_id, mark_of
from bot.escaping import address, escaped, escaped_line
from bot.languages.words import ENGLISH, Words
from bot.replies.heads import show_line
from bot.replies.passage_menu import passage_menu
from bot.replies.passages import Links, near_miss, passage_blocks
from bot.replies.remarks import label_worded, remark_worded
from bot.replies.reply import Block, Button, ButtonRow, Divider, LinkButton, Reply, TextBlock
from index.answer import Answer, RankedPassage
from index.remarks.remark import Remark

PAGE = 3  # passages
LONGEST_QUESTION_SHOWN = 300
LONGEST_BEFORE = 100  # of the question before: enough to know it by
LONGEST_TITLE = 150  # of an episode where it stands once above all
TOGETHER = 1_300  # characters of the passages of a page, so that it fits on two screens of a phone

ANSWERED = 0x5865F2
NOT_ANSWERED = 0x99AAB5


@dataclass(frozen=True, slots=True)
class Place:
    """Where and for whom an answer is shown.

    `question` is its id in the bot's memory, `offset` the first passage of the page (from 0), `asker` the Discord id of
    who may remove it (0: unknown), `private` whether only they see it; `links` says what kind of links to make, `words`
    in which language it is worded. `show` is the name of the only show whose answer it is, where the question could go
    to several.
    """

    question: str
    offset: int = 0
    asker: int = 0
    private: bool = False
    links: Links = "fragments"
    words: Words = ENGLISH
    show: str = ""

    @property
    def mark(self) -> str:
        """How buttons name the show."""
        return mark_of(self.show)


def passages_needed(offset: int) -> int:
    """Return how many passages to search for, so that the page at `offset` knows whether another one follows."""
    return offset + PAGE + 1


def answer_reply(answer: Answer, place: Place) -> Reply:
    """Return the page of an answer that begins at the place's offset.

    The answer holds its passages from the first on, `passages_needed(offset)` of them where there are so many.
    """
    if answer.remark and answer.remark.alone:
        return _remarked(answer.remark, place)
    if not answer.answered and not (answer.remark and answer.remark.silent):
        return _not_answered(answer, place)
    shown = answer.passages[place.offset : place.offset + PAGE]
    words = place.words
    heading = question_line(answer, words) + show_line(place.show)
    if answer.remark:
        heading += f"\n{escaped(remark_worded(answer.remark, words))}"
    if not shown:
        heading += f"\n\n{words('answer-all-shown')}"
    room = limits.MESSAGE_TEXT - limits.length(heading)
    blocks = [TextBlock(heading), *passage_blocks(shown, place.links, words, (room, TOGETHER), first=place.offset + 1)]
    if shown:
        own = Passages(place.question, place.offset)
        blocks += [Divider(), passage_menu(shown, own, words)]
    colour = ANSWERED if answer.answered else NOT_ANSWERED
    return Reply((*blocks, *_answer_buttons(answer, place)), colour, place.private, answered=answer.answered)


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
        *passage_blocks(passages, links, words, (room, room), marked=position),
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


def question_line(answer: Answer, words: Words) -> str:
    """Return the question as a heading, which question it goes on from, and how its spelling was corrected."""
    lines = [f"**{escaped_line(answer.question, LONGEST_QUESTION_SHOWN)}**"]
    if answer.goes_on_from:
        before = escaped_line(answer.goes_on_from, LONGEST_BEFORE)
        lines.append(f"-# {words('answer-goes-on', question=before)}")
    if answer.did_you_mean:
        corrected = escaped_line(answer.did_you_mean, LONGEST_QUESTION_SHOWN)
        lines.append(f"-# {words('answer-spelling-corrected', question=corrected)}")
    return "\n".join(lines)


def _answer_buttons(answer: Answer, place: Place) -> list[Block]:
    words = place.words
    first: list[Button] = []
    if len(answer.passages) > place.offset + PAGE:
        more = custom_id(More(place.question, place.offset + PAGE, place.mark))
        first.append(Button(words("button-more"), more, "primary"))
    first.append(Button(words("button-follow-up"), custom_id(FollowUp(place.question, place.mark))))
    first += alone_button(answer, place)
    if place.private:
        first.append(Button(words("button-share"), custom_id(Share(place.question, place.offset, place.mark))))
    second = (
        Button(words("button-helpful"), custom_id(Rate(place.question, place.offset, 1))),
        Button(words("button-not-helpful"), custom_id(Rate(place.question, place.offset, 0))),
        remove_button(place.asker, words),
    )
    return [ButtonRow(tuple(first)), ButtonRow(second)]


def _remarked(remark: Remark, place: Place) -> Reply:
    """Return what is said of the index itself, with links where it names pages."""
    text = TextBlock(escaped(remark_worded(remark, place.words)) + show_line(place.show))
    return Reply((text, *remark_links(remark, place.words)), ANSWERED, place.private, answered=True)


def remark_links(remark: Remark, words: Words) -> list[Block]:
    """Return the pages that a remark names as a row of links; nothing where it names none."""
    links = ((label_worded(remark, link, words), address(link.url)) for link in remark.links)
    buttons = [LinkButton(limits.cropped(label, limits.BUTTON_LABEL), url) for label, url in links if url]
    return [ButtonRow(tuple(buttons[: limits.ROW_BUTTONS]))] if buttons else []


def _not_answered(answer: Answer, place: Place) -> Reply:
    words = place.words
    asked = question_line(replace(answer, did_you_mean=None), words)  # a button offers that
    told = escaped(remark_worded(answer.remark, words)) if answer.remark else words("answer-none")
    said = f"{asked}{show_line(place.show)}\n{told}"
    near = answer.passages[:PAGE]
    if near:
        said += f"\n{words('answer-nearest')}"
    blocks: list[Block] = [TextBlock(said), *(near_miss(passage, place.links, words) for passage in near)]
    first = [Button(words("button-follow-up"), custom_id(FollowUp(place.question, place.mark)))]
    first += alone_button(answer, place)
    if answer.did_you_mean:
        label = limits.cropped(words("button-did-you-mean", question=answer.did_you_mean), limits.BUTTON_LABEL)
        first.insert(0, Button(label, custom_id(AskCorrected(place.question)), "primary"))
    rated = Button(words("button-not-helpful"), custom_id(Rate(place.question, place.offset, 0)))
    row = ButtonRow((*first, rated, remove_button(place.asker, words)))
    return Reply((*blocks, row), NOT_ANSWERED, place.private, answered=False)


def alone_button(answer: Answer, place: Place) -> list[Button]:
    """Return the button that asks without the question before, where the answer leans on that."""
    return [Button(place.words("button-alone"), custom_id(AskAlone(place.question)))] if answer.goes_on_from else []


def remove_button(asker: int, words: Words) -> Button:
    """Return the button that removes a reply for who asked, and for moderators."""
    return Button(words("button-remove"), custom_id(Remove(asker)), "danger")
