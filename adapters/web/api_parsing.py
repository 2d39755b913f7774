"""From the body of a request to a record of the API, and what to say when it does not fit.

It must never repeat in an error what a person wrote: errors end up in the logs of whoever calls.
"""

from collections.abc import Mapping
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from adapters.web.bodies import json_object
from adapters.web.inbound import Unusable
from adapters.web.outbound import whole

Record = TypeVar("Record", bound=BaseModel)

WHAT_TO_SEND: Mapping[str, str] = {
    "conversation": '"conversation" must be a string of 1 to 128 characters without control characters.',
    "text": '"text" must be a string with at least one character.',
    "choice": '"choice" must be a string: the id of one of the choices of a reply.',
    "id": '"id" must be a string of 1 to 64 characters without control characters. Leave it out to get a new one.',
    "after": '"after" must be a whole number, 0 or more: the "seq" of the last turn that you have.',
    "document": '"document" must be a string: the id of one of the documents of a reply.',
    "": 'Send either "text" or "choice", not both and not neither.',
}
"""What an error says, by the field that is wrong."""


async def parsed(request: Request, record: type[Record]) -> Record:
    """Return a JSON body as a record. Raises Unusable, which names the field and never its value."""
    body = await json_object(request)
    words = {name: whole(value) for name, value in body.items() if name in ("text", "choice") and isinstance(value, str)}
    return record_of({**body, **words}, record)


def record_of(fields: Mapping[str, object], record: type[Record]) -> Record:
    """Return fields as a record. Raises Unusable, which names the field and never its value."""
    try:
        return record.model_validate(dict(fields))
    except ValidationError as error:
        places = [detail["loc"] for detail in error.errors(include_input=False, include_url=False)]
        wrong = {str(place[0]) if place else "" for place in places}
    raise Unusable(" ".join(hint for field, hint in WHAT_TO_SEND.items() if field in wrong))


def json_body(record: type[BaseModel]) -> dict[str, object]:
    """Return how the API's description names this body."""
    return body_of("application/json", record.model_json_schema())


def body_of(media_type: str, schema: Mapping[str, object]) -> dict[str, object]:
    """Return how the API's description names a body of this type."""
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}
