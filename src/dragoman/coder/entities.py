"""Entities of an event: made of what a mention resolves to, placed, and told apart."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.actors import Resolution
from dragoman.actors.phrase import read_phrase
from dragoman.records import Actor, Place

# Sectors whose nameless people belong where the event happens; soldiers and officials may be abroad.
LOCAL = frozenset(
    {"COP", "CVL", "EDU", "MED", "LAB", "REL", "CRM", "JRN", "JUD", "OPP", "AGR", "SOC", "REB", "BUS"}
)


def entity(text: str, start: int, end: int, resolution: Resolution, sector: str | None) -> Actor:
    """An entity of the record. The network's view of the sector fills in where the tables have none."""
    return Actor(
        entity_text=text,
        start=start,
        end=end,
        code=resolution.code,
        country=resolution.country,
        sector=resolution.sector or sector,
        name=resolution.name,
        office=resolution.office,
        identifier_id=resolution.identifier_id,
    )


def local(actors: Sequence[Actor], place: Place | None) -> tuple[Actor, ...]:
    """Nameless people whom nothing else places ("police", "two students") are those of the event's own place."""
    if not place or not place.country_code:
        return tuple(actors)
    return tuple(
        replace(one, code=place.country_code, country=place.country_code)
        if one.code is None and one.sector in LOCAL and _nameless(one.entity_text)
        else one
        for one in actors
    )


def _nameless(text: str) -> bool:
    """Whether a role stands in an entity's words and no name: "two students", not "Navalny"."""
    phrase = read_phrase(text)
    return (
        phrase.head is not None
        and phrase.person is None
        and not any(word[:1].isupper() for word in text.split()[1:])
    )


def itself(recipient: Actor, actor: Actor) -> bool:
    """Whether a recipient is the actor again: the same words, or the same side spoken of as a whole."""
    if (recipient.start, recipient.end) == (actor.start, actor.end):
        return True
    if not recipient.code or recipient.code != actor.code:
        return False
    return recipient.sector in (None, actor.sector) and (
        recipient.office is None or recipient.name == actor.name
    )


def same(one: Actor, other: Actor) -> bool:
    """Whether two entities of one event are one: an apposition ("the president, Lee Jae Myung") or a repetition."""
    if (one.code, one.sector) != (other.code, other.sector):
        return False
    if not one.code:
        return (one.start, one.end) == (other.start, other.end)
    if one.name and other.name:
        return one.name == other.name
    return 0 <= other.start - one.end <= len(", ")
