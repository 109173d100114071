"""Transcripts: what is wrong in them is told by file and line, worst first, and what is right is left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.transcripts.checking import check, fixing
from index.transcripts.checking.finding import Finding
from index.transcripts.sources import find_files

Write = Callable[..., Path]
MILL = "**Ada**: The river turns the wheel and the wheel turns the stone.\n\n**Bo**: And the stone grinds the corn.\n\n"


def findings_of(path: Path, kind: str | None = None) -> list[Finding]:
    found = find_files([path])
    return [one for one in check(found.files, found.errors) if kind is None or one.kind == kind]


def test_a_sound_page_has_no_findings(write_post: Write) -> None:
    contents = "- [Mills](#mills)\n- [Corn](#corn)\n\n"
    assert findings_of(write_post(f"{contents}## Mills\n\n{MILL}## Corn\n\n{MILL}")) == []


def test_many_links_to_one_lost_id_are_one_finding_with_a_count(write_post: Write) -> None:
    back = '<a href="#outline">up</a>'
    path = write_post("## Mills\n\n" + f"**Ada**: The river turns it. {back}\n\n**Bo**: I see. {back}\n\n" * 5)
    (found,) = findings_of(path, "lost link")
    assert (found.line, found.count, found.level) == (6, 10, "warning")
    assert "#outline, which is no id of this page" in found.problem


def test_a_contents_link_that_misses_its_heading_is_mended_after_a_diff(write_post: Write) -> None:
    path = write_post(f"- [The miller's wage](#the-millers's-wage)\n\n## The miller's wage\n\n{MILL}")
    fixes = fixing.fixes_by_file(findings_of(path))
    shown = fixing.diff(fixes)
    assert "-- [The miller's wage](#the-millers's-wage)" in shown
    assert "+- [The miller's wage](#the-millers-wage)" in shown
    assert "the-millers's-wage" in path.read_text()
    fixing.write(fixes)
    assert "](#the-millers-wage)" in path.read_text()
    assert findings_of(path, "lost link") == []


def test_of_two_headings_of_the_same_words_each_link_must_mean_its_own(write_post: Write) -> None:
    links = "- [Mills](#mills)\n- [Mills](#mills)\n\n"
    (found,) = findings_of(write_post(f"{links}## Mills\n\n{MILL}## Mills\n\n{MILL}"), "misleading link")
    assert found.line == 5
    assert "mills-1" in found.remedy


def test_a_heading_without_its_space_or_line_is_told(write_post: Write) -> None:
    path = write_post(f"{MILL}##Corn\n\n{MILL}\nand so on ## Flour\n")
    assert [one.line for one in findings_of(path, "swallowed heading")] == [8, 15]


def test_a_name_said_once_that_is_a_slip_of_another_is_told(write_post: Write) -> None:
    path = write_post(MILL.replace("Ada", "Linus") * 6 + "**Linnus**: So it grinds the corn.\n\n")
    (found,) = findings_of(path, "label like another")
    assert found.line == 28
    assert "'Linus', who speaks 6 times" in found.problem


@pytest.mark.parametrize("name", ["Ida Holm", "Bob Ross", "Speaker 2"])
def test_another_persons_name_is_no_slip(write_post: Write, name: str) -> None:
    path = write_post(
        "**Speaker 1**: We grind the corn in the mill.\n\n**Ada**: Indeed.\n\n" * 6 + f"**{name}**: I see.\n"
    )
    assert findings_of(path, "label like another") == []


def test_a_label_in_other_letters_is_mended(write_post: Write) -> None:
    path = write_post(MILL * 3 + "**ADA**: So it goes.\n\n**Bo**: A bo: is nothing.\n")
    (found,) = findings_of(path, "label spelt in two ways")
    assert found.line == 16
    fixing.write(fixing.fixes_by_file([found]))
    assert "**Ada**: So it goes." in path.read_text()


def test_a_label_inside_anothers_turn_is_told(write_post: Write) -> None:
    path = write_post(MILL + "**Ada**: It turns. **Bo**: Does it? And Bo: that is a name.\n")
    (found,) = findings_of(path, "label within a turn")
    assert (found.line, found.problem.split("'")[1]) == (8, "Bo")


def test_an_exchange_that_stands_twice_is_one_finding(write_post: Write) -> None:
    long = "**Ada**: " + "The river turns the wheel and the wheel turns the stone, " * 4 + "as we said.\n\n"
    other = long.replace("river", "wind").replace("Ada", "Bo")
    path = write_post(long + other + MILL + long + other)
    assert [(one.line, "line 4" in one.problem) for one in findings_of(path, "said twice")] == [(12, True)]


def test_broken_letters_are_one_finding_and_mended_in_place(write_post: Write) -> None:
    path = write_post("**MichaÃ«l**: It is the mill that grinds.\n\n**Bo**: MichaÃ«l said so.\n\n" * 3)
    (found,) = findings_of(path, "broken encoding")
    assert (found.line, found.count) == (4, 6)
    fixing.write(fixing.fixes_by_file([found]))
    assert path.read_text(encoding="utf-8").count("Michaël") == 6


def test_two_pages_of_one_address_are_an_error_that_comes_first(write_post: Write) -> None:
    write_post(MILL, "2024-01-01-mill.md", "title: Mills\npermalink: /mill/")
    path = write_post(f"[up](#top)\n\n{MILL}", "2024-02-01-mill.md", "title: Mills\npermalink: /mill/")
    levels = [one.level for one in findings_of(path.parent.parent)]
    assert levels == ["error", "warning"]


def test_where_no_address_is_known_it_is_said_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(f"# Mill {name}\n\n{MILL}")
    (found,) = findings_of(tmp_path, "no address")
    assert found.count == 2
    assert "--site-url" in found.remedy


def test_one_person_under_two_names_is_told_but_not_two_who_meet(write_post: Write) -> None:
    write_post(MILL.replace("Ada", "Ada Holm"), "2024-01-01-a.md")
    write_post(MILL.replace("Ada", "Ada"), "2024-01-02-b.md")
    path = write_post(MILL.replace("Ada", "Bo Wren") + MILL, "2024-01-03-c.md")
    found = findings_of(path.parent.parent, "one person, several names")
    assert [one.problem for one in found] == ["'Ada' may be 'Ada Holm', who speaks in 1 other page"]


def test_a_page_that_cannot_be_read_is_told_with_its_line(write_post: Write) -> None:
    path = write_post(MILL, front_matter="title: [")
    (found,) = findings_of(path)
    assert (found.level, found.kind) == ("error", "unreadable")


def test_a_page_on_which_nobody_speaks_is_a_note(write_post: Write) -> None:
    (found,) = findings_of(write_post("The next talk is about mills.\n"))
    assert (found.level, found.kind) == ("note", "nobody speaks")


def test_captions_that_cannot_be_read_are_told_beside_their_page(tmp_path: Path) -> None:
    (tmp_path / "mill.md").write_text("---\ntitle: Mill\n---\n**Ada**: It turns.\n\n**Bo**: Why?\n")
    (tmp_path / "mill.vtt").write_text("WEBVTT\n\n00:00:05.000 -->\nIt turns.\n")
    (finding,) = (one for one in check(find_files([tmp_path]).files) if one.kind == "captions unreadable")
    assert (finding.path.name, finding.line, finding.level) == ("mill.vtt", 3, "warning")
