"""Who held an office of a country on a day: the tables of persons asked the other way round."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from dragoman.actors.holders import Holder, Holders, holders
from dragoman.actors.names import same_office
from dragoman.actors.resolution import Resolution


@lru_cache(maxsize=4)
def by_country(everybody: Holders) -> dict[str, tuple[Holder, ...]]:
    """All persons of the tables by their country."""
    found: dict[str, list[Holder]] = {}
    for holder in everybody.people:
        found.setdefault(holder.country, []).append(holder)
    return {country: tuple(people) for country, people in found.items()}


def incumbent(country: str, office: str, day: dt.date | None) -> Resolution | None:
    """The one person who held an office of a country (ISO alpha-3) on a day; None without one, or without a day."""
    return _incumbent(holders(), country, office, day) if day is not None else None


@lru_cache(maxsize=4096)
def _incumbent(everybody: Holders, country: str, office: str, day: dt.date) -> Resolution | None:
    held = [
        (holder, term)
        for holder in by_country(everybody).get(country, ())
        if (term := holder.term_on(day)) is not None and same_office(term.office, office)
    ]
    if len(held) != 1:
        return None
    holder, term = held[0]
    return Resolution(
        code=holder.code,
        country=country,
        sector=term.sector,
        name=holder.name,
        office=term.office,
        confidence=0.8,
        why=f"{holder.name} was {term.office} of {country} on {day}, by the table of offices.",
        identifier_id=holder.identifier,
    )
