"""From the fields of the posted form to answers, and what is wrong with them. Pure; the rules are the core's.

Nothing that was typed may be dropped here without a word. A field that the form does not have is no answer and is ignored.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import blake2b

from adapters.web.report_relevance import questions_on_the_page
from bot.messages import FormAnswer
from bot.rendering import Wording
from bot.reporting.answers import has_words
from bot.reporting.filling import checked
from bot.reporting.flow import FIRST
from bot.reporting.form import Field, FieldKind

WORDS, CHOICE = "words-", "choice-"
"""What the names of the form's inputs begin with; the id of the question follows."""


def answers_in(fields: Mapping[str, Sequence[str]]) -> tuple[FormAnswer, ...]:
    """Return what was filled in, in the order of the form."""
    answers = (_answer(field, fields) for field in questions_on_the_page())
    return tuple(answer for answer in answers if answer.words or answer.choices)


def began_with(text: str) -> tuple[FormAnswer, ...]:
    """Return what somebody has typed in the chat already, as the beginning of their form."""
    return (FormAnswer(field=FIRST, words=text),) if text.strip() else ()


def problems_of(answers: Sequence[FormAnswer], wording: Wording, *, sent_at: datetime) -> Mapping[str, str]:
    """Return what is wrong, by the id of the question. Words without a letter or a digit are no answer, and not nothing."""
    wordless = {each.field: "no_words" for each in answers if not each.choices and not has_words(each.words)}
    return {**wordless, **checked(answers, wording, sent_at=sent_at)[1]}


def typed_words(answers: Sequence[FormAnswer]) -> str:
    """Return all that was typed, for the red flags."""
    return "\n".join(answer.words for answer in answers if answer.words)


def digest_of(answers: Sequence[FormAnswer], files: str, *, key: str) -> str:
    """Return what makes a form the same form again: 18 hexadecimal digits that tell nothing to whoever has not the key."""
    filled = json.dumps([[each.field, each.words, each.choices] for each in answers] + [files])
    return blake2b(filled.encode(), key=key.encode()[:64], digest_size=9).hexdigest()


def _answer(field: Field, fields: Mapping[str, Sequence[str]]) -> FormAnswer:
    typed = (fields.get(WORDS + field.id) or [""])[0].replace("\r\n", "\n")  # browsers send every line end as two characters
    words = typed if typed.strip() else ""
    chosen = tuple(dict.fromkeys(filter(None, fields.get(CHOICE + field.id, ()))))
    if field.kind is FieldKind.CHOICES:
        return FormAnswer(field=field.id, words=words, choices=_without_contradiction(field, chosen))
    if words and field.kind is not FieldKind.CHOICE:
        return FormAnswer(field=field.id, words=words)  # "I don't know" beside an answer is an answer
    return FormAnswer(field=field.id, words=words, choices=chosen[:1])


def _without_contradiction(field: Field, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out "none of these" beside one of them: the more that is told, the safer."""
    return tuple(key for key in chosen if key not in field.skips) or chosen[:1]
