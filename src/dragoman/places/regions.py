"""Regions, waters, sites and landmarks that news names and the gazetteer lacks, from ``regions.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib import resources

from msgspec import Struct

from dragoman.errors import InputError
from dragoman.places.gazetteer import PROVINCE, SITE, fold

SOURCE = "regions.toml"


class Region(Struct, frozen=True, kw_only=True):
    """A named area, site or water. ``country`` is None for what belongs to no single state, as the seas.

    ``resolution`` is PLOVER's: 2 for a region, 5 for a site; None for waters. ``city`` is where a landmark stands.
    """

    name: str
    country: str | None = None
    resolution: int | None = None
    city: str | None = None


def region(
    name: str, countries: Mapping[str, int] | None = None, *, within: Collection[str] = ()
) -> Region | None:
    """The region of a name, or None where there is none or nothing tells which.

    ``within`` are the countries (ISO alpha-3) one of which the text says it lies in; ``countries`` counts how often the
    document speaks of each: of regions of one name the one in the country spoken of most is meant.
    """
    found = [
        one for one in _regions().get(fold(name), ()) if not (within and one.country not in (*within, None))
    ]
    spoken = [one for one in found if countries and countries.get(one.country or "")]
    if spoken and countries:
        return max(spoken, key=lambda one: countries[one.country or ""])
    return found[0] if len(found) == 1 else None


def is_region(name: str) -> bool:
    """Whether any region bears the name."""
    return fold(name) in _regions()


@cache
def _regions() -> dict[str, tuple[Region, ...]]:
    """The regions of each folded name. Raises InputError, with the line, where the table is not TOML."""
    try:
        text = resources.files("dragoman.places").joinpath(SOURCE).read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise InputError(str(fault), source=SOURCE, cure="correct the table at that line") from fault
    found: dict[str, dict[str | None, Region]] = {}

    def add(one: Region) -> None:
        found.setdefault(fold(one.name), {})[one.country] = one

    for name in table["waters"]["names"]:
        add(Region(name=name))
    for row in table["country"]:
        for key, resolution in (("regions", PROVINCE), ("sites", SITE), ("waters", None)):
            for name in row.get(key, ()):
                add(Region(name=name, country=row["code"], resolution=resolution))
    # A landmark is told with its city, whatever else bears its name.
    for row in table["landmark"]:
        for name in row["names"]:
            found[fold(name)] = {
                row["country"]: Region(name=name, country=row["country"], resolution=SITE, city=row["city"])
            }
    return {name: tuple(ones.values()) for name, ones in found.items()}
