"""Back-references followed: whom "he", "both countries", "the bloc" stand for at their place in a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.actors.coding import code_organisation, code_phrase
from dragoman.actors.persons import phrase_start
from dragoman.actors.phrase import Phrase, read_phrase
from dragoman.actors.references import FAR, NUMBERS, PERSONS, Reference, read_owners
from dragoman.actors.resolution import Resolution
from dragoman.actors.tables import ROLE, TERRITORY, territories

if TYPE_CHECKING:
    from dragoman.actors.dossier import Dossier

# What each kind of antecedent is worth: somebody told by a title alone, a body, a pair of states or persons, a state
# that "it" may mean, a group that "they" may mean.
TITLED, BODY, PAIR, SINGLE, GROUP = 0.6, 0.7, 0.7, 0.6, 0.4


def follow(dossier: Dossier, text: str, reference: Reference, start: int, acting: bool) -> list[Resolution]:
    """Whom a pronoun or a definite expression refers back to; empty when nobody is there."""
    how = f"“{text}” refers back"
    if reference.kind == "person":
        return one_person(dossier, reference, start, how)
    if reference.kind == "body":
        body = dossier.traces.last_body(start, reference.codes, reference.sectors)
        if body is None:
            return []
        found = code_organisation(Phrase(text=text, body=body), body)
        return [replace(found, confidence=BODY, why=f"{how} to {body.name}.")]
    if reference.kind == "persons":
        people = dossier.traces.last_people(start, reference.number)
        if len(people) == reference.number:
            return [
                replace(dossier.of_person(p, start, alone=True, how=f"{how} to {p.name}"), confidence=PAIR)
                for p in people
            ]
    if reference.codes:
        return [of_state(code, how, 0.95, True) for code in reference.codes]
    if reference.kind == "state":
        return one_state(dossier, reference, start, acting, how)
    if counts_people(dossier, text, start):
        return []
    if reference.loose:
        group = last_group(dossier, start)
        if group is not None:
            return [group]
    states = dossier.traces.foremost(start, reference.number)
    if len(states) < 2:
        return []
    leaders = reference.kind == "persons"
    return [of_state(state, how, PAIR, acting or leaders) for state in states]


def one_person(dossier: Dossier, reference: Reference, start: int, how: str) -> list[Resolution]:
    """ "He", "she": the person last named, or one told by a title alone ("the Norwegian minister") if nearer."""
    named = dossier.traces.last_person(start, reference.female)
    begin = previous(dossier, dossier.traces.bounds(dossier.traces.sentence(start))[0])
    since = max(begin, named[0] if named else -1)
    low, high = bisect_left(dossier.starts, since), bisect_left(dossier.starts, start)
    for number in range(high - 1, low - 1, -1):
        match = dossier.matches[number]
        if match.entry.kind != ROLE or match.entry.form != "person":
            continue
        begins = phrase_start(dossier.text, dossier.matches, number)
        if named is not None and named[0] <= match.end + 2:
            break
        text = dossier.text[begins : match.end]
        titled = dossier.single(text, read_phrase(text), begins, False)
        confidence = min(titled.confidence, TITLED)
        return [replace(titled, confidence=confidence, why=f"{how} to “{text}”. {titled.why}")]
    if named is None:
        return []
    return [dossier.of_person(named[1], start, alone=True, how=f"{how} to {named[1].name}")]


def one_state(dossier: Dossier, reference: Reference, start: int, acting: bool, how: str) -> list[Resolution]:
    """ "It", "the country": the state or body last named, a sentence's first before its others."""
    begin, _ = dossier.traces.bounds(dossier.traces.sentence(start))
    for low, high in ((begin, start), (previous(dossier, begin), begin)):
        named = dossier.traces.names_in(low, high, bodies=reference.loose)
        if named and named[0].kind == TERRITORY:
            return [of_state(named[0].code or "", how, SINGLE, acting)]
        if named:
            body = code_organisation(Phrase(text=named[0].name, body=named[0]), named[0])
            return [replace(body, confidence=SINGLE, why=f"{how} to {named[0].name}.")]
    before = dossier.traces.salience(start)
    return [of_state(before[0][0], how, GROUP, acting)] if before else []


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


def last_group(dossier: Dossier, start: int) -> Resolution | None:
    """The group that "they" may stand for: one named in this or the last sentence, after any two states."""
    begin = previous(dossier, dossier.traces.bounds(dossier.traces.sentence(start))[0])
    low, high = bisect_left(dossier.starts, begin), bisect_left(dossier.starts, start)
    groups = [
        m
        for m in dossier.matches[low:high]
        if m.entry.kind == ROLE and m.entry.form == "group" and not m.entry.weak
    ]
    states = dossier.traces.states_in(begin, start)
    if not groups or len(states) > 1:
        return None
    match = groups[0]
    found = dossier.single(
        dossier.text[match.start : match.end],
        read_phrase(dossier.text[match.start : match.end]),
        match.start,
        False,
    )
    if len(states) == 1 and found.code is None:
        return None
    return replace(
        found,
        confidence=min(found.confidence, GROUP),
        why=f"“They” refers back to the {match.entry.name}. {found.why}",
    )


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
