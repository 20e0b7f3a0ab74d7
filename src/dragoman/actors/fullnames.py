"""Persons whom a text names in full without a title before the name: "Jean-Marie Runiga, who heads the rebels"."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from dragoman.actors.coding import code_phrase
from dragoman.actors.lexicon import NameMatch
from dragoman.actors.names import HONORIFICS, WORD, name_at
from dragoman.actors.officeholders import find_holder
from dragoman.actors.persons import Persons
from dragoman.actors.resolution import Resolution
from dragoman.actors.tables import ORGANISATION, ROLE, TERRITORY, read_table, without_accents

# "…, who heads the political wing of the rebels": what somebody leads tells the sector.
_HEADS = re.compile(
    r",\s+(?:who|whose)\s+(?:\w+ly\s+)?(?:heads|headed|leads|led|chairs|chaired|runs|ran|commands|commanded|speaks|spoke"
    r"|founded|represents|represented|(?:is|was)\s+(?:the|a|an))\b"
)
_FAR = 90


@cache
def first_names() -> dict[str, bool | None]:
    """First names, without accents: True for a woman's, False for a man's, None for either."""
    table = read_table("first_names")
    sexes = (("male", False), ("female", True), ("either", None))
    return {without_accents(name): female for key, female in sexes for name in table[key].split()}


def sex_of(name: str) -> bool | None:
    """Whether a full name is a woman's (True) or a man's (False), by its first word; None where that does not tell."""
    words = name.split()
    sex = first_names().get(without_accents(words[0])) if words else None
    # A single name is more often a family's, but "Hasina" is a woman's.
    return sex if len(words) > 1 or sex else None


def learn_full_names(text: str, matches: Sequence[NameMatch], persons: Persons, day: dt.date | None) -> None:
    """Add everybody whom a text names in full and ``learn_persons`` has not found.

    A name counts where its first word is a first name, or where the table of offices knows it whole.
    """
    starts = [match.start for match in matches]
    end = -1
    for word in WORD.finditer(text):
        begin = word.start()
        if begin < end or not word[0][:1].isupper():
            continue
        bare = without_accents(word[0].rstrip("."))
        named = name_at(text, begin)
        if named is None:
            continue
        # "Sheikh Hasina" is a name, though "Sheikh" before others is not.
        name, stop = named
        if bare in HONORIFICS:
            name = " ".join(text[begin:stop].split())
            if find_holder(name, day) is None:
                name = named[0]
        if " " not in name:
            continue
        place = bisect_left(starts, begin)
        if place and matches[place - 1].end > begin:
            continue
        inside = [m for m in matches[place : place + 4] if m.start < stop]
        if any(m.entry.kind == ORGANISATION or (m.start, m.end) == (begin, stop) for m in inside):
            end = stop
            continue
        if any(m.entry.kind in (TERRITORY, ROLE) and m.start == begin for m in inside):
            continue
        held = find_holder(name, day) if persons.find(name, begin) is None else None
        if held is None and (bare not in first_names() or not text[begin:stop].isprintable()):
            continue
        end = stop
        if persons.find(name, begin) is not None:
            continue
        persons.add(
            name,
            held or _led(text, matches, starts, stop) or Resolution(why=f"The text names {name} in full."),
            former=held is not None and held.sector == "ELI",
            female=sex_of(name),
            start=begin,
        )


def _led(text: str, matches: Sequence[NameMatch], starts: Sequence[int], stop: int) -> Resolution | None:
    """What somebody is by what they lead."""
    heads = _HEADS.match(text, stop)
    if heads is None:
        return None
    place = bisect_left(starts, heads.end())
    for match in matches[place : place + 3]:
        if match.start - heads.end() > _FAR or "." in text[heads.end() : match.start]:
            return None
        if match.entry.kind in (ROLE, ORGANISATION) and match.entry.sector:
            return code_phrase(" ".join(text[match.start : match.end].split()))
    return None


def note_standing(persons: Persons, day: dt.date | None) -> None:
    """Note of everybody the sex that the name tells, and whether the tables have them out of office on the day."""
    for person in persons.everybody:
        if day is not None and not person.former:
            held = find_holder(person.name, day)
            person.left = held is not None and held.sector == "ELI"
        if person.female is None:
            person.female = sex_of(person.name)
