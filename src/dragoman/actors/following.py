"""Back-references followed: whom "he", "both countries", "the bloc" stand for at their place in a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.actors.coding import code_phrase
from dragoman.actors.phrase import Phrase
from dragoman.actors.references import FAR, NUMBERS, PERSONS, Reference, read_owners
from dragoman.actors.resolution import Resolution
from dragoman.actors.tables import ROLE, territories

if TYPE_CHECKING:
    from dragoman.actors.dossier import Dossier

# What two states are worth that a plural takes up for want of anything nearer.
PAIR = 0.7


def follow(dossier: Dossier, text: str, reference: Reference, start: int, acting: bool) -> list[Resolution]:
    """The states that a plural takes up which the discourse leaves open: those that the whole text names."""
    how = f"“{text}” refers back"
    if reference.codes and reference.kind == "states":
        return [of_state(code, how, 0.95, True) for code in reference.codes]
    if reference.kind not in ("states", "persons") or reference.loose or counts_people(dossier, text, start):
        return []
    states = dossier.traces.foremost(start, reference.number)
    if len(states) < 2:
        return []
    return [of_state(state, how, PAIR, acting or reference.kind == "persons") for state in states]


def counts_people(dossier: Dossier, text: str, start: int) -> bool:
    """Whether "the two" counts a group of people: one that follows, or "two soldiers" told just before."""
    word = text.lower().split()[-1]
    if word not in NUMBERS:
        return False
    near = bisect_left(dossier.starts, start + len(text))
    if near < len(dossier.matches):
        match = dossier.matches[near]
        if match.entry.kind == ROLE and not dossier.text[start + len(text) : match.start].strip():
            return True
    number = r"|".join(name for name, value in NUMBERS.items() if value == NUMBERS[word])
    counted = re.compile(rf"\b(?:{number})\s+(?:[\w-]+\s+){{0,3}}$", re.I)
    begin = previous(dossier, dossier.traces.bounds(dossier.traces.sentence(start))[0])
    return any(
        match.entry.kind == ROLE
        and match.entry.form == "group"
        and not PERSONS.search(match.entry.name)
        and counted.search(dossier.text, max(begin, match.start - FAR), match.start) is not None
        for match in dossier.matches[bisect_left(dossier.starts, begin) : bisect_left(dossier.starts, start)]
    )


def owned_by_states(dossier: Dossier, text: str, phrase: Phrase, start: int) -> list[Resolution]:
    """ "Ministers of the two countries": the same people for each state; empty when no such states are meant."""
    if (
        phrase.head is None
        or phrase.nation is not None
        or phrase.body is not None
        or phrase.person is not None
    ):
        return []
    end = start + len(text)
    owners = read_owners(text, dossier.text[max(0, start - FAR) : start], dossier.text[end : end + FAR])
    if owners is None:
        return []
    found = code_phrase(text)
    states = follow(dossier, "these states", owners, start, False)
    if not states:
        return [found]
    said = found.why.split(";")[0].rstrip(".")
    return [
        replace(
            found,
            code=state.code,
            country=state.country,
            confidence=state.confidence,
            why=f"{said}, of {state.name}.",
        )
        for state in states
    ]


def previous(dossier: Dossier, begin: int) -> int:
    """The beginning of the sentence before the one that begins at an offset."""
    return dossier.traces.bounds(max(0, dossier.traces.sentence(begin) - 1))[0]


def of_state(code: str, how: str, confidence: float, acting: bool) -> Resolution:
    entry = territories().get(code)
    name = entry.name if entry else code
    return Resolution(
        code=code,
        country=entry.country if entry else code,
        sector="GOV" if acting else None,
        name=name,
        confidence=confidence,
        why=f"{how} to {name}.",
        identifier_id=entry.wikidata if entry else None,
    )
