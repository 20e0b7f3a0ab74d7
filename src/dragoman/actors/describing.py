"""Descriptions in their place: whom "the kingdom", "his host", "the general", "both men" stand for among those named.

A description is weighed against every actor that the text has spoken of before: what its words say (office, sector,
nationality, sex, number) must agree, then the nearest counts. Without one its own words and the country that the text
speaks of there remain.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.actors.coding import code_phrase, same_kind
from dragoman.actors.descriptions import BODY as BODY_NOUN
from dragoman.actors.descriptions import (
    PEER,
    RELATION,
    SEVERAL,
    Description,
    noun_table,
    nouns,
    read_description,
)
from dragoman.actors.descriptions import PERSON as PERSON_NOUN
from dragoman.actors.descriptions import STATE as STATE_NOUN
from dragoman.actors.grammar import OBJECT, OBLIQUE, SUBJECT
from dragoman.actors.incumbents import incumbent
from dragoman.actors.lexicon import NameMatch
from dragoman.actors.mentions import BODY, GROUP, NAME, PERSON, SET, STATE, Mention, Raw, Referent
from dragoman.actors.names import name_key, same_office
from dragoman.actors.phrase import HELD, read_phrase
from dragoman.actors.pronouns import choose, clause_subject, is_barred
from dragoman.actors.sides import Sides

if TYPE_CHECKING:
    from dragoman.actors.discourse import Discourse

ROLE = {SUBJECT: 0.2, OBJECT: 0.15, "possessor": 0.05, OBLIQUE: 0.1}
PER_SENTENCE, LONGEST, NAMED = 0.15, 1.2, 0.3
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

# Of these a country has its own, so that a bare "parliament" is the one of the country spoken of.
DOMESTIC = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "OPP", "PTY", "SPY"))

_NAME_BEHIND = re.compile(r",?\s+(?:the\s+|a\s+)?")
_VAGUE = frozenset(
    ("*", "Leader", "Official", "Spokesman", "Chief", "Head", "Envoy", "Diplomat", "Minister", "General")
)


class Describing(Sides):
    """What reads descriptions, over the mentions so far."""

    text: str
    by_key: dict[object, Referent]
    raws: list[Raw]
    raws_at: list[int]

    def described(self: Discourse, raw: Raw) -> tuple[Referent | None, Mention | None]:
        """Whom a stretch with a role word or a noun of the table speaks of: somebody known, or somebody new."""
        words = self.text[raw.start : raw.end]
        description = read_description(words)
        if description is not None:
            found, antecedent = self.describe(description, raw.start, raw.end)
            if found is not None:
                return found, antecedent
        if not isinstance(raw.what, NameMatch) or (
            description is not None and description.kind == SEVERAL and description.number
        ):
            return None, None
        return self.newly(words, raw.what.entry.form == "group", raw.start), None

    def newly(self: Discourse, words: str, group: bool, start: int) -> Referent | None:
        """Somebody whom the text speaks of for the first time, by their own words."""
        found = self.dossier.single(words, read_phrase(words), start, False)
        if found.sector is None and found.code is None:
            return None
        phrase = read_phrase(words)
        if (
            group
            and phrase.body is not None
            and phrase.head is not None
            and (
                same_kind(phrase.head, phrase.body)
                or phrase.head.sector is None
                or phrase.head.heads
                or words.split()[-1].lower() in nouns("body", "")
            )
        ):
            key = ("body", phrase.body.name)
            if key not in self.by_key:
                self.by_key[key] = Referent(
                    kind=BODY, code=found.code, country=found.country, sector=found.sector, name=phrase.body.name,
                    confidence=found.confidence, why=found.why, identifier_id=phrase.body.wikidata,
                )  # fmt: skip
            return self.by_key[key]
        code, country, guessed, why = found.code, found.country, False, found.why
        if code is None and found.sector in DOMESTIC and "foreign" not in words.lower():
            country, _, reason = self.country_at(start, found.sector)
            code, guessed, why = country, True, f"{found.why.split(';')[0].rstrip('.')}; {reason}."
        plural = group and words.split()[-1].lower().endswith(("s", "police", "people", "men", "women"))
        key = (GROUP, code, found.sector, plural, "")
        if group and key in self.by_key and code is not None:
            return self.by_key[key]
        made = Referent(
            kind=GROUP if group else PERSON,
            code=code,
            country=country,
            sector=found.sector,
            name=found.name if found.name and not group else None,
            office=found.office,
            plural=plural,
            guessed=guessed,
            confidence=found.confidence,
            why=why,
        )
        if not group and phrase.body is not None:
            made.home = Referent(
                kind=BODY,
                code=found.code,
                country=found.country,
                sector=phrase.body.sector,
                name=phrase.body.name,
            )
        if group and code is not None:
            self.by_key[key] = made
        return made

    def describe(
        self: Discourse, description: Description, start: int, end: int
    ) -> tuple[Referent | None, Mention | None]:
        """Whom a description stands for, and the mention it is read by."""
        how: dict[str, Callable[[Description, int, int], tuple[Referent | None, Mention | None]]] = {
            PERSON_NOUN: self.one_person,
            STATE_NOUN: self.one_state,
            BODY_NOUN: self.one_body,
            RELATION: self.related,
            SEVERAL: self.several,
            PEER: self.peer,
        }
        return how[description.kind](description, start, end)

    # ---- one of a kind ----

    def barred(self: Discourse, start: int) -> list[Referent]:
        """Who does what the clause tells: not the one it is done to."""
        begin = self.dossier.traces.bounds(self.dossier.traces.sentence(start))[0]
        subject = clause_subject(self, start, begin)
        return [subject.referent] if subject is not None else []

    def named_beside(self: Discourse, end: int, kind: str | None = None) -> tuple[Referent, Mention] | None:
        """Who is named right behind a description: "her party, the Awami League"."""
        joint = _NAME_BEHIND.match(self.text, end)
        if joint is None:
            return None
        for raw in self.raws[bisect_left(self.raws_at, joint.end()) :][:2]:
            if raw.form == NAME and joint.end() in (raw.start, raw.begin):
                found = self.named(raw)
                if found is not None and kind in (None, found.kind):
                    return found, self.mention(raw, found, None)
        return None

    def owner(self: Discourse, description: Description, start: int) -> Mention | None:
        return choose(self, description.determiner, start) if description.owned else None

    def one_person(
        self: Discourse, description: Description, start: int, end: int
    ) -> tuple[Referent | None, Mention | None]:
        phrase, head = description.phrase, description.phrase.head
        beside = self.named_beside(end, PERSON)
        if beside is not None and (description.owned or self.text[end : end + 1] == ","):
            return beside
        owner = self.owner(description, start)
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
            and (head is None or head.office in (None, "*", "Supreme Leader") or head.office in _VAGUE)
        ) or (head is not None and head.office == "Supreme Leader" and description.noun != "leader")
        real = (
            title is not None
            and title not in _VAGUE
            and not trait
            and (title == "Secretary" or (head is not None and not head.weak))
        )
        sector = head.sector if head is not None else None
        sector = sector or noun_table()["sector"].get(description.noun)  # type: ignore[assignment]
        sector = None if trait and sector == "CVL" else sector
        barred = self.barred(start)
        if owner is not None:
            barred.append(owner.referent)
        best: tuple[float, Mention] | None = None
        last = True
        for apart, mention in self.before(start, PERSON):
            one = mention.referent
            weight = (
                ROLE[mention.role]
                - min(LONGEST, PER_SENTENCE * apart)
                + (NAMED if mention.form == NAME else 0)
            )
            if best is not None and weight + OFFICE + SECTOR + NATION + 0.5 < best[0]:
                break
            if is_barred(one, barred) or (one.name is None and mention.form != DESCRIBED):
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
                held = holds(one.office, title) or self.held_by_table(one, title)
                if held:
                    weight += OFFICE
                elif (one.office is not None and one.office not in _VAGUE) or (phrase.former and not one.former and one.sector != "ELI"):
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
            return best[1].referent, best[1]
        if real and title is not None and not phrase.former:
            country = nation or self.country_at(start, "GOV")[0]
            held = incumbent(country, title, self.dossier.day) if country else None
            if held is not None:
                made = Referent(
                    kind=PERSON, code=held.code, country=held.country, sector=held.sector, name=held.name, office=held.office,
                    confidence=min(held.confidence, 0.7), why=held.why, guessed=nation is None,
                )  # fmt: skip
                return self.by_key.setdefault(("incumbent", held.name), made), None
        return None, None

    def held_by_table(self: Discourse, one: Referent, title: str) -> bool:
        held = incumbent(one.country, title, self.dossier.day) if one.country and one.name else None
        return (
            held is not None
            and held.name is not None
            and name_key(held.name).split()[-1] in name_key(one.name or "").split()
        )

    def one_state(
        self: Discourse, description: Description, start: int, end: int
    ) -> tuple[Referent | None, Mention | None]:
        noun = description.noun
        if noun in {"south", "north", "east", "west"}:
            for _, mention in self.before(start, STATE):
                if (mention.referent.name or "").lower().startswith(noun + " "):
                    return mention.referent, mention
            return None, None
        known = noun_table()["epithets"].get(re.sub(r"^(?:the|this)\s+", "", description.words.lower()))
        if known is not None:
            return self.state(str(known)), None
        wanted = nouns("state", "monarchies") if noun in nouns("state", "kingdoms") else None
        wanted = nouns("state", "emirs") if noun in nouns("state", "emirates") else wanted
        nation = description.phrase.nation
        best: tuple[float, Mention] | None = None
        for apart, mention in self.before(start, STATE, PERSON, GROUP):
            one = mention.referent
            if one.country is None or apart > 12 or (wanted is not None and one.country not in wanted):
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
        return self.state(best[1].referent.country or ""), best[1]

    def one_body(
        self: Discourse, description: Description, start: int, end: int
    ) -> tuple[Referent | None, Mention | None]:
        phrase = description.phrase
        beside = self.named_beside(end, BODY)
        if beside is not None and self.text[end : end + 2] == ", ":
            return beside
        if description.determiner == "" and self.text[max(0, start - 4) : start].lower() != "the ":
            return None, None
        owner = self.owner(description, start)
        nation = (
            phrase.nation.country if phrase.nation is not None else owner.referent.country if owner else None
        )
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
            return self.side_of(owner.referent), owner
        general = description.noun in {"government", "administration", "cabinet", "authorities"}
        barred = self.barred(start)
        best: tuple[float, Mention] | None = None
        for apart, mention in self.before(start, BODY, GROUP):
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
        return self.nameless(description, start, owner)

    def nameless(
        self: Discourse, description: Description, start: int, owner: Mention | None
    ) -> tuple[Referent | None, Mention | None]:
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
            country, confidence, reason = self.country_at(start, str(sector))
            if country is not None and any(
                one.country == country and one.kind == STATE for one in self.barred(start)
            ):
                # "Washington will help the new government": not its own
                country, confidence, reason = self.country_at(start, str(sector), other_than=country)
            code, guessed = country, True
            why = f"{found.why.replace('; the words do not say of which country', '').rstrip('.')}; {reason}."
        plural = description.words.lower().endswith("s")
        key = (GROUP, code, sector, plural, "")
        made = self.by_key.get(key)
        if made is None:
            made = Referent(
                kind=GROUP, code=code, country=country, sector=str(sector) if sector else None, plural=plural, guessed=guessed,
                confidence=confidence, why=why,
            )  # fmt: skip
            if code is not None:
                self.by_key[key] = made
        return made, owner

    # ---- by what they are to somebody ----

    def related(
        self: Discourse, description: Description, start: int, end: int
    ) -> tuple[Referent | None, Mention | None]:
        """ "His host", "its rival": another actor of the same kind; "a neighbour": another state."""
        beside = self.named_beside(end)
        if beside is not None and description.owned:
            return beside
        owner = self.owner(description, start)
        barred = self.barred(start)
        if owner is not None:
            barred.append(owner.referent)
            kinds: tuple[str, ...] = (owner.referent.kind,)
            if owner.referent.kind == SET and owner.referent.members:
                kinds = (owner.referent.members[0].kind,)
        elif description.noun.startswith("neighbo"):
            here = self.dossier.traces.sentence(start)
            barred += [
                m.referent
                for apart, m in self.before(start, STATE)
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
        for apart, mention in self.before(start, *kinds):
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
            self.state(one.country or "") if kinds == (STATE, PERSON) and one.kind == PERSON else one
        ), mention

    def peer(
        self: Discourse, description: Description, start: int, end: int
    ) -> tuple[Referent | None, Mention | None]:
        """ "The latter", "the former" of the two last named."""
        first = description.noun in {"former", "first"}
        subject = self.barred(start)
        for apart, mention in self.before(start, PERSON, STATE, BODY, SET):
            if apart > 1 or (
                mention.referent.kind != SET and apart == 0 and not is_barred(mention.referent, subject)
            ):
                break
            if mention.referent.kind == SET and mention.form == NAME:
                return mention.referent.members[0 if first else -1], mention
        for apart, mention in self.before(start, PERSON, STATE, BODY):
            if apart > 2:
                break
            if mention.form == NAME and not is_barred(mention.referent, subject):
                return mention.referent, mention
        return None, None

    # ---- several ----

    def several(
        self: Discourse, description: Description, start: int, end: int
    ) -> tuple[Referent | None, Mention | None]:
        """ "The three presidents", "both sides": a set named together, else the last so many of the kind."""
        kinds = {"persons": (PERSON,), "named": (PERSON,), "states": (STATE,)}.get(
            description.sort, (PERSON, STATE, BODY, GROUP)
        )
        number, title = description.number, description.phrase.title
        head = description.phrase.head
        sides = description.noun in {"sides", "parties", "camps", "factions", "belligerents", "delegations"}
        given = name_key(description.noun.rstrip("s")) if description.sort == "named" else None
        subject = self.barred(start)
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
            if one.kind == PERSON and head is not None and not head.weak and head.office not in (None, "*"):
                return one.office is None or holds(one.office, head.office or "")
            return True

        best: tuple[float, Mention] | None = None
        for apart, mention in self.before(start, SET):
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
                    kind=SET, members=tuple(self.side_of(member) for member in one.members), plural=True
                )
            return one, best[1]
        chosen: list[Mention] = []
        if kinds != (PERSON,):
            codes = self.foremost_states(start, number or 2) if sides or kinds == (STATE,) else []
            near = self.just_named(start, number or 2) if codes else []
            codes = near or codes
            if len(codes) == (number or 2):
                return Referent(
                    kind=SET, members=tuple(self.state(code) for code in codes), plural=True, confidence=0.6
                ), None
            if not number and kinds != (STATE,):
                return None, None
        if not number and head is not None and head.name not in {"leaders", "presidents"}:
            body = noun_table()["body"].get(description.noun)
            if body is None:
                return None, None
            return self.one_body(replace(description, allowed=frozenset(map(str, body))), start, end)  # type: ignore[call-overload]
        for apart, mention in self.before(start, *(kinds if PERSON not in kinds else (PERSON,))):
            if apart > 12 or len(chosen) == (number or 2):
                break
            if (
                fits(mention.referent)
                and not is_barred(mention.referent, subject)
                and all(mention.referent is not one.referent for one in chosen)
            ):
                if mention.referent.person is not None or mention.referent.kind != PERSON:
                    chosen.append(mention)
        if len(chosen) < (number or 2):
            return None, None
        members = tuple(one.referent for one in reversed(chosen))
        return Referent(kind=SET, members=members, plural=True, confidence=0.6), chosen[0]


def holds(office: str | None, title: str) -> bool:
    """Whether an office is the one that a title speaks of: a President of the Palestinian Authority is a president."""
    return same_office(office, title) or (office or "").lower().startswith(title.lower() + " of ")


DESCRIBED = "description"
