"""What a button does, written into its custom id and read back: state that outlives a restart.

In: an action. Out: at most 100 characters, as `askcast:more:QUESTION:3`; and back. A question's id is that of the
bot's memory; a passage is named by short digests of its episode's slug and of its words, so that a button still finds
it after a rebuild, or knows that it has changed.
"""

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from hashlib import blake2b

from index.answer import RankedPassage

PREFIX = "askcast"
QUESTION_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
DIGEST = re.compile(r"[0-9a-f]{12}")


def digest(text: str) -> str:
    """Return a short name of a text: 12 hexadecimal digits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class More:
    """Show the page of a question's answer that begins at passage `offset` (counted from 0)."""

    question: str
    offset: int


@dataclass(frozen=True, slots=True)
class Share:
    """Show a private answer's page to all."""

    question: str
    offset: int


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Open the form for a follow-up to a question; also the custom id of that form."""

    question: str


@dataclass(frozen=True, slots=True)
class AskCorrected:
    """Ask the question as its spelling was corrected."""

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


@dataclass(frozen=True, slots=True)
class Outline:
    """Show a page (from 0) of an episode's outline; the episode by the digest of its slug."""

    episode: str
    page: int


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
OfPassage = Around | MakeCard | Quote
Action = (
    More | Share | FollowUp | AskCorrected | Rate | OfPassage | Passages | Episodes | Outline | Remove | Keep | Managing
)

_NAMES: dict[str, type[Action]] = {
    "more": More,
    "share": Share,
    "follow": FollowUp,
    "spell": AskCorrected,
    "rate": Rate,
    "around": Around,
    "card": MakeCard,
    "quote": Quote,
    "passages": Passages,
    "episodes": Episodes,
    "outline": Outline,
    "remove": Remove,
    "keep": Keep,
    "set": Change,
    "asked": Tab,
    "judge": Judge,
    "file": Download,
}
WORD = re.compile(r"[a-z_]{0,20}")
_FORMS = {
    "question": QUESTION_ID,
    "episode": DIGEST,
    "words": DIGEST,
    "setting": WORD,
    "wish": WORD,
    "value": WORD,
    "tab": WORD,
}
_NUMBER = re.compile(r"[0-9]{1,20}")


def custom_id(action: Action) -> str:
    """Return the custom id that stands for an action."""
    name = next(name for name, kind in _NAMES.items() if type(action) is kind)
    return ":".join((PREFIX, name, *map(str, astuple(action))))


def action_of(custom_id: str) -> Action | None:
    """Return the action of a custom id, or None where it is none of ours or no longer understood."""
    prefix, _, rest = custom_id.partition(":")
    name, *values = rest.split(":")
    kind = _NAMES.get(name)
    if prefix != PREFIX or kind is None or len(values) != len(kind.__slots__):
        return None
    arguments: dict[str, str | int] = {}
    for field, value in zip(kind.__slots__, values, strict=True):
        form = _FORMS.get(field, _NUMBER)
        if not form.fullmatch(value):
            return None
        arguments[field] = int(value) if form is _NUMBER else value
    return kind(**arguments)  # type: ignore[arg-type]


def around(passage: RankedPassage) -> Around:
    """Return the action that shows what was said around a passage."""
    return Around(digest(passage.episode), passage.position, digest(passage.text))


def card(passage: RankedPassage) -> MakeCard:
    """Return the action that draws a passage's card."""
    return MakeCard(digest(passage.episode), passage.position, digest(passage.text))


def quote(passage: RankedPassage) -> Quote:
    """Return the action that quotes a part of a passage."""
    return Quote(digest(passage.episode), passage.position, digest(passage.text))


def slug_of(episode: str, slugs: Iterable[str]) -> str | None:
    """Return the slug whose digest a button carries, or None where the episode is gone."""
    return next((slug for slug in slugs if digest(slug) == episode), None)
