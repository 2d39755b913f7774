"""Reads a form that was sent in: its answers as one message of its reporter, or what is wrong with them. Pure.

A form that cannot be used must stay open with everything that was typed, and each fault stands under its own question.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from adapters.slack.envelope import Body, part, words
from adapters.slack.form_fields import Entered, answer_in, asked_fields, block_to_mend, entered_in
from adapters.slack.form_view import corner_of
from adapters.slack.inbound import Arrival, Ignored
from adapters.slack.markup import sentence
from adapters.slack.wording import SlackWording
from bot.messages import Channel, Inbound
from bot.rendering import Wording
from bot.reporting.filling import checked
from bot.reporting.form import FIELDS

Errors = Mapping[str, str]
"""What is wrong, in plain words, by the id of the block that it stands under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A form that was sent in."""

    arrival: Arrival
    first_block: str  # where to say what is wrong with all of it
    errors: Errors  # with any of these, nothing is done


def read_submission(body: Body, received_at: datetime, *, wording: Wording, own: SlackWording, key: str) -> Submission | Ignored:
    """Return what was filled in.

    Args:
        body: the view_submission.
        received_at: aware, UTC; a form does not say when it was sent.
        wording: knows the labels of the form.
        own: what the channel says by itself.
        key: keeps what was typed from being guessed by the id; see `submission_id`.
    """
    view, user, place = part(body, "view"), words(body, "user", "id"), words(body, "team", "id")
    team = words(body, "user", "team_id") or place
    if not (team and user and words(view, "id")):
        return Ignored("form of nobody")
    entered = entered_in(view)
    answers = [found for field in asked_fields(is_long=True) if (found := answer_in(field, entered))]
    inbound = Inbound(
        id=submission_id(view, key),
        channel=Channel.SLACK,
        person=f"{team}:{user}",
        conversation="",
        sent_at=received_at,
        text="\n".join(answer.words for answer in answers if answer.words),
        answers=tuple(answers),
    )
    arrival = Arrival(
        team=team, place=place or team, user=user, direct="", inbound=inbound, corner=corner_of(view, user), is_form=True
    )
    first = block_to_mend(asked_fields(is_long=False)[0], entered)
    return Submission(arrival=arrival, first_block=first, errors=_errors(inbound, entered, wording, own))


def submission_id(view: Body, key: str) -> str:
    """Return an id of what was sent in: the same when it is sent again, another one when words were changed in between.

    It stands in the log, so what was typed goes into it by a keyed hash only.
    """
    sent_in = json.dumps([words(view, "id"), part(view, "state", "values")], sort_keys=True)
    digest = hmac.new(key.encode(), sent_in.encode(), sha256).hexdigest()[:16]
    return f"view:{words(view, 'id')}:{digest}"


def _errors(inbound: Inbound, entered: Entered, wording: Wording, own: SlackWording) -> Errors:
    answers = inbound.answers
    _answers, problems = checked(answers, wording, sent_at=inbound.sent_at)
    errors = {id: wording.label(f"problem.{reason}") for id, reason in problems.items()}
    errors |= {each.field: own.form("both") for each in answers if each.words and each.choices}
    return {block_to_mend(FIELDS[id], entered): sentence(text) for id, text in errors.items()}
