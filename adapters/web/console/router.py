"""The addresses of the console, all under /console/."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request
from starlette.responses import Response

from adapters.spoc.administering import Administering
from adapters.spoc.exchanging import Exchanging
from adapters.web.console.contact_routes import ContactRoutes
from adapters.web.console.door import Door
from adapters.web.console.escalation_routes import EscalationRoutes
from adapters.web.console.escalation_views import Looking
from adapters.web.console.exchange_routes import ExchangeRoutes
from adapters.web.console.pages import Pages
from adapters.web.console.parts import Parts
from adapters.web.console.sessions import Sessions
from adapters.web.console.visits import Handler, visiting
from bot.rendering import Wording

Address = Callable[[Request], Awaitable[Response]]


def console_router(parts: Parts, wording: Wording) -> APIRouter:
    """Return the routes of the console. Without a token they only say how it is turned on."""
    router = APIRouter(prefix="/console", include_in_schema=False)
    door = Door(parts=parts, pages=Pages(wording), sessions=Sessions(parts.token, parts.clock))

    def at(path: str, method: str, address: Address) -> None:
        router.add_api_route(path, address, methods=[method], response_model=None)

    at("/", "GET", door.home)
    at("/sign-in", "GET", door.home)  # the address that stays in the bar after a wrong token
    at("/sign-in", "POST", door.sign_in)
    at("/sign-out", "POST", door.sign_out)
    for method, path, handler in _addresses(parts, wording):
        at(f"/{{organisation_id}}{path}", method, visiting(door, handler))
    return router


def _addresses(parts: Parts, wording: Wording) -> list[tuple[str, str, Handler]]:
    administering = Administering(storage=parts.storage, ids=parts.ids, clock=parts.clock)
    contacts = ContactRoutes(parts=parts, administering=administering)
    exchange = ExchangeRoutes(exchanging=Exchanging(administering=administering))
    escalations = EscalationRoutes(parts=parts, looking=Looking(wording=wording, deadlines=parts.deadlines))
    return [
        ("GET", "/contacts", contacts.list),
        ("GET", "/contacts/new", contacts.form),
        ("POST", "/contacts/new", contacts.add),
        ("GET", "/contacts/import", exchange.form),
        ("POST", "/contacts/import", exchange.preview),
        ("POST", "/contacts/import/enter", exchange.enter),
        ("GET", "/contacts/export.csv", exchange.table),
        ("GET", "/contacts/{subject_id}", contacts.one),
        ("POST", "/contacts/{subject_id}/{deed}", contacts.act),
        ("GET", "/escalations", escalations.list),
        ("GET", "/escalations/{subject_id}", escalations.one),
        ("POST", "/escalations/{subject_id}/{deed}", escalations.act),
        ("GET", "/forces", escalations.clock),
    ]
