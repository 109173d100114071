"""Languages: every catalogue has every sentence, and what Discord limits fits in every language."""

import re

import pytest

from bot import limits
from bot.languages.words import ENGLISH, Words, languages
from tests.languages.catalogues import OTHERS, entries, junk, names

SIX = {"en", "de", "fr", "es", "pt", "ja"}
ENTRIES = {language: entries(language) for language in languages()}
ISOLATING = re.compile("[\u2066-\u2069\u200e\u200f\u202a-\u202e]")
# Discord's own pattern for the names of commands and options; its two scripts have no letters of ours.
COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")


def test_there_are_the_six_languages() -> None:
    assert set(languages()) >= SIX


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_is_whole_and_says_nothing_twice(language: str) -> None:
    assert junk(language) == []
    assert len(names(language)) == len(set(names(language)))


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_there_in_every_language_with_the_same_values(language: str) -> None:
    assert ENTRIES[language].keys() == ENTRIES["en"].keys()
    for sentence, entry in ENTRIES["en"].items():
        assert ENTRIES[language][sentence].values == entry.values, sentence
        assert ENTRIES[language][sentence].sentences == entry.sentences, sentence


# A text may be of letters alone in one language as in another; a sentence may not.
@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_was_left_in_english(language: str) -> None:
    for sentence, entry in ENTRIES["en"].items():
        said = [words(sentence, **dict.fromkeys(entry.values, 3)) for words in (ENGLISH, Words(language))]
        assert said[0] != said[1] or len(said[0].split()) < 3, sentence


@pytest.mark.parametrize("language", languages())
def test_every_sentence_can_be_said_for_every_number_and_for_nothing(language: str) -> None:
    for sentence, entry in ENTRIES[language].items():
        for value in (0, 1, 2, 1_234, 2.5, "none", "all", "**x**"):
            numbers = dict.fromkeys(entry.numbers, 3.5)
            said = Words(language)(sentence, **{**dict.fromkeys(entry.values, value), **numbers})
            assert not ISOLATING.search(said), sentence
            assert "{" not in said, sentence


def fitting(language: str, prefix: str, limit: int) -> None:
    """Require that all sentences of a kind fit, with the longest time or number that stands in one."""
    for sentence, entry in ENTRIES[language].items():
        if sentence.startswith(prefix) and sentence != "button-did-you-mean":  # which is cut to fit
            said = Words(language)(sentence, **dict.fromkeys(entry.values, "100:59:59"))
            assert 1 <= limits.length(said) <= limit, f"{sentence}: {said}"


@pytest.mark.parametrize("language", languages())
def test_labels_titles_and_placeholders_fit_in_every_language(language: str) -> None:
    fitting(language, "button-", limits.BUTTON_LABEL)
    for tab in ("missed", "unhelpful", "most"):
        fitting(language, f"insights-{tab}", limits.BUTTON_LABEL)
    for setting in ("answers", "mentions", "links"):
        fitting(language, f"settings-{setting}-", limits.BUTTON_LABEL)
    assert (
        limits.length(Words(language)("settings-cooldowns", member=3_600.0, channel=3_599.125)) <= limits.BUTTON_LABEL
    )
    for sentence in ("settings-channels-all", "settings-roles-all", "form-follow-up-placeholder"):
        fitting(language, sentence, limits.PLACEHOLDER)
    for sentence in ("form-follow-up", "form-quote", "form-cooldowns"):
        said = Words(language)(sentence)
        assert limits.length(said) <= limits.MODAL_TITLE, said
    for sentence in ENTRIES[language]:
        if sentence.startswith("form-") and sentence.endswith(("-label", "-member", "-channel")):
            fitting(language, sentence, limits.MODAL_LABEL)
    for sentence in ("settings-language-member", "language"):
        fitting(language, sentence, limits.CHOICE)


@pytest.mark.parametrize("language", languages())
def test_names_and_descriptions_of_commands_are_as_discord_takes_them(language: str) -> None:
    words = Words(language)
    told = [sentence for sentence in ENTRIES[language] if sentence.endswith("-told")]
    for sentence in told:
        if sentence.partition("-")[0] in ("command", "ask", "quote", "episodes"):
            assert 1 <= limits.length(words(sentence)) <= 100, sentence
    menus = ("command-find", "command-check")
    commands = [words(s) for s in ENTRIES[language] if s.startswith("command-") and s not in (*told, *menus)]
    options = [words(s) for s in ENTRIES[language] if s.startswith("option-")]
    for names_of_a_kind in (commands, options):
        assert len(set(names_of_a_kind)) == len(names_of_a_kind)
        for name in names_of_a_kind:
            assert COMMAND_NAME.fullmatch(name), name
            assert name == name.lower()
    assert all(1 <= limits.length(words(name)) <= 32 for name in menus)
