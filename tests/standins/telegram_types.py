"""Does a value have the shape of a Bot API type? Answers from bot_api.json alone, so it knows every method and object.

It must never accept a field that the API does not have: a misspelt name is silently ignored by the real server.
"""

import json
import re
from typing import Any

from tests.standins.contracts import contract

# "Type of the result, must be article" and "Type of the message origin, always “user”" tell subtypes apart.
_FIXED = re.compile(r"(?:must be|always) [“\"]?([a-z0-9_]+)[”\"]?$")
_FIXED_FIELDS = frozenset({"type", "status", "source"})
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_PLAIN = {"Integer": (int,), "Float": (int, float), "String": (str,), "Boolean": (bool,)}


def shape_problems(value: object, types: list[str], where: str) -> list[str]:
    """Return what is wrong with the value, judged by the type that fits best; empty when one of the types fits."""
    return min((_problems(value, name, where) for name in types), key=len)


def decode_field(text: str, types: list[str]) -> object:
    """Return what a form field or query parameter stands for.

    Text that fits none of the types comes back unchanged, so that the shape check names it.
    """
    if "Integer" in types and re.fullmatch(r"-?\d{1,19}", text):
        return int(text)
    if "Float" in types and re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text)
    if "Boolean" in types and text.lower() in _TRUTHS:
        return _TRUTHS[text.lower()]
    return text if "String" in types else _decode_json(text)


def _decode_json(text: str) -> object:
    try:
        decoded: object = json.loads(text)
    except ValueError:
        return text
    return decoded


def _problems(value: object, name: str, where: str) -> list[str]:
    if name.startswith("Array of "):
        return _array_problems(value, name.removeprefix("Array of "), where)
    if name in _PLAIN:
        return [] if _is_plain(value, name) else [f"{where} is not of type {name}"]
    if name == "InputFile":
        fits = isinstance(value, bytes) or (isinstance(value, str) and value.startswith("attach://"))
        return [] if fits else [f"{where} is not a file"]
    described = contract("telegram/bot_api.json")["types"][name]
    if "subtypes" in described:
        return shape_problems(value, described["subtypes"], where)
    return _object_problems(value, described, where)


def _is_plain(value: object, name: str) -> bool:
    # True is an int in Python, and never an Integer of the API.
    return isinstance(value, _PLAIN[name]) and (isinstance(value, bool) == (name == "Boolean"))


def _array_problems(value: object, name: str, where: str) -> list[str]:
    if not isinstance(value, list):
        return [f"{where} is not an array"]
    return [p for i, item in enumerate(value) for p in _problems(item, name, f"{where}[{i}]")]


def _object_problems(value: object, described: dict[str, Any], where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where} is not an object of type {described['name']}"]
    fields = {field["name"]: field for field in described.get("fields", [])}
    problems = [f"{where} has no field {name!r} ({described['name']})" for name in value if name not in fields]
    problems += [f"{where}.{n} is missing ({described['name']})" for n, f in fields.items() if f["required"] and n not in value]
    for name in value.keys() & fields.keys():
        problems += _field_problems(value[name], fields[name], f"{where}.{name}")
    return problems


def _field_problems(value: object, field: dict[str, Any], where: str) -> list[str]:
    fixed = _FIXED.search(field["description"]) if field["name"] in _FIXED_FIELDS else None
    if fixed and value != fixed[1]:
        return [f"{where} must be {fixed[1]!r}"]
    return shape_problems(value, field["types"], where)
