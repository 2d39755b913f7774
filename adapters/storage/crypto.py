"""Encryption at rest: one data key per organisation, wrapped by the master keys. Why: docs/adr/0002.

A key must never reach a log, a repr or an error. A ciphertext is bound to its table, column, row and organisation, so that
moving it anywhere else is noticed.
"""

import hmac
import json
import os
from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.storage.errors import SealBroken, WrongKeys
from bot.errors import BadSetting

KEY_BYTES = 32
NONCE_BYTES = 12  # NIST SP 800-38D; random, so one key may seal 2**32 values before a repeat becomes thinkable
VERSION = b"\x01"
"""First byte of everything sealed, so that another cipher can be told apart later."""

SYSTEM = ""
"""Owner of the key that finds a person's organisation; no organisation can have an empty id."""


def new_data_key() -> bytes:
    """Return a fresh key."""
    return os.urandom(KEY_BYTES)


def _encrypt(cipher: AESGCM, content: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + cipher.encrypt(nonce, content, bound_to)


def _decrypt(cipher: AESGCM, sealed: bytes, bound_to: bytes) -> bytes:
    """Raises InvalidTag for anything that was not sealed by this key for this place."""
    if sealed[:1] != VERSION or len(sealed) < 1 + NONCE_BYTES:
        raise InvalidTag
    return cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], bound_to)


def _derived(data_key: bytes, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"alongside {use} 1".encode()).derive(data_key)


class KeyRing:
    """The master keys. The first one wraps; all of them unwrap, so that a key can be replaced without a pause."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise BadSetting("ALONGSIDE_KEYS", f"one or more keys of {KEY_BYTES} bytes")
        self._ciphers = tuple(AESGCM(key) for key in keys)

    def __repr__(self) -> str:
        return f"KeyRing({len(self._ciphers)} keys)"

    def wrap(self, owner: str, data_key: bytes) -> bytes:
        """Return an organisation's data key, encrypted by the first master key."""
        return _encrypt(self._ciphers[0], data_key, self._bound_to(owner))

    def unwrap(self, owner: str, wrapped: bytes) -> bytes:
        """Return an organisation's data key. Raises WrongKeys."""
        return self._opened(owner, wrapped)[1]

    def needs_rewrap(self, owner: str, wrapped: bytes) -> bool:
        """True when an older master key wrapped it. Raises WrongKeys."""
        return self._opened(owner, wrapped)[0] > 0

    def _opened(self, owner: str, wrapped: bytes) -> tuple[int, bytes]:
        for number, cipher in enumerate(self._ciphers):
            try:
                return number, _decrypt(cipher, wrapped, self._bound_to(owner))
            except InvalidTag:
                continue  # another key of the ring may be the right one
        raise WrongKeys

    @staticmethod
    def _bound_to(owner: str) -> bytes:
        return json.dumps(["data_key", owner]).encode()


class Sealer:
    """Seals, opens and finds the values of one organisation."""

    def __init__(self, organisation_id: str, data_key: bytes) -> None:
        self.organisation_id = organisation_id
        self._cipher = AESGCM(_derived(data_key, "seal"))
        self._digest_key = _derived(data_key, "find")

    def __repr__(self) -> str:
        return f"Sealer({self.organisation_id!r})"

    def seal(self, table: str, column: str, row_id: str, content: bytes) -> bytes:
        """Return the content encrypted for one place: 29 bytes longer, and different each time."""
        return _encrypt(self._cipher, content, self._bound_to(table, column, row_id))

    def open(self, table: str, column: str, row_id: str, sealed: bytes) -> bytes:
        """Return the content of a place. Raises SealBroken when it was not sealed for exactly this place."""
        try:
            return _decrypt(self._cipher, sealed, self._bound_to(table, column, row_id))
        except InvalidTag as exc:
            raise SealBroken(f"{table}.{column} of {row_id or self.organisation_id}") from exc

    def digest(self, use: str, *parts: str) -> bytes:
        """Return 32 bytes by which a value can be found again without being stored; another organisation's differ."""
        return hmac.new(self._digest_key, json.dumps([use, *parts]).encode(), sha256).digest()

    def _bound_to(self, table: str, column: str, row_id: str) -> bytes:
        return json.dumps([self.organisation_id, table, column, row_id]).encode()
