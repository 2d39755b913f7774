"""Multipart bodies: the same parts however the network cuts them, and no file's name."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Message

from adapters.web.inbound import Unusable
from adapters.web.multipart import Begun, Ended, TooLarge, events
from tests.scenarios.web_visit import multipart


def request_of(pieces: Sequence[bytes], content_type: str) -> Request:
    """Return a request whose body comes in these pieces."""
    messages: Iterator[Message] = iter(
        [*({"type": "http.request", "body": piece, "more_body": True} for piece in pieces), {"type": "http.request"}]
    )

    async def receive() -> Message:
        return next(messages)

    return Request({"type": "http", "method": "POST", "headers": [(b"content-type", content_type.encode())]}, receive)


async def parts_of(pieces: Sequence[bytes], content_type: str, *, max_bytes: int = 10**6) -> list[tuple[Begun, bytes]]:
    """Return each part with its content put together."""
    found: list[tuple[Begun, bytes]] = []
    is_open = False
    async for event in events(request_of(pieces, content_type), max_bytes=max_bytes):
        if isinstance(event, Begun):
            found.append((event, b""))
            is_open = True
        elif isinstance(event, Ended):
            is_open = False
        else:
            assert is_open
            found[-1] = (found[-1][0], found[-1][1] + event)
    return found


CONTENTS = st.lists(
    st.one_of(st.binary(max_size=200), st.sampled_from([b"\r\n--boundary", b"\r\n--boundary-", b"--", b"\r\n\r\n"])), max_size=5
)


@given(contents=CONTENTS, cut=st.integers(1, 40))
async def test_a_body_is_read_the_same_however_it_is_cut(contents: list[bytes], cut: int) -> None:
    body, content_type = multipart([(f"part-{n}", ("name.jpg", content)) for n, content in enumerate(contents)])

    found = await parts_of([body[at : at + cut] for at in range(0, len(body), cut)], content_type)

    assert found == [(Begun(f"part-{n}", is_file=True, is_chosen=True), content) for n, content in enumerate(contents)]


async def test_a_file_that_was_not_chosen_is_known_and_no_name_is_kept() -> None:
    body, content_type = multipart([("files", ("", b"")), ("files", ("private.jpg", b"x")), ("text", (None, b"Hello"))])

    found = await parts_of([body], content_type)

    assert [part for part, _ in found] == [
        Begun("files", is_file=True, is_chosen=False),
        Begun("files", is_file=True, is_chosen=True),
        Begun("text"),
    ]
    assert "private" not in repr(found)


async def test_what_may_be_read_is_given_before_too_much_is_refused() -> None:
    body, content_type = multipart([("text", (None, b"Hello")), ("files", ("a", b"x" * 1000))])
    seen: list[object] = []

    async def read() -> None:
        async for event in events(request_of([body], content_type), max_bytes=300):
            seen.append(event)

    with pytest.raises(TooLarge):
        await read()

    assert seen[:2] == [Begun("text"), b"Hello"]
    assert sum(len(event) for event in seen if isinstance(event, bytes)) < 300


@pytest.mark.parametrize("cut", [3, 10, 30])
async def test_a_body_that_breaks_off_is_no_message(cut: int) -> None:
    body, content_type = multipart([("text", (None, b"Hello"))])

    with pytest.raises(Unusable) as refused:
        await parts_of([body[:-cut]], content_type)

    assert refused.value.status == 400
