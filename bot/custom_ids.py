"""What a button does, written into its custom id and read back: state that outlives a restart.

In: an action. Out: at most 100 characters, as `askcast:more:QUESTION:3`; and back.
"""

import re
from collections.abc import Iterable
from dataclasses import astuple
from hashlib import blake2b
from typing import get_args

from bot.actions import (
    Action,
    Around,
    AskAlone,
    AskCorrected,
    Change,
    Download,
    DrawWords,
    Episodes,
    FollowUp,
    Judge,
    Keep,
    MakeCard,
    More,
    Outline,
    Passages,
    Quote,
    Rate,
    Remove,
    Share,
    Tab,
)
from bot.cards.card import Theme
from index.answer import RankedPassage

PREFIX = "askcast"
QUESTION_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
DIGEST = re.compile(r"[0-9a-f]{12}")


def digest(text: str) -> str:
    """Return a short name of a text: 12 hexadecimal digits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


_NAMES: dict[str, type[Action]] = {
    "more": More,
    "share": Share,
    "follow": FollowUp,
    "spell": AskCorrected,
    "alone": AskAlone,
    "rate": Rate,
    "around": Around,
    "card": MakeCard,
    "theme": DrawWords,
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
THEME = re.compile("|".join(get_args(Theme)))
_FORMS = {
    "question": QUESTION_ID,
    "episode": DIGEST,
    "words": DIGEST,
    "said": DIGEST,
    "theme": THEME,
    "show": DIGEST,
    "setting": WORD,
    "wish": WORD,
    "value": WORD,
    "tab": WORD,
}
_NUMBER = re.compile(r"[0-9]{1,20}")


def custom_id(action: Action) -> str:
    """Return the custom id that stands for an action; a show is left out where none is meant."""
    name = next(name for name, kind in _NAMES.items() if type(action) is kind)
    values = astuple(action)
    if _may_name_a_show(type(action)) and not values[-1]:
        values = values[:-1]
    return ":".join((PREFIX, name, *map(str, values)))


def action_of(custom_id: str) -> Action | None:
    """Return the action of a custom id, or None where it is none of ours or no longer understood."""
    prefix, _, rest = custom_id.partition(":")
    name, *values = rest.split(":")
    kind = _NAMES.get(name)
    if prefix != PREFIX or kind is None:
        return None
    fields = kind.__slots__[: -1 if _may_name_a_show(kind) and len(values) < len(kind.__slots__) else None]
    if len(values) != len(fields):
        return None
    arguments: dict[str, str | int] = {}
    for field, value in zip(fields, values, strict=True):
        form = _FORMS.get(field, _NUMBER)
        if not form.fullmatch(value):
            return None
        arguments[field] = int(value) if form is _NUMBER else value
    return kind(**arguments)  # type: ignore[arg-type]


def _may_name_a_show(kind: type[Action]) -> bool:
    return kind.__slots__[-1] == "show"


def around(passage: RankedPassage) -> Around:
    """Return the action that shows what was said around a passage."""
    return Around(digest(passage.episode), passage.position, digest(passage.text))


def card(passage: RankedPassage) -> MakeCard:
    """Return the action that draws a passage's card."""
    return MakeCard(digest(passage.episode), passage.position, digest(passage.text))


def quote(passage: RankedPassage) -> Quote:
    """Return the action that quotes a part of a passage."""
    return Quote(digest(passage.episode), passage.position, digest(passage.text))


def named_by(mark: str, names: Iterable[str]) -> str | None:
    """Return the name (an episode's slug, a show's) whose digest a button carries, or None where it is gone."""
    return next((name for name in names if digest(name) == mark), None)


def mark_of(show: str) -> str:
    """Return how a button names a show: the digest of its name, "" where none is meant."""
    return digest(show) if show else ""


def marked_slug(show: str, slug: str) -> str:
    """Return an episode's slug with the mark of its show before it, as choices among several shows have it."""
    return f"{digest(show)}:{slug}"


def of_marked(typed: str, shows: Iterable[str]) -> tuple[str | None, str]:
    """Return the show (by name) and the slug of a marked slug; None and what was typed where it is none."""
    mark, _, slug = typed.partition(":")
    show = named_by(mark, shows) if slug else None
    return (show, slug) if show else (None, typed)
