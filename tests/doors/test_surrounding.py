"""A passage too short to be understood alone is shown with what its speaker says around it."""

from collections.abc import Callable
from pathlib import Path

from index.search import Searcher

TALK = """
# Dredging

**Host**: How do you keep the harbour open?

**Ada**: We dredge it every spring, before the herring boats come home from the north.

**Host**: Every single spring?

**Ada**: Without dredging, nothing.

**Host**: I see.

**Ada**: The sand returns with each storm, so the work never ends, and nobody has found a better way in ninety years.
"""
LONG = "The channel silts up behind the breakwater, and then the pilots complain about it for weeks on end. "


def searched(searcher_of: Callable[[Path], Searcher], folder: Path, text: str) -> Searcher:
    (folder / "harbour.md").write_text(text)
    return searcher_of(folder / "harbour.md")


def test_a_short_passage_is_told_with_its_speakers_words_around_it(
    searcher_of: Callable[[Path], Searcher], tmp_path: Path
) -> None:
    with searched(searcher_of, tmp_path, TALK) as searcher:
        (short,) = searcher.ask("is there harbour without dredging, nothing?", speaker="Ada", limit=1).passages
        assert short.text == "Without dredging, nothing."
        assert short.said_before.endswith("before the herring boats come home from the north.")
        assert short.said_after.startswith("The sand returns with each storm")


def test_words_that_are_shown_anyway_are_not_told_twice(
    searcher_of: Callable[[Path], Searcher], tmp_path: Path
) -> None:
    with searched(searcher_of, tmp_path, TALK) as searcher:
        for passage in searcher.ask("dredging", speaker="Ada", limit=10).passages:
            assert (passage.said_before, passage.said_after) == ("", "")


def test_a_passage_of_usual_length_stands_alone_and_one_whose_turn_goes_on_says_so(
    searcher_of: Callable[[Path], Searcher], tmp_path: Path
) -> None:
    talk = f"# Silt\n\n**Host**: Why?\n\n**Ada**: {LONG * 20}\n\n**Host**: Thank you.\n"
    with searched(searcher_of, tmp_path, talk) as searcher:
        turn = [passage for passage in searcher.ask("silts up", limit=50).passages if passage.speaker == "Ada"]
        assert all(passage.said_before == passage.said_after == "" for passage in turn)
        last = max(p.position for p in searcher.around("harbour", 0, after=50) if p.speaker == "Ada")
        assert len(turn) > 1
        assert all(passage.goes_on == (passage.position < last) for passage in turn)
