"""Would Slack take these blocks? Structure by the JSON Schema of `@slack/types`, lengths and counts by Slack's reference.

It must never pass a block of an unknown type: the schema decides, and what it does not know is refused.
Problems are worded as Slack words them: "must be less than 3001 characters [json-pointer:/blocks/0/text/text]".
"""

from collections import Counter
from functools import cache
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

from tests.standins.contracts import contract
from tests.standins.slack_limits import count_problems, limit, limit_problems, limit_problems_below, type_of


def message_problems(blocks: object) -> list[str]:
    """Return what is wrong with the blocks of a message; empty when Slack would take them."""
    if not isinstance(blocks, list):
        return ["must be an array of blocks [json-pointer:/blocks]"]
    longest = limit("blocks_per_message")
    return count_problems(blocks, longest, "/blocks") + block_problems(blocks, "/blocks")


def view_problems(view: object, kind: str) -> list[str]:
    """Return what is wrong with a view; `kind` is "modal" or "home"."""
    if not isinstance(view, dict):
        return ["must be a view object [json-pointer:/view]"]
    if view.get("type") != kind:
        return [f"must be a view of type {kind} [json-pointer:/view/type]"]
    outer = {**view, "blocks": []}
    problems = _schema_problems("Modal" if kind == "modal" else "Home", outer, "/view") + limit_problems(view, "/view")
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        return [*problems, "must be an array of blocks [json-pointer:/view/blocks]"]
    if kind == "modal" and "submit" not in view and any(type_of(block) == "input" for block in blocks):
        problems.append("a modal with input blocks needs submit [json-pointer:/view]")
    return problems + block_problems(blocks, "/view/blocks")


def block_problems(blocks: list[object], pointer: str) -> list[str]:
    """Return what is wrong with blocks, wherever they stand: structure first, then lengths, then ids."""
    problems = [p for i, block in enumerate(blocks) for p in _structure_problems(block, f"{pointer}/{i}")]
    if problems:
        return problems
    nested = [p for i, block in enumerate(blocks) for p in limit_problems_below(block, f"{pointer}/{i}")]
    return nested + _id_problems(blocks, pointer) + _markdown_problems(blocks, pointer)


def _structure_problems(block: object, pointer: str) -> list[str]:
    definition = __definitions_by_type().get(type_of(block))
    if definition is None:
        return [f"unsupported type: {type_of(block)} [json-pointer:{pointer}/type]"]
    return _schema_problems(definition, block, pointer)


def _schema_problems(definition: str, value: object, pointer: str) -> list[str]:
    # One message for the most telling fault: a union of thirty element types would list them all.
    fault = best_match(_validator(definition).iter_errors(value))
    if fault is None:
        return []
    inner = "".join(f"/{part}" for part in fault.absolute_path)
    return [f"{fault.message} [json-pointer:{pointer}{inner}]"]


@cache
def _validator(definition: str) -> Draft7Validator:
    schema = contract("slack/block_kit.schema.json")
    return Draft7Validator({**schema, "$ref": f"#/definitions/{definition}"})


@cache
def __definitions_by_type() -> dict[str, str]:
    definitions = contract("slack/block_kit.schema.json")["definitions"]
    names = [known["$ref"].rpartition("/")[2] for known in definitions["KnownBlock"]["anyOf"]]
    found = {"image": "ImageBlock"}  # a union in the schema, without a type of its own
    for name in names:
        fixed = definitions[name].get("properties", {}).get("type", {}).get("const")
        found |= {fixed: name} if fixed else {}
    return found


def _id_problems(blocks: list[Any], pointer: str) -> list[str]:
    blocks_twice = _twice([block.get("block_id") for block in blocks])
    problems = [f"block_id {name!r} is not unique [json-pointer:{pointer}]" for name in blocks_twice]
    for i, block in enumerate(blocks):
        names = [element.get("action_id") for element in block.get("elements", []) if isinstance(element, dict)]
        problems += [f"action_id {n!r} is not unique [json-pointer:{pointer}/{i}/elements]" for n in _twice(names)]
    return problems


def _markdown_problems(blocks: list[Any], pointer: str) -> list[str]:
    total = sum(len(block["text"]) for block in blocks if type_of(block) == "markdown")
    too_long = total > limit("markdown_block_chars_total")
    return [f"markdown blocks have {total} characters together [json-pointer:{pointer}]"] if too_long else []


def _twice(names: list[str | None]) -> list[str]:
    return [name for name, times in Counter(filter(None, names)).items() if times > 1]
