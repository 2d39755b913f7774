"""All settings, read once. Nothing else in Alongside looks at the environment.

An error names the setting and what was expected, and never shows its value: it may be a secret.
"""

import base64
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.durations import deadlines_of
from bot.errors import BadSetting, SettingsError
from bot.escalation.deadlines import USUAL, Deadlines

PREFIX = "ALONGSIDE_"


class Settings(BaseSettings):
    """The environment, prefix `ALONGSIDE_`, and a `.env` file in the working folder. Secrets are masked when printed."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    data_dir: Annotated[Path, Field(description="Folder for the database, the index, evidence and keys")] = Path("alongside-data")
    database_url: Annotated[SecretStr | None, Field(description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")] = None
    keys: Annotated[SecretStr | None, Field(description="Master keys, base64 of 32 bytes, comma-separated; first one wraps")] = (
        None
    )
    encoder: Annotated[str | None, Field(description="A sentence-transformers name or folder")] = None
    telegram_token: Annotated[SecretStr | None, Field(description="Token of the Telegram bot; turns Telegram on")] = None
    telegram_api_url: Annotated[str | None, Field(description="Root of another Bot API server")] = None
    telegram_webhook_url: Annotated[str | None, Field(description="Public address for a webhook; else long polling")] = None
    telegram_webhook_secret: Annotated[SecretStr | None, Field(description="Secret that Telegram sends with each update")] = None
    slack_bot_token: Annotated[SecretStr | None, Field(description="xoxb-... token; turns Slack on")] = None
    slack_signing_secret: Annotated[SecretStr | None, Field(description="Checks requests from Slack over HTTP")] = None
    slack_app_token: Annotated[SecretStr | None, Field(description="xapp-... token; turns Socket Mode on")] = None
    slack_api_url: Annotated[str | None, Field(description="Root of another Slack Web API")] = None
    slack_triage_channel: Annotated[str | None, Field(description="Channel id where staff see new reports")] = None
    spoc_webhook_url: Annotated[str | None, Field(description="Where escalations go")] = None
    spoc_webhook_secret: Annotated[SecretStr | None, Field(description="whsec_... shared with the SPOC")] = None
    public_url: Annotated[str | None, Field(description="Address under which the web page is reached from outside")] = None
    acknowledge_within: Annotated[str | None, Field(description="By when the police must have acknowledged, by tier")] = None
    fetch_links: Annotated[bool, Field(description="Keep the text behind links in reports; off unless set to true")] = False
    admin_token: Annotated[SecretStr | None, Field(description="Opens the administration interface")] = None

    @field_validator("telegram_api_url", "telegram_webhook_url", "slack_api_url", "spoc_webhook_url", "public_url")
    @classmethod
    def _is_http(cls, value: str | None) -> str | None:
        if value is not None and not _has_host(value):
            raise ValueError("an address that starts with https:// (or http:// on your own machine)")
        return value.rstrip("/") if value else value

    @field_validator("spoc_webhook_secret")
    @classmethod
    def _is_standard(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not can_sign(value.get_secret_value()):
            raise ValueError("a Standard Webhooks secret: whsec_ and base64")
        return value

    @field_validator("acknowledge_within")
    @classmethod
    def _is_deadlines(cls, value: str | None) -> str | None:
        if value is not None:
            deadlines_of(value)
        return value

    @model_validator(mode="after")
    def _complete(self) -> "Settings":
        _needs(self.spoc_webhook_url, self.spoc_webhook_secret, "SPOC_WEBHOOK_SECRET, because SPOC_WEBHOOK_URL is set")
        _needs(self.spoc_webhook_secret, self.spoc_webhook_url, "SPOC_WEBHOOK_URL, because SPOC_WEBHOOK_SECRET is set")
        _needs(self.spoc_webhook_url, self.public_url, "PUBLIC_URL, because the SPOC needs an address to acknowledge at")
        _needs(self.telegram_webhook_url, self.telegram_webhook_secret, "TELEGRAM_WEBHOOK_SECRET, because a webhook is set")
        is_server = bool(self.database_url and self.database_url.get_secret_value().startswith("postgres"))
        _needs(is_server, self.keys, "KEYS, because each replica on a shared database would make keys of its own")
        if self.slack_bot_token and not (self.slack_app_token or self.slack_signing_secret):
            raise ValueError("SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP), because SLACK_BOT_TOKEN is set")
        return self

    @property
    def deadlines(self) -> Deadlines:
        """How long the police may take before somebody else is told."""
        return deadlines_of(self.acknowledge_within) if self.acknowledge_within else USUAL

    @property
    def is_demo(self) -> bool:
        """True when nothing that reaches the outside is configured: only then is there a practice SPOC."""
        outside = (self.telegram_token, self.slack_bot_token, self.spoc_webhook_url, self.database_url, self.public_url)
        return not any(outside)


def load_settings(**overrides: Any) -> Settings:
    """Return the settings. Raises BadSetting or SettingsError, which name the setting and what was expected."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise _named(error) from None  # the cause would show the value


def secret(value: SecretStr | None) -> str | None:
    """Return what a secret setting holds, for whoever has to use it."""
    return value.get_secret_value() if value else None


def setting_name(field: str) -> str:
    """Return the environment variable of a field."""
    return PREFIX + field.upper()


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port  # reading it is what checks it
    except ValueError:  # its message would show the address
        return False
    return address.startswith(("http://", "https://")) and bool(parts.hostname)


def can_sign(value: str) -> bool:
    """Whether a secret is one of Standard Webhooks, base64 throughout.

    The library leaves out what is not base64, and would sign with another key than the SPOC has.
    """
    try:
        return value.startswith("whsec_") and bool(base64.b64decode(value.removeprefix("whsec_"), validate=True))
    except ValueError:
        return False


def _needs(given: object, wanted: object, message: str) -> None:
    if given and not wanted:
        raise ValueError(message)


def _named(error: ValidationError) -> SettingsError:
    first = error.errors(include_input=False, include_url=False)[0]
    reason = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return SettingsError(f"A setting is missing: {PREFIX}{reason}.")
    return BadSetting(setting_name(str(first["loc"][0])), reason)
