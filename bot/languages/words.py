"""Sentences in one language, said by their names.

In: a sentence's name in the catalogues and the values that stand in it. Out: text. Values are put in as they are, with
no marks around them: who says a sentence in Markdown escapes what is foreign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

Value = str | int | float  # numbers are written as the language writes them, and choose its plural
ORIGINAL = "en"
SUFFIX = ".ftl"


class SentenceUnknown(LookupError):
    """No catalogue has a sentence, or it lacks a value: a fault of ours, never of what is shown."""


@dataclass(frozen=True, slots=True)
class Words:
    """The bot's words in one language, by the name of its catalogue (`de`)."""

    language: str

    def __call__(self, sentence: str, **values: Value) -> str:
        """Return a sentence with its values in it; in English where this language cannot say it."""
        for language in dict.fromkeys((self.language, ORIGINAL)):
            said = _said(_bundle(language), sentence, values)
            if said is not None:
                return said
        raise SentenceUnknown(f"{sentence} ({', '.join(values) or 'no values'})")

    def together(self, *sentences: str) -> str:
        """Return sentences as one text; empty ones are left out."""
        return self("sentence-space").join(filter(None, sentences))

    def listed(self, things: Sequence[str], most: int | None = None) -> str:
        """Return one thing or more as an enumeration: A, B and C; of more than `most`, how many more there are."""
        if most is not None and len(things) > most:
            things = [*things[:most], self("list-more", count=len(things) - most)]
        if len(things) == 1:
            return things[0]
        return self("list-and", before=self("list-comma").join(things[:-1]), last=things[-1])


@cache
def languages() -> tuple[str, ...]:
    """Return the names of all catalogues, in alphabetical order."""
    found = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX)))


def catalogue(language: str) -> str:
    """Return a language's catalogue, as it is written."""
    return files(__package__).joinpath(f"{language}{SUFFIX}").read_text(encoding="utf-8")


def _said(bundle: "FluentBundle", sentence: str, values: dict[str, Value]) -> str | None:
    if not bundle.has_message(sentence):
        return None
    pattern = bundle.get_message(sentence).value
    if pattern is None:
        return None
    said, faults = bundle.format_pattern(pattern, values)
    return None if faults else str(said)


@cache
def _bundle(language: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415  (a terminal needs none of it)

    # Isolating marks around values would be shown as boxes in labels, and break Markdown's links and mentions.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(catalogue(language)))
    return bundle


ENGLISH = Words(ORIGINAL)
