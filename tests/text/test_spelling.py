"""Text: unknown words are corrected to those of the index."""

from tests.text.spellings import spelling_of


def test_only_unknown_words_are_corrected_to_words_often_said() -> None:
    spelling = spelling_of({"alignment": 40, "scaling": 30, "scalding": 2, "nicc": 1})
    assert spelling.correction("alignmnet") == "alignment"
    assert spelling.correction("scalling") == "scaling"
    assert spelling.correction("somthing") == "something"
    for word in ("alignment", "nica", "xyzzy", "gpt4", "scl", "lignment"):
        assert spelling.correction(word) is None


def test_words_of_english_that_nobody_says_and_acronyms_are_left_as_they_are() -> None:
    spelling = spelling_of({"nick": 9, "bakes": 9, "maps": 9, "charts": 9})
    assert spelling.correction("neck") is None
    assert spelling.correction("brakes") is None
    assert spelling.correction("MLPs") is None
    assert spelling.correction("mapz") == "maps"
    assert spelling.correction("MAPZ") is None
    assert spelling.correction("CHARTZ") == "charts"
    assert spelling_of({"html": 9, "sold": 9}).correction("htmx") is None
    assert spelling_of({"html": 9, "sold": 9}).correction("sgld") is None


def test_words_spelt_in_two_ways_are_found_in_the_one_that_the_index_has() -> None:
    said = "color organise traveled modeling hal mil tor bal taller oura poll lol".split()
    spelling = spelling_of(dict.fromkeys(said, 9))
    assert spelling.correction("colour") == "color"
    assert spelling.correction("organize") == "organise"
    assert spelling_of({"labor": 9, "practice": 9}).correction("labour") == "labor"
    for word in ("travelled", "modelling"):  # one term with the other spelling
        assert spelling.correction(word) is None, word
    for word in ("hall", "mill", "tour", "ball", "taler", "aura", "polly", "loll", "hour"):
        assert spelling.correction(word) is None, word


def test_names_are_believed_though_nobody_says_them() -> None:
    spelling = spelling_of({"mill": 3}, "Christoph Weaver", "Odalys on rivers")
    assert spelling.correction("Cristoph") == "christoph"
    assert spelling.correction("odalis") == "odalys"


def test_of_equally_near_words_the_one_most_alike_is_meant() -> None:
    spelling = spelling_of({"activity": 90, "activists": 3})
    assert spelling.correction("activits") == "activists"
