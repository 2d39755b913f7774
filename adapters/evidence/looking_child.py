"""The process in which a hostile file may do its worst: no keys, no settings, no database, little memory, little time.

It reads one file or page from its standard input and writes what it found to its standard output. Started by looking_apart.py.
"""

import json
import os
import resource
import sys
from collections.abc import Callable

from adapters.evidence.looking import opener_of

TOO_MUCH = 3
"""How it ends when the memory was not enough."""

BROKE = 4
"""How it ends when the file broke what looked at it; the kind of error is written instead of an answer."""

Answer = tuple[dict[str, str], bytes]


def main(job: str, hint: str, memory_bytes: int, cpu_s: int) -> int:
    """Do one job on what comes in; return how to end: 0, TOO_MUCH or BROKE.

    Args:
        job: "look" for a file, "page" for a web page.
        hint: a file's media type; a page's encoding as the server said, or "".
        memory_bytes: address space.
        cpu_s: processor seconds; past them the system ends the process (SIGXCPU).
    """
    do = _page_reader(hint) if job == "page" else _opener(hint)
    content = sys.stdin.buffer.read()
    _confine(memory_bytes, cpu_s)
    try:
        head, body = do(content)
    except MemoryError:
        return TOO_MUCH
    except Exception as exc:  # noqa: BLE001  the top of the process: only the kind of error may leave it, its text may quote the file
        head, body = {"error": type(exc).__name__}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()
    return BROKE if "error" in head else 0


def _confine(memory_bytes: int, cpu_s: int) -> None:
    if sys.platform == "linux":  # macOS counts the libraries of the whole system
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # and leaves none behind: the picture would be in it


def _opener(media_type: str) -> Callable[[bytes], Answer]:
    opened = opener_of(media_type)

    def do(content: bytes) -> Answer:
        seen = opened(content)
        return {"media_type": seen.media_type, "quarantined": seen.quarantined}, seen.thumbnail

    return do


def _page_reader(charset: str) -> Callable[[bytes], Answer]:
    from adapters.evidence.pages import read_page

    def do(content: bytes) -> Answer:
        page = read_page(content, charset)
        return {"title": page.title}, page.text.encode()

    return do


if __name__ == "__main__":
    # Without tidying up: a decoder that went wrong may not survive that.
    os._exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
