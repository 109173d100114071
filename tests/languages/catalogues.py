"""The catalogues as tests read them: each sentence with the values and the other sentences that it needs."""

from dataclasses import dataclass

from fluent.syntax import ast, parse

from bot.languages.words import catalogue, languages

OTHERS = [language for language in languages() if language != "en"]


@dataclass(frozen=True)
class Entry:
    """What a sentence needs: values by name, which of them must be numbers, other sentences by name."""

    values: frozenset[str]
    numbers: frozenset[str]
    sentences: frozenset[str]


def nodes(node: ast.BaseNode) -> list[ast.BaseNode]:
    """A node and everything below it."""
    found = [node]
    for value in vars(node).values():
        for below in value if isinstance(value, list) else [value]:
            if isinstance(below, ast.BaseNode):
                found += nodes(below)
    return found


def junk(language: str) -> list[str]:
    """What a catalogue holds that is no Fluent."""
    return [entry.content for entry in parse(catalogue(language)).body if isinstance(entry, ast.Junk)]


def entries(language: str) -> dict[str, Entry]:
    """The sentences of a catalogue by name."""
    found = {}
    for entry in parse(catalogue(language)).body:
        if isinstance(entry, ast.Message) and entry.value:
            below = nodes(entry.value)
            numbers = [node for call in below if isinstance(call, ast.FunctionReference) for node in nodes(call)]
            sentences = {node.id.name for node in below if isinstance(node, ast.MessageReference)}
            found[entry.id.name] = Entry(_values(below), _values(numbers), frozenset(sentences))
    return found


def _values(found: list[ast.BaseNode]) -> frozenset[str]:
    return frozenset(node.id.name for node in found if isinstance(node, ast.VariableReference))


def names(language: str) -> list[str]:
    """The names of a catalogue's sentences as often as they stand in it."""
    return [entry.id.name for entry in parse(catalogue(language)).body if isinstance(entry, ast.Message)]
