"""Text: words that are made of others."""

from index.text.compounds import compounds, halves


def test_words_made_of_two_others_are_known_but_english_ones_and_numbers() -> None:
    said = {word: 2 for word in ("deep", "mind", "deepmind", "may", "be", "maybe", "gpt", "4", "gpt4", "20", "2020")}
    assert compounds(said) == ["deepmind", "gpt4"]


def test_a_letter_written_together_with_a_word_is_parted_from_it() -> None:
    known = {"x", "risk", "p", "doom"}.__contains__
    assert (halves("xrisk", known), halves("pdoom", known)) == ("x risk", "p doom")
    assert (halves("yrisk", known), halves("xdoo", known)) == (None, None)
