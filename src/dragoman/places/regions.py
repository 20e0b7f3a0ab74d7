"""Provinces, regions and other named places larger or other than a city: the countries that they lie in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from dragoman.places.locator import folded


def region(name: str, countries: Mapping[str, int] | None = None) -> str | None:
    """The country (ISO 3166 alpha-3) of a region's name, or None where there is none or nothing tells which.

    ``countries`` counts how often the document speaks of each: of regions of one name the one in the country spoken
    of most is meant.
    """
    found = _regions().get(folded(name), ())
    if not found:
        return None
    spoken = [country for country in found if countries and countries.get(country)]
    if spoken and countries:
        return max(spoken, key=lambda country: countries[country])
    return found[0] if len(found) == 1 else None


def is_region(name: str) -> bool:
    """Whether any region bears the name."""
    return folded(name) in _regions()


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    text = resources.files("dragoman.places").joinpath("regions.toml").read_text("utf-8")
    found: dict[str, list[str]] = {}
    for country, names in tomllib.loads(text).items():
        for name in names:
            found.setdefault(folded(name), []).append(country)
    return {name: tuple(countries) for name, countries in found.items()}
