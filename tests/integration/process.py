"""A real `alongside serve` in a process of its own, which can be killed as a machine that loses its power kills it."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any, Self

import httpx

PATIENCE_S = 60.0
"""How long to wait for a start before the test fails; only a broken program takes that long."""

NO_ENCODER = "/nowhere/no-encoder"
"""Loading the encoder takes seconds and is not what is tested here; reports must work without it (promise 1 and 3)."""


class Server:
    """Started, killed, started again, on the same data."""

    def __init__(self, data_dir: Path, port: int, **settings: str) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._port = port
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")},
            "HF_HUB_OFFLINE": "1",
            "ALONGSIDE_DATA_DIR": str(data_dir),
            "ALONGSIDE_ENCODER": NO_ENCODER,
            **{f"ALONGSIDE_{name}": value for name, value in settings.items()},
        }
        self._log = data_dir.parent / "server.log"
        self._cwd = data_dir.parent
        self._process: asyncio.subprocess.Process | None = None
        self.client = httpx.AsyncClient(base_url=self.address, timeout=30.0)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()
        await self.client.aclose()

    async def start(self) -> None:
        """Start it and wait until it answers."""
        command = (sys.executable, "-c", "from adapters.cli import main; main()", "serve", "--port", str(self._port))
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command, cwd=self._cwd, env=self._environment, stdout=log, stderr=log
            )
        async with asyncio.timeout(PATIENCE_S):
            while not await self._answers():
                assert self._process.returncode is None, self._log.read_text()
                await asyncio.sleep(0.05)

    async def kill(self) -> None:
        """End it as a power cut does."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """End it as an operator does; return its exit code."""
        return await self._end(signal.SIGTERM)

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Post JSON and return JSON. Raises httpx.HTTPError when the process dies meanwhile."""
        answer = await self.client.post(path, json=body)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    @property
    def log(self) -> str:
        """All that it has written to standard output and error."""
        return self._log.read_text()

    async def _answers(self) -> bool:
        try:
            return (await self.client.get("/healthz")).is_success
        except httpx.HTTPError:
            return False

    async def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(how)
        return await self._process.wait()


def free_port() -> int:
    """Return a port that is free now; the restarted process must be found where the first one was."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
