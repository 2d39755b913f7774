"""The way into the console: signing in with the token, and out again.

Before anybody is signed in nothing is shown but the form. A form counts only with what its page carried: another site could else
send one in the name of whoever is signed in.
"""

import hmac
import re
import secrets
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.web.console.pages import Pages
from adapters.web.console.parts import Parts
from adapters.web.console.patience import AFTER_WRONG_S, Patience
from adapters.web.console.posted import Posted, read_form
from adapters.web.console.sessions import LIFETIME, Session, Sessions

HOME = "/console/"
SESSION_COOKIE = "alongside-console"
GUEST_COOKIE = "alongside-console-guest"
"""Holds what the form to sign in carries. Apart from the session's: a Strict cookie does not come along when somebody follows a
link, and a session must not be overwritten then."""

_OURS = re.compile(r"/console/[\w/.-]{0,200}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Lets people in and out."""

    parts: Parts
    pages: Pages
    sessions: Sessions
    patience: Patience = field(default_factory=Patience)

    def session(self, request: Request) -> Session | None:
        """Return who is signed in; None for nobody."""
        return self.sessions.known(request.cookies.get(SESSION_COOKIE, "")) if self.parts.token else None

    def form_token(self, session: Session) -> str:
        """Return what each form has to carry."""
        return self.sessions.form_token(session)

    async def home(self, request: Request) -> Response:
        """Show the form to sign in, or go where the work is."""
        if self.parts.token and self.session(request):
            return RedirectResponse(f"{HOME}{self.parts.default_organisation_id}/contacts", status_code=303)
        return self.ask(request)

    def ask(self, request: Request, *, problem: str = "", after: str = "", status: int = 200) -> Response:
        """Show the form to sign in; without a token, how the console is turned on."""
        if not self.parts.token:
            return self.pages.html("off", status=status)
        guest = request.cookies.get(GUEST_COOKIE) or secrets.token_urlsafe(32)
        page = self.pages.html("sign_in", status=status, form_token=guest, problem=problem, after=after)
        if status == 401:
            page.headers["WWW-Authenticate"] = "Form"
        self._keep(page, GUEST_COOKIE, guest)
        return page

    async def sign_in(self, request: Request) -> Response:
        """Let in whoever has the token."""
        if not self.parts.token:
            return self.ask(request)
        posted, address = await read_form(request), request.client.host if request.client else ""
        after = posted.text("after")
        if not _is_same(request.cookies.get(GUEST_COOKIE, ""), posted.text("form_token")):
            return self.ask(request, problem="form", after=after, status=403)
        if not self.patience.may_try(address):
            return self.ask(request, problem="too_often", after=after, status=429)
        if not self.sessions.is_token(posted.text("token").strip()):
            await self.parts.pause(AFTER_WRONG_S)
            return self.ask(request, problem="wrong", after=after, status=403)
        self.patience.forget(address)
        return self._let_in(after)

    def _let_in(self, after: str) -> Response:
        answer = RedirectResponse(after if _OURS.fullmatch(after) else HOME, status_code=303)
        self._keep(answer, SESSION_COOKIE, self.sessions.cookie(self.sessions.begin()))
        self._drop(answer, GUEST_COOKIE)
        return answer

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        session = self.session(request)
        if session is None:
            return RedirectResponse(HOME, status_code=303)
        if not self.is_ours(session, await read_form(request)):
            return self.pages.html("refused", status=403)
        self.sessions.end(session)
        answer = RedirectResponse(HOME, status_code=303)
        self._drop(answer, SESSION_COOKIE)
        return answer

    def is_ours(self, session: Session, posted: Posted) -> bool:
        """Return whether a form came from a page of this session."""
        return self.sessions.is_form_token(session, posted.text("form_token"))

    def _keep(self, answer: Response, name: str, value: str) -> None:
        seconds, path = int(LIFETIME.total_seconds()), HOME.rstrip("/")
        answer.set_cookie(name, value, max_age=seconds, path=path, httponly=True, samesite="strict", secure=self.parts.is_secure)

    def _drop(self, answer: Response, name: str) -> None:
        answer.delete_cookie(name, path=HOME.rstrip("/"), httponly=True, samesite="strict", secure=self.parts.is_secure)


def _is_same(cookie: str, form: str) -> bool:
    return bool(cookie) and hmac.compare_digest(cookie.encode("utf-8", "replace"), form.encode("utf-8", "replace"))
