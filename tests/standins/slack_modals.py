"""What Slack's own window does with a modal: it shows the inputs, keeps to their limits, and sends in what was entered.

It must never send what a person could not have entered: a choice that is not offered, a text that is too long, nothing where
something is needed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

View = Mapping[str, Any]
Entered = Mapping[str, str | Sequence[str]]
"""By block id: a text, or the label of a choice, or those of several."""


def inputs(view: View) -> dict[str, dict[str, Any]]:
    """Return the input blocks of a view, by block id."""
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def labels(view: View) -> list[str]:
    """Return what stands above the inputs of a view, in order."""
    return [block["label"]["text"] for block in inputs(view).values()]


def state_values(view: View, entered: Entered, *, is_sent_in: bool) -> dict[str, dict[str, Any]]:
    """Return the state of the inputs: block id -> action id -> what was entered, or what stood there from the start."""
    blocks = inputs(view)
    unknown = [id for id in entered if id not in blocks]
    assert not unknown, f"no such input: {unknown}; there are {list(blocks)}"
    return {id: {block["element"]["action_id"]: _state(block, entered.get(id), is_sent_in)} for id, block in blocks.items()}


def view_buttons(view: View) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return the buttons of a view by label, each with the id of its block."""
    bars = [block for block in view["blocks"] if block["type"] == "actions"]
    return {each["text"]["text"]: (bar.get("block_id", "b"), each) for bar in bars for each in bar["elements"]}


def _state(block: Mapping[str, Any], entered: str | Sequence[str] | None, is_sent_in: bool) -> dict[str, Any]:
    element = block["element"]
    if element["type"] == "plain_text_input":
        value = element.get("initial_value") if entered is None else entered
        assert len(value or "") <= element.get("max_length", 3000), f"Slack takes no more characters in {block['block_id']}"
        found: dict[str, Any] = {"value": value or None}
    elif element["type"] == "static_select":
        found = {"selected_option": element.get("initial_option") if entered is None else _option(element, str(entered))}
    else:
        chosen = element.get("initial_options", []) if entered is None else [_option(element, each) for each in entered]
        found = {"selected_options": chosen}
    is_empty = not next(iter(found.values()))
    assert not (is_sent_in and is_empty and not block.get("optional", False)), f"Slack wants something in {block['block_id']}"
    return {"type": element["type"], **found}


def _option(element: Mapping[str, Any], label: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [each for each in element["options"] if each["text"]["text"] == label]
    assert found, f"no option {label!r}; there are {[each['text']['text'] for each in element['options']]}"
    return found[0]
