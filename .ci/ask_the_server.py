"""Asks a server that `make run` has started, as the page does; ends with an error unless it answers from the guidance."""

import json
import sys
import time
import urllib.error
import urllib.request

PATIENCE_S = 1200
"""The first `make run` installs everything."""


def wait_until_ready(address: str) -> None:
    """Return when /readyz says so. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    raise TimeoutError("make run did not become ready")


def ask(address: str, text: str) -> list[str]:
    """Return the kinds of the replies to a question."""
    body = json.dumps({"conversation": "continuous-integration", "text": text}).encode()
    request = urllib.request.Request(f"{address}/api/chat", data=body, headers={"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return [reply["kind"] for reply in json.load(answer)["replies"]]


def main() -> None:
    """Ask one question."""
    address = sys.argv[1]
    wait_until_ready(address)
    kinds = ask(address, "someone keeps turning up outside my surgery, what do I do")
    if kinds[-1] != "answer":
        raise SystemExit(f"expected an answer from the guidance, got {kinds}")


if __name__ == "__main__":
    main()
