"""Text: words that are made of others."""

from index.text.compounds import compounds


def test_words_made_of_two_others_are_known_but_english_ones_and_numbers() -> None:
    said = {word: 2 for word in ("deep", "mind", "deepmind", "may", "be", "maybe", "gpt", "4", "gpt4", "20", "2020")}
    assert compounds(said) == ["deepmind", "gpt4"]
