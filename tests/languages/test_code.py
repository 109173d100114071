"""Languages: the code says nothing but sentences of the catalogues, with their values, in the words of who asks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.languages.catalogues import entries

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = entries("en")
FILES = {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.glob("bot/**/*.py")}
FOR_MEMBERS = [name for name in FILES if name.startswith(("bot/replies/", "bot/discord/"))]
# What the terminal and the log say stays English.
FOR_OPERATORS = tuple(f"bot/discord/{name}.py" for name in ("check", "cli", "logs", "metrics", "running"))
PROSE = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}|^[A-Z][a-z]+$")
NO_PROSE = {"left out", "not found"}  # operations and kinds of the index


def pattern_of(node: ast.expr) -> str | None:
    """What a text in the code may be, as a pattern; None where it is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(pattern_of(part) or ".+" for part in node.values)
    return None


def texts(tree: ast.AST) -> set[str]:
    return {pattern for node in ast.walk(tree) if isinstance(node, ast.expr) and (pattern := pattern_of(node))}


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node) in names)


def test_every_sentence_is_said_somewhere() -> None:
    patterns = {pattern for tree in FILES.values() for pattern in texts(tree) if "-" in pattern or pattern.isalpha()}
    said = re.compile("|".join(sorted(patterns)))
    within = {name for entry in ENTRIES.values() for name in entry.sentences}
    assert [name for name in ENTRIES if not said.fullmatch(name) and name not in within] == []


@pytest.mark.parametrize("name", FILES)
def test_every_sentence_that_is_said_exists_and_is_given_its_values(name: str) -> None:
    for call in calls(FILES[name], "words", "worded", "ENGLISH"):
        pattern = pattern_of(call.args[0]) if call.args else None
        if pattern is None:
            continue
        known = [sentence for sentence in ENTRIES if re.fullmatch(pattern, sentence)]
        assert known, f"{name}:{call.lineno}: {pattern}"
        given = {keyword.arg for keyword in call.keywords}
        if len(known) == 1 and None not in given:
            assert given == ENTRIES[known[0]].values, f"{name}:{call.lineno}"


def takers_of_words() -> set[str]:
    """The functions and values of the bot that are English where they are given no words."""
    return {
        node.name
        for tree in FILES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and re.search("words: Words ?= ?ENGLISH", ast.unparse(getattr(node, "args", node)))
    }


@pytest.mark.parametrize("name", [*FOR_MEMBERS, "bot/questions.py"])
def test_whoever_makes_a_reply_hands_on_the_words_for_it(name: str) -> None:
    takers = takers_of_words()
    assert takers >= {"Audience", "Place", "cooldown", "settings_reply"}
    for call in calls(FILES[name], *takers):
        handed = [ast.unparse(argument) for argument in (*call.args, *(keyword.value for keyword in call.keywords))]
        assert any("words" in argument for argument in handed), f"{name}:{call.lineno}: {ast.unparse(call)}"


@pytest.mark.parametrize("name", [name for name in FOR_MEMBERS if name not in FOR_OPERATORS])
def test_no_sentence_stands_in_the_code(name: str) -> None:
    passed_over = {id(below) for node in ast.walk(FILES[name]) for below in unseen(node)}
    for node in ast.walk(FILES[name]):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed_over:
            assert not PROSE.search(node.value) or node.value in NO_PROSE, f"{name}:{node.lineno}: {node.value!r}"


def unseen(node: ast.AST) -> Iterator[ast.AST]:
    """What below a node no member sees: docstrings, what is logged or raised, annotations, names of fields."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Raise) or (
        isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("log.", "TypeVar"))
    ):
        yield from ast.walk(node)
    elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
        yield from ast.walk(node.annotation)
