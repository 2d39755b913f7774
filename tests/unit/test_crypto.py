"""Sealing: what is sealed for one place opens only there, and no key is ever shown."""

import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.dialects import registry

from adapters.storage.columns import Sealed, UtcDateTime
from adapters.storage.crypto import VERSION, KeyRing, Sealer, new_data_key
from adapters.storage.errors import SealBroken, WrongKeys
from adapters.storage.keys import load_or_create_keys, new_key, parse_keys
from bot.errors import BadSetting

DATA_KEY = b"d" * 32
PLACE = ("entry", "words", "ent_1")
WORDS = "he followed me – ddwywaith ☎".encode()


def sealer(organisation_id: str = "org_north", key: bytes = DATA_KEY) -> Sealer:
    """Return a sealer."""
    return Sealer(organisation_id, key)


def test_what_was_sealed_opens_at_its_place() -> None:
    sealed = sealer().seal(*PLACE, WORDS)

    assert sealer().open(*PLACE, sealed) == WORDS
    assert WORDS not in sealed
    assert sealer().open(*PLACE, sealer().seal(*PLACE, b"")) == b""


def test_the_same_words_are_sealed_differently_each_time() -> None:
    assert sealer().seal(*PLACE, WORDS) != sealer().seal(*PLACE, WORDS)


@pytest.mark.parametrize(
    ("place", "organisation_id", "key"),
    [
        (("turn", "words", "ent_1"), "org_north", DATA_KEY),
        (("entry", "value", "ent_1"), "org_north", DATA_KEY),
        (("entry", "words", "ent_2"), "org_north", DATA_KEY),
        (PLACE, "org_south", DATA_KEY),
        (PLACE, "org_north", b"e" * 32),
    ],
    ids=["another table", "another column", "another row", "another organisation", "another key"],
)
def test_it_opens_nowhere_else(place: tuple[str, str, str], organisation_id: str, key: bytes) -> None:
    sealed = sealer().seal(*PLACE, WORDS)

    with pytest.raises(SealBroken):
        sealer(organisation_id, key).open(*place, sealed)


@pytest.mark.parametrize("position", [0, 1, 13, -1])
def test_a_changed_byte_shows(position: int) -> None:
    sealed = bytearray(sealer().seal(*PLACE, WORDS))
    sealed[position] ^= 1

    with pytest.raises(SealBroken):
        sealer().open(*PLACE, bytes(sealed))


@pytest.mark.parametrize("sealed", [b"", VERSION, WORDS, VERSION + b"short"])
def test_what_was_never_sealed_does_not_open(sealed: bytes) -> None:
    with pytest.raises(SealBroken) as raised:
        sealer().open(*PLACE, sealed)

    assert raised.value.place == "entry.words of ent_1"
    assert WORDS.decode() not in str(raised.value)


def test_a_digest_is_the_same_for_the_same_value_only() -> None:
    digest = sealer().digest("member", "telegram", "12")

    assert digest == sealer().digest("member", "telegram", "12")
    assert len(digest) == 32
    others = [
        sealer().digest("member", "telegram", "1", "2"),
        sealer().digest("member", "telegram1", "2"),
        sealer().digest("person", "telegram", "12"),
        sealer(key=b"e" * 32).digest("member", "telegram", "12"),
    ]
    assert digest not in others
    assert len(set(others)) == len(others)


def test_the_first_key_wraps_and_every_key_unwraps() -> None:
    old, new = new_data_key(), new_data_key()
    wrapped = KeyRing([old]).wrap("org_north", DATA_KEY)

    both = KeyRing([new, old])
    assert both.unwrap("org_north", wrapped) == DATA_KEY
    assert both.needs_rewrap("org_north", wrapped)
    rewrapped = both.wrap("org_north", both.unwrap("org_north", wrapped))
    assert KeyRing([new]).unwrap("org_north", rewrapped) == DATA_KEY
    assert not both.needs_rewrap("org_north", rewrapped)


def test_a_wrapped_key_opens_for_its_owner_and_by_its_master_key_only() -> None:
    ring = KeyRing([b"m" * 32])
    wrapped = ring.wrap("org_north", DATA_KEY)

    with pytest.raises(WrongKeys):
        KeyRing([b"n" * 32]).unwrap("org_north", wrapped)
    with pytest.raises(WrongKeys):
        ring.unwrap("org_south", wrapped)


@pytest.mark.parametrize("keys", [[], [b"short"], [b"m" * 32, b"m" * 31]])
def test_a_ring_of_bad_keys_is_refused(keys: list[bytes]) -> None:
    with pytest.raises(BadSetting):
        KeyRing(keys)


def test_no_key_shows_in_a_repr() -> None:
    shown = f"{KeyRing([b'm' * 32])!r} {sealer()!r} {vars(sealer())}"

    assert "mmmm" not in shown
    assert "dddd" not in shown


def test_keys_are_read_in_their_order() -> None:
    first, second = new_key(), new_key()

    assert parse_keys(f" {first}, {second} \n") == (base64.b64decode(first), base64.b64decode(second))


def test_url_safe_base64_is_a_key_too() -> None:
    assert parse_keys(base64.urlsafe_b64encode(b"\xfb\xff" * 16).decode()) == (b"\xfb\xff" * 16,)


@pytest.mark.parametrize("bad", ["hunter2hunter2", "c2hvcnQ=", "kéy" * 15, base64.b64encode(b"x" * 33).decode()])
def test_a_bad_key_is_named_by_its_number_and_never_shown(bad: str) -> None:
    with pytest.raises(BadSetting) as raised:
        parse_keys(f"{new_key()},{bad}")

    assert "number 2" in str(raised.value)
    assert raised.value.name == "ALONGSIDE_KEYS"
    chain = f"{raised.value!r} {raised.value} {raised.value.__cause__!r}"
    assert bad not in chain


@pytest.mark.parametrize("empty", ["", " \n", ","])
def test_no_key_at_all_is_refused(empty: str) -> None:
    with pytest.raises(BadSetting):
        parse_keys(empty)


def test_a_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "keys.txt"

    made = load_or_create_keys(path)

    assert load_or_create_keys(path) == made
    assert [len(key) for key in made] == [32]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["keys.txt"]


def test_processes_that_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(load_or_create_keys, [tmp_path / "keys.txt"] * 8))

    assert len(keys) == 1


def test_a_damaged_key_file_is_an_error_that_names_it_and_not_a_new_key(tmp_path: Path) -> None:
    path = tmp_path / "keys.txt"
    path.write_bytes(os.urandom(40))
    before = path.read_bytes()

    with pytest.raises(BadSetting) as raised:
        load_or_create_keys(path)

    assert raised.value.name == str(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("value", ["plain words", b"plain bytes", 7])
def test_a_sealed_column_takes_nothing_plain(value: object) -> None:
    with pytest.raises(ValueError, match="Only a sealed value"):
        Sealed().process_bind_param(value, registry.load("sqlite")())


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_time_is_aware_utc_on_both_sides(engine: str) -> None:
    kind, dialect = UtcDateTime(), registry.load(engine)()
    at = datetime(2026, 5, 1, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=1)))

    read = kind.process_result_value(kind.process_bind_param(at, dialect), dialect)

    assert read == at
    assert read is not None
    assert read.tzinfo is UTC
    with pytest.raises(ValueError, match="without a zone"):
        kind.process_bind_param(at.replace(tzinfo=None), dialect)
