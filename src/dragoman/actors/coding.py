"""From a phrase taken apart to PLOVER's codes."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from dragoman.actors.phrase import Phrase, read_phrase
from dragoman.actors.resolution import Resolution
from dragoman.actors.standing import BETWEEN_STATES, HELD, sector_on
from dragoman.actors.tables import Entry

# Codes of bodies that belong to no state.
STATELESS = frozenset(("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"))

# How sure each kind of evidence leaves us. Set by judgement; the order is what matters.
NAMED, BELONGS, LOCATED, AMBIGUOUS, WORD_ONLY = 0.97, 0.95, 0.8, 0.6, 0.3
TITLE = 0.8


@lru_cache(maxsize=65536)
def code_phrase(text: str, acting: bool = False, day: dt.date | None = None) -> Resolution:
    """What a phrase says by its own words. ``acting``: it does something, so a bare state is its government.

    ``day`` tells whether a party governed.
    """
    phrase = read_phrase(text)
    if phrase.head is not None:
        return code_role(phrase, day)
    if phrase.body is not None:
        return code_organisation(phrase, phrase.body, day)
    if phrase.nation is not None:
        return code_territory(phrase, phrase.nation, acting)
    return Resolution(
        name=phrase.person, why=f"Nothing in “{text}” names a state, an organisation or a role."
    )


def code_role(phrase: Phrase, day: dt.date | None = None) -> Resolution:
    """A phrase whose head is a role word: the role gives the sector, the rest the codes."""
    role, body, nation = phrase.head, phrase.body, phrase.nation
    assert role is not None
    sector = role.sector
    reasons = [f"“{role.name}” is {sector}" if sector else f"“{role.name}” takes its sector from its company"]
    if body is not None and (role.weak or role.heads or sector in {None, "UAF"}):
        sector = sector_on(body.terms, day, body.sector)
        reasons = [f"“{role.name}” of {body.name}" + (f", which is {sector}" if sector else "")]
    elif (
        sector is None and role.heads and role.form == "person" and nation is not None and not phrase.relative
    ):
        sector = "GOV"
        reasons = [f"“{role.name}” of a state is GOV"]
    code, country, confidence = belonging(nation, body, role)
    if nation is not None and country == nation.country:
        reasons.append(f"{'in' if phrase.located else 'of'} {nation.name}")
        confidence = min(confidence, LOCATED if phrase.located else BELONGS)
    elif body is not None and code:
        reasons.append(f"belongs to {body.name}")
    elif code is None and role.code is not None:
        code, country, confidence = role.code, role.country, TITLE
    if phrase.former and sector in HELD:
        sector = "ELI"
        reasons.append("no longer in office, so ELI")
    elif role.code is not None and code == role.code:
        reasons.append("a title of that country alone")
    if code is None:
        reasons.append("the words do not say of which country")
    if phrase.relative is not None:
        sector, reasons = None, [f"a {phrase.relative}, of whom the phrase does not say"]
        if phrase.relative == "predecessor" and nation is not None:
            sector = "ELI"
    return Resolution(
        code=code,
        country=country,
        sector=sector,
        name=phrase.person
        or (body.name if body is not None and role.form == "group" and same_kind(role, body) else None),
        office=phrase.title,
        confidence=round(confidence, 2),
        why=sentence(reasons),
    )


def same_kind(role: Entry, body: Entry) -> bool:
    """Whether role and organisation say the same thing twice: "the Hankyoreh newspaper"."""
    return role.sector is not None and role.sector == body.sector


def belonging(
    nation: Entry | None, body: Entry | None, role: Entry | None
) -> tuple[str | None, str | None, float]:
    """Entity code, country and confidence of something that stands with a territory, an organisation or both."""
    sure = AMBIGUOUS if nation is not None and not nation.usual else BELONGS
    if body is None or body.code is None:
        return (
            (nation.code, nation.country, sure)
            if nation is not None and nation.code
            else (None, None, WORD_ONLY)
        )
    if nation is not None and nation.code:
        if body.code in BETWEEN_STATES and role is not None and role.abroad:
            return nation.code, nation.country, sure
        if body.code not in STATELESS and nation.country != body.country:
            return nation.code, nation.country, LOCATED
    return body.code, body.country, NAMED


def code_organisation(phrase: Phrase, body: Entry, day: dt.date | None = None) -> Resolution:
    """A phrase that names an organisation."""
    nation = phrase.nation
    if nation is not None:
        body = next((other for other in phrase.others if other.country == nation.country), body)
    code, country, confidence = belonging(nation, body, None)
    own = code == body.code
    sector = sector_on(body.terms, day, body.sector)
    listed = "/".join(x for x in (body.code, sector) if x) or "an organisation"
    reasons = [f"{body.name} is listed as {listed}" + (f" on {day}" if sector != body.sector else "")]
    if not own and nation is not None:
        reasons.append(
            f"here with {nation.name}, not {body.country}" if body.country else f"here of {nation.name}"
        )
    if phrase.others:
        reasons.append("the name has other bearers")
        confidence = min(confidence, AMBIGUOUS if nation is None else BELONGS)
    if code is None:
        reasons.append("it exists in several countries and the words do not say which")
    return Resolution(
        code=code,
        country=country,
        sector=sector,
        name=body.name,
        confidence=confidence,
        why=sentence(reasons),
        identifier_id=body.wikidata if own else None,
    )


def code_territory(phrase: Phrase, nation: Entry, acting: bool) -> Resolution:
    """A phrase that names a territory and no role."""
    if nation.code is None:
        return Resolution(
            why=f"{nation.name} is a name that several states share, and nothing near it says which."
        )
    sector: str | None = None
    name: str | None = nation.name
    confidence = NAMED if nation.usual else AMBIGUOUS
    reasons = []
    if nation.form == "capital":
        sector = "GOV"
        reasons.append(f"the capital stands for the government of {nation.name}")
        confidence = min(confidence, BELONGS)
    elif nation.form == "people" or (nation.form == "adjective" and phrase.counted):
        sector, name = "CVL", None
        reasons.append(f"people of {nation.name}")
        confidence = min(confidence, LOCATED)
    elif nation.form == "place":
        name = None
        reasons.append(f"a place in {nation.name}")
        confidence = min(confidence, LOCATED)
    else:
        reasons.append(f"{'an adjective' if nation.form == 'adjective' else 'a name'} of {nation.name}")
    if acting and sector is None and nation.form in {"name", "adjective"} and phrase.person is None:
        sector = "GOV"
        reasons.append("acts, so its government is meant")
    if not nation.usual:
        reasons.append("the name is shared and this is its usual sense")
    if phrase.located:
        confidence = min(confidence, LOCATED)
    if phrase.person is not None:
        name = phrase.person
    return Resolution(
        code=nation.code,
        country=nation.country,
        sector=sector,
        name=name,
        confidence=confidence,
        why=sentence(reasons),
        identifier_id=nation.wikidata if name == nation.name and nation.form == "name" else None,
    )


def sentence(reasons: list[str]) -> str:
    """The reasons as one sentence."""
    joined = "; ".join(reasons)
    return joined[:1].upper() + joined[1:] + "."
