"""Settings: what is read, what is refused, and that each key is documented."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from qa.settings import Settings, unknown_names
from repository import ROOT


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in Settings.model_fields:
        monkeypatch.delenv(f"PINCITE_{key.upper()}", raising=False)


def test_the_defaults_are_private_and_local() -> None:
    settings = Settings()
    assert settings.host == "127.0.0.1"
    assert settings.cors_origins == ()
    assert settings.model is None
    assert settings.home == Path.home() / ".pincite"


@pytest.mark.parametrize(
    "value",
    [
        "https://a.example,http://b.example:8080",
        '["https://a.example", "http://b.example:8080"]',
        " https://a.example , http://b.example:8080,",
    ],
)
def test_origins_are_read_from_commas_or_json(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PINCITE_CORS_ORIGINS", value)
    assert Settings().cors_origins == ("https://a.example", "http://b.example:8080")


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "null",
        "a.example",
        "https://a.example/",
        "https://a.example/page",
        "ftp://a.example",
        "https://*.example",
        "https://*",
        "https://a.*.example",
        "https://*.*.example",
        "https://a*.clinic.example",
        "https://*.a.example/page",
        "https://me@a.example",
        "https://A.example",
        "https://",
        "https://a.example?x",
        "[",
        '["https://a.example", 1]',
    ],
)
def test_an_origin_that_is_not_exact_is_refused(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("PINCITE_CORS_ORIGINS", origin)
    with pytest.raises(ValidationError):
        Settings()


def test_the_refusal_of_any_origin_says_why() -> None:
    with pytest.raises(ValidationError, match="would let any page call the service"):
        Settings(cors_origins=("*",))


@pytest.mark.parametrize(
    "host", ["*", "*.example", "https://a.example", "a.example:80", "a.example/x", "me@a", "["]
)
def test_a_host_that_is_not_a_name_is_refused(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("PINCITE_ALLOWED_HOSTS", host)
    with pytest.raises(ValidationError):
        Settings()


def test_hosts_are_compared_in_lower_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_ALLOWED_HOSTS", "Ask.Clinic.example, 192.0.2.1")
    assert Settings().allowed_hosts == ("ask.clinic.example", "192.0.2.1")


def test_settings_are_frozen_and_know_no_other_key() -> None:
    settings = Settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1
    with pytest.raises(ValidationError, match="not permitted"):
        Settings.model_validate({"hots": "0.0.0.0"})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("port", "65536"),
        ("port", "http"),
        ("concurrency", "0"),
        ("max_body_bytes", "0"),
        ("conversation_hours", "0"),
        ("conversation_hours", "nan"),
        ("conversation_hours", "inf"),
        ("max_turns", "0"),
        ("log_level", "trace"),
        ("model", ""),
        ("host", ""),
    ],
)
def test_values_out_of_range_are_refused(monkeypatch: pytest.MonkeyPatch, key: str, value: str) -> None:
    monkeypatch.setenv(f"PINCITE_{key.upper()}", value)
    with pytest.raises(ValidationError):
        Settings()


def test_what_is_given_by_name_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_PORT", "9000")
    monkeypatch.setenv("PINCITE_HOME", "/srv/pincite")
    assert Settings(port=0).port == 0
    assert Settings().home == Path("/srv/pincite")


def test_a_variable_that_is_no_setting_is_reported_with_the_setting_that_it_resembles() -> None:
    names = ("PINCITE_CORS_ORIGIN", "pincite_prot", "PINCITE_PORT", "PINCITE_XYZZY", "PINCITE_DATA", "PATH")
    assert list(unknown_names(names)) == [
        ("PINCITE_CORS_ORIGIN", "PINCITE_CORS_ORIGINS"),
        ("PINCITE_XYZZY", None),
        ("pincite_prot", "PINCITE_PORT"),
    ]


def test_every_key_has_a_description_and_its_part_of_the_documentation() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for key, field in Settings.model_fields.items():
        assert field.description, key
        section = re.search(rf"^## `PINCITE_{key.upper()}`\n\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
        assert section, f"docs/settings.md lacks a section on {key}"
        assert " ".join(field.description.split()) in " ".join(section[1].split()), key
        assert _default(key) in section[1], key


def test_the_documentation_names_no_key_that_there_is_not() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"PINCITE_([A-Z_]+)", page)) <= {key.upper() for key in Settings.model_fields}


def _default(key: str) -> str:
    default = Settings.model_fields[key].default
    return "Default: " + ("none." if default in (None, ()) else f"`{default}`.")
