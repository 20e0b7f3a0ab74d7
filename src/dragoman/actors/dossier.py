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
from dragoman.actors.discourse import Discourse
from dragoman.actors.following import follow, owned_by_states
from dragoman.actors.lexicon import NEAR, lexicon, reading
from dragoman.actors.names import candidate_names, is_headline, longer, same_office
from dragoman.actors.newcomers import learn_newcomers, outside_names
from dragoman.actors.officeholders import find_holder
from dragoman.actors.persons import Person, Persons, learn_persons
from dragoman.actors.phrase import Phrase, read_phrase
from dragoman.actors.references import read_reference
from dragoman.actors.resolution import Resolution
from dragoman.actors.tables import ROLE, TERRITORY, Entry, territories
from dragoman.actors.traces import Traces
from dragoman.language import FoundQuote

# What a country taken from the surroundings is worth. Set on our training corpus, about 1,150 roles without a country,
# below the share in which each source was right there: the only state of the sentence .70, the only one before the role
# .60, the leading one of the text so far .82 where it is the only one, the foremost of the text after .53. With several
# to choose from in the sentence the nearest was right in two cases of five, so none is taken.
SENTENCE, AHEAD, LEADING, LATER, DATELINE = 0.5, 0.5, 0.5, 0.4, 0.3

# The leading state of the text so far must have this share of all that is named; below, it was right once in four.
LEADS = 0.65

# Who acts for a state does so abroad as well, and towards others. Where a sentence names a single state and only after
# the role, it was right for GOV in one case of four, and as the place of what happens ("met in Oslo") in little over
# half for these sectors; for people of the place ("police", "residents") such a place was right in four of five.
GOVERNS, TRAVELS = "GOV", frozenset(("GOV", "MIL", "SPY"))

# "Foreign journalists" are those of no state that is named.
FOREIGN = re.compile(
    r"\b(?:foreign|foreigners|tourists|international|multinational|western|european|african|asian|arab|global|overseas|counterparts?)\b",
    re.I,
)

