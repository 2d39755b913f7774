"""Runs the scripts of tests/node: the Standard Webhooks library of another language, on our messages."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "node"

WHY_NOT = "needs Node and its modules: npm ci --prefix tests/node"


def is_there() -> bool:
    """True when Node and the modules are installed."""
    return shutil.which("node") is not None and (FOLDER / "node_modules" / "standardwebhooks").is_dir()


def run(script: str, lines: Sequence[Mapping[str, object]]) -> list[str]:
    """Give a script these lines as JSON and return what it prints, a line each."""
    asked = "".join(json.dumps(line) + "\n" for line in lines)
    command = ["node", str(FOLDER / script)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def verified(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """True when Node's library takes a message."""
    [said] = run("verify.mjs", [{"secret": secret, "headers": dict(headers), "body": body.decode()}])
    return {"verified": True, "refused": False}[said]


def signed(secret: str, id: str, body: str) -> dict[str, str]:
    """Return the headers with which Node's library signs a message now."""
    [headers] = run("sign.mjs", [{"secret": secret, "id": id, "body": body}])
    read: dict[str, Any] = json.loads(headers)
    return read
