"""The quality gate: what a coder must reach to be shipped. ``floors.toml`` holds the floors."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources

from msgspec import Struct, convert

# A floor lies at most this far from what the shipped model reaches, unless it says why.
SLACK = 0.02


class Floor(Struct, frozen=True, kw_only=True):
    """The least that a figure of a part may be. ``lowered`` says why it lies far below what was reached."""

    part: str
    figure: str
    least: float
    lowered: str = ""


def floors() -> list[Floor]:
    """The floors, in the file's order."""
    text = resources.files("dragoman.evaluate").joinpath("floors.toml").read_text(encoding="utf-8")
    return convert(tomllib.loads(text)["floor"], list[Floor])


def failures(figures: Mapping[str, Mapping[str, float]]) -> list[str]:
    """What is wrong with these figures (part, then name): too low, or the floor too far below them."""
    said: list[str] = []
    for floor in floors():
        value = figures[floor.part][floor.figure]
        name = f"{floor.part} {floor.figure}"
        if value < floor.least:
            said.append(f"{name} is {value:.3f}, below its floor of {floor.least}")
        elif value > floor.least + SLACK and not floor.lowered:
            said.append(
                f"{name} is {value:.3f}: raise its floor of {floor.least}, or say why not under 'lowered'"
            )
    return said