# Something of whoever a pronoun stands for.
OWNED = 0.6
POSSESSIVE = re.compile(r"(his|her|its|their)\s", re.I)

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
        learn_persons(text, self.matches, self.persons)
        for other in also:
            if not is_headline(other):
                learn_persons(other, lexicon().find(other), self.persons, outside=True)
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
        told = self.discourse.resolve(text, start + max(0, entity_text.find(text)), acting)
        if told:
            return told
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
        return owned_by_states(self, text, phrase, start) or [self.single(text, phrase, start, acting)]

    def single(self, text: str, phrase: Phrase, start: int, acting: bool) -> Resolution:
        """One actor: by its own words, by the persons known, by what stands around it."""
        found = code_phrase(text, acting)
        if phrase.nation is not None and not phrase.nation.usual:
            found = self.shared_name(text, found, phrase.nation, start)
        if phrase.body is not None and phrase.others and phrase.nation is None:
            found = self.shared_acronym(phrase, found)
        if phrase.relative is not None:
            return self.kin(phrase, found, start)
        if phrase.person is not None:
            found = self.with_person(phrase.person, found, start)
        if found.code is not None:
            return self.shared_role(text, found, start) if is_adjective(phrase) else found
        known = self.known_person(text, phrase, found, start)
        if known is not None and known.code is not None and known.confidence >= SHARED_NAME:
            return known
        held = self.office_holder(text, phrase, found, start)
        if held is not None:
            return held
        owned = self.possessed(text, found, start, acting) if phrase.head is not None else None
        if owned is not None:
            return owned
        if known is not None:
            return known
        if phrase.head is not None or phrase.body is not None:
            return self.by_surroundings(phrase, found, start)
        return found

    def shared_acronym(self, phrase: Phrase, found: Resolution) -> Resolution:
        """An acronym of several organisations, taken for the one whose country the text speaks of."""
        bearers = [entry for entry in (phrase.body, *phrase.others) if entry is not None]
        best = max(bearers, key=lambda entry: self.traces.total.get(entry.country or "", 0.0))
        if best is phrase.body or not self.traces.total.get(best.country or "", 0.0):
            return found
        name = name_of(best.country or "")
        coded = code_organisation(Phrase(text=phrase.text, body=best), best)
        return replace(
            coded, confidence=0.85, why=f"{coded.why[:-1]}; of the bearers of the name, the one of {name}."
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
        holders = follow(self, owner.group(1), reference, start, acting) if owner and reference else []
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

    def office_holder(self, text: str, phrase: Phrase, found: Resolution, start: int) -> Resolution | None:
        """A name that the table of offices knows: "President Mandela", "Tony Blair"."""
        name = phrase.person or (text if phrase.head is None and phrase.body is None else None)
        if name is None:
            return None
        # Whom the text itself introduces keeps the full name it gave: "Brown" is then the singer Chris Brown.
        known = self.persons.find(name, start)
        full = longer(name, known[0].name) if known else name
        held = find_holder(full, self.day, title=phrase.title, former=phrase.former)
        return replace(held, sector=held.sector or found.sector) if held else None

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
        placed = self._discourse.by_key.get(id(person)) if code is None and self._discourse else None
        if placed is not None and placed.code is not None:
            code, country, confidence = placed.code, placed.country, placed.confidence
            reasons.append(as_clause(placed.why).rstrip("."))
        elif code is None:
            country, confidence, reason = self.surroundings(start, person.sector)
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

    def by_surroundings(self, phrase: Phrase, found: Resolution, start: int) -> Resolution:
        """A role without a country: the person who holds that office here, else the state spoken of."""
        if phrase.title is not None and phrase.person is None and phrase.head is not None:
            person = self.holder(phrase, start)
            if person is not None:
                return replace(
                    self.of_person(
                        person, start, alone=True, how=f"the last {phrase.title} named is {person.name}"
                    ),
                    confidence=0.85 if person.code else LEADING,
                )
        if FOREIGN.search(phrase.text) and not (phrase.head and phrase.head.name.startswith("foreign ")):
            return found
        abroad = phrase.head is not None and phrase.head.abroad
        country, confidence, reason = self.surroundings(start, found.sector, abroad=abroad)
        if country is None:
            return replace(found, why=f"{found.why[:-1]}; {reason}.")
        return replace(
            found,
            code=country,
            country=country,
            confidence=confidence,
            why=f"{found.why.replace('; the words do not say of which country', '')[:-1]}; {reason}.",
        )

    def holder(self, phrase: Phrase, start: int) -> Person | None:
        """The person last named before an offset who has the office a phrase speaks of."""
        wanted = phrase.title or ""
        rows = self.traces.people
        for place in range(self.traces.before_person(start) - 1, -1, -1):
            person = rows[place][1]
            if same_office(person.office, wanted) and (person.former == phrase.former):
                return person
        later = (
            p for p in self.persons.everybody if same_office(p.office, wanted) and p.former == phrase.former
        )
        return next(later, None)

    def surroundings(
        self, start: int, sector: str | None, *, abroad: bool = False
    ) -> tuple[str | None, float, str]:
        """The state that the sentence, or the text up to here, speaks of, how sure, and why.

        Whoever of ``sector`` acts for a state takes none from a place that follows; with ``abroad``, from no place.
        """
        begin, end = self.traces.bounds(self.traces.sentence(start))
        travels = abroad or sector in TRAVELS
        here, ahead = self.traces.states_in(begin, end), self.traces.states_in(begin, start)
        fit = set(self.traces.states_in(begin, start, grounds=not abroad))
        if sector != GOVERNS:
            fit |= set(self.traces.states_in(start, end, grounds=not travels))
        if len(here) == 1 and here.keys() <= fit:
            country = next(iter(here))
            return country, SENTENCE, f"the sentence speaks of {name_of(country)} alone"
        if len(ahead) == 1 and ahead.keys() <= fit:
            country = next(iter(ahead))
            return country, AHEAD, f"{name_of(country)} is the only state that the sentence names before"
        before = self.traces.salience(start)
        weight = sum(share for _, share in before)
        if not fit and len(here) < 2 and before and before[0][1] >= LEADS * weight:
            return before[0][0], LEADING, f"the text so far speaks mostly of {name_of(before[0][0])}"
        later = self.traces.states_in(end, len(self.text), grounds=not travels)
        if not before and len(self.traces.total) == 1 and later:
            country = next(iter(later))
            return country, LATER, f"{name_of(country)} is the only state that the text names"
        if self.home is not None:
            return self.home, DATELINE, f"nothing else tells, and the dateline is in {name_of(self.home)}"
        return None, 0.2, "nothing around tells the country"


def is_adjective(phrase: Phrase) -> bool:
    return phrase.head is None and phrase.nation is not None and phrase.nation.form == "adjective"


def name_of(code: str) -> str:
    entry: Entry | None = territories().get(code)
    return entry.name if entry else code


def as_clause(why: str) -> str:
    """A reason to be quoted within another."""
    return why[:1].lower() + why[1:]
