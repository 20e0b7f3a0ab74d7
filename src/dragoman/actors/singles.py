"""One person, one state, one body that a description stands for, among those that the text has spoken of before.

What its words say (office, sector, nationality, sex, number) must agree; of those that do the nearest counts.
Without one its own words and the country that the text speaks of there remain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.actors.beside import Found, clause_doers, holder_of, named_beside
from dragoman.actors.coding import code_phrase
from dragoman.actors.descriptions import Description, nouns
from dragoman.actors.grammar import OBJECT, OBLIQUE, SUBJECT
from dragoman.actors.incumbents import incumbent
from dragoman.actors.mentions import BODY, GROUP, NAME, PERSON, STATE, Mention, Referent
from dragoman.actors.names import name_key, same_office
from dragoman.actors.newcomers import noun_table
from dragoman.actors.pronouns import is_barred
from dragoman.actors.sides import country_at, mentions_before, side_of
from dragoman.actors.standing import HELD

if TYPE_CHECKING:
    from dragoman.actors.discourse import Discourse

ROLE = {SUBJECT: 0.2, OBJECT: 0.15, "possessor": 0.05, OBLIQUE: 0.1}
PER_SENTENCE, LONGEST, NAMED = 0.15, 1.2, 0.3
# A calling gives way to a part in politics.
PRIVATE = frozenset((None, "SOC", "EDU", "BUS", "MED", "CVL", "JRN"))
PUBLIC = frozenset(("OPP", "REB", "MIL", "LEG", "PTY", "PRM"))
OFFICE, SECTOR, STRANGE, NATION = 1.2, 0.5, 0.4, 0.4

# Nouns that any body may be called by whose kind the text has not told.
GENERIC = frozenset(
    (
        "group",
        "sect",
        "movement",
        "militia",
        "organisation",
        "organization",
        "alliance",
        "rebels",
        "militants",
        "party",
    )
)

VAGUE = frozenset(
    ("*", "Leader", "Official", "Spokesman", "Chief", "Head", "Envoy", "Diplomat", "Minister", "General")
)


def one_person(discourse: Discourse, description: Description, start: int, end: int) -> Found:
    phrase, head = description.phrase, description.phrase.head
    beside = named_beside(discourse, end, PERSON)
    if beside is not None and (description.owned or discourse.text[end : end + 1] == ","):
        return beside
    owner = holder_of(discourse, description, start)
    if description.noun in nouns("relation", "kin") and description.owned:
        return None, None
    nation = phrase.nation.country if phrase.nation is not None and not phrase.located else None
    if nation is None and description.owned and owner is not None:
        nation = owner.referent.country
    title = phrase.title if phrase.title not in (None, "*") else None
    if description.noun == "secretary" and title is None:
        title = "Secretary"
    # "The autocrat", "the Nobel laureate": a trait, which no one need be introduced by
    trait = (
        any(description.noun in nouns("person", key) for key in ("any", "male", "female"))
        and (head is None or head.office in (None, "*", "Supreme Leader") or head.office in VAGUE)
    ) or (head is not None and head.office == "Supreme Leader" and description.noun != "leader")
    real = (
        title is not None
        and title not in VAGUE
        and not trait
        and (title == "Secretary" or (head is not None and not head.weak))
    )
    sector = head.sector if head is not None else None
    sector = sector or noun_table()["sector"].get(description.noun)  # type: ignore[assignment]
    sector = None if trait and sector == "CVL" else sector
    barred = clause_doers(discourse, start)
    if owner is not None:
        barred.append(owner.referent)
    best: tuple[float, Mention] | None = None
    last = True
    for apart, mention in mentions_before(discourse, start, PERSON):
        one = mention.referent
        weight = (
            ROLE[mention.role] - min(LONGEST, PER_SENTENCE * apart) + (NAMED if mention.form == NAME else 0)
        )
        if best is not None and weight + OFFICE + SECTOR + NATION + 0.5 < best[0]:
            break
        if is_barred(one, barred) or (one.name is None):
            continue
        if one.person is None:
            continue
        if last and mention.form == NAME:
            weight += 0.1
            last = False
        if description.female is not None and one.female not in (None, description.female):
            continue
        if nation is not None:
            if one.country is not None and one.country != nation and not one.guessed:
                continue
            weight += NATION if one.country == nation and not one.guessed else -0.1
        if real and title is not None:
            if holds(one.office, title) or held_by_table(discourse, one, title):
                weight += OFFICE
            elif (one.office is not None and one.office not in VAGUE) or (
                phrase.former and not one.former and one.sector != "ELI"
            ):
                continue
            else:
                weight -= STRANGE
        if sector is not None and not real:
            fits = one.sector == sector or (
                (one.former or one.sector == "ELI") and (phrase.former or (trait and sector in HELD))
            )
            if fits:
                weight += SECTOR
            elif (
                one.sector is not None
                and head is not None
                and not head.weak
                and not phrase.former
                and not trait
            ):
                continue
            elif one.sector is not None:
                weight -= STRANGE / 2
        if phrase.former and real:
            weight += SECTOR if one.former or one.sector == "ELI" else -0.2
        elif real and one.former and one.sector == "ELI":
            weight -= 0.5
        if best is None or weight > best[0]:
            best = (weight, mention)
    if best is not None and best[0] > -0.6:
        if best[1].referent.sector in PRIVATE and sector in PUBLIC and not phrase.former:
            # a lawyer whom the text then calls the opposition leader
            best[1].referent.sector = sector
        return best[1].referent, best[1]
    if real and title is not None and not phrase.former:
        country = nation or country_at(discourse, start, "GOV")[0]
        held = incumbent(country, title, discourse.dossier.day) if country else None
        if held is not None:
            made = Referent(
                kind=PERSON,
                code=held.code,
                country=held.country,
                sector=held.sector,
                name=held.name,
                office=held.office,
                confidence=min(held.confidence, 0.7),
                why=held.why,
                guessed=nation is None,
            )
            return discourse.by_key.setdefault(("incumbent", held.name), made), None
    return None, None


def held_by_table(discourse: Discourse, one: Referent, title: str) -> bool:
    held = incumbent(one.country, title, discourse.dossier.day) if one.country and one.name else None
    return (
        held is not None
        and held.name is not None
        and name_key(held.name).split()[-1] in name_key(one.name or "").split()
    )


def one_state(discourse: Discourse, description: Description, start: int, end: int) -> Found:
    noun = description.noun
    if noun in {"south", "north", "east", "west"}:
        for _, mention in mentions_before(discourse, start, STATE):
            if (mention.referent.name or "").lower().startswith(noun + " "):
                return mention.referent, mention
        return None, None
    known = noun_table()["epithets"].get(re.sub(r"^(?:the|this)\s+", "", description.words.lower()))
    if known is not None:
        return discourse.state(str(known)), None
    doers = {one.country for one in clause_doers(discourse, start) if one.kind == STATE}
    wanted = nouns("state", "monarchies") if noun in nouns("state", "kingdoms") else None
    wanted = nouns("state", "emirs") if noun in nouns("state", "emirates") else wanted
    nation = description.phrase.nation
    best: tuple[float, Mention] | None = None
    for apart, mention in mentions_before(discourse, start, STATE, PERSON, GROUP):
        one = mention.referent
        if (
            one.country is None
            or one.country in doers
            or apart > 12
            or (wanted is not None and one.country not in wanted)
        ):
            continue
        if nation is not None and nation.country != one.country:
            continue
        weight = {SUBJECT: 1.0, OBJECT: 0.6, "possessor": 0.6, OBLIQUE: 0.4}[mention.role] - 0.3 * apart
        weight -= 0 if one.kind == STATE else 0.5
        weight -= 0.2 if mention.embedded else 0
        if best is None or weight > best[0]:
            best = (weight, mention)
    if best is None:
        return None, None
    return discourse.state(best[1].referent.country or ""), best[1]


def one_body(discourse: Discourse, description: Description, start: int, end: int) -> Found:
    phrase = description.phrase
    beside = named_beside(discourse, end, BODY)
    if beside is not None and discourse.text[end : end + 2] == ", ":
        return beside
    if description.determiner == "" and discourse.text[max(0, start - 4) : start].lower() != "the ":
        return None, None
    owner = holder_of(discourse, description, start)
    nation = phrase.nation.country if phrase.nation is not None else owner.referent.country if owner else None
    if phrase.body is not None or (phrase.nation is not None and phrase.nation.form != "adjective"):
        return None, None
    if (
        owner is not None
        and owner.referent.home is not None
        and owner.referent.home.sector in description.allowed
    ):
        return owner.referent.home, owner
    if (
        owner is not None
        and "GOV" in description.allowed
        and description.noun in {"government", "administration", "cabinet"}
    ):
        return side_of(discourse, owner.referent), owner
    general = description.noun in {"government", "administration", "cabinet", "authorities"}
    barred = clause_doers(discourse, start)
    best: tuple[float, Mention] | None = None
    for apart, mention in mentions_before(discourse, start, BODY, GROUP):
        one = mention.referent
        if (owner is not None and one is owner.referent) or is_barred(one, barred):
            continue
        named = one.kind == BODY and mention.form == NAME
        told = one.name is not None and description.noun.rstrip("s") in one.name.lower()
        fresh = one.kind == BODY and one.sector is None and apart <= 2 and description.noun in GENERIC
        if not (one.sector in description.allowed or one.code in description.allowed or told or fresh):
            continue
        if nation is not None and one.country not in (None, nation):
            continue
        if general and (one.kind == BODY or apart > 3):
            continue
        weight = ROLE[mention.role] - min(LONGEST, 0.12 * apart)
        weight += NAMED if one.kind == BODY else -0.06 * apart
        weight += 0.4 if told else 0
        weight += 0.1 if one.plural == description.noun.endswith("s") and not named else 0
        if best is None or weight > best[0]:
            best = (weight, mention)
    if best is not None and best[0] > -0.7:
        one = best[1].referent
        if one.kind == BODY or one.code is not None:
            return one, best[1]
    return nameless(discourse, description, start, owner)


def nameless(discourse: Discourse, description: Description, start: int, owner: Mention | None) -> Found:
    """ "The army" where no army was named: that of whose it is, or of the country spoken of here."""
    found = code_phrase(description.words)
    sector = found.sector or noun_table()["sector"].get(description.noun)
    if sector is None and found.code is None:
        return None, None
    code, country, guessed, why, confidence = (
        found.code,
        found.country,
        False,
        found.why,
        found.confidence,
    )
    if owner is not None and owner.referent.code is not None:
        code, country = owner.referent.code, owner.referent.country
    elif code is None:
        country, confidence, reason = country_at(discourse, start, str(sector))
        if country is not None and any(
            one.country == country and one.kind == STATE for one in clause_doers(discourse, start)
        ):
            # "Washington will help the new government": not its own
            country, confidence, reason = country_at(discourse, start, str(sector), other_than=country)
        code, guessed = country, True
        why = f"{found.why.replace('; the words do not say of which country', '').rstrip('.')}; {reason}."
    plural = description.words.lower().endswith("s")
    key = (GROUP, code, sector, plural, "")
    made = discourse.by_key.get(key)
    if made is None:
        made = Referent(
            kind=GROUP,
            code=code,
            country=country,
            sector=str(sector) if sector else None,
            plural=plural,
            guessed=guessed,
            confidence=confidence,
            why=why,
        )
        if code is not None:
            discourse.by_key[key] = made
    return made, owner


def holds(office: str | None, title: str) -> bool:
    """Whether an office is the one that a title speaks of: a President of the Palestinian Authority is a president."""
    return same_office(office, title) or (office or "").lower().startswith(title.lower() + " of ")
