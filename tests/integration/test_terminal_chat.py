"""`alongside chat` as a person uses it: a real process, words typed, numbers for buttons, Ctrl-D at the end."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.process import NO_ENCODER, PATIENCE_S

COMMAND = (sys.executable, "-c", "from adapters.cli import main; main()", "chat")
CTRL_D = b"\x04"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "ALONGSIDE_DATA_DIR": str(tmp_path / "data"),
        "ALONGSIDE_ENCODER": NO_ENCODER,  # reports need none, and a start with it takes seconds
        "HF_HUB_OFFLINE": "1",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "COLUMNS": "200",
    }


def piped(environment: dict[str, str], cwd: Path, typed: str) -> subprocess.CompletedProcess[str]:
    """Run it with lines from a pipe; the end of the pipe is what Ctrl-D is at a keyboard."""
    return subprocess.run(
        COMMAND, input=typed, cwd=cwd, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )


def test_it_begins_with_the_welcome_and_ends_with_the_input(environment: dict[str, str], tmp_path: Path) -> None:
    done = piped(environment, tmp_path, "")

    assert done.returncode == 0, done.stderr
    assert "Ctrl-D ends the talk." in done.stdout
    assert "In an emergency call 999" in done.stdout
    assert re.search(r"^ +2 +Report step by step$", done.stdout, re.MULTILINE)


def test_a_number_presses_the_button_with_that_number(environment: dict[str, str], tmp_path: Path) -> None:
    done = piped(environment, tmp_path, "2\n")

    assert done.returncode == 0, done.stderr
    assert "What happened?" in done.stdout


def test_a_number_without_a_button_is_a_message(environment: dict[str, str], tmp_path: Path) -> None:
    done = piped(environment, tmp_path, "2\n57\n")

    assert "Is anyone in danger right now?" in done.stdout, "57 was taken for what happened, and the next question asked"


def test_a_red_flag_brings_the_card_without_an_encoder(environment: dict[str, str], tmp_path: Path) -> None:
    done = piped(environment, tmp_path, "he is outside the office with a knife right now\n")

    assert "If anyone is in danger now, call 999" in done.stdout


def test_a_report_is_found_again_at_the_next_call(environment: dict[str, str], tmp_path: Path) -> None:
    first = piped(environment, tmp_path, "/report A man in a grey coat shouted at me outside the library\n")
    second = piped(environment, tmp_path, "/my\n")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert re.search(r"AL-\w{4}-\w{4}", second.stdout), second.stdout
    assert "grey coat" not in first.stderr + second.stderr, "no log holds what somebody typed"


def test_ctrl_d_at_a_keyboard_ends_it(environment: dict[str, str], tmp_path: Path) -> None:
    with at_a_terminal(environment, tmp_path) as (process, terminal):
        shown = read_until(terminal, b"> ")
        os.write(terminal, b"2\n")
        shown += read_until(terminal, b"What happened?")
        read_until(terminal, b"> ")

        os.write(terminal, CTRL_D)

        assert process.wait(PATIENCE_S) == 0
    assert b"Report step by step" in shown


def test_ctrl_c_at_a_keyboard_ends_it_without_a_traceback(environment: dict[str, str], tmp_path: Path) -> None:
    with at_a_terminal(environment, tmp_path) as (process, terminal):
        read_until(terminal, b"> ")

        os.write(terminal, b"\x03")

        rest = read_to_end(terminal)
        process.wait(PATIENCE_S)
    assert b"Traceback" not in rest


@contextmanager
def at_a_terminal(environment: dict[str, str], cwd: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run it at a pseudo-terminal of its own and give the end at which a person sits."""
    person, program = pty.openpty()
    process = subprocess.Popen(
        ("setsid", "-c", *COMMAND),
        stdin=program,
        stdout=program,
        stderr=program,
        cwd=cwd,
        env=environment | {"TERM": "xterm"},
        preexec_fn=_hear_ctrl_c,
    )
    os.close(program)
    try:
        yield process, person
    finally:
        process.kill()
        process.wait()
        os.close(person)


def _hear_ctrl_c() -> None:
    """A shell that runs the tests in the background has told them to ignore it, and what they start would inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def read_until(terminal: int, wanted: bytes) -> bytes:
    """Return what is shown up to and with some words; fails when the program ends without them."""
    shown = b""
    while wanted not in shown:
        shown += part_of(terminal)
    return shown


def read_to_end(terminal: int) -> bytes:
    """Return what is shown until the program has closed its end."""
    shown = b""
    while True:
        try:
            part = part_of(terminal)
        except OSError:  # Linux says that the other end is closed by an error
            return shown
        if not part:
            return shown
        shown += part


def part_of(terminal: int) -> bytes:
    """Return what is shown next; fails, and does not wait for ever, when nothing comes."""
    ready, _, _ = select.select([terminal], [], [], PATIENCE_S)
    assert ready, "nothing was shown, and the program has not ended"
    return os.read(terminal, 1024)
