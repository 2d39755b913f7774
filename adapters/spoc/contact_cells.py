"""Single values of a SPOC contact, as an admin types them: each is read, or refused with what would fit.

A refusal must never repeat what was typed: it may be a name, a number or a secret.
"""

import base64
import re
from collections.abc import Iterable
from datetime import date
from ipaddress import ip_address

import httpx

from adapters.spoc.forces import known_forces, near_forces
from bot.escalation.directory import Rank
from bot.escalation.elections import KNOWN, Election

MOST_CHARS = 200
"""Of a name or of hours; an endpoint may have MOST_ADDRESS_CHARS."""

MOST_ADDRESS_CHARS = 2000
SECRET_BYTES = range(24, 65)
"""How long a secret may be: 24 to 64 bytes, by the Standard Webhooks specification 1.0.0."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_PHONE = re.compile(r"\+?[\d ()/.-]+((ext\.?|x) ?\d+)?", re.ASCII | re.IGNORECASE)
_PHONE_DIGITS = range(3, 21)
_YES, _NO = frozenset({"yes", "true", "1"}), frozenset({"", "no", "false", "0"})


class Unfit(ValueError):
    """A value cannot be used; the message says what would fit."""


def force_id(text: str) -> str:
    """Return the id of a force, or "" for none. Raises Unfit, which names the nearest ids."""
    if not text or text in known_forces():
        return text
    near = near_forces(text)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    raise Unfit(f"there is no force of this id; {meant}`alongside spoc forces` lists all of them")


def elections(text: str) -> frozenset[Election]:
    """Return the elections of a list with "+", ";" or ",". Raises Unfit."""
    named = [part.strip().lower() for part in re.split(r"[+;,]", text) if part.strip()]
    if not set(named) <= KNOWN:
        raise Unfit(
            f"must be one of: {_listed(each for each in Election if each in KNOWN)}; or several, such as parliament+local"
        )
    return frozenset(Election(each) for each in named)


def rank(text: str) -> Rank:
    """Return the rank. Raises Unfit."""
    word = text.lower().replace(" ", "_").replace("-", "_")
    if word not in set(Rank):
        raise Unfit(f"must be one of: {_listed(Rank)}")
    return Rank(word)


def line(text: str) -> str:
    """Return a text of one line that can be printed. Raises Unfit."""
    if len(text) > MOST_CHARS or not text.isprintable():
        raise Unfit(f"must be one line of at most {MOST_CHARS} characters")
    return text


def endpoint(text: str) -> str:
    """Return an address that messages can be sent to, or "". Raises Unfit."""
    if not text:
        return ""
    if not text.isascii() or " " in text or len(text) > MOST_ADDRESS_CHARS:
        raise Unfit("must be a web address without blanks, such as https://spoc.example.org/reports")
    try:
        address = httpx.URL(text)
    except httpx.InvalidURL:
        raise Unfit("is no web address; expected one such as https://spoc.example.org/reports") from None  # it shows the address
    if not address.host.strip(".") or address.port not in (None, *range(1, 65536)):
        raise Unfit("must name a host, and a port only from 1 to 65535")
    if address.userinfo or address.fragment:
        raise Unfit("must hold no user name, password or '#': what we send is known by its signature")
    if address.scheme != "https" and not (address.scheme == "http" and _is_here(address.host)):
        raise Unfit("must begin with https://; http:// is for this machine alone, such as http://127.0.0.1:8090/webhook")
    return text


def secret(text: str) -> str:
    """Return a Standard Webhooks secret, or "". Raises Unfit."""
    if not text:
        return ""
    try:
        key = base64.b64decode(text.removeprefix("whsec_"), validate=True)
    except ValueError:
        key = b""
    if not text.startswith("whsec_") or len(key) not in SECRET_BYTES:
        raise Unfit("must be whsec_ and the base64 of 24 to 64 bytes; leave it to us and a new one is made")
    return text


def email(text: str) -> str:
    """Return an e-mail address, or "". Raises Unfit."""
    if text and not (_EMAIL.fullmatch(text) and len(line(text)) <= 254):
        raise Unfit("must be an e-mail address such as spoc@example.org")
    return text


def phone(text: str) -> str:
    """Return a telephone number as typed, or "". Raises Unfit."""
    digits = sum(each.isdigit() for each in text)
    if text and not (_PHONE.fullmatch(text) and digits in _PHONE_DIGITS):
        raise Unfit("must be one telephone number such as 01632 960001 or +44 1632 960001 ext 2")
    return text


def flag(text: str) -> bool:
    """Return True for yes, False for no and for nothing. Raises Unfit."""
    if text.lower() not in _YES | _NO:
        raise Unfit("must be yes or no")
    return text.lower() in _YES


def day(text: str) -> date | None:
    """Return a day, or None for an empty text. Raises Unfit."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Unfit("must be a day such as 2026-05-07") from None


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
