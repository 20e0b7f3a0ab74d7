"""What one document lets us know about its actors.

A dossier reads the text once, learns whom it introduces, and then resolves any mention at its offset:
a surname, a pronoun, "the two countries", "police" with no country beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from msgspec.structs import replace

from dragoman.actors.coding import code_organisation, code_phrase, code_territory, sentence
from dragoman.actors.discourse import DATELINE as DATELINE_PLACE
from dragoman.actors.discourse import Discourse, refers_back
from dragoman.actors.following import follow, owned_by_states
from dragoman.actors.holders import bears_exactly
from dragoman.actors.lexicon import NEAR, lexicon, reading
from dragoman.actors.listing import agreed, complete, in_office, list_persons, listed_owner, listed_person
from dragoman.actors.names import candidate_names, is_headline, longer
from dragoman.actors.newcomers import learn_newcomers, outside_names
from dragoman.actors.persons import Person, Persons, learn_persons
from dragoman.actors.phrase import Phrase, read_phrase
from dragoman.actors.references import read_reference
from dragoman.actors.resolution import Resolution
from dragoman.actors.surroundings import FOREIGN, SENTENCE, by_surroundings, name_of, surroundings
from dragoman.actors.tables import ROLE, TERRITORY, Entry, territories
from dragoman.actors.traces import Traces
from dragoman.actors.turns import PLURAL, SINGULAR, turn_speaker
from dragoman.language import FoundQuote

# Something of whoever a pronoun stands for.
OWNED = 0.6
POSSESSIVE = re.compile(r"(his|her|its|their)\s", re.I)

# What names no single actor of one country, or speaks for itself only with what it points back to.
WIDE = re.compile(
    rf"{FOREIGN.pattern}|^(?:i|we|us|you|he|him|she|her|it|they|them|himself|herself|themselves|itself)$|"
    r"\b(?:states|countries|nations|powers|neighbou?rs|donors|world|commonwealth|mission|operation|north|south|east|west|"
    r"europe|africa|asia)$",
    re.I,
)

# A surname that several persons of the text bear.
SHARED_NAME = 0.6


class Dossier:
    """The actors of one document, read from its text once.

    ``also`` are further texts of the same document, such as its title and captions; ``home`` is the country of
    the dateline (ISO alpha-3), used for "police" and the like only when nothing else tells; ``day`` is when it was
    written, for those whom only the table of offices knows.
    """

    def __init__(
        self,
        text: str,
        *,
        also: Sequence[str] = (),
        home: str | None = None,
        day: dt.date | None = None,
        quotes: Sequence[FoundQuote] | None = None,
    ) -> None:
        self.text = text
        self.home = home
        self.day = day
        self.matches = lexicon().find(text)
        self.starts = [match.start for match in self.matches]
        self.persons = Persons()
        learn_persons(text, self.matches, self.persons, day=day)
        for other in also:
            if not is_headline(other):
                learn_persons(other, lexicon().find(other), self.persons, outside=True, day=day)
        list_persons(self.persons, self.matches, day)
        self.bodies = learn_newcomers(text, self.matches, self.persons, day)
        self.matches = outside_names(text, self.matches, self.persons)
        self.starts = [match.start for match in self.matches]
        self.traces = Traces(text, self.matches, self.persons)
        self._quotes = quotes
        self._discourse: Discourse | None = None

    @property
    def discourse(self) -> Discourse:
        """The text's mentions in order, each with whom it stands for; read when first asked for."""
        if self._discourse is None:
            self._discourse = Discourse(self, self._quotes)
            self._discourse.read()
        return self._discourse

    @cached_property
    def dateline(self) -> str | None:
        """The country of the place that the text's first words date it from: "GOMA, Congo - "."""
        opening = DATELINE_PLACE.match(self.text)
        if opening is None:
            return None
        named = [m for m in self.matches if m.end <= opening.end() and m.entry.kind == TERRITORY]
        return named[-1].entry.country if named else None

    def resolve(self, entity_text: str, start: int, *, acting: bool = False) -> Resolution:
        """Who a mention at an offset of the text stands for; of a plural reference the first.

        ``acting`` tells that the mention does something, so that a bare state is its government (GOV).
        """
        return self.resolve_all(entity_text, start, acting=acting)[0]

    def resolve_all(self, entity_text: str, start: int, *, acting: bool = False) -> list[Resolution]:
        """All whom a mention stands for: one, or several for "the two countries", "they", "Japan and India"."""
        text = " ".join(entity_text.split()).strip(" \"'“”‘’,;:")
        # a mention may be marked without the article that makes it refer back
        article = "the " if self.text[max(0, start - 4) : start].lower() == "the " else ""
        # the discourse is read only where something refers back: most short items never need it
        if refers_back(article + text):
            told = self.discourse.resolve(text, start + max(0, entity_text.find(text)), acting)
            if told:
                return told
        if text.lower() in SINGULAR | PLURAL:
            return turn_speaker(self, text, start) or [code_phrase(text, acting)]
        reference = read_reference(article + text)
        if reference is not None:
            found = follow(self, text, reference, start, acting)
            if found:
                return found
        phrase = read_phrase(text)
        if phrase.coordinated:
            return [
                code_territory(replace(phrase, coordinated=()), entry, acting) for entry in phrase.coordinated
            ]
        owned = owned_by_states(self, text, phrase, start)
        if owned:
            return owned
        return [self.single(text, phrase, start, acting)]

    def single(self, text: str, phrase: Phrase, start: int, acting: bool) -> Resolution:
        """One actor: by its own words, by the persons known, by what stands around it."""
        if phrase.head is not None and bears_exactly(text, phrase.head.name):
            phrase = Phrase(text=text)
            found = Resolution(why=f"“{text}” is a name.")
        else:
            found = code_phrase(text, acting, self.day)
        if phrase.nation is not None and not phrase.nation.usual:
            found = self.shared_name(text, found, phrase.nation, start)
        if phrase.body is not None and phrase.others and phrase.nation is None:
            found = self.shared_acronym(phrase, phrase.body, found, start)
        elif phrase.body is not None and phrase.body.common and phrase.nation is None:
            found = self.common_name(phrase, phrase.body, found, start)
        if phrase.relative is not None:
            return self.kin(phrase, found, start)
        if phrase.person is not None:
            found = self.with_person(phrase.person, found, start)
        if found.code is not None:
            if is_adjective(phrase):
                return self.shared_role(text, found, start)
            return complete(self, phrase, found, start) if phrase.person else found
        known = self.known_person(text, phrase, found, start)
        held = listed_person(self, text, phrase, known, start)
        if known is not None and known.code is not None and known.confidence >= SHARED_NAME:
            return agreed(known, held, self.traces.total)
        if held is not None:
            return in_office(phrase, found, known, held)
        owned = listed_owner(self, phrase, found) if phrase.head is not None else None
        owned = owned or (self.possessed(text, found, start, acting) if phrase.head is not None else None)
        if owned is not None:
            return owned
        if known is not None:
            return known
        if phrase.head is not None or phrase.body is not None:
            return by_surroundings(self, phrase, found, start)
        return self.unlisted(text, found, start)

    def unlisted(self, text: str, found: Resolution, start: int) -> Resolution:
        """A name or a word that nobody tells anything of, but for the only state that its sentence speaks of."""
        if not self.text.startswith(text, start) or len(self.traces.total) != 1 or WIDE.search(text):
            return found
        country, confidence, reason = surroundings(self, start, None)
        if country is None or confidence < SENTENCE:
            return found
        return replace(
            found, code=country, country=country, name=text, confidence=confidence, why=f"“{text}”: {reason}."
        )

    def shared_acronym(self, phrase: Phrase, body: Entry, found: Resolution, start: int) -> Resolution:
        """A name of several organisations ("RSF", "Socialist Party"), taken for the one of a country spoken of."""
        bearers = [body, *phrase.others]
        best = max(bearers, key=lambda entry: self.traces.total.get(entry.country or "", 0.0))
        if not self.traces.total.get(best.country or "", 0.0):
            return self.common_name(phrase, body, found, start) if body.terms or body.common else found
        if phrase.head is not None:
            return replace(found, code=best.code, country=best.country, confidence=0.85)
        name = name_of(best.country or "")
        coded = code_organisation(Phrase(text=phrase.text, body=best), best, self.day)
        return replace(
            coded, confidence=0.85, why=f"{coded.why[:-1]}; of the bearers of the name, the one of {name}."
        )

    def common_name(self, phrase: Phrase, body: Entry, found: Resolution, start: int) -> Resolution:
        """The "National Guard" of the state that the text speaks of, where that is not the one of the table."""
        if body.country in self.traces.total or len(self.traces.total) != 1:
            several = len({entry.country for entry in (body, *phrase.others)}) > 1
            unknown = replace(
                found, code=None, country=None, sector=body.sector, confidence=0.3, identifier_id=None
            )
            return unknown if several and body.country not in self.traces.total else found
        country, confidence, reason = surroundings(self, start, None)
        if country is None:
            return found
        role = phrase.head is not None and not (phrase.head.heads or phrase.head.weak)
        return replace(
            found,
            code=country,
            country=country,
            sector=found.sector if role else body.sector,
            confidence=confidence,
            why=f"“{phrase.text}” is a name in several states; {reason}.",
            identifier_id=None,
        )

    def shared_name(self, text: str, found: Resolution, nation: Entry, start: int) -> Resolution:
        """A name that several states bear, read by the words around it and by the states the text names in full."""
        around = self.text[max(0, start - NEAR) : start + len(text) + NEAR]
        chosen = reading(nation, around)
        bearers = {
            entry.code: entry for entry in (nation, *(other for other, _ in nation.readings)) if entry.code
        }
        in_full = [code for code in bearers if self.traces.plainly[code or ""]]
        how = "the words beside it speak of"
        if chosen is nation and len(in_full) == 1:
            chosen, how = bearers[in_full[0]], "the text elsewhere names"
        if chosen is nation:
            return found
        name = territories()[chosen.code or ""].name
        return replace(
            found,
            code=chosen.code,
            country=chosen.country,
            name=name if found.name in {None, nation.name} and found.sector != "CVL" else found.name,
            confidence=0.85,
            why=f"“{text}” could be several, but {how} {name}.",
            identifier_id=None,
        )

    def shared_role(self, text: str, found: Resolution, start: int) -> Resolution:
        """The first of "Chinese and Vietnamese border guards", whose role word comes after the second."""
        place = bisect_left(self.starts, start + len(text))
        end = start + len(text)
        for match in self.matches[place : place + 3]:
            between = self.text[end : match.start]
            if match.entry.kind == ROLE and not between.strip() and end > start + len(text):
                if match.entry.sector is None:
                    break
                return replace(
                    found,
                    sector=match.entry.sector,
                    name=None,
                    identifier_id=None,
                    why=f"{found.why[:-1]}; shares “{match.entry.name}” with what follows.",
                )
            if match.entry.kind != TERRITORY or not re.fullmatch(r",?\s*(?:and|or|,)\s*", between):
                break
            end = match.end
        return found

    def possessed(self, text: str, found: Resolution, start: int, acting: bool) -> Resolution | None:
        """ "Its officials", "his party": of whoever the pronoun stands for."""
        owner = POSSESSIVE.match(text)
        reference = read_reference(owner.group(1)) if owner else None
        holders = self.discourse.resolve(owner.group(1), start, acting) if owner and reference else []
        if len(holders) != 1 or holders[0].code is None:
            return None
        holder = holders[0]
        return replace(
            found,
            code=holder.code,
            country=holder.country,
            confidence=min(holder.confidence, OWNED),
            why=f"{found.why.split(';')[0]}; {as_clause(holder.why)}",
        )

    # ---- persons ----

    def with_person(self, name: str, found: Resolution, start: int) -> Resolution:
        """A phrase that names a person, completed by what the text says of that person elsewhere."""
        known = self.persons.find(name, start)
        if known is None:
            return found
        person = known[0]
        if found.country is not None and person.country is not None and found.country != person.country:
            return found
        if found.code is not None:
            return replace(found, name=longer(found.name, person.name), office=found.office or person.office)
        if person.code is None:
            return replace(found, name=longer(found.name, person.name))
        return replace(
            found,
            code=person.code,
            country=person.country,
            sector=found.sector or person.sector,
            name=longer(found.name, person.name),
            office=found.office or person.office,
            confidence=0.9,
            why=f"The text introduces {person.name}: {as_clause(person.why)}",
        )

    def known_person(self, text: str, phrase: Phrase, found: Resolution, start: int) -> Resolution | None:
        """A surname, a full name, or something of a known person's ("the Mori government")."""
        for word in candidate_names(text):
            known = self.persons.find(word, start)
            if known is None:
                continue
            person, alone = known
            whole = len(word.split()) == len(
                [w for w in text.split() if w.lower() not in {"the", "mr.", "ms.", "mrs."}]
            )
            if phrase.head is not None and not whole:
                if person.code is None or phrase.person is not None:
                    return None
                return replace(
                    found,
                    code=person.code,
                    country=person.country,
                    confidence=0.8 if alone else 0.5,
                    why=f"{found.why.split(';')[0]}, and belongs to {person.name} of {person.country}.",
                )
            if phrase.head is None:
                return self.of_person(person, start, alone=alone, how=f"“{word}” is {person.name}")
        return None

    def of_person(self, person: Person, start: int, *, alone: bool, how: str) -> Resolution:
        """The codes of a person the text introduces."""
        reasons = [how]
        code, country, confidence = person.code, person.country, 0.93
        placed = self.discourse.by_key.get(id(person)) if code is None else None
        if placed is not None and placed.code is not None:
            code, country, confidence = placed.code, placed.country, placed.confidence
            reasons.append(as_clause(placed.why).rstrip("."))
        elif code is None:
            # What stood around the first mention tells more than what stands around a later one.
            country, confidence, reason = surroundings(self, max(0, person.seen[0]), person.sector)
            code = country
            reasons.append(f"whose country the text does not name; {reason}")
        else:
            reasons.append(f"introduced so: {as_clause(person.why).rstrip('.')}")
        if not alone:
            confidence = min(confidence, SHARED_NAME)
            reasons.append("others bear the name, this one was named last")
        return Resolution(
            code=code,
            country=country,
            sector=person.sector or (placed.sector if placed else None),
            name=person.name,
            office=person.office or (placed.office if placed else None),
            confidence=confidence,
            why=sentence(reasons),
        )

    def kin(self, phrase: Phrase, found: Resolution, start: int) -> Resolution:
        """ "His predecessor": whoever the text introduces so, else the office of the person it is tied to."""
        if phrase.person is not None:
            known = self.persons.find(phrase.person, start)
            if known is not None:
                return self.of_person(known[0], start, alone=known[1], how=f"{known[0].name} is named")
        last = self.traces.last_person(start, None)
        if last is None:
            return found
        holder = last[1]
        wants_former = phrase.relative == "predecessor"
        tied = [p for p in self.persons.everybody if p.tied == (phrase.relative, holder.name)]
        rival = tied or [
            person
            for person in self.persons.everybody
            if person is not holder
            and person.former == wants_former
            and person.country == holder.country
            and person.office == holder.office
        ]
        if len(rival) == 1:
            return self.of_person(
                rival[0],
                start,
                alone=True,
                how=f"The {phrase.relative} of {holder.name} in the text is {rival[0].name}",
            )
        return replace(
            found,
            code=holder.code,
            country=holder.country,
            sector="ELI" if wants_former else holder.sector,
            office=holder.office,
            confidence=0.6,
            why=f"The {phrase.relative} of {holder.name}, whom the text does not name.",
        )


def is_adjective(phrase: Phrase) -> bool:
    return phrase.head is None and phrase.nation is not None and phrase.nation.form == "adjective"


def as_clause(why: str) -> str:
    """A reason to be quoted within another."""
    return why[:1].lower() + why[1:]
