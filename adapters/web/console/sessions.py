"""Who is signed in: a cookie that only somebody who has the token could have been given, and that ends by itself.

It must never hold the token. Its signature is made with a key that is slow to derive, so that whoever copies a cookie cannot find
a short token by trying. Whoever changes the token ends all sessions.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken

from bot.ports import Clock

LIFETIME = timedelta(hours=8)
"""How long somebody stays signed in: a working day."""

MOST_SIGNED_OUT = 1_000
"""How many sessions that ended early are remembered; the oldest are forgotten first."""

_SALT = b"alongside console, 1"
_COST, _BLOCKS = 2**14, 8  # 16 MiB and some 50 ms, once a start


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has signed in."""

    id: str
    until: datetime  # aware UTC, whole seconds


class Sessions:
    """Begins, knows and ends sessions. Ended ones are known in this process alone; elsewhere they run out."""

    def __init__(self, token: str, clock: Clock) -> None:
        self._token = hashlib.sha256(token.encode("utf-8", "replace")).digest()
        self._key = hashlib.scrypt(token.encode(), salt=_SALT, n=_COST, r=_BLOCKS, p=1)
        self._clock = clock
        self._signed_out: dict[str, datetime] = {}

    def is_token(self, typed: str) -> bool:
        """Return whether this is the token; it takes the same time whatever is typed."""
        return hmac.compare_digest(self._token, hashlib.sha256(typed.encode("utf-8", "replace")).digest())

    def begin(self) -> Session:
        """Return a new session."""
        return Session(secrets.token_hex(16), (self._clock.now() + LIFETIME).replace(microsecond=0))

    def cookie(self, session: Session) -> str:
        """Return what the browser keeps."""
        content = f"{session.id}.{int(session.until.timestamp())}"
        return f"{content}.{self._mac('session', content)}"

    def known(self, cookie: str) -> Session | None:
        """Return the session of a cookie; None for one that was not made here, has run out or was signed out."""
        content, _, mac = cookie.rpartition(".")
        if not _same(mac, self._mac("session", content)):
            return None
        id, _, until = content.partition(".")
        session = Session(id, datetime.fromtimestamp(int(until), UTC))
        return None if session.until <= self._clock.now() or id in self._signed_out else session

    def end(self, session: Session) -> None:
        """Sign out."""
        self._signed_out[session.id] = session.until
        while len(self._signed_out) > MOST_SIGNED_OUT:
            del self._signed_out[next(iter(self._signed_out))]

    def form_token(self, session: Session) -> str:
        """Return what each form of a session carries, and no other site can know."""
        return self._mac("form", session.id)

    def is_form_token(self, session: Session, given: str) -> bool:
        """Return whether a form is one of this session."""
        return _same(given, self.form_token(session))

    def seal(self, session: Session) -> "Seal":
        """Return what closes things that a page of this session carries."""
        key = hmac.digest(self._key, f"seal:{session.id}".encode(), "sha256")
        return Seal(Fernet(base64.urlsafe_b64encode(key)))

    def _mac(self, what: str, content: str) -> str:
        return hmac.digest(self._key, f"{what}:{content}".encode("utf-8", "replace"), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Seal:
    """Lets a page carry what must be neither read nor changed on the way, such as a table with secrets."""

    _fernet: Fernet = field(repr=False)

    def close(self, content: bytes) -> str:
        """Return it sealed."""
        return self._fernet.encrypt(content).decode()

    def open(self, sealed: str) -> bytes | None:
        """Return it again; None for what was not sealed here, in this session."""
        try:
            return self._fernet.decrypt(sealed.encode("utf-8", "replace"))
        except InvalidToken:
            return None


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
