"""Back-references followed: whom "he", "both countries", "the bloc" stand for at their place in a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.actors.cast import BODY, GROUP, PERSON, STATE, Figure, Mention
from dragoman.actors.coding import code_organisation, code_phrase
from dragoman.actors.names import ENGLISH
from dragoman.actors.phrase import Phrase
from dragoman.actors.references import FAR, IT, NUMBERS, PERSONS, THEY, Reference, read_owners
from dragoman.actors.resolution import Resolution
from dragoman.actors.tables import ROLE, Entry, territories

if TYPE_CHECKING:
    from dragoman.actors.dossier import Dossier

# What each kind of antecedent is worth: somebody told by a title alone, a body, a pair of states or persons, a state
# that "it" may mean, a group that "they" may mean.
TITLED, BODY_TOLD, PAIR, SINGLE, GROUP_TOLD = 0.6, 0.7, 0.7, 0.6, 0.4


def follow(dossier: Dossier, text: str, reference: Reference, start: int, acting: bool) -> list[Resolution]:
    """Whom a pronoun or a definite expression refers back to; empty when nobody is there."""
    how = f"“{text}” refers back"
    chain = dossier.chain
    pronoun = text.lower().replace("’", "'").removesuffix("'s")
    if reference.kind == "person" or (reference.loose and pronoun in IT | THEY):
        figures = chain.pronoun(pronoun, start, start + len(text))
        return [found for figure in figures for found in taken_up(dossier, figure, start, how, acting)]
    if reference.kind == "body":
        body = last_body(dossier, start, reference)
        if body is None:
            return []
        found = code_organisation(Phrase(text=text, body=body), body)
        return [replace(found, confidence=BODY_TOLD, why=f"{how} to {body.name}.")]
    if reference.codes:
        return [of_state(code, how, 0.95, True) for code in reference.codes]
    if reference.kind == "state":
        ranked = chain.rank(start, called(pronoun))
        return taken_up(dossier, ranked[0][1][0], start, how, acting) if ranked else []
    if counts_people(dossier, text, start):
        return []
    several = chain.several(text, reference, start)
    if len(several) == reference.number and (
        reference.kind == "persons" or any(figure.kind != STATE for figure in several)
    ):
        told = [found for one in several for found in taken_up(dossier, one, start, how, acting)]
        return [replace(one, confidence=PAIR) for one in told]
    states = [figure.key for figure in several if figure.kind == STATE]
    states = states if len(states) == reference.number else dossier.traces.foremost(start, reference.number)
    if len(states) < 2:
        return []
    leaders = reference.kind == "persons"
    return [of_state(state, how, PAIR, acting or leaders) for state in states]


def called(words: str) -> Callable[[Mention], float]:
    """Weighs the states that "the country" may mean, or "the kingdom", which only some are."""
    kind = ENGLISH.get(words.split()[-1].removesuffix("s"))

    def judge(mention: Mention) -> float:
        figure = mention.figures[0]
        return float(figure.kind == STATE and (kind is None or figure.key in kind))

    return judge


def taken_up(dossier: Dossier, figure: Figure, start: int, how: str, acting: bool) -> list[Resolution]:
    """What one of the cast resolves to, with the words that it was told by."""
    if figure.person is not None:
        return [dossier.of_person(figure.person, start, alone=True, how=f"{how} to {figure.person.name}")]
    if figure.kind == STATE and figure.entry is not None:
        return [of_state(figure.entry.country or figure.key, how, SINGLE, acting)]
    if figure.kind == BODY and figure.entry is not None:
        body = code_organisation(Phrase(text=figure.entry.name, body=figure.entry), figure.entry)
        return [replace(body, confidence=SINGLE, why=f"{how} to {figure.entry.name}.")]
    told = dossier.resolve_all(figure.text, figure.start, acting=acting)
    if figure.kind == GROUP and PROPER.fullmatch(figure.text):
        told = [replace(one, name=one.name or figure.text) for one in told]
    worth = TITLED if figure.kind == PERSON else GROUP_TOLD
    return [
        replace(one, confidence=min(one.confidence, worth), why=f"{how} to “{figure.text}”. {one.why}")
        for one in told
    ]


# "Central Election Commission": a body by its name, which no table has.
PROPER = re.compile(r"(?:[A-Z][\w’'-]*(?: (?:of|for|and|on|the))* ?){2,}")


def last_body(dossier: Dossier, start: int, reference: Reference) -> Entry | None:
    """The organisation before an offset that is most in the text's mind, of those with the codes or sectors wanted."""

    def wanted(mention: Mention) -> float:
        entry = mention.figures[0].entry
        if mention.figures[0].kind != BODY or entry is None or len(mention.figures) > 1:
            return 0.0
        return float(entry.code in reference.codes or (entry.sector or "") in reference.sectors)

    ranked = dossier.chain.rank(start, wanted)
    if ranked:
        return ranked[0][1][0].entry
    return dossier.traces.last_body(start, reference.codes, reference.sectors)


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
