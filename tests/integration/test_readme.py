"""What the README says is true: every command in it runs, its table has every setting, and its transcript is a real talk."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.settings import Settings, setting_name
from tests.integration.transcript import README, in_readme, transcript

TEXT = README.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
LINES = [line.partition("#")[0].strip() for block in BLOCKS for line in block.splitlines() if line.strip()]
RUN_BY_CI = {"make run", "make test"}
"""The first two commands; .ci/run runs them as they stand."""


def test_the_two_commands_are_on_the_first_screen() -> None:
    first_screen = "\n".join(TEXT.splitlines()[:25])
    assert "make run" in first_screen
    assert "make test" in first_screen


def test_the_table_of_settings_has_every_setting_and_no_other() -> None:
    named = set(re.findall(r"^\| `(ALONGSIDE_\w+)` \|", TEXT, re.MULTILINE))
    assert named == {setting_name(field) for field in Settings.model_fields}


def test_secrets_are_marked_as_such() -> None:
    marked = set(re.findall(r"^\| `(ALONGSIDE_\w+)` \| \*\*secret", TEXT, re.MULTILINE))
    secret = {setting_name(name) for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)}
    assert marked == secret - {"ALONGSIDE_DATABASE_URL"}, "the address of the database may hold a password, and is masked too"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all of them, so that the index is built once."""
    return tmp_path_factory.mktemp("data")


@pytest.mark.model
@pytest.mark.parametrize("line", [line for line in LINES if line not in RUN_BY_CI])
def test_every_command_runs(line: str, data_dir: Path) -> None:
    command = shlex.split(line)
    assert command[0] == ".venv/bin/alongside"
    program = [sys.executable, "-c", "from adapters.cli import main; main()", *command[1:]]
    environment = {"ALONGSIDE_DATA_DIR": str(data_dir), "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(README.parent), "PATH": ""}
    if command[1:3] == ["db", "check"]:
        subprocess.run([*program[:3], "db", "upgrade"], check=True, cwd=data_dir, env=environment)

    done = subprocess.run(program, check=False, cwd=data_dir, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.model
async def test_the_transcript_is_what_is_really_said(data_dir: Path) -> None:
    assert in_readme(TEXT) == (await transcript(data_dir)).strip()
