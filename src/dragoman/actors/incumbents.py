"""Who held an office of a country on a day: the table of offices asked the other way round."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache

from dragoman.actors.names import same_office
from dragoman.actors.officeholders import Holder, _holders
from dragoman.actors.resolution import Resolution


@cache
def _by_country() -> dict[str, tuple[Holder, ...]]:
    found: dict[str, dict[str, Holder]] = {}
    for holders in _holders()[0].values():
        for holder in holders:
            found.setdefault(holder.country, {})[holder.name] = holder
    return {country: tuple(people.values()) for country, people in found.items()}


@lru_cache(maxsize=4096)
def incumbent(country: str, office: str, day: dt.date | None) -> Resolution | None:
    """The one person who held an office of a country (ISO alpha-3) on a day; None without one, or without a day."""
    if day is None:
        return None
    held = [
        (holder, term)
        for holder in _by_country().get(country, ())
        if (term := holder.term_on(day)) is not None and same_office(term.office, office)
    ]
    if len(held) != 1:
        return None
    holder, term = held[0]
    return Resolution(
        code=country,
        country=country,
        sector=term.sector,
        name=holder.name,
        office=term.office,
        confidence=0.8,
        why=f"{holder.name} was {term.office} of {country} on {day}, by the table of offices.",
    )
