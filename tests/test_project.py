"""The project keeps its own rules: which module may import which, what the README says, what the commands show."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot.cli import askcast

ROOT = Path(__file__).resolve().parents[1]

# The way through the house: a module imports only modules that stand before it.
WAY = """
index.episode index.markup index.anchors index.site index.formats.decoding index.formats.front_matter
index.formats.blocks index.formats.labels index.formats.jekyll index.formats index.sources index.check index.passages
index.numbering index.links index.terms index.bm25 index.layout index.postings index.columns index.inversion
index.analysis index.store index.term_memory index.first_stage index.surroundings index.spreading index.second_stage
index.ranking index.loops index.compiled index.confidence index.settings index.spelling index.compounds index.question
index.answer index.reader index.replacing index.previous index.writing index.build index.search index index.evaluate
index.watch index.cli index.__main__
""".split()


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = {f"{node.module}.{name.name}" for name in node.names}
            found |= named if named <= set(WAY) else {node.module, *named}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def modules(package: str) -> dict[str, Path]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted((ROOT / package).rglob("*.py"))
    }


def test_a_module_of_the_index_imports_only_what_stands_before_it() -> None:
    found = modules("index")
    assert set(found) == set(WAY)
    for name, path in found.items():
        later = set(WAY[WAY.index(name) + 1 :])
        assert not imported(path) & later, name


def test_the_index_knows_neither_the_bot_nor_discord() -> None:
    for name, path in modules("index").items():
        assert not any(module.split(".")[0] in ("bot", "discord") for module in imported(path)), name


def test_asking_in_a_terminal_does_not_load_discord() -> None:
    code = "import sys, bot.cli; sys.exit('discord' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def commands(group: click.Group, name: str) -> dict[str, click.Command]:
    found: dict[str, click.Command] = {name: group}
    for child, command in group.commands.items():
        found |= (
            commands(command, f"{name} {child}") if isinstance(command, click.Group) else {f"{name} {child}": command}
        )
    return found


def test_every_command_has_an_example_and_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in commands(askcast, "askcast").items():
        assert command.epilog, name
        assert "Example: askcast" in command.epilog, name
        assert isinstance(command, click.Group) or f"`{name}" in readme, name


def test_the_readme_names_every_module_and_none_that_is_gone() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("| module |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`((?:index|bot)/[a-z0-9_]+(?:\.py|/))`", table))
    there = {
        f"{package}/{path.name}" + ("/" if path.is_dir() else "")
        for package in ("index", "bot")
        for path in (ROOT / package).iterdir()
        if not path.name.startswith("__") and (path.is_dir() or path.suffix == ".py")
    }
    assert named == there


def test_every_setting_stands_in_the_readme_and_the_example() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for folder in ("index", "bot") for path in (ROOT / folder).rglob("*.py")
    )
    settings = set(re.findall(r"\"(ASKCAST_[A-Z_]+|DISCORD_TOKEN)\"", code))
    assert settings
    for page in ("README.md", ".env.example"):
        missing = settings - set(
            re.findall(r"\b(?:ASKCAST_[A-Z_]+|DISCORD_TOKEN)\b", (ROOT / page).read_text(encoding="utf-8"))
        )
        assert not missing, page


@pytest.mark.parametrize("package", ["index", "bot"])
def test_every_module_says_what_it_owns(package: str) -> None:
    for name, path in modules(package).items():
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), name
