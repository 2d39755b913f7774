"""Settings: a wrong one is named with what was expected, and what it held is never shown."""

import base64
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.settings import PREFIX, Settings, load_settings, secret, setting_name
from bot.errors import BadSetting, SettingsError
from bot.escalation.deadlines import Deadlines, PerTier

WHSEC = "whsec_" + base64.b64encode(b"opens nothing but tests").decode()
HUSH = "hush-4711"
"""Part of every value that is set below; it must never be shown."""

SPOC = {
    "SPOC_WEBHOOK_URL": "https://spoc.example.org/hook",
    "SPOC_WEBHOOK_SECRET": WHSEC,
    "PUBLIC_URL": "https://alongside.example.org",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that no .env file of the machine is read."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(monkeypatch: pytest.MonkeyPatch, **settings: str) -> Settings:
    for name, value in settings.items():
        monkeypatch.setenv(PREFIX + name, value)
    return load_settings()


def test_with_nothing_set_it_is_a_demonstration_in_a_folder_of_its_own() -> None:
    settings = load_settings()

    assert settings.is_demo
    assert settings.data_dir == Path("alongside-data")
    assert {name for name, value in settings if value is not None and value is not False} == {"data_dir"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "123:abc"),
        ("DATABASE_URL", "sqlite:///file.db"),
        ("PUBLIC_URL", "https://alongside.example.org"),
    ],
)
def test_whatever_reaches_outside_ends_the_demonstration(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert not load(monkeypatch, **{name: value}).is_demo


def test_slack_or_a_spoc_end_the_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not load_settings(slack_bot_token="xoxb-1", slack_app_token="xapp-1").is_demo
    assert not load(monkeypatch, **SPOC).is_demo


@pytest.mark.parametrize(("name", "value"), [("DATA_DIR", "elsewhere"), ("KEYS", "k"), ("ADMIN_TOKEN", "t"), ("ENCODER", "e")])
def test_what_stays_inside_keeps_the_demonstration(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert load(monkeypatch, **{name: value}).is_demo


@pytest.mark.parametrize("name", [setting_name(name).removeprefix(PREFIX) for name in Settings.model_fields])
def test_an_empty_setting_is_as_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert load(monkeypatch, **{name: ""}) == Settings()


@pytest.mark.parametrize("name", ["TELEGRAM_API_URL", "TELEGRAM_WEBHOOK_URL", "SLACK_API_URL", "SPOC_WEBHOOK_URL", "PUBLIC_URL"])
@pytest.mark.parametrize(
    "value", [HUSH, f"ftp://{HUSH}", f"//{HUSH}", f"https:{HUSH}", f"https:///{HUSH}", f"https://[{HUSH}", f"http://a:{HUSH}/"]
)
def test_an_address_that_is_none_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(BadSetting) as raised:
        load(monkeypatch, **{name: value})

    assert raised.value.name == PREFIX + name
    assert "https://" in raised.value.expected
    assert HUSH not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


@pytest.mark.parametrize("value", ["https://", "http://"])
def test_an_address_without_a_host_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with pytest.raises(BadSetting, match="ALONGSIDE_PUBLIC_URL"):
        load(monkeypatch, PUBLIC_URL=value)


def test_a_slash_at_the_end_of_an_address_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, PUBLIC_URL="https://alongside.example.org/").public_url == "https://alongside.example.org"


@pytest.mark.parametrize("value", [HUSH, f"whsec_{HUSH}*", "whsec_", f"WHSEC_{HUSH}", f"whsec_{HUSH}ü"])
def test_a_spoc_secret_that_cannot_sign_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with pytest.raises(BadSetting) as raised:
        load(monkeypatch, **(SPOC | {"SPOC_WEBHOOK_SECRET": value}))

    assert raised.value.name == "ALONGSIDE_SPOC_WEBHOOK_SECRET"
    assert "whsec_" in raised.value.expected
    assert HUSH not in str(raised.value)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"SPOC_WEBHOOK_URL": f"https://{HUSH}.example.org"}, "SPOC_WEBHOOK_SECRET"),
        ({"SPOC_WEBHOOK_SECRET": WHSEC}, "SPOC_WEBHOOK_URL"),
        ({"SPOC_WEBHOOK_URL": f"https://{HUSH}.example.org", "SPOC_WEBHOOK_SECRET": WHSEC}, "PUBLIC_URL"),
        ({"SLACK_BOT_TOKEN": f"xoxb-{HUSH}"}, "SLACK_APP_TOKEN"),
        ({"SLACK_BOT_TOKEN": f"xoxb-{HUSH}"}, "SLACK_SIGNING_SECRET"),
        ({"TELEGRAM_WEBHOOK_URL": f"https://{HUSH}.example.org"}, "TELEGRAM_WEBHOOK_SECRET"),
    ],
)
def test_what_a_setting_needs_beside_it_is_named(monkeypatch: pytest.MonkeyPatch, given: dict[str, str], missing: str) -> None:
    with pytest.raises(SettingsError) as raised:
        load(monkeypatch, **given)

    assert missing in str(raised.value)
    assert not [value for value in (HUSH, WHSEC) if value in str(raised.value)]


