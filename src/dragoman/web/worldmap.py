"""The map: outlines of countries from Natural Earth, by our codes, under our names."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct


class Outline(Struct, frozen=True):
    """A country's outline as an SVG path, the middle of its largest part, and whether it needs a dot to be seen."""

    d: str
    at: tuple[int, int]
    dot: bool = False


class Outlines(Struct, frozen=True):
    """All outlines in a drawing of ``width`` by ``height``."""

    width: int
    height: int
    countries: dict[str, Outline]


@cache
def outlines() -> Outlines:
    """The outlines, as shipped; ``tools/worldmap.py`` makes them."""
    text = resources.files("dragoman.web").joinpath("worldmap.json").read_bytes()
    return msgspec.json.decode(text, type=Outlines)


STEPS = (-6.0, -3.0, -1.0, 1.0, 3.0, 6.0)
"""Where one shade of the map ends and the next begins, in mean score."""


def shade(scale: float | None) -> str:
    """The class of a mean score: ``t0`` (most hostile) to ``t6`` (most friendly), ``tn`` for none."""
    return "tn" if scale is None else f"t{sum(scale >= step for step in STEPS)}"
