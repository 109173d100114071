"""The project keeps its own rules: which module may import which, what the README says, what the commands show."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Collection
from graphlib import TopologicalSorter
from pathlib import Path

import click
import pytest

from bot.cli import askcast

ROOT = Path(__file__).resolve().parents[1]

# The rooms, in the order of the data: what stands in one imports only what stands in it or before it.
ROOMS = """
index.bm25 index.transcripts index.text index.file index.meaning index.ranking index.building index.feeds
index.remarks.remark index.links index.answer index.question index.cluster.address
index.settings index.shows index.invocation index.near_names index.rows index.heard index.held_names
index.reader index.file_source index.cluster index.catalogue index.quotes index.remarks
index.asked index.common_words index.defining index.showing index.surrounding
index.answering index.search index index.evaluate index.rebuild_command index.publish_command
index.meaning_command
index.cli index.__main__ bot.limits bot.languages bot.cards bot.memory bot.actions bot.custom_ids bot.escaping
bot.shelf bot.quoting bot.replies bot.settings
bot.audience bot.passages bot.quote_cards bot.questions bot.opening bot.terminal bot.asking bot.quote bot.discord
bot.insights bot.cli bot bot.__main__
""".split()


def room_of(module: str) -> str:
    """The room a module stands in: the longest name in `ROOMS` that it begins with."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in ROOMS), "")


def imported(path: Path, known: Collection[str]) -> set[str]:
    """The modules that a file imports, of those that are known."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = {f"{node.module}.{name.name}" for name in node.names}
            found |= named & set(known) or {node.module}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def modules(package: str) -> dict[str, Path]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted((ROOT / package).rglob("*.py"))
    }


HOUSE = {**modules("index"), **modules("bot")}


@pytest.mark.parametrize("name", HOUSE)
def test_a_module_imports_only_from_its_room_and_those_before_it(name: str) -> None:
    here = ROOMS.index(room_of(name))
    for other in imported(HOUSE[name], HOUSE):
        if room_of(other):
            assert ROOMS.index(room_of(other)) <= here, f"{name} imports {other}"


def test_no_modules_import_one_another_in_a_circle() -> None:
    graph = {name: imported(path, HOUSE) & set(HOUSE) - {name} for name, path in HOUSE.items()}
    TopologicalSorter(graph).prepare()  # raises CycleError, naming the circle


def test_the_index_knows_neither_the_bot_nor_discord() -> None:
    for name, path in modules("index").items():
        assert not any(module.split(".")[0] in ("bot", "discord") for module in imported(path, HOUSE)), name


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda path: path.stem)
def test_what_a_benchmark_takes_from_the_project_is_there(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ("index", "bot"):
            module = importlib.import_module(node.module)
            for name in node.names:
                assert hasattr(module, name.name) or f"{node.module}.{name.name}" in HOUSE, f"{path}:{node.lineno}"


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


def test_the_readme_names_every_room() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("| room |")[2].partition("\n\n")[0]
    packages = {
        f"{path.parent.relative_to(ROOT)}/" for name in ("index", "bot") for path in (ROOT / name).rglob("*.py")
    }
    named = set(re.findall(r"`((?:index|bot)/(?:\w+/)?)`", table))
    assert named == {package for package in packages if package.count("/") <= 2}


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


LONGEST_FILE, LONGEST_FUNCTION = 250, 40  # lines
LONG_FOR_A_REASON = {"index/ranking/compiled_loops.py"}  # its docstring says which


def test_files_and_functions_stay_short() -> None:
    for path in [path for folder in ("index", "bot", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py")]:
        name, source = str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        assert source.count("\n") <= LONGEST_FILE or name in LONG_FOR_A_REASON, name
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                assert node.end_lineno - node.lineno < LONGEST_FUNCTION, f"{name}: {node.name}"