@pytest.mark.parametrize("other", ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
def test_slack_works_over_either_way(monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    settings = load(monkeypatch, SLACK_BOT_TOKEN="xoxb-1", **{other: "x"})

    assert secret(settings.slack_bot_token) == "xoxb-1"


def test_a_spoc_that_is_complete_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert secret(load(monkeypatch, **SPOC).spoc_webhook_secret) == WHSEC


def test_a_file_in_the_working_folder_is_read_and_the_environment_goes_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".env").write_text("ALONGSIDE_ENCODER=from-file\nALONGSIDE_ADMIN_TOKEN=from-file\nOTHER=1\n", encoding="utf-8")

    settings = load(monkeypatch, ENCODER="from-environment")

    assert (settings.encoder, secret(settings.admin_token)) == ("from-environment", "from-file")


def test_printing_the_settings_shows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "DATABASE_URL": f"postgresql://user:{HUSH}@localhost/name",
        "KEYS": HUSH,
        "TELEGRAM_TOKEN": HUSH,
        "TELEGRAM_WEBHOOK_SECRET": HUSH,
        "SLACK_BOT_TOKEN": HUSH,
        "SLACK_APP_TOKEN": HUSH,
        "SLACK_SIGNING_SECRET": HUSH,
        "ADMIN_TOKEN": HUSH,
    }

    settings = load(monkeypatch, **secrets)

    assert HUSH not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"


def test_every_setting_that_is_a_token_a_key_or_a_secret_is_masked() -> None:
    hidden = {name for name, field in Settings.model_fields.items() if field.annotation == SecretStr | None}

    named_so = {name for name in Settings.model_fields if name.endswith(("token", "keys", "secret")) or name == "database_url"}

    assert hidden == named_so


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_a_secret_that_is_not_set_is_none() -> None:
    assert secret(None) is None


def test_a_shared_database_needs_keys_that_are_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", "postgresql://alongside:secret-word@db.example.org/alongside")

    with pytest.raises(SettingsError, match="ALONGSIDE_KEYS") as caught:
        load_settings()

    assert "secret-word" not in str(caught.value)


def test_how_long_the_police_may_take_is_set_by_tier(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().deadlines == Deadlines()

    within = load(monkeypatch, ACKNOWLEDGE_WITHIN="immediate=20m, criminal=36h,concern=7d").deadlines.acknowledge

    assert within == PerTier(
        immediate=timedelta(minutes=20), criminal=timedelta(hours=36), concern=timedelta(days=7), other=timedelta(days=5)
    )


@pytest.mark.parametrize(
    "value",
    [
        "immediate",
        "immediate=0m",
        "immediate=15",
        "urgent=15m",
        "immediate=61d",
        "immediate=1m,immediate=2m",
        "immediate=-5m",
        ",",
    ],
)
def test_a_time_that_cannot_be_read_is_named_with_what_was_expected(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with pytest.raises(BadSetting, match=r"ALONGSIDE_ACKNOWLEDGE_WITHIN .*immediate=15m,criminal=24h,concern=5d"):
        load(monkeypatch, ACKNOWLEDGE_WITHIN=value)
