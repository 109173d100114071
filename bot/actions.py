"""What buttons, lists and forms do, as plain values.

A question is named by its id in the bot's memory; a passage by short digests of its episode's slug and of its words, so
that a button still finds it after a rebuild, or knows that it has changed.
"""

from dataclasses import dataclass

from bot.cards.card import Theme


@dataclass(frozen=True, slots=True)
class More:
    """Show the page of a question's answer that begins at passage `offset` (counted from 0).

    `show`, here and below, is the digest of the name of the show that is meant, "" for all that the question went to.
    """

    question: str
    offset: int
    show: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Show a private answer's page to all."""

    question: str
    offset: int
    show: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Open the form for a follow-up to a question; also the custom id of that form."""

    question: str
    show: str = ""


@dataclass(frozen=True, slots=True)
class AskCorrected:
    """Ask the question as its spelling was corrected."""

    question: str


@dataclass(frozen=True, slots=True)
class AskAlone:
    """Ask a question that was taken for a follow-up again, without the question before."""

    question: str


@dataclass(frozen=True, slots=True)
class Rate:
    """Remember whether a page helped (1) or not (0)."""

    question: str
    offset: int
    helpful: int


@dataclass(frozen=True, slots=True)
class Around:
    """Show what was said before and after a passage: its episode (digest of the slug), position and words (digest)."""

    episode: str
    position: int
    words: str


@dataclass(frozen=True, slots=True)
class MakeCard:
    """Draw the card of a passage, named as in `Around`."""

    episode: str
    position: int
    words: str


@dataclass(frozen=True, slots=True)
class DrawWords:
    """Draw the card of some words: `length` characters of what is said from character `begin` of a passage on.

    The passage is named as in `Around`, `said` is the digest of these words. `asker` is the Discord id of the member
    whose card has this button, which is drawn in its place for them; 0 where there is no card yet.
    """

    episode: str
    position: int
    words: str
    begin: int
    length: int
    said: str
    theme: Theme
    asker: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Open the form that takes a part of a passage, named as in `Around`; also the custom id of that form."""

    episode: str
    position: int
    words: str


@dataclass(frozen=True, slots=True)
class Passages:
    """Do what was chosen from the list below a page of passages; the values of its options are custom ids."""

    question: str
    offset: int


@dataclass(frozen=True, slots=True)
class Episodes:
    """Show a page (from 0) of the list of episodes."""

    page: int
    show: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """Show a page (from 0) of an episode's outline; the episode by the digest of its slug."""

    episode: str
    page: int
    show: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove the message; `asker` is the Discord id of the member who may, besides moderators (0: unknown)."""

    asker: int


@dataclass(frozen=True, slots=True)
class Change:
    """Change one of the server's settings; `value` is empty where the form, or what was chosen, says it."""

    setting: str
    value: str


@dataclass(frozen=True, slots=True)
class Tab:
    """Show a page (from 0) of one list of what was asked in the server."""

    tab: str
    page: int


@dataclass(frozen=True, slots=True)
class Judge:
    """Say of a question (the digest of its text) that it should be found (1), or that nothing answers it (0)."""

    words: str
    expected: int
    tab: str
    page: int


@dataclass(frozen=True, slots=True)
class Download:
    """Hand out what was asked in the server as a file: `table` or `questions`."""

    tab: str


@dataclass(frozen=True, slots=True)
class Keep:
    """Forget a member's questions (`forget`), keep none from now on (`none`), or keep them again (`again`)."""

    wish: str


Managing = Change | Tab | Judge | Download
OfPassage = Around | MakeCard | DrawWords | Quote
Action = (
    More
    | Share
    | FollowUp
    | AskCorrected
    | AskAlone
    | Rate
    | OfPassage
    | Passages
    | Episodes
    | Outline
    | Remove
    | Keep
    | Managing
)
