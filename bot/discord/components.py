"""A `Reply` → discord.py's components, one to one.

The buttons of a view carry their state in their custom ids (see `bot.custom_ids`), so a view is stopped before it is
sent: discord.py then keeps nothing of it in memory.
"""

from typing import Any

import discord
from discord import ui

from bot import limits
from bot.custom_ids import FollowUp, custom_id
from bot.replies import notices
from bot.replies.reply import Block, Button, ButtonRow, Divider, LinkButton, LinkedBlock, Reply, TextBlock

View = ui.LayoutView
QUESTION_FIELD = "question"


class ReplyTooLarge(Exception):
    """A reply that Discord would refuse: a fault of ours, never of what is shown."""


def view_of(reply: Reply) -> View:
    """Return the reply as a view; raise `ReplyTooLarge` where it breaks one of Discord's limits."""
    _check(reply)
    container: ui.Container[View] = ui.Container(accent_colour=reply.colour)
    for block in reply.blocks:
        container.add_item(_component(block))
    view = View(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def follow_up_form(action: FollowUp, question_length: int) -> ui.Modal:
    """Return the form that asks for a follow-up to a question, of at most so many characters."""
    form = ui.Modal(title=notices.FOLLOW_UP_TITLE, custom_id=custom_id(action))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=QUESTION_FIELD,
        style=discord.TextStyle.paragraph,
        placeholder=notices.FOLLOW_UP_PLACEHOLDER,
        max_length=question_length,
    )
    form.add_item(ui.Label(text=notices.FOLLOW_UP_LABEL, component=field))
    form.stop()
    return form


def _check(reply: Reply) -> None:
    if reply.characters > limits.MESSAGE_TEXT:
        raise ReplyTooLarge(f"{reply.characters} characters of {limits.MESSAGE_TEXT}")
    if reply.components > limits.MESSAGE_COMPONENTS:
        raise ReplyTooLarge(f"{reply.components} components of {limits.MESSAGE_COMPONENTS}")
    for button in reply.buttons:
        if isinstance(button, LinkButton) and limits.length(button.url) > limits.LINK_URL:
            raise ReplyTooLarge(f"a link of {limits.length(button.url)} characters of {limits.LINK_URL}")
        if isinstance(button, Button) and limits.length(button.custom_id) > limits.CUSTOM_ID:
            raise ReplyTooLarge(f"a custom id of {limits.length(button.custom_id)} characters of {limits.CUSTOM_ID}")


def _component(block: Block) -> ui.Item[Any]:
    match block:
        case TextBlock(text):
            return ui.TextDisplay(text)
        case LinkedBlock(text, link):
            return ui.Section(ui.TextDisplay(text), accessory=_button(link))
        case ButtonRow(buttons):
            return ui.ActionRow(*map(_button, buttons))
        case Divider():
            return ui.Separator()


def _button(button: Button | LinkButton) -> ui.Button[View]:
    if isinstance(button, LinkButton):
        return ui.Button(label=button.label, url=button.url)
    return ui.Button(label=button.label, custom_id=button.custom_id, style=discord.ButtonStyle[button.style])
