"""One request of somebody who is signed in, for one organisation. What belongs to another organisation is not there."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from adapters.spoc.callbacks import askable_id
from adapters.spoc.contact_keeping import UnknownContact
from adapters.web.console.door import Door
from adapters.web.console.posted import MAX_FILE_BYTES, Posted, TooLong, read_form
from adapters.web.console.sessions import Seal, Session
from bot.errors import NotFound
from bot.organisations import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who, where, and what they sent."""

    door: Door
    session: Session
    organisation: Organisation
    organisations: Sequence[Organisation]  # all there are, to choose from
    request: Request
    posted: Posted

    @property
    def organisation_id(self) -> str:
        """Whose rows may be seen."""
        return self.organisation.id

    @property
    def subject_id(self) -> str:
        """What the address names: a contact or an escalation."""
        return str(self.request.path_params.get("subject_id", ""))

    @property
    def seal(self) -> Seal:
        """What closes what a page carries."""
        return self.door.sessions.seal(self.session)

    def page(self, template: str, *, status: int = 200, **facts: object) -> Response:
        """Return a page with all that each page shows."""
        return self.door.pages.html(
            template,
            status=status,
            organisation=self.organisation,
            organisations=self.organisations,
            base=f"/console/{self.organisation.id}",
            form_token=self.door.form_token(self.session),
            **facts,
        )


Handler = Callable[[Visit], Awaitable[Response]]


def visiting(door: Door, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Return an address that only somebody who is signed in can use, and only for what is the organisation's."""

    async def address(request: Request) -> Response:
        session = door.session(request)
        if session is None:
            after = request.url.path if request.method == "GET" else ""
            return door.ask(request, problem="signed_out" if door.parts.token else "", after=after, status=401)
        try:
            posted = await read_form(request) if request.method == "POST" else Posted()
        except TooLong:
            return door.pages.html("too_long", status=413, limit_kib=MAX_FILE_BYTES // 1024)
        if request.method == "POST" and not door.is_ours(session, posted):
            return door.pages.html("refused", status=403)
        return await _handled(door, handler, session, request, posted)

    return address


async def _handled(door: Door, handler: Handler, session: Session, request: Request, posted: Posted) -> Response:
    organisations = await door.parts.storage.organisations()
    organisation = next((each for each in organisations if each.id == request.path_params["organisation_id"]), None)
    subject_id = str(request.path_params.get("subject_id", ""))
    if organisation is None or askable_id(subject_id) != subject_id:
        return door.pages.html("missing", status=404)
    visit = Visit(
        door=door,
        session=session,
        organisation=organisation,
        organisations=organisations,
        request=request,
        posted=posted,
    )
    try:
        return await handler(visit)
    except (NotFound, UnknownContact):
        return door.pages.html("missing", status=404)
