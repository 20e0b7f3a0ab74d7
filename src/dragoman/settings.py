"""Settings: one table of name, default and help; read from flags, DRAGOMAN_* variables and TOML files."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from dragoman.errors import SettingsError

PROJECT_FILE = "dragoman.toml"


class Setting(Struct, frozen=True):
    """One setting: its name, its default (whose type is the setting's) and what it does."""

    name: str
    default: str | float | int
    help: str


SETTINGS = (
    Setting("store", "dragoman-store", "Folder of the store that add, events, pair and brief use."),
    Setting("format", "auto", "Output: auto (a table on a terminal, JSONL in a pipe), table, jsonl or csv."),
    Setting(
        "min_confidence",
        0.0,
        "Leave out events of which the coder is less sure, 0 to 1; it gives none below .3.",
    ),
    Setting("threads", 0, "Threads of the encoder; 0 takes as many as there are cores, up to 8."),
    Setting("actors", "", "File of your own actors, TOML or CSV, known besides those that ship."),
    Setting("model", "", "Folder of another model than the one that is shipped."),
)


class Value(Struct, frozen=True):
    """What a setting is now and where that comes from."""

    name: str
    value: str | float | int
    origin: str
    help: str


def user_file() -> Path:
    """The user's own settings file: dragoman/config.toml under XDG_CONFIG_HOME, or under ~/.config."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "dragoman" / "config.toml"


def settings(flags: Mapping[str, Any] | None = None) -> dict[str, Value]:
    """Every setting by name. Flags override variables, the project's file, the user's file, the default.

    Raises SettingsError for a file that is no TOML, an unknown name in it, or a value of the wrong type.
    """
    layers: list[tuple[str, Mapping[str, Any]]] = [
        ("flag", {name: value for name, value in (flags or {}).items() if value is not None})
    ]
    variables = {
        s.name: os.environ[f"DRAGOMAN_{s.name.upper()}"]
        for s in SETTINGS
        if f"DRAGOMAN_{s.name.upper()}" in os.environ
    }
    layers.append(("environment", variables))
    layers += [(str(path), _file(path)) for path in (Path(PROJECT_FILE), user_file())]
    values: dict[str, Value] = {}
    for setting in SETTINGS:
        origin, value = next(
            ((origin, layer[setting.name]) for origin, layer in layers if setting.name in layer),
            ("default", setting.default),
        )
        if origin == "environment":
            origin = f"DRAGOMAN_{setting.name.upper()}"
        values[setting.name] = Value(setting.name, _typed(setting, value, origin), origin, setting.help)
    return values


def _file(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    known = [setting.name for setting in SETTINGS]
    if unknown := [name for name in table if name not in known]:
        raise SettingsError(f"{path}: no setting {', '.join(unknown)}; there are {', '.join(known)}")
    return table


def _typed(setting: Setting, value: Any, origin: str) -> str | float | int:
    kind = type(setting.default)
    try:
        if isinstance(value, bool):
            raise ValueError
        return kind(value)
    except (TypeError, ValueError) as error:
        wanted = {str: "text", float: "a number", int: "a whole number"}[kind]
        raise SettingsError(f"{origin}: {setting.name} is {value!r} but must be {wanted}") from error
