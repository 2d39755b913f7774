"""Logs: one JSON line an event, and never a word that a person typed, wherever an exception carries it."""

import asyncio
import json
import logging
from collections.abc import Iterator

import pytest

from adapters.logs import QUIET, set_up_logs

PERSONAL = "Quibblethwaite"
"""An invented surname that stands for everything personal."""

log = logging.getLogger("bot.example")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Put logging back as it was."""
    root, names = logging.root, [*QUIET, log.name]
    handlers, level, levels = list(root.handlers), root.level, [logging.getLogger(name).level for name in names]
    yield
    root.handlers = handlers
    root.setLevel(level)
    for name, its_level in zip(names, levels, strict=True):
        logging.getLogger(name).setLevel(its_level)


def written(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def fail(words: str = PERSONAL) -> None:
    their_name = words
    raise ValueError(f"cannot parse {their_name}")


def test_an_event_becomes_one_json_line_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs()

    log.info("duty.done", extra={"duty": "duty_1", "tries": 3})

    (line,) = written(capsys).splitlines()
    event = json.loads(line)
    assert event.pop("timestamp").endswith("Z")
    assert event == {"event": "duty.done", "level": "info", "logger": log.name, "duty": "duty_1", "tries": 3}


def test_what_only_helps_to_find_a_bug_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs()

    log.debug("a body: %s", PERSONAL)

    assert written(capsys) == ""


@pytest.mark.parametrize("to_terminal", [False, True])
def test_an_exception_is_written_by_kind_and_place_and_without_its_message(
    capsys: pytest.CaptureFixture[str], to_terminal: bool
) -> None:
    set_up_logs(to_terminal=to_terminal)

    try:
        fail()
    except ValueError:
        log.exception("duty.failed")

    line = written(capsys)
    assert PERSONAL not in line
    assert "builtins.ValueError at test_logs.py:" in line
    assert " fail < " in line


def test_the_exceptions_behind_an_exception_are_written_without_their_messages(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs()

    try:
        try:
            fail()
        except ValueError as error:
            raise RuntimeError(PERSONAL) from error
    except RuntimeError:
        log.exception("duty.failed")

    line = written(capsys)
    assert PERSONAL not in line
    assert [where.partition(" at ")[0] for where in json.loads(line)["error"]] == ["builtins.RuntimeError", "builtins.ValueError"]


def test_exceptions_that_came_together_are_written_without_their_messages(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs()

    log.error("duty.failed", exc_info=ExceptionGroup(PERSONAL, [ValueError(PERSONAL), KeyError(PERSONAL)]))

    assert PERSONAL not in (line := written(capsys))
    assert [where.partition(" at ")[0] for where in json.loads(line)["error"]] == [
        "builtins.ExceptionGroup",
        "builtins.ValueError",
        "builtins.KeyError",
    ]


def test_an_exception_that_caused_itself_ends(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs()
    first, second = ValueError(PERSONAL), KeyError(PERSONAL)
    first.__cause__, second.__cause__ = second, first

    log.error("duty.failed", exc_info=first)

    assert len(json.loads(written(capsys))["error"]) == 2


async def test_a_task_that_nobody_waited_for_is_written_without_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs()
    error = ValueError(PERSONAL)
    future = asyncio.get_running_loop().create_future()
    future.set_exception(error)

    asyncio.get_running_loop().call_exception_handler(
        {"message": "Task exception was never retrieved", "exception": error, "future": future}
    )
    future.exception()

    line = written(capsys)
    assert PERSONAL not in line
    assert json.loads(line)["event"] == "Task exception was never retrieved"
    assert json.loads(line)["error"] == ["builtins.ValueError at "]


@pytest.mark.parametrize("name", [*QUIET, "telegram.ext", "sqlalchemy.engine"])
def test_a_library_that_writes_addresses_and_bodies_is_heard_only_when_it_warns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    # A server that ran earlier in this process has given its logger a handler of its own and cut it off from the rest.
    monkeypatch.setattr(logging.getLogger(name), "propagate", True)
    monkeypatch.setattr(logging.getLogger(name), "handlers", [])
    set_up_logs()

    logging.getLogger(name).info("GET /bot%s/getMe", PERSONAL)
    assert written(capsys) == ""

    logging.getLogger(name).warning("slow")
    assert json.loads(written(capsys))["logger"] == name


def test_setting_up_twice_writes_every_line_once(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs()
    set_up_logs()

    log.warning("once")

    assert len(written(capsys).splitlines()) == 1


def test_a_line_break_in_a_fact_does_not_begin_a_second_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs()

    log.warning("odd", extra={"id": 'a\n{"event": "invented"}'})

    assert len(written(capsys).splitlines()) == 1
