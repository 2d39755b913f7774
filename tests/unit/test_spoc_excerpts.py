"""What is kept of a SPOC's answer: the reason, short, without anybody's name, and never at the price of the delivery."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest

from adapters.spoc.excerpts import MAX_CHARS, MAX_READ_BYTES, beginning_of, excerpt_of

JSON = {"content-type": "application/json"}
PLAIN = {"content-type": "text/plain; charset=utf-8"}


class Parts(httpx.AsyncByteStream):
    """An answer that comes bit by bit; an error among the bits is raised."""

    def __init__(self, parts: list[bytes | Exception]) -> None:
        self.parts = parts
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            self.taken += 1
            if isinstance(part, Exception):
                raise part
            yield part


def answer(body: bytes | str, headers: dict[str, str]) -> httpx.Response:
    """An answer of which only the head has been read."""
    return httpx.Response(400, headers=headers, stream=Parts([body.encode() if isinstance(body, str) else body]))


@pytest.mark.parametrize(
    "said",
    [
        {"error": "the signature is not right"},
        {"message": "the signature is not right"},
        {"title": "the signature is not right", "status": 400},
        {"error": {"code": 7, "message": "the signature is not right"}},
    ],
)
async def test_the_reason_is_kept(said: dict[str, object]) -> None:
    assert await excerpt_of(answer(json.dumps(said), JSON)) == "the signature is not right"


async def test_names_numbers_and_addresses_go() -> None:
    said = {"error": "no such user robin.example@example.org, ring Robin Example on 01632 960123"}

    kept = await excerpt_of(answer(json.dumps(said), JSON))

    assert "no such" in kept
    assert [each in kept for each in ("robin", "Robin", "Example", "example", "01632", "960123")] == [False] * 6


async def test_our_own_message_sent_back_is_not_kept() -> None:
    ours = json.dumps({"type": "report.escalated", "data": {"summary": "a man shouted at me"}})

    assert await excerpt_of(answer(ours, JSON)) == ""
    assert await excerpt_of(answer(ours, PLAIN)) == ""
    assert await excerpt_of(answer(ours[:-5], PLAIN)) == ""


async def test_of_plain_text_one_line_is_kept_and_of_a_page_nothing() -> None:
    assert await excerpt_of(answer("not found\na man shouted at me", PLAIN)) == "not found"
    assert await excerpt_of(answer("<p>not found</p>", {"content-type": "text/html"})) == ""


async def test_it_is_short() -> None:
    assert len(await excerpt_of(answer("not found " * 300, PLAIN))) == MAX_CHARS


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe\x00", b"[" * 4000, b'{"error": 7}', b'{"error": null}', b"null", b'"text"', b'{"error": "\\ud800"}'],
    ids=["empty", "no text", "brackets", "number", "null", "null alone", "a string", "half a character"],
)
async def test_odd_answers_break_nothing(body: bytes) -> None:
    assert len(await excerpt_of(answer(body, JSON))) <= MAX_CHARS


async def test_what_is_packed_is_not_unpacked() -> None:
    packed = httpx.Response(400, headers=JSON | {"content-encoding": "gzip"}, stream=Parts([b"\x1f\x8b" + b"x" * 9]))

    assert await excerpt_of(packed) == ""


async def test_an_endless_answer_is_left_after_its_beginning() -> None:
    endless = Parts([b"x" * 1000] * 1000)

    assert len(await beginning_of(httpx.Response(400, stream=endless))) == MAX_READ_BYTES
    assert endless.taken <= MAX_READ_BYTES // 1000 + 1


@pytest.mark.parametrize("error", [httpx.ReadTimeout("slow"), httpx.ReadError("gone"), TimeoutError()])
async def test_an_answer_that_breaks_off_is_taken_as_far_as_it_came(error: Exception) -> None:
    assert await beginning_of(httpx.Response(400, stream=Parts([b"half of", error]))) == b"half of"
