"""Structured logs: one JSON line an event, with ids and counts and never a word that a person typed.

Tracebacks are written as file, line and type only: the message of a foreign exception may hold what it choked on.
"""

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog

QUIET = (
    "alembic",
    "faiss",
    "sentence_transformers",
    "httpx",
    "httpcore",
    "telegram",
    "slack_sdk",
    "slack_bolt",
    "aiosqlite",
    "sqlalchemy",
    "asyncio",
    "uvicorn.access",
)
"""Libraries that would write addresses with tokens, or bodies, at INFO or DEBUG."""


def set_up_logs(*, to_terminal: bool = False) -> None:
    """Send every log line of this process to standard error; readable when a person looks on, JSON otherwise."""
    renderer: Any = structlog.dev.ConsoleRenderer(colors=True) if to_terminal else structlog.processors.JSONRenderer()
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[_first_line, _trace, structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.root.handlers = [handler]
    logging.root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _first_line(_logger: Any, _method: str, event: Any) -> Any:
    """Cut what asyncio writes below its first line: it is the `repr` of a task, and that holds the message of its exception."""
    if event.get("logger") == "asyncio":
        event["event"] = str(event["event"]).partition("\n")[0]
    return event


def _trace(_logger: Any, _method: str, event: Any) -> Any:
    """Replace an exception by where it happened and what it is called."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, tuple) and info[1] is not None:
        event["error"] = [_where(error) for error in _chain(info[1])]
    return event


def _chain(error: BaseException | None) -> list[BaseException]:
    """Return an exception, those that came together in it, and those behind it, each once."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting:
        each = waiting.pop(0)
        if each is None or each in found:
            continue
        found.append(each)
        waiting += each.exceptions if isinstance(each, BaseExceptionGroup) else ()
        waiting.append(each.__cause__ or (None if each.__suppress_context__ else each.__context__))
    return found


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(_last_of(error.__traceback__)) if error.__traceback__ else []
    places = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{type(error).__module__}.{type(error).__qualname__} at {places}"


def _last_of(trace: TracebackType | None, most: int = 6) -> TracebackType | None:
    frames = []
    while trace is not None:
        frames.append(trace)
        trace = trace.tb_next
    return frames[-most:][0] if frames else None
