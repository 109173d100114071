"""Cards: nothing outside, nothing over anything else, only words of the transcript, in every script that has a font."""

from dataclasses import replace
from itertools import pairwise

import pytest

from bot.cards.card import Card, CardsUnavailable, alternative_text, short_address
from bot.cards.drawing import picture
from bot.cards.layout import (
    FULL,
    HIGHEST,
    LOWEST,
    MARGIN,
    NARROWED_TO,
    SIZES,
    WIDTH,
    Extent,
    Layout,
    Role,
    laid_out,
    reads_right_to_left,
)

SENTENCE = "The river turns the wheel, and the wheel turns the stone that grinds the corn for the whole valley."
WORDS = {
    "shortest": "Okay.",
    "usual": " ".join([SENTENCE] * 2),
    "long": " ".join([SENTENCE] * 8),
    "longest": " ".join([SENTENCE] * 40),
    "one endless sentence": " ".join(["mill"] * 900),
    "no spaces": "水車が石を回し" * 200,
    "accents": "Ça dépend de l’œuvre d’Ångström — Đặng đã nói vậy.",
    "right to left": "النهر يدير العجلة (هكذا قال AI Safety Camp)!",
    "emoji": "So we shipped it 🎉👩‍🔬, on a Friday.",
}


def card(words: str, **changes: str) -> Card:
    values = {"speaker": "Ada Holm", "episode": "Ada on mills", "section": "Wheels", "podcast": "The Mill Talk"}
    return Card(words, **{**values, "address": "mill.example/ada", **changes})  # type: ignore[arg-type]


def roughly(text: str, role: Role, size: int, width: int) -> Extent:
    """A measure for layouts: every letter is half as wide as high, a line a quarter higher than its letters."""
    lines = max(1, -(-len(text) * size // (2 * width)))
    return Extent(lines * size * 1.25, max(map(len, text.split())) * size / 2)


def laid(words: str, **changes: str) -> Layout:
    return laid_out(card(words, **changes), roughly)


@pytest.mark.parametrize("kind", WORDS)
def test_nothing_stands_outside_and_nothing_over_anything_else(kind: str) -> None:
    layout = laid(WORDS[kind])
    assert LOWEST <= layout.height <= HIGHEST
    for box in layout.placed:
        assert box.x >= MARGIN
        assert box.x + box.width <= WIDTH - MARGIN
        assert box.y >= MARGIN
        assert box.y + box.height <= layout.height - MARGIN
    for above, below in pairwise(layout.placed):
        assert above.y + above.height <= below.y


@pytest.mark.parametrize("kind", WORDS)
def test_only_words_of_the_transcript_stand_on_a_card_cut_at_a_sentence_where_one_fits(kind: str) -> None:
    shown = laid(WORDS[kind]).words.strip("“”").removesuffix(" …")
    assert shown
    assert WORDS[kind].startswith(shown)
    if kind in ("long", "longest"):
        assert shown.endswith(".")


def test_lines_are_about_as_long_as_one_another_and_begin_at_the_right_in_a_script_that_does() -> None:
    words, *_ = laid("The mill " * 7).placed
    assert roughly(words.text, "words", words.size, words.width).height == words.height
    assert roughly(words.text, "words", words.size, words.width - 2 * NARROWED_TO).height > words.height
    assert (words.x, words.width < FULL) == (MARGIN, True)
    arabic = laid("النهر يدير " * 6).placed
    assert {box.x + box.width for box in arabic} == {WIDTH - MARGIN}
    assert arabic[0].width < FULL


def test_longer_words_are_set_smaller_before_any_are_cut() -> None:
    sizes = [laid(" ".join([SENTENCE] * count)).placed[0].size for count in range(1, 12)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == SIZES[0]
    assert len(set(sizes)) > 3


@pytest.mark.parametrize("part", ["speaker", "episode", "section", "podcast"])
@pytest.mark.parametrize("kind", ["shortest", "longest"])
def test_what_is_long_below_the_words_is_cut_and_leaves_them_room(kind: str, part: str) -> None:
    layout = laid(WORDS[kind], **{part: "The Mill Talk " * 300})
    assert layout.height <= HIGHEST
    assert layout.placed[0].height >= laid(WORDS[kind]).placed[0].height - 160
    assert sum("…" in box.text for box in layout.placed[1:]) == 1


def test_what_is_not_known_leaves_no_gap() -> None:
    assert [box.role for box in laid("Okay.", speaker="", section="", podcast="", address="").placed] == [
        "words", "place"
    ]  # fmt: skip


def test_an_address_is_shown_as_people_read_it() -> None:
    assert short_address("https://www.mill.example/ada/#wheels:~:text=The%20river") == "mill.example/ada"
    assert short_address(f"https://mill.example/{'a' * 90}") == "mill.example"


def test_the_alternative_text_has_the_words_within_discords_limit() -> None:
    assert alternative_text(card("Okay."), "Okay.") == "“Okay.” — Ada Holm, Ada on mills, The Mill Talk"
    assert alternative_text(card("Okay.", speaker="", podcast=""), "Okay.") == "“Okay.” — Ada on mills"
    assert len(alternative_text(card(WORDS["longest"]), WORDS["longest"])) == 1_024


def test_a_card_has_another_theme_unless_its_show_has_colours_of_its_own() -> None:
    assert (card("Okay.").other_theme, card("Okay.", theme="dark").other_theme) == ("dark", "light")
    own = (("background", 0xFFFFFF), ("words", 0))
    assert replace(card("Okay."), colours=own).other_theme is None
    assert replace(card("Okay."), colours=(("bar", 0),)).other_theme == "dark"


def test_a_text_runs_as_its_first_letter_does() -> None:
    assert reads_right_to_left("(… “النهر")
    assert not reads_right_to_left("12 mills, النهر")
    assert not reads_right_to_left("12 …")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", WORDS)
def test_a_card_is_a_png_of_the_size_that_was_laid_out(kind: str, theme: str) -> None:
    pytest.importorskip("skia", reason="needs the extra 'cards'")
    try:
        made = picture(card(WORDS[kind], theme=theme))
    except CardsUnavailable as missing:
        pytest.skip(f"needs more fonts: {missing}")
    assert made.png.startswith(b"\x89PNG")
    assert int.from_bytes(made.png[16:20], "big") == made.width == WIDTH
    assert int.from_bytes(made.png[20:24], "big") == made.height <= HIGHEST
    assert made.whole is (kind not in ("longest", "one endless sentence", "no spaces"))


def test_a_letter_that_no_font_has_is_named_with_what_to_install() -> None:
    pytest.importorskip("skia", reason="needs the extra 'cards'")
    with pytest.raises(CardsUnavailable, match=r"no font here has .*; install fonts that have it"):
        picture(card("A letter of nobody: \U000f0000"))
