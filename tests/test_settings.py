"""Which layer of settings wins, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import SettingsError
from dragoman.settings import SETTINGS, settings


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    for setting in SETTINGS:
        monkeypatch.delenv(f"DRAGOMAN_{setting.name.upper()}", raising=False)


def test_flags_override_variables_override_the_project_override_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings()["store"].origin == "default"
    (tmp_path / "user" / "dragoman").mkdir(parents=True)
    (tmp_path / "user" / "dragoman" / "config.toml").write_text('store = "mine"\nthreads = 2\n')
    assert settings()["store"].value == "mine"
    (tmp_path / "dragoman.toml").write_text('store = "ours"\n')
    assert (settings()["store"].value, settings()["store"].origin) == ("ours", "dragoman.toml")
    monkeypatch.setenv("DRAGOMAN_STORE", "theirs")
    assert (settings()["store"].value, settings()["store"].origin) == ("theirs", "DRAGOMAN_STORE")
    assert settings({"store": "flagged"})["store"].origin == "flag"
    assert settings({"store": None})["store"].value == "theirs"
    assert settings()["threads"].value == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("threads = 'many'", "threads is 'many' but must be a whole number"),
        ("min_confidence = true", "must be a number"),
        ("stores = 'x'", "no setting stores"),
        ("store = ", "dragoman.toml"),
    ],
)
def test_a_wrong_setting_names_the_file_and_the_cure(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "dragoman.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"dragoman\.toml") as caught:
        settings()
    assert told in str(caught.value)
