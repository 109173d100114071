"""Who is spoken to in which language.

In: a locale as Discord writes it (`de`, `pt-BR`, `es-419`), or the language that a server's managers chose. Out: that
language's `Words`; English where there is no catalogue of it.
"""

from bot.languages.words import ENGLISH, Words, languages


def words_of(locale: str | None) -> Words:
    """Return the words for a locale: those of its very catalogue (`pt-BR`), or else of its language (`pt`)."""
    return next((Words(name) for name in _names(locale) if name in languages()), ENGLISH)


def spoken(locale: str | None) -> bool:
    """Tell whether there is a catalogue for a locale."""
    return any(name in languages() for name in _names(locale))


def chosen_words(language: str | None, *locales: str | None) -> Words:
    """Return the words in the language that a server chose; where it chose none, for the first locale that is known."""
    if language in languages():
        return words_of(language)
    return words_of(next((locale for locale in locales if locale), None))


def _names(locale: str | None) -> tuple[str, str]:
    return (locale or "", (locale or "").partition("-")[0])
