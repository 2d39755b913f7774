"""The manifest asks for what the channel uses, and for nothing else."""

from pathlib import Path
from typing import Any

import yaml

import adapters.slack
from adapters.slack.form_view import MESSAGE_SHORTCUT, SHORTCUT
from adapters.slack.openings import FORM_COMMAND

MANIFEST: dict[str, Any] = yaml.safe_load((Path(adapters.slack.__path__[0]) / "manifest.yaml").read_text(encoding="utf-8"))


def test_both_shortcuts_are_those_that_the_channel_listens_to() -> None:
    assert {each["type"]: each["callback_id"] for each in MANIFEST["features"]["shortcuts"]} == {
        "global": SHORTCUT,
        "message": MESSAGE_SHORTCUT,
    }


def test_their_words_keep_to_slacks_limits() -> None:
    # docs.slack.dev/reference/app-manifest: 24 characters for a shortcut's name, 150 for its description
    assert all(len(each["name"]) <= 24 and len(each["description"]) <= 150 for each in MANIFEST["features"]["shortcuts"])


def test_files_may_be_read_and_never_written() -> None:
    scopes = MANIFEST["oauth_config"]["scopes"]["bot"]

    assert "files:read" in scopes
    assert not [scope for scope in scopes if scope.startswith(("files:write", "channels:", "groups:", "users:", "search:"))]


def test_the_command_tells_of_the_form() -> None:
    assert FORM_COMMAND in MANIFEST["features"]["slash_commands"][0]["usage_hint"]
