"""A document read from its first word to its last: every mention with the actor that it stands for.

Names found actors, descriptions and pronouns are read by what stands before them, and are then themselves what
later ones are read by, so that the chain from a pronoun to the full name is kept. Each mention looks back over a
bounded stretch: the whole is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.actors.describing import describe, described
from dragoman.actors.descriptions import BODY as BODY_NOUN
from dragoman.actors.descriptions import POINTS, read_description
from dragoman.actors.following import counts_people
from dragoman.actors.grammar import followed_by_verb, function, is_embedded, pronoun_role
from dragoman.actors.lexicon import NameMatch
from dragoman.actors.mentions import (
    BODY,
    DESCRIPTION,
    GROUP,
    NAME,
    PERSON,
    PRONOUN,
    SET,
    STATE,
    Mention,
    Raw,
    Referent,
    find_raw,
)
from dragoman.actors.newcomers import Newcomer
from dragoman.actors.officeholders import find_holder
from dragoman.actors.persons import Person
from dragoman.actors.phrase import read_phrase
from dragoman.actors.pronouns import SHE, choose, first_person, is_first_person
from dragoman.actors.resolution import Resolution
from dragoman.actors.sides import country_at
from dragoman.actors.tables import TERRITORY, territories
from dragoman.actors.telling import told
from dragoman.language import FoundQuote, find_quotes

if TYPE_CHECKING:
    from dragoman.actors.dossier import Dossier

# What stands between two actors that are named side by side; an apposition may stand between the commas.
JOINED = re.compile(
    r"(?:['’]s)?(?:\s+of\s+[A-Z][\w ]{2,25})?(?:,\s[^,.;:“”\"]{3,70})?"
    r"(?:,?\s+(?:and|or|nor|as well as|along with|&)\s+(?:(?:by|with|of|the|his|her|their|then|later)\s+){0,2}"
    r"(?-i:[a-z][\w'’-]*\s+){0,3}?|\s*[-–/]\s*)",
    re.I,
)
_AND = re.compile(r"\s+(?:and|or)\s+")
LISTED = re.compile(r"(?:,\s[^,.;:“”\"]{3,70})?,\s+(?:the\s+)?", re.I)
MET = re.compile(
    r"\s+(?:met|meets|meeting|met with|hosted|received|talked to|spoke to|spoke with|signed an? \w+ with)"
    r"\s+(?:with\s+)?(?:the\s+|[\w'’-]+\s+){0,4}?$"
)

DATELINE = re.compile(r"\s*[A-Z][A-Z' .-]{2,}(?:,\s[\w. ]{2,30})?(?:\s\([^()]{2,40}\))?\s[-–—]\s")
_PLURAL = re.compile(r"(?:[^s]s|men|women|people|police|children|troops)$", re.I)
_OWNED = re.compile(
    r"(?<![\w-])(?P<word>its|their|his|her)\s+(?:[a-z][\w-]*\s+){0,2}(?:[a-z][\w-]*,?\s+)?", re.I
)
_LEADS = re.compile(
    r"(?:,\s+(?:who|the|an?|one|head|leader|chief|chairman|chairwoman|founder|deputy|secretary|president)\s[^,;.]*|\s+(?:of|from|for)\s+(?:the\s+)?)$"
)

# Titles that are no office of politics by themselves.
COURTESY = frozenset(("Sheikh", "Prince", "Princess"))

# How far from an introduction its apposition reaches, in characters.
APPOSITION = 110


class Discourse:
    """The mentions of one document. ``quotes`` are those that the language stage found in the text, if it did."""

    def __init__(self, dossier: Dossier, quotes: Sequence[FoundQuote] | None) -> None:
        self.dossier = dossier
        self.text = dossier.text
        self.mentions: list[Mention] = []
        self.starts: list[int] = []
        self.by_key: dict[object, Referent] = {}
        self.quotes = list(find_quotes(self.text) if quotes is None else quotes)
        self.quotes = [quote for quote in self.quotes if quote.kind != "indirect"]
        self.quotes_at = [quote.start for quote in self.quotes]
        self.introducing: tuple[Referent, Raw] | None = None
        self.raws: list[Raw] = []
        self.raws_at: list[int] = []

    def read(self) -> None:
        """Go through the text once."""
        opening = DATELINE.match(self.text)
        self.raws = find_raw(self.dossier, self.dossier.bodies)
        self.raws_at = [raw.start for raw in self.raws]
        for raw in self.raws:
            # the place of a dateline does nothing
            if opening is None or raw.start >= opening.end():
                self.take(raw)

    # ---- what a stretch of text adds ----

    def take(self, raw: Raw) -> None:
        referent: Referent | None
        antecedent: Mention | None = None
        if raw.form == PRONOUN:
            antecedent = choose(self, self.text[raw.start : raw.end], raw.start)
            referent = antecedent.referent if antecedent else None
        elif raw.form == DESCRIPTION:
            referent, antecedent = described(self, raw)
        else:
            referent = self.named(raw)
        if referent is None:
            return
        mention = self.mention(raw, referent, antecedent)
        place = bisect_right(self.starts, raw.start)
        self.mentions.insert(place, mention)
        self.starts.insert(place, raw.start)
        if (
            antecedent is not None
            and raw.form == PRONOUN
            and referent.female is None
            and referent.kind == PERSON
        ):
            # who was once "she" stays so
            referent.female = self.text[raw.start : raw.end].lower() in SHE
        if referent.kind == PERSON and raw.form != PRONOUN and antecedent is None:
            self.introducing = (referent, raw)
            self.owned(raw, referent)
        elif (
            self.introducing
            and raw.start < self.introducing[1].end + APPOSITION
            and (raw.form != PRONOUN or referent.kind == BODY)
        ):
            self.attach(*self.introducing, mention)
        if raw.form != PRONOUN or referent.kind in (PERSON, STATE):
            self.couple(mention)

    def mention(self, raw: Raw, referent: Referent, antecedent: Mention | None) -> Mention:
        sentence = self.dossier.traces.sentence(raw.start)
        begin = self.dossier.traces.bounds(sentence)[0]
        return Mention(
            start=raw.start,
            end=raw.end,
            begin=raw.begin,
            referent=referent,
            form=raw.form,
            role=self.role(raw, begin),
            sentence=sentence,
            embedded=is_embedded(self.text, begin, raw.begin),
            quoted=self.quote_at(raw.start) is not None,
            plural=referent.kind == SET
            or (raw.form == PRONOUN and self.text[raw.start : raw.end].lower().startswith("the"))
            or (raw.form == DESCRIPTION and _PLURAL.search(self.text[raw.start : raw.end]) is not None)
            or (raw.form == NAME and referent.plural),
            antecedent=antecedent,
        )

    def role(self, raw: Raw, begin: int) -> str:
        word = self.text[raw.start : raw.end].lower()
        if raw.form == PRONOUN:
            return pronoun_role(self.text, word, begin, raw.start, raw.end)
        end = raw.end
        # behind a name its apposition may stand before the verb
        apposed = re.compile(r"(?:\s+of\s+[A-Z]\w+(?:\s[A-Z]\w+)?)?,\s[^,.;:“”\"]{3,90},").match(
            self.text, end
        )
        if apposed and followed_by_verb(self.text, apposed.end()):
            end = apposed.end()
        return function(self.text, begin, raw.begin, end)

    def named(self, raw: Raw) -> Referent | None:
        what = raw.what
        if isinstance(what, Person):
            return self.by_key.get(id(what)) or self.remember(id(what), self.person(what, raw))
        if isinstance(what, Newcomer):
            key = ("body", what.name)
            return self.by_key.get(key) or self.remember(key, self.body(what))
        if not isinstance(what, NameMatch):
            return None
        entry = what.entry
        if entry.kind == TERRITORY:
            code = entry.country or entry.code or ""
            if what.entry.form == "people":
                code, people = entry.code or "", ("people", entry.code)
                return self.by_key.get(people) or self.remember(
                    people,
                    Referent(
                        kind=STATE,
                        code=code,
                        country=entry.country,
                        sector="GOV",
                        name=entry.name,
                        plural=True,
                    ),
                )
            return self.state(entry.code or code)
        listed = ("body", entry.name)
        if listed in self.by_key:
            return self.by_key[listed]
        found = self.dossier.single(
            self.text[raw.start : raw.end], read_phrase(self.text[raw.start : raw.end]), raw.start, False
        )
        return self.remember(listed, of_resolution(BODY, found, name=entry.name))

    def state(self, code: str) -> Referent:
        key = ("state", code)
        if key in self.by_key:
            return self.by_key[key]
        entry = territories().get(code)
        return self.remember(
            key,
            Referent(
                kind=STATE,
                code=code,
                country=entry.country if entry else code,
                sector="GOV",
                name=entry.name if entry else code,
                identifier_id=entry.wikidata if entry else None,
            ),
        )

    def remember(self, key: object, referent: Referent) -> Referent:
        self.by_key[key] = referent
        return referent

    def person(self, person: Person, raw: Raw) -> Referent:
        """A person at the first mention: whose country no word tells has that of the table or of what is spoken of."""
        made = Referent(
            kind=PERSON,
            code=person.code,
            country=person.country,
            sector=person.sector,
            name=person.name,
            office=person.office,
            female=person.female,
            former=person.former,
            person=person,
            why=person.why,
        )
        if person.tied is not None or made.office in COURTESY:
            held = find_holder(person.name, self.dossier.day)
            if (held is not None and held.code in (made.code, None)) or (
                held is not None and made.code is None
            ):
                made.code, made.country, made.sector, made.office = (
                    held.code,
                    held.country,
                    held.sector,
                    held.office,
                )
                made.former, made.why = held.sector == "ELI", held.why
        if made.code is None or made.office is None:
            held = find_holder(person.name, self.dossier.day) if " " in person.name else None
            if held is not None and made.code in (None, held.code):
                made.code, made.country = held.code, held.country
                made.sector, made.office = made.sector or held.sector, made.office or held.office
                made.former = made.former or held.sector == "ELI"
                made.why = person.why or held.why
        if made.code is None:
            country, confidence, reason = country_at(self, raw.start, person.sector)
            made.code = made.country = country
            made.guessed, made.confidence = True, confidence
            made.why = f"the text does not name the country; {reason}"
        return made

    def body(self, what: Newcomer) -> Referent:
        made = of_resolution(BODY, what.found, name=what.name)
        if made.code is None:
            country, confidence, reason = country_at(self, what.start, made.sector)
            made.code = made.country = country
            made.guessed, made.confidence = True, confidence
            made.why = f"{what.found.why.rstrip('.')}; {reason}."
        return made

    def owned(self, raw: Raw, person: Referent) -> None:
        """ "Its spokesman, Jimmy Cherizier": whose the person is, is whom the person speaks for."""
        titled = read_phrase(self.text[raw.begin : raw.end]) if raw.begin < raw.start else None
        if titled is not None and titled.body is not None and person.home is None:
            # "the leader of the FARC, Rodrigo Londono"
            key = ("body", titled.body.name)
            person.home = self.by_key.get(key) or self.remember(
                key,
                Referent(
                    kind=BODY,
                    code=titled.body.code,
                    country=titled.body.country,
                    sector=titled.body.sector,
                    name=titled.body.name,
                    why=f"{titled.body.name} is listed",
                    identifier_id=titled.body.wikidata,
                ),
            )
        possessive = _OWNED.search(self.text, max(0, raw.begin - 24), raw.start)
        if possessive is None or person.home is not None:
            return
        holder = choose(self, possessive["word"], possessive.start())
        if holder is not None and holder.referent.kind in (BODY, GROUP):
            person.home = holder.referent
            if person.guessed and holder.referent.code:
                person.code, person.country = holder.referent.code, holder.referent.country

    def attach(self, person: Referent, introduced: Raw, mention: Mention) -> None:
        """A body named in the apposition of a person is the one that the person speaks for or leads."""
        owner = mention.referent
        if owner.kind not in (BODY, GROUP) or person.home is not None or owner is person:
            return
        if mention.start >= introduced.end:
            lead = self.text[introduced.end : mention.start]
            if (
                re.search(r"[.;“”\"]", lead)
                or not _LEADS.match(lead)
                or self.text.startswith(" of ", mention.end)
            ):
                return
        person.home = owner
        if person.guessed and owner.code:
            person.code, person.country, person.guessed = owner.code, owner.country, owner.guessed
        if person.sector is None:
            person.sector = owner.sector

    def couple(self, mention: Mention) -> None:
        """Where two or more actors of a kind stand side by side, they are one set as well."""
        place = bisect_left(self.starts, mention.start) - 1
        members, roles = [mention.referent], mention
        joined = False
        while place >= 0 and mention.start - self.starts[place] < 400:
            before = self.mentions[place]
            place -= 1
            if before.referent.kind == SET or before.end > roles.start:
                continue
            if before.form == PRONOUN and roles.start - before.end > 8:
                continue
            between = self.text[before.end : roles.begin]
            if mention.form == PRONOUN and roles is mention and not _AND.fullmatch(between):
                break
            kind = _kin(before.referent) == _kin(mention.referent)
            if kind and before.referent not in members and JOINED.fullmatch(between) and not joined:
                joined = True
            elif not (kind and joined and before.referent not in members and LISTED.fullmatch(between)):
                if kind and not joined and before.referent not in members and MET.fullmatch(between):
                    joined = True
                    members.insert(0, before.referent)
                    roles = before
                    break
                if "." in between or ";" in between or len(between) > 110:
                    break
                continue
            members.insert(0, before.referent)
            roles = before
        if not joined:
            return
        together = Mention(
            start=mention.start,
            end=mention.end,
            begin=roles.begin,
            referent=Referent(kind=SET, members=tuple(members), plural=True),
            form=NAME,
            role=roles.role,
            sentence=mention.sentence,
            embedded=roles.embedded,
            quoted=mention.quoted,
            plural=True,
        )
        place = bisect_right(self.starts, mention.start)
        self.mentions.insert(place, together)
        self.starts.insert(place, mention.start)

    # ---- questions ----

    def quote_at(self, start: int) -> FoundQuote | None:
        place = bisect_right(self.quotes_at, start) - 1
        return self.quotes[place] if place >= 0 and self.quotes[place].end > start else None

    def at(self, start: int, end: int) -> Mention | None:
        """The mention of a span: of two the one that ends where the span ends."""
        place = bisect_left(self.starts, start)
        found = None
        while place < len(self.starts) and self.starts[place] == start:
            mention = self.mentions[place]
            if mention.end == end and (found is None or mention.referent.kind != SET):
                found = mention
            place += 1
        return found

    def resolve(self, words: str, start: int, acting: bool) -> list[Resolution]:
        """Whom a pronoun or a description at an offset stands for; empty where nobody fits or a name stands there."""
        end = start + len(words)
        if is_first_person(words):
            referent = first_person(self, words.lower(), start)
            return told(self.text, words, referent, None, acting) if referent else []
        if PRONOUN_WORD.fullmatch(words):
            mention = self.at(start, end) if self.text[start:end] == words else None
            antecedent = mention.antecedent if mention else choose(self, words, start)
            return told(self.text, words, antecedent.referent, antecedent, acting) if antecedent else []
        description = read_description(words)
        if description is None:
            return []
        # a mention may be marked without the article that makes it refer back
        if description.determiner == "" and description.kind != BODY_NOUN:
            article = "the " if self.text[max(0, start - 4) : start].lower() == "the " else ""
            description = read_description(article + words)
        mention = self.at(start, end) if self.text[start:end] == words else None
        if mention is not None and mention.form == DESCRIPTION and mention.referent.code is not None:
            if mention.antecedent is None and not (description and description.determiner in POINTS):
                return []
            return told(self.text, words, mention.referent, mention.antecedent, acting)
        if description is None:
            return []
        if description.noun == "" and counts_people(self.dossier, words, start):
            return []
        referent, antecedent = describe(self, description, start, end)
        if referent is None or (referent.kind != SET and referent.code is None):
            return []
        if antecedent is None and referent.kind in (GROUP,) and not referent.guessed:
            return []
        return told(self.text, words, referent, antecedent, acting)


PRONOUN_WORD = re.compile(
    r"(?:he|him|his|himself|she|her|hers|herself|it|its|itself|they|them|their|theirs|themselves)", re.I
)


@lru_cache(maxsize=16384)
def refers_back(words: str) -> bool:
    """Whether words are a pronoun or a description that points to somebody, by their form alone."""
    if is_first_person(words) or PRONOUN_WORD.fullmatch(words):
        return True
    description = read_description(words)
    return description is not None and description.determiner != ""


def of_resolution(kind: str, found: Resolution, *, name: str | None = None, plural: bool = False) -> Referent:
    return Referent(
        kind=kind,
        code=found.code,
        country=found.country,
        sector=found.sector,
        name=name or found.name,
        office=found.office,
        plural=plural,
        confidence=found.confidence,
        why=found.why,
        identifier_id=found.identifier_id,
    )


def _kin(referent: Referent) -> str:
    return "body" if referent.kind == GROUP else referent.kind
