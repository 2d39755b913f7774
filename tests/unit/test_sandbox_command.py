"""`alongside spoc-sandbox`: what it is told is checked before anything listens."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import adapters.serving
from adapters.cli import app

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def run(monkeypatch: pytest.MonkeyPatch, *options: str) -> tuple[int, str, list[str]]:
    """Give the command; return its exit code, what it said, and the secret that it would have served with."""
    served: list[str] = []
    monkeypatch.setattr(adapters.serving, "serve_sandbox", lambda given, **_: served.append(given))
    result = CliRunner().invoke(app, ["spoc-sandbox", *options])
    return result.exit_code, result.output, served


def test_the_secret_of_a_contact_is_taken_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(SECRET + "\n")

    assert run(monkeypatch, "--secret-from", str(file)) == (0, "", [SECRET])


def test_without_one_a_fresh_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch) == (0, "", [""])


@pytest.mark.parametrize("secret", ["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_???", "whsec_"])
def test_a_secret_that_cannot_sign_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, secret: str) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(secret)

    code, said, served = run(monkeypatch, "--secret-from", str(file))

    assert (code, served) == (2, [])
    assert "???" not in said
    assert "MfKQ9" not in said


def test_an_unknown_mode_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    code, said, served = run(monkeypatch, "--mode", "explode")

    assert (code, served) == (2, [])
    assert "silent" in said, "the modes that there are"
