"""How long and how many: Slack's numbers for texts, ids and lists in blocks and views.

It must never be asked about blocks whose structure is wrong: it relies on the fields being there.
Source of every number: tests/contracts/slack/block_kit_limits.json.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.standins.contracts import contract

# Which limit of block_kit_limits.json holds where, per type; "*" in a path is every element, "*" as a type is any type.
_LIMITS: dict[str, tuple[tuple[str, str], ...]] = {
    "*": (
        ("block_id", "block_id_chars"),
        ("action_id", "action_id_chars"),
        ("accessibility_label", "accessibility_label_chars"),
        ("placeholder/text", "placeholder_chars"),
        ("confirm/title/text", "confirm_title_chars"),
        ("confirm/text/text", "confirm_text_chars"),
        ("confirm/confirm/text", "confirm_button_chars"),
        ("confirm/deny/text", "confirm_button_chars"),
        ("options/*/text/text", "option_text_chars"),
        ("options/*/value", "option_value_chars"),
        ("options/*/description/text", "option_description_chars"),
        ("options", "select_options"),
        ("option_groups", "select_option_groups"),
        ("option_groups/*/label/text", "option_group_label_chars"),
        ("option_groups/*/options", "select_options"),
        ("option_groups/*/options/*/text/text", "option_text_chars"),
        ("option_groups/*/options/*/value", "option_value_chars"),
    ),
    "plain_text": (("text", "text_object_chars"),),
    "mrkdwn": (("text", "text_object_chars"),),
    "section": (
        ("text/text", "section_text_chars"),
        ("fields", "section_fields"),
        ("fields/*/text", "section_field_chars"),
    ),
    "header": (("text/text", "header_text_chars"),),
    "context": (("elements", "context_elements"),),
    "actions": (("elements", "actions_elements"),),
    "context_actions": (("elements", "context_actions_elements"),),
    "input": (("label/text", "input_label_chars"), ("hint/text", "input_hint_chars")),
    "plain_text_input": (("initial_value", "plain_text_input_max_length"),),
    "image": (
        ("image_url", "image_url_chars"),
        ("alt_text", "alt_text_chars"),
        ("title/text", "image_title_chars"),
    ),
    "table": (("rows", "table_rows"), ("rows/*", "table_columns")),
    "button": (("text/text", "button_text_chars"), ("value", "button_value_chars"), ("url", "button_url_chars")),
    "overflow": (("options", "overflow_options"),),
    "checkboxes": (("options", "checkbox_options"),),
    "radio_buttons": (("options", "radio_options"),),
    "modal": (
        ("title/text", "view_title_chars"),
        ("submit/text", "view_submit_chars"),
        ("close/text", "view_close_chars"),
        ("callback_id", "view_callback_id_chars"),
        ("external_id", "view_external_id_chars"),
        ("private_metadata", "view_private_metadata_chars"),
        ("blocks", "blocks_per_modal_or_home"),
    ),
}
_LIMITS["home"] = _LIMITS["modal"]
# These must not be empty wherever they stand.
_NOT_EMPTY = frozenset({"elements", "options", "option_groups", "fields", "rows"})


def limit_problems_below(value: object, pointer: str) -> Iterator[str]:
    """Yield what is too long, too many or empty in the value and in everything inside it."""
    if isinstance(value, dict):
        yield from limit_problems(value, pointer)
        for name, inner in value.items():
            yield from limit_problems_below(inner, f"{pointer}/{name}")
    if isinstance(value, list):
        for i, inner in enumerate(value):
            yield from limit_problems_below(inner, f"{pointer}/{i}")


def limit_problems(value: Mapping[str, Any], pointer: str) -> list[str]:
    """Return what is too long, too many or empty in this one object; paths inside it as far as rules name them."""
    rules = _LIMITS["*"] + _LIMITS.get(type_of(value), ())
    problems = [
        problem
        for path, name in rules
        for found, where in _at(value, path.split("/"), pointer)
        for problem in count_problems(found, limit(name), where)
    ]
    empty = [name for name in _NOT_EMPTY if value.get(name) == []]
    problems += [f"must have at least 1 item [json-pointer:{pointer}/{name}]" for name in empty]
    if type_of(value) == "section" and not (value.get("text") or value.get("fields")):
        problems.append(f"a section needs text or fields [json-pointer:{pointer}]")
    return problems + _choice_problems(value, pointer) + _input_problems(value, pointer)


def _input_problems(value: Mapping[str, Any], pointer: str) -> list[str]:
    """Slack refuses an input that lets in more than it takes, or that holds more from the start than it lets in."""
    longest = limit("plain_text_input_max_length")
    allowed = value.get("max_length", longest) if type_of(value) == "plain_text_input" else longest
    problems = [f"must be less than {longest + 1} [json-pointer:{pointer}/max_length]"] if not 0 < allowed <= longest else []
    is_too_long = len(str(value.get("initial_value", ""))) > allowed
    return problems + ([f"must have at most {allowed} characters [json-pointer:{pointer}/initial_value]"] if is_too_long else [])


def _choice_problems(value: Mapping[str, Any], pointer: str) -> list[str]:
    """Slack refuses a select whose first choice is none of its options, or that has no options at all."""
    groups = value.get("option_groups") or []
    options = [*(value.get("options") or []), *(option for group in groups for option in group["options"])]
    chosen = [value[name] for name in ("initial_option",) if name in value] + value.get("initial_options", [])
    problems = ["must be one of the options" for option in chosen if option not in options]
    if type_of(value) in {"static_select", "multi_static_select"} and not options:
        problems.append("must have options")
    repeated = [v for v, n in Counter(option.get("value") for option in options).items() if n > 1]
    problems += ["values of options must be unique" for _value in repeated]
    return [f"{problem} [json-pointer:{pointer}]" for problem in problems]


def _at(value: Any, path: list[str], pointer: str) -> Iterator[tuple[Any, str]]:
    if not path:
        yield value, pointer
    elif path[0] == "*":
        for i, item in enumerate(value):
            yield from _at(item, path[1:], f"{pointer}/{i}")
    elif isinstance(value, dict) and value.get(path[0]) is not None:
        yield from _at(value[path[0]], path[1:], f"{pointer}/{path[0]}")


def count_problems(value: str | list[Any], bounds: int | list[int], pointer: str) -> list[str]:
    shortest, longest = bounds if isinstance(bounds, list) else (0, bounds)
    unit = "characters" if isinstance(value, str) else "items"
    if len(value) > longest:
        return [f"must be less than {longest + 1} {unit} [json-pointer:{pointer}]"]
    return [f"must be more than {shortest - 1} {unit} [json-pointer:{pointer}]"] if len(value) < shortest else []


def limit(name: str) -> Any:
    return contract("slack/block_kit_limits.json")[name]


def type_of(value: object) -> str:
    return str(value.get("type", "")) if isinstance(value, dict) else ""
