"""One question of the form as blocks of a modal, and the answer back out of what was entered. Pure.

Which questions there are is for bot/reporting/form.py alone to say: nothing here may know one of them by name.
"""

from collections.abc import Callable, Mapping, Sequence

from adapters.slack.envelope import Body, part, rows, words
from adapters.slack.markup import sendable
from adapters.slack.outbound import Block, plain_text, shortened
from adapters.slack.wording import SlackWording
from bot.messages import FormAnswer
from bot.reporting.form import FORM, Field, FieldKind

MAX_INPUT_CHARS = 3000
"""Longest text of one input (docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element)."""

MAX_OPTION_CHARS = 75
MAX_OPTIONS = 100
MAX_LABEL_CHARS = 2000

ONE_LINE_CHARS = 500
"""Answers that may not be longer than this get one line to be typed in."""

ENTRY = "entry"
"""The action id of every input; the block id says which question it is."""

_WORDS = ":words"
_BY_MENU = frozenset({FieldKind.CHOICE, FieldKind.CHOICES})
Entered = Mapping[str, str | tuple[str, ...]]
"""What was entered, by block id: words, or the keys of what was chosen."""

Label = Callable[[str], str]


def asked_fields(*, is_long: bool) -> list[Field]:
    """Return the questions of the modal, in the order of the form: those of the short form, or all that are ever asked."""
    return [field for field in FORM if field.is_on_a_form and (is_long or field.is_short)]


def blocks_of(field: Field, label: Label, wording: SlackWording, entered: Entered, *, is_needed: bool = False) -> list[Block]:
    """Return the inputs of one question: a menu, a text, or both. What has been entered stands in them."""
    name = label(f"field.{field.id}")
    blocks: list[Block] = []
    if _has_menu(field):
        blocks.append(_input(field.id, name, _menu(field, label, entered), hint="", is_needed=is_needed))
    if _has_words(field):
        hint = wording.form_hint(field.kind)
        name = wording.form("beside", label=name) if blocks else name
        for number, id in enumerate(_text_ids(field, entered)):
            element = _text(field, str(entered.get(id, "")))
            blocks.append(_input(id, name, element, hint=hint, is_needed=is_needed and number == 0))
    return blocks


def entered_in(view: Body) -> Entered:
    """Return what a view says was entered; what Slack tells in another shape is left out."""
    states = part(view, "state", "values")
    return {str(id): found for id in states if (found := _entry(part(states, str(id), ENTRY)))}


def answer_in(field: Field, entered: Entered) -> FormAnswer | None:
    """Return the answer to one question, words and choices as they were entered; None when nothing was."""
    chosen = entered.get(field.id, ())
    texts = [entered.get(id, "") for id in _text_ids(field, entered)]
    answer = FormAnswer(
        field=field.id,
        words="\n".join(text for text in texts if text and isinstance(text, str)),
        choices=chosen if isinstance(chosen, tuple) else (),
    )
    return answer if answer.words or answer.choices else None


def block_to_mend(field: Field, entered: Entered) -> str:
    """Return under which input something wrong with the answer to a question is said."""
    return next((id for id in _text_ids(field, entered) if id in entered), field.id)


def pieces(text: str, longest: int = MAX_INPUT_CHARS) -> list[str]:
    """Return a text in pieces that fit into an input, cut at white space where there is some."""
    found: list[str] = []
    while len(text) > longest:
        cut = max(text.rfind("\n", 0, longest), text.rfind(" ", 0, longest))
        end = cut if cut > longest // 2 else longest
        found.append(text[:end])
        text = text[end:].lstrip()
    return [*found, text]


def block_ids(field: Field, count: int) -> list[str]:
    """Return the ids of so many inputs for the words of one question."""
    first = field.id + _WORDS if _has_menu(field) else field.id
    return [first, *(f"{field.id}:{number}" for number in range(2, count + 1))]


def _has_menu(field: Field) -> bool:
    return field.kind in _BY_MENU


def _has_words(field: Field) -> bool:
    return not _has_menu(field) or field.takes_words


def _text_ids(field: Field, entered: Entered) -> Sequence[str]:
    """One input; more for a text that was too long for one, such as a message that is reported."""
    if not _has_words(field):
        return ()
    numbers = [int(id.rpartition(":")[2]) for id in entered if id.startswith(f"{field.id}:") and id[-1].isdecimal()]
    return block_ids(field, max(numbers, default=1))


def _text(field: Field, text: str) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": ENTRY, "max_length": min(field.max_chars, MAX_INPUT_CHARS)}
    element["multiline"] = field.kind in (FieldKind.WORDS, FieldKind.EVIDENCE) and field.max_chars > ONE_LINE_CHARS
    return element | ({"initial_value": text} if text else {})


def _menu(field: Field, label: Label, entered: Entered) -> Block:
    options = [_option(key, label) for key in field.buttons[:MAX_OPTIONS]]
    chosen = [option for option in options if option["value"] in (entered.get(field.id) or ())]
    element: Block = {"action_id": ENTRY, "options": options}
    if field.kind is FieldKind.CHOICES:
        return element | {"type": "multi_static_select"} | ({"initial_options": chosen} if chosen else {})
    return element | {"type": "static_select"} | ({"initial_option": chosen[0]} if chosen else {})


def _option(key: str, label: Label) -> Block:
    return {"text": plain_text(shortened(label(key), MAX_OPTION_CHARS)), "value": key}


def _input(id: str, name: str, element: Block, *, hint: str, is_needed: bool) -> Block:
    block: Block = {"type": "input", "block_id": id, "label": plain_text(shortened(name, MAX_LABEL_CHARS)), "element": element}
    return block | {"optional": not is_needed} | ({"hint": plain_text(hint)} if hint else {})


def _entry(state: Body) -> str | tuple[str, ...]:
    if words(state, "type") == "plain_text_input":
        return sendable(words(state, "value"))
    chosen = [words(state, "selected_option", "value"), *(words(each, "value") for each in rows(state, "selected_options"))]
    return tuple(filter(None, chosen))
