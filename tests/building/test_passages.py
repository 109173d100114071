"""Building: turns are cut into passages that lose no word and read on their own."""

from hypothesis import given
from hypothesis import strategies as st

from index.building.passages import LONGEST_PASSAGE, parts

SENTENCES = "The mill grinds. Dr. Who said so, e.g. yesterday! Is it true? Yes… It is. "


@given(st.lists(st.sampled_from(["word", "Word.", "and", "So?", "3.5", "Dr.", "end!\n\n", "“Quote.”"]), max_size=900))
def test_splitting_loses_no_word_and_keeps_the_order(pieces: list[str]) -> None:
    text = " ".join(pieces).strip()
    assert " ".join(parts(text)).split() == text.split()


def test_a_long_turn_is_split_at_sentence_ends_into_even_parts() -> None:
    split = parts(SENTENCES * 40)
    assert all(part.endswith((".", "?", "…", "!")) for part in split)
    sizes = [len(part.split()) for part in split]
    assert max(sizes) <= LONGEST_PASSAGE * 1.2
    assert min(sizes) >= LONGEST_PASSAGE / 3


def test_a_sentence_without_end_is_cut_between_words() -> None:
    assert all(len(part.split()) <= LONGEST_PASSAGE for part in parts("and so on " * 200))
