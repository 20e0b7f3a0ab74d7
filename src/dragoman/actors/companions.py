"""Descriptions by the company of others: "his host", "the latter", "both sides", "the three presidents"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.actors.beside import Found, clause_doers, holder_of, named_beside
from dragoman.actors.descriptions import Description
from dragoman.actors.grammar import SUBJECT
from dragoman.actors.mentions import BODY, GROUP, NAME, PERSON, SET, STATE, Mention, Referent
from dragoman.actors.names import name_key
from dragoman.actors.newcomers import noun_table
from dragoman.actors.pronouns import is_barred
from dragoman.actors.sides import foremost_states, just_named, mentions_before, side_of
from dragoman.actors.singles import PER_SENTENCE, ROLE, VAGUE, holds, one_body

if TYPE_CHECKING:
    from dragoman.actors.discourse import Discourse


def related(discourse: Discourse, description: Description, start: int, end: int) -> Found:
    """ "His host", "its rival": another actor of the same kind; "a neighbour": another state."""
    beside = named_beside(discourse, end)
    if beside is not None and description.owned:
        return beside
    owner = holder_of(discourse, description, start)
    barred = clause_doers(discourse, start)
    if owner is not None:
        barred.append(owner.referent)
        kinds: tuple[str, ...] = (owner.referent.kind,)
        if owner.referent.kind == SET and owner.referent.members:
            kinds = (owner.referent.members[0].kind,)
    elif description.noun.startswith("neighbo"):
        here = discourse.dossier.traces.sentence(start)
        barred += [
            m.referent
            for apart, m in mentions_before(discourse, start, STATE)
            if m.sentence == here and m.role == SUBJECT
        ][:2]
        kinds = (STATE, PERSON)
    elif description.determiner == "the":
        kinds = (PERSON,)
    else:
        return None, None
    if kinds[0] in (BODY, GROUP):
        kinds = (BODY, GROUP)
    nation = description.phrase.nation.country if description.phrase.nation else None
    ranked: dict[int, tuple[float, Mention]] = {}
    for apart, mention in mentions_before(discourse, start, *kinds):
        one = mention.referent
        if is_barred(one, barred) or apart > 15 or (nation is not None and one.country != nation):
            continue
        if kinds == (STATE, PERSON) and any(one.country == other.country for other in barred):
            continue
        weight = ROLE[mention.role] - PER_SENTENCE * apart + (0.1 if mention.form == NAME else 0)
        if kinds == (STATE, PERSON) and one.kind == PERSON:
            weight -= 0.1
        # whom the owner was last named with stands in a relation already
        weight += 0.25 if owner is not None and owner.sentence == mention.sentence else 0
        before = ranked.get(id(one))
        ranked[id(one)] = (
            max(weight, before[0]) + 0.05 if before else weight,
            before[1] if before else mention,
        )
    if not ranked:
        return None, None
    mention = max(ranked.values(), key=lambda row: row[0])[1]
    one = mention.referent
    return (
        discourse.state(one.country or "") if kinds == (STATE, PERSON) and one.kind == PERSON else one
    ), mention


def peer(discourse: Discourse, description: Description, start: int, end: int) -> Found:
    """ "The latter", "the former" of the two last named."""
    first = description.noun in {"former", "first"}
    subject = clause_doers(discourse, start)
    for apart, mention in mentions_before(discourse, start, PERSON, STATE, BODY, SET):
        if apart > 1 or (
            mention.referent.kind != SET and apart == 0 and not is_barred(mention.referent, subject)
        ):
            break
        if mention.referent.kind == SET and mention.form == NAME:
            return mention.referent.members[0 if first else -1], mention
    for apart, mention in mentions_before(discourse, start, PERSON, STATE, BODY):
        if apart > 2:
            break
        if mention.form == NAME and not is_barred(mention.referent, subject):
            return mention.referent, mention
    return None, None


def several(discourse: Discourse, description: Description, start: int, end: int) -> Found:
    """ "The three presidents", "both sides": a set named together, else the last so many of the kind."""
    kinds = {"persons": (PERSON,), "named": (PERSON,), "states": (STATE,)}.get(
        description.sort, (PERSON, STATE, BODY, GROUP)
    )
    number = description.number
    head = description.phrase.head
    sides = description.noun in {"sides", "parties", "camps", "factions", "belligerents", "delegations"}
    given = name_key(description.noun.rstrip("s")) if description.sort == "named" else None
    subject = clause_doers(discourse, start)
    sector = noun_table()["sector"].get(description.noun)

    def fits(one: Referent) -> bool:
        if one.kind not in kinds:
            return False
        if given is not None:
            return given in name_key(one.name or "").split()
        if (
            one.kind == PERSON
            and sector is not None
            and one.sector not in (None, sector, "ELI", "REB", "PRM")
        ):
            return False
        if (
            one.kind == PERSON
            and head is not None
            and not head.weak
            and head.office not in (None, "*")
            and head.office not in VAGUE
        ):
            return one.office is None or holds(one.office, head.office or "")
        return True

    best: tuple[float, Mention] | None = None
    for apart, mention in mentions_before(discourse, start, SET):
        members = mention.referent.members
        if apart > 10 or (number and len(members) != number) or not all(fits(one) for one in members):
            continue
        if is_barred(mention.referent, subject) or any(one in members for one in subject):
            continue
        weight = ROLE[mention.role] - (0.1 if sides else 0.25) * apart
        weight -= 0.6 if sides and members[0].kind == PERSON else 0
        if best is None or weight > best[0]:
            best = (weight, mention)
    if best is not None and (best[0] > -1.2 or kinds == (PERSON,)):
        one = best[1].referent
        if sides and one.members[0].kind == PERSON:
            # the sides of two leaders are their states
            one = Referent(
                kind=SET, members=tuple(side_of(discourse, member) for member in one.members), plural=True
            )
        return one, best[1]
    chosen: list[Mention] = []
    if kinds != (PERSON,):
        codes = foremost_states(discourse, start, number or 2) if sides or kinds == (STATE,) else []
        near = just_named(discourse, start, number or 2) if codes else []
        codes = near or codes
        if len(codes) == (number or 2):
            return Referent(
                kind=SET, members=tuple(discourse.state(code) for code in codes), plural=True, confidence=0.6
            ), None
        if not number and kinds != (STATE,):
            return None, None
    if not number and head is not None and head.name not in {"leaders", "presidents"}:
        body = noun_table()["body"].get(description.noun)
        if body is None:
            return None, None
        return one_body(discourse, replace(description, allowed=frozenset(map(str, body))), start, end)  # type: ignore[call-overload]
    for apart, mention in mentions_before(discourse, start, *(kinds if PERSON not in kinds else (PERSON,))):
        if apart > 12 or len(chosen) == (number or 2):
            break
        if (
            fits(mention.referent)
            and not is_barred(mention.referent, subject)
            and all(mention.referent is not one.referent for one in chosen)
        ) and (mention.referent.person is not None or mention.referent.kind != PERSON):
            chosen.append(mention)
    if len(chosen) < (number or 2):
        return None, None
    members = tuple(one.referent for one in reversed(chosen))
    return Referent(kind=SET, members=members, plural=True, confidence=0.6), chosen[0]
