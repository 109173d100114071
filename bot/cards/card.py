"""What a card says and how it looks, as plain values.

In: words and where they stand. Out: a `Card`, and what a screen reader says of it.
"""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from index.shows import Colours

Theme = Literal["light", "dark"]

LONGEST_ADDRESS = 60  # characters
LONGEST_ALTERNATIVE = 1_024  # characters of Discord's attachment descriptions


class CardsUnavailable(Exception):
    """A card cannot be made on this machine; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Card:
    """The words verbatim, who said them, in which episode and section, whose podcast it is, and its address.

    `colours` are those of a show, over the theme's (see `index.shows.Show`).
    """

    words: str
    speaker: str
    episode: str
    section: str
    podcast: str
    address: str
    theme: Theme = "light"
    colours: Colours = ()

    @property
    def other_theme(self) -> Theme | None:
        """The theme in which it looks otherwise; None where the show has colours of its own for both."""
        if "background" in dict(self.colours):
            return None
        return "light" if self.theme == "dark" else "dark"


def short_address(url: str) -> str:
    """Return an address as people read it: host and path, without scheme, fragment and final slash."""
    parts = urlsplit(url)
    shown = (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")
    return shown if len(shown) <= LONGEST_ADDRESS else parts.netloc.removeprefix("www.")


def alternative_text(card: Card, words: str) -> str:
    """Return what a card shows, for who cannot see it; `words` are those that fitted on it."""
    told = f"“{words}” — {', '.join(filter(None, (card.speaker, card.episode, card.podcast)))}"
    return told if len(told) <= LONGEST_ALTERNATIVE else told[: LONGEST_ALTERNATIVE - 1] + "…"
