"""Building: a passage begins at the second that its turn's marks tell."""

from index.building.passage_table import passage_table
from index.building.passages import passages
from index.file.context_windows import HOST
from index.transcripts.episode import Episode, Mark, Section, Turn

SENTENCES = [f"This is sentence number {number} about the mill and its wheel." for number in range(40)]


def long_turn() -> Turn:
    """A turn of many passages with a mark at each sentence, ten seconds apart from 100 seconds on."""
    text = " ".join(SENTENCES)
    marks = tuple(Mark(text.index(sentence), 100 + 10 * number) for number, sentence in enumerate(SENTENCES))
    return Turn("Ada", text, 1, marks)


def test_each_passage_of_a_long_turn_begins_when_its_first_sentence_is_said() -> None:
    found = list(passages([long_turn()]))
    assert len(found) > 2
    for passage in found:
        number = SENTENCES.index(passage.text.split(".")[0] + ".")
        assert passage.start == 100 + 10 * number


def test_words_before_the_first_mark_have_no_time_rather_than_a_wrong_one() -> None:
    turn = Turn("Ada", "First this is said. Then that is said.", 1, (Mark(20, 7.5),))
    assert [passage.start for passage in passages([turn])] == [None]


def test_equal_parts_of_one_turn_keep_their_own_times() -> None:
    sentence = " ".join(["word"] * 149) + "."
    text = f"{sentence} {sentence}"
    turn = Turn("Ada", text, 1, (Mark(0, 1.0), Mark(len(sentence) + 1, 60.0)))
    assert [passage.start for passage in passages([turn])] == [1.0, 60.0]


def episode(hosts: tuple[str, ...]) -> Episode:
    turns = (Turn("Ada", "I mill flour in the old mill.", 1), Turn("Bo", "How do you do that?", 2))
    return Episode("mill", "Mills", "", None, "", (Section("", 0, "", (), turns, 1),), "", hosts=hosts)


def test_a_speaker_whom_the_episode_calls_its_host_is_the_host() -> None:
    assert [bool(trait & HOST) for trait in passage_table([episode(("bo",))]).traits] == [False, True]
    assert [bool(trait & HOST) for trait in passage_table([episode(())]).traits] == [False, False]
    assert [bool(trait & HOST) for trait in passage_table([episode(("Somebody else",))]).traits] == [False, False]
