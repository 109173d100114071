"""What Discord refuses in a message's body: its limits, each with the number that its documentation gives.

In: the body of a message, a modal or autocomplete choices. Out: the first thing that is wrong, in a line.
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

V2 = 1 << 15
MOST = {"custom_id": 100, "label": 80, "url": 512, "placeholder": 150}


def walk(components: list[Json]) -> Iterator[Json]:
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        yield from walk([component[key] for key in ("accessory", "component") if key in component])


def problem_of_message(body: Json) -> str | None:
    everything = list(walk(body.get("components") or []))
    flags = body.get("flags") or 0
    if flags & V2 and (body.get("content") or body.get("embeds")):
        return "a components message has neither content nor embeds"
    if any(component["type"] >= 9 for component in everything) and not flags & V2:
        return "components of the second kind need the flag"
    if len(everything) > 40:
        return f"{len(everything)} components of 40"
    text = sum(_units(component.get("content", "")) for component in everything)
    if text > 4_000:
        return f"{text} characters of 4000"
    if _units(body.get("content") or "") > 2_000:
        return "content is longer than 2000"
    identifiers = [component["custom_id"] for component in everything if "custom_id" in component]
    if len(identifiers) != len(set(identifiers)):
        return "a custom id stands twice"
    pinged = body.get("allowed_mentions", {}).get("parse")
    if pinged != []:
        return "the message might ping"
    return next(filter(None, map(_problem_of_component, everything)), None)


def problem_of_modal(body: Json) -> str | None:
    if not 1 <= _units(body["title"]) <= 45 or len(body["components"]) > 5:
        return "title or number of fields"
    return next(filter(None, map(_problem_of_component, walk(body["components"]))), None)


def problem_of_choices(choices: list[Json]) -> str | None:
    if len(choices) > 25:
        return f"{len(choices)} choices of 25"
    for choice in choices:
        if not 1 <= _units(choice["name"]) <= 100 or not 1 <= _units(str(choice["value"])) <= 100:
            return f"a choice's name or value has not 1 to 100 characters: {choice}"
    return None


def _problem_of_component(component: Json) -> str | None:
    for key, usual in MOST.items():
        most = 45 if component["type"] == 18 else usual
        if component.get(key) is not None and not 1 <= _units(component[key]) <= most:
            return f"{key} has not 1 to {most} characters: {component[key]!r}"
    if component["type"] == 10 and not component["content"].strip():
        return "an empty text"
    if component["type"] == 1 and not 1 <= len(component["components"]) <= 5:
        return "a row has not 1 to 5 buttons"
    values = [option["value"] for option in component.get("options") or ()]
    if component["type"] == 3 and (not 1 <= len(values) <= 25 or len(values) != len(set(values))):
        return f"a list has {len(values)} options of 25, or one twice"
    for option in component.get("options") or ():
        if not 1 <= _units(option["label"]) <= 100 or not 1 <= _units(option["value"]) <= 100:
            return f"an option's label or value has not 1 to 100 characters: {option}"
    return None


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
