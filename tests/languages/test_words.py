"""Languages: who is spoken to in which, and how a sentence is said."""

import pytest

from bot.languages import words as words_module
from bot.languages.locales import chosen_words, words_of
from bot.languages.words import ENGLISH, SentenceUnknown, Words, languages


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de", "de"),
        ("fr", "fr"),
        ("es-ES", "es"),
        ("es-419", "es"),
        ("pt-BR", "pt"),
        ("ja", "ja"),
        ("en-GB", "en"),
        ("en-US", "en"),
        ("xx-unheard-of", "en"),
        ("../de", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_locale_is_spoken_to_in_its_language_and_an_unknown_one_in_english(locale: str | None, language: str) -> None:
    assert words_of(locale) == Words(language)


def test_what_the_server_chose_wins_then_the_first_locale_that_is_told() -> None:
    assert chosen_words("ja", "de", "fr") == Words("ja")
    assert chosen_words(None, "de", "fr") == Words("de")
    assert chosen_words(None, None, "fr") == Words("fr")
    assert chosen_words("a language of a later version", "de") == Words("de")
    assert chosen_words(None) == ENGLISH


def test_numbers_and_plurals_are_those_of_the_language() -> None:
    assert Words("de")("episodes-count", count=1) == "1 Folge"
    assert Words("de")("episodes-count", count=1_234) == "1.234 Folgen"
    assert ENGLISH("episodes-count", count=1_234) == "1,234 episodes"
    assert Words("fr")("episodes-count", count=0) == "0 épisode"


def test_values_stand_in_a_sentence_as_they_are() -> None:
    hostile = "{ $x } **b** <@1> \u2068"
    assert Words("de")("notice-unknown-episode", name=hostile) == f"Es gibt keine Folge namens „{hostile}“."


def test_things_are_listed_and_sentences_joined_as_the_language_does() -> None:
    assert ENGLISH.listed(["A"]) == "A"
    assert ENGLISH.listed(["A", "B", "C"]) == "A, B and C"
    assert Words("ja").listed(["A", "B", "C"]) == "A、B、C"
    assert ENGLISH.together("One.", "", "Two.") == "One. Two."
    assert Words("ja").together("一。", "二。") == "一。二。"


def test_a_sentence_that_a_language_lacks_is_said_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    written = words_module.catalogue
    monkeypatch.setattr(words_module, "catalogue", lambda name: "page = Seite" if name == "de" else written(name))
    words_module._bundle.cache_clear()
    try:
        assert Words("de")("page", page=1, pages=2) == "Seite"
        assert Words("de")("link-open") == "open"
    finally:
        words_module._bundle.cache_clear()


def test_a_sentence_without_its_value_or_that_nobody_knows_is_a_fault() -> None:
    with pytest.raises(SentenceUnknown):
        ENGLISH("page", page=1)
    with pytest.raises(SentenceUnknown):
        ENGLISH("what-nobody-says")


def test_every_language_names_itself() -> None:
    assert len({Words(language)("language") for language in languages()}) == len(languages())
