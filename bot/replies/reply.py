"""What a reply is: blocks of text and buttons, which the Discord layer turns into components one to one.

Values only. A `Reply` becomes one container; each kind of block names the component it stands for.
"""

from dataclasses import dataclass
from typing import Literal

from bot import limits

ButtonStyle = Literal["primary", "secondary", "success", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """A button that does something: its label, its custom id (see `bot.custom_ids`) and its style."""

    label: str
    custom_id: str
    style: ButtonStyle = "secondary"


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Markdown, everything foreign in it escaped: a text display."""

    text: str


@dataclass(frozen=True, slots=True)
class LinkedBlock:
    """Markdown with a link button beside it: a section with one text display and the button as its accessory."""

    text: str
    link: LinkButton


@dataclass(frozen=True, slots=True)
class ButtonRow:
    """One to five buttons: an action row."""

    buttons: tuple[Button | LinkButton, ...]


@dataclass(frozen=True, slots=True)
class Picker:
    """A list to choose channels or roles from, several at once: a select menu with what is chosen by id."""

    kind: Literal["channels", "roles"]
    custom_id: str
    placeholder: str
    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose in a `Menu`: what it is called, and the value that it stands for."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A list to choose from: a select menu with what is chosen by value, or else what it is for.

    One thing is chosen, or, where it may be `several`, any number of them.
    """

    custom_id: str
    options: tuple[Option, ...]
    chosen: tuple[str, ...] = ()
    placeholder: str | None = None
    several: bool = False


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two blocks: a separator."""


Block = TextBlock | LinkedBlock | ButtonRow | Picker | Menu | Divider


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole message: blocks inside one container with an accent colour (0xRRGGBB).

    `private` asks that only the one who asked sees it, as refusals and notices do. `answered` tells whether it answers
    a question, None where it is no answer to one.
    """

    blocks: tuple[Block, ...]
    colour: int | None = None
    private: bool = False
    answered: bool | None = None

    @property
    def characters(self) -> int:
        """The text over all blocks, in characters, as `limits.MESSAGE_TEXT` counts it."""
        return sum(limits.length(block.text) for block in self.blocks if isinstance(block, TextBlock | LinkedBlock))

    @property
    def components(self) -> int:
        """How many components the reply becomes, its container included, as `limits.MESSAGE_COMPONENTS` counts them."""
        return 1 + sum(_components(block) for block in self.blocks)

    @property
    def buttons(self) -> tuple[Button | LinkButton, ...]:
        """All buttons of the reply, in order."""
        found: list[Button | LinkButton] = []
        for block in self.blocks:
            if isinstance(block, ButtonRow):
                found += block.buttons
            elif isinstance(block, LinkedBlock):
                found.append(block.link)
        return tuple(found)


def _components(block: Block) -> int:
    if isinstance(block, ButtonRow):
        return 1 + len(block.buttons)
    return 3 if isinstance(block, LinkedBlock) else 2 if isinstance(block, Picker | Menu) else 1
