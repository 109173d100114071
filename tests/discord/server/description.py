"""Every request checked against Discord's own description of its API (OpenAPI), where that is at hand.

In: method, path, query and body. Out: what does not match, in a line; nothing where all is well.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

FILE = Path(__file__).resolve().parents[4] / "shared" / "discord" / "openapi.json"


class Description:
    """Discord's description of its API; `checked` counts the requests that were held against it."""

    def __init__(self) -> None:
        self.checked = 0
        self._described: dict[str, Any] = _described() if FILE.exists() else {}

    @property
    def present(self) -> bool:
        return bool(self._described)

    def mismatch(self, method: str, path: str, query: dict[str, str], body: Any) -> str | None:
        """Say what in a request the description does not know; None where it is right or there is no description."""
        if not self.present:
            return None
        self.checked += 1
        found = self._template(method, path)
        if found is None:
            return f"{method} {path}: there is no such path"
        operation = self._described["paths"][found][method.lower()]
        if unknown := set(query) - {parameter["name"] for parameter in operation.get("parameters", ())}:
            return f"{method} {found}: unknown query {', '.join(sorted(unknown))}"
        validator = _validator(found, method.lower())
        if validator is None:
            return None if body is None else f"{method} {found}: takes no body"
        problems = sorted(validator.iter_errors(body), key=lambda problem: len(problem.absolute_path))
        return f"{method} {found}: {_deepest(problems[0])}" if problems else None

    def _template(self, method: str, path: str) -> str | None:
        fitting = [
            template
            for template, operations in self._described["paths"].items()
            if method.lower() in operations and re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path)
        ]
        return min(fitting, key=lambda template: template.count("{"), default=None)


@cache
def _described() -> dict[str, Any]:
    described: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    # It says how Discord writes ids. Discord takes numbers too, and discord.py sends them in message references.
    described["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]
    return described


@cache
def _validator(template: str, method: str) -> Draft202012Validator | None:
    content = _described()["paths"][template][method].get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    schema = content["application/json"]["schema"]
    return Draft202012Validator({"allOf": [schema], "components": _described()["components"]})


def _deepest(problem: Any) -> str:
    """Word the innermost problem of the alternative that fits best."""
    while problem.context:
        problem = max(problem.context, key=lambda inner: len(inner.absolute_path))
    return f"{problem.json_path}: {problem.message[:300]}"
