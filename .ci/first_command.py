"""Gives the first command of the README as a newcomer does: `make run` must come up ready, answer from the guidance, and stop."""

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

PORT = 8642
ADDRESS = f"http://127.0.0.1:{PORT}"
PATIENCE_S = 1800
"""The first `make run` installs everything."""


def wait_until_ready(running: "subprocess.Popen[bytes]") -> None:
    """Return when /readyz says so. Raises SystemExit when the command ends or takes too long."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if running.poll() is not None:
            raise SystemExit(f"make run ended with {running.returncode}")
        try:
            with urllib.request.urlopen(f"{ADDRESS}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    raise SystemExit("make run did not become ready")


def ask(text: str) -> list[str]:
    """Return the kinds of the replies to a question."""
    body = json.dumps({"conversation": "continuous-integration", "text": text}).encode()
    request = urllib.request.Request(f"{ADDRESS}/api/chat", data=body, headers={"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return [reply["kind"] for reply in json.load(answer)["replies"]]


def main() -> None:
    """Run it, ask one question, stop it."""
    running = subprocess.Popen(["make", "run", f"SERVE_ARGS=--port {PORT}"], start_new_session=True)
    try:
        wait_until_ready(running)
        kinds = ask("someone keeps turning up outside my surgery, what do I do")
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGTERM)
        running.wait(timeout=120)
    if kinds[-1] != "answer":
        raise SystemExit(f"expected an answer from the guidance, got {kinds}")


if __name__ == "__main__":
    main()
