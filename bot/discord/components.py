"""A `Reply` → discord.py's components, one to one.

The buttons of a view carry their state in their custom ids (see `bot.custom_ids`), so a view is stopped before it is
sent: discord.py then keeps nothing of it in memory.
"""

from typing import Any

import discord
from discord import ui

from bot import limits
from bot.actions import Change, FollowUp, Quote
from bot.custom_ids import custom_id
from bot.languages.words import Words
from bot.replies.reply import (
    Block,
    Button,
    ButtonRow,
    Divider,
    LinkButton,
    LinkedBlock,
    Menu,
    Picker,
    Reply,
    TextBlock,
)

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


def follow_up_form(action: FollowUp, question_length: int, words: Words) -> ui.Modal:
    """Return the form that asks for a follow-up to a question, of at most so many characters."""
    form = ui.Modal(title=words("form-follow-up"), custom_id=custom_id(action))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=QUESTION_FIELD,
        style=discord.TextStyle.paragraph,
        placeholder=words("form-follow-up-placeholder"),
        max_length=question_length,
    )
    form.add_item(ui.Label(text=words("form-follow-up-label"), component=field))
    form.stop()
    return form


def quote_form(action: Quote, passage: str, words: Words) -> ui.Modal:
    """Return the form that holds a passage's words, for its reader to keep those to quote."""
    form = ui.Modal(title=words("form-quote"), custom_id=custom_id(action))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=QUESTION_FIELD,
        style=discord.TextStyle.paragraph,
        default=limits.cropped(passage, limits.TEXT_INPUT),
        max_length=limits.TEXT_INPUT,
    )
    form.add_item(ui.Label(text=words("form-quote-label"), component=field))
    form.stop()
    return form


def cooldown_form(action: Change, member: float, channel: float, words: Words) -> ui.Modal:
    """Return the form that asks for a server's cooldowns, the seconds that hold now filled in."""
    form = ui.Modal(title=words("form-cooldowns"), custom_id=custom_id(action))
    for name, label, seconds in (
        ("member", words("form-cooldowns-member"), member),
        ("channel", words("form-cooldowns-channel"), channel),
    ):
        field: ui.TextInput[ui.Modal] = ui.TextInput(custom_id=name, default=f"{seconds:g}", max_length=6)
        form.add_item(ui.Label(text=label, component=field))
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
        case Picker():
            return ui.ActionRow(_select(block))
        case Menu():
            return ui.ActionRow(_menu(block))
        case Divider():
            return ui.Separator()


def _select(picker: Picker) -> ui.ChannelSelect[View] | ui.RoleSelect[View]:
    chosen = picker.chosen[: limits.CHOICES]
    kinds = discord.SelectDefaultValueType
    if picker.kind == "roles":
        defaults = [discord.SelectDefaultValue(id=number, type=kinds.role) for number in chosen]
        return ui.RoleSelect(
            custom_id=picker.custom_id,
            placeholder=picker.placeholder,
            min_values=0,
            max_values=limits.CHOICES,
            default_values=defaults,
        )
    places = [discord.SelectDefaultValue(id=number, type=kinds.channel) for number in chosen]
    return ui.ChannelSelect(
        custom_id=picker.custom_id,
        placeholder=picker.placeholder,
        min_values=0,
        max_values=limits.CHOICES,
        default_values=places,
        channel_types=[discord.ChannelType.text, discord.ChannelType.forum, discord.ChannelType.voice],
    )


def _menu(menu: Menu) -> ui.Select[View]:
    options = [
        discord.SelectOption(label=option.label, value=option.value, default=option.value in menu.chosen)
        for option in menu.options
    ]
    least, most = (0, len(options)) if menu.several else (1, 1)
    return ui.Select(
        custom_id=menu.custom_id, placeholder=menu.placeholder, options=options, min_values=least, max_values=most
    )


def _button(button: Button | LinkButton) -> ui.Button[View]:
    if isinstance(button, LinkButton):
        return ui.Button(label=button.label, url=button.url)
    return ui.Button(label=button.label, custom_id=button.custom_id, style=discord.ButtonStyle[button.style])
