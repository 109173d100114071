"""A generator's configuration as a mapping, whichever of YAML, TOML and JSON it is written in.

In: a file. Out: its keys and values, or a `TranscriptError` that names the line.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from index.transcripts.episode import TranscriptError


class _Tolerant(yaml.SafeLoader):
    """Reads a configuration's own tags (`!!python/name:…`, `!ENV`) as nothing: askcast needs none of them."""


_Tolerant.add_multi_constructor("", lambda loader, suffix, node: None)


def read_configuration(path: Path) -> Mapping[str, Any]:
    """Return what a configuration says, empty for an empty file; raise `TranscriptError` where it is no mapping."""
    try:
        config = _parsed(path, path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, ValueError, OSError) as error:
        kind = path.suffix.lstrip(".").upper().replace("YML", "YAML")
        raise TranscriptError(path, _line(error), f"the site's configuration is no {kind}", "mend it") from error
    if not isinstance(config, dict):
        raise TranscriptError(path, 1, "the site's configuration holds no keys", "write it as `url: …`, one key a line")
    return config


def _parsed(path: Path, text: str) -> Any:
    if path.suffix == ".toml":
        return tomllib.loads(text)
    if path.suffix == ".json":
        return json.loads(text)
    loaded = yaml.load(text, Loader=_Tolerant)
    return {} if loaded is None else loaded


def _line(error: Exception) -> int | None:
    mark = getattr(error, "problem_mark", None)
    told = re.search(r"at line (\d+)|: line (\d+)", str(error))
    return mark.line + 1 if mark else int(told[1] or told[2]) if told else None
