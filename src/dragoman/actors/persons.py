"""The persons of one text, learnt from the places where it introduces them by title, country and name."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dragoman.actors.coding import code_phrase
from dragoman.actors.lexicon import NameMatch
from dragoman.actors.names import (
    ENGLISH,
    FAMILY_NAME_FIRST,
    WORD,
    name_at,
    name_before,
    name_key,
    short_forms,
    skip_space,
)
from dragoman.actors.phrase import read_phrase
from dragoman.actors.resolution import Resolution
from dragoman.actors.standing import HELD
from dragoman.actors.tables import ROLE, TERRITORY

# Between a nationality and its title stand adjectives, no verbs or prepositions.
BETWEEN = re.compile(
    rf"(?:['’]s?)?(?:(?:\s+|-)(?:[a-z][\w-]*|{'|'.join(ENGLISH['title_words'])}),?){{0,5}}(?:\s+|-)"
)
CAPITAL_STANDING = re.compile(r"(?:\b(?:The|A)\s+)?\b(?:Former|Ousted|Deposed|Late|Retired|Ex)[\s-]+$")
LOWER_WORDS = re.compile(r"(?<!\w)(?:(?:[a-z][\w-]*|ex)[\s-]+){1,4}$")
NO_ADJECTIVE = ENGLISH["no_adjective"]
APPOSED = re.compile(
    r",\s+(?:who\s+(?:is|was|has been|had been|became|served as|serves as)\s+)?(?:(?:aged?\s+)?\d{1,3},\s+)?$"
)
CLOSES_APPOSITION = re.compile(r"[,.;:)\n—–]|\s[—–-]|$")
# "In Dili General Wiranto" says where the general was.
WHERE = re.compile(r"\b(?:in|at|near|from|to|outside)\s+(?:the\s+)?$", re.I)
PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|to|outside|of|on)\s+$", re.I)
FEMALE = re.compile(r"woman$|^(?:queen|princess|empress|first lady|crown princess)$")
MALE = re.compile(
    r"^(?:king|prince|emperor|pope|sultan|emir|shah|crown prince|businessman|policeman|imam|ayatollah)$"
)


class Person(Struct, kw_only=True):
    """One person a text speaks of. ``seen`` are the offsets of the full mentions, ascending; -1 for a headline.

    ``vague`` holds where only a word as wide as "leader" gives the sector. ``tied`` is ("predecessor", name of
    the other) where the text introduces the person so. ``left`` tells that the tables have the person out of office on
    the day, whatever the text still calls them.
    """

    name: str
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    former: bool = False
    vague: bool = False
    female: bool | None = None
    why: str = ""
    tied: tuple[str, str] | None = None
    left: bool = False
    seen: list[int]


class Introduction(Struct, frozen=True):
    """A place that ties a name to a title: the whole phrase and where the name in it begins."""

    phrase: str
    name: str
    start: int


class Persons:
    """Everybody a text introduces, found again by full name, surname or other short form."""

    def __init__(self) -> None:
        self.everybody: list[Person] = []
        self.by_key: dict[str, list[tuple[int, bool]]] = {}

    def add(self, name: str, found: Resolution, *, former: bool, female: bool | None, start: int) -> Person:
        """Note an introduction; a person already known keeps what the first full mention said."""
        known = self.same(name, found)
        if known is None:
            person = Person(
                name=name,
                code=found.code,
                country=found.country,
                sector=found.sector,
                office=found.office,
                former=former,
                female=female,
                why=found.why,
                seen=[start],
            )
            self.everybody.append(person)
            self.index(len(self.everybody) - 1, person)
            return person
        person = self.everybody[known]
        longer = len(name.split()) > len(person.name.split())
        if longer:
            person.name = name
        if person.code is None and found.code is not None:
            person.code, person.country, person.why = found.code, found.country, found.why
        if person.sector is None:
            person.sector = found.sector
        if person.office is None:
            person.office, person.former = found.office, former
        person.female = female if person.female is None else person.female
        if start >= 0:
            insort(person.seen, start)
        if longer or found.code is not None:
            self.index(known, person)
        return person

    def same(self, name: str, found: Resolution) -> int | None:
        """The number of the person that a name already stands for, if any and nothing speaks against it."""
        key = name_key(name)
        for number, _ in sorted(self.by_key.get(key, ()), key=lambda item: not item[1]):
            person = self.everybody[number]
            if name_key(person.name) == key or agree(person, found):
                return number
        for short in short_forms(name):
            for number, _ in self.by_key.get(short, ()):
                if name_key(self.everybody[number].name) == short and agree(self.everybody[number], found):
                    return number
        return None

    def index(self, number: int, person: Person) -> None:
        words = name_key(person.name).split()
        first_too = person.country in FAMILY_NAME_FIRST
        for key in (" ".join(words), *short_forms(person.name)):
            telling = key != words[0] or first_too or len(words) == 1
            telling = telling and (len(words) < 3 or key != words[1])
            rows = self.by_key.setdefault(key, [])
            rows[:] = [row for row in rows if row[0] != number] + [(number, telling)]

    def find(self, name: str, start: int) -> tuple[Person, bool] | None:
        """Who bears a name at an offset: the bearer introduced last before it, else first after it.

        The second value tells whether there was only one to choose from.
        """
        rows = self.by_key.get(name_key(name), [])
        rows = [row for row in rows if row[1]] or rows
        if not rows:
            return None
        people = [self.everybody[number] for number, _ in rows]
        return max(people, key=lambda person: nearness(person, start)), len(people) == 1


def nearness(person: Person, start: int) -> tuple[bool, int]:
    """Earlier introductions first, the nearest of them foremost; later ones by how soon they come."""
    place = bisect_right(person.seen, start)
    return (True, person.seen[place - 1]) if place else (False, -person.seen[0])


def agree(person: Person, found: Resolution) -> bool:
    """Whether an introduction can be of a person already known by a shorter or longer name."""
    return person.country is None or found.country is None or person.country == found.country


def learn_persons(
    text: str,
    matches: Sequence[NameMatch],
    persons: Persons,
    *,
    outside: bool = False,
    day: dt.date | None = None,
) -> None:
    """Add everybody whom a text introduces. ``outside``: a headline or caption, whose offsets do not count."""
    last: Person | None = persons.everybody[-1] if persons.everybody and outside else None
    for introduction in introductions(text, matches):
        phrase = read_phrase(introduction.phrase)
        found = code_phrase(introduction.phrase, False, day)
        if phrase.relative is not None:
            found = beside(last, phrase.relative, found)
        title = phrase.head.name if phrase.head else ""
        tied = (phrase.relative, last.name) if phrase.relative is not None and last is not None else None
        female = True if FEMALE.search(title) else False if MALE.search(title) else None
        last = persons.add(
            introduction.name,
            found,
            former=found.sector == "ELI",
            female=female,
            start=-1 if outside else introduction.start,
        )
        last.tied = last.tied or tied
        rank = phrase.head is not None and phrase.head.sector == "MIL" and phrase.head.office == "*"
        last.vague = last.vague or (phrase.head is not None and (phrase.head.weak or rank))


def beside(last: Person | None, relative: str, found: Resolution) -> Resolution:
    """Codes of a predecessor or successor, from the person named before."""
    if last is None:
        return found
    if relative == "predecessor":
        sector = "ELI" if last.sector in (HELD - {None}) | {"ELI"} else last.sector
    else:
        sector = "GOV" if last.sector == "ELI" else last.sector
    return replace(
        found,
        code=found.code or last.code,
        country=found.country or last.country,
        sector=sector,
        office=last.office,
        confidence=0.8,
        why=f"The {relative} of {last.name}.",
    )


def introductions(text: str, matches: Sequence[NameMatch]) -> Iterator[Introduction]:
    """Every place that gives a person's title and name, in the text's order."""
    at = {match.start: match for match in matches}
    for number, match in enumerate(matches):
        if match.entry.kind != ROLE or match.entry.form != "person":
            continue
        found = (
            name_after(text, matches, number, at)
            or name_apposed(text, matches, number, at)
            or name_ahead(text, matches, number, at)
        )
        if found is not None:
            yield found


def name_after(
    text: str, matches: Sequence[NameMatch], number: int, at: dict[int, NameMatch]
) -> Introduction | None:
    """ "Japanese Prime Minister Sanae Mori", "Foreign Minister Park Jin of South Korea"."""
    match = matches[number]
    begin = skip_space(text, match.end)
    named = name_at(text, begin) if begin > match.end else None
    if named is None or is_other_name(at, begin, named[1]):
        return None
    name, end = named
    if " " not in name and match.entry.office is None:
        return None
    if number + 1 < len(matches) and matches[number + 1].start < end:
        nested = matches[number + 1]
        if nested.entry.kind == ROLE and nested.start > begin:
            end = nested.start
            name = " ".join(text[begin:end].split())
    last = belongs_after(text, end, at)
    return Introduction(text[phrase_start(text, matches, number) : last], name, begin)


def name_apposed(
    text: str, matches: Sequence[NameMatch], number: int, at: dict[int, NameMatch]
) -> Introduction | None:
    """ "South Korea's new president, Lee Jae Myung,"."""
    match = matches[number]
    end = belongs_after(text, match.end, at)
    if text[end : end + 1] != ",":
        return None
    begin = skip_space(text, end + 1)
    named = name_at(text, begin)
    if named is None or is_other_name(at, begin, named[1]) or " " not in named[0]:
        return None
    if not CLOSES_APPOSITION.match(text, named[1]):
        return None
    return Introduction(text[phrase_start(text, matches, number) : named[1]], named[0], begin)


def name_ahead(
    text: str, matches: Sequence[NameMatch], number: int, at: dict[int, NameMatch]
) -> Introduction | None:
    """ "Lee Jae Myung, the president of South Korea,"."""
    match = matches[number]
    if text[match.end : match.end + 2] in {"'s", "’s"}:
        return None
    start = phrase_start(text, matches, number)
    window = max(0, start - 40)
    comma = APPOSED.search(text[window:start])
    if comma is None:
        return None
    named = name_before(text, window + comma.start())
    if named is None or " " not in named[0] or is_other_name(at, named[1], window + comma.start()):
        return None
    if PLACE_BEFORE.search(text[max(0, named[1] - 12) : named[1]]):
        return None
    phrase = text[start : belongs_after(text, match.end, at)]
    return Introduction(f"{named[0]}, {phrase}", named[0], named[1])


def is_other_name(at: dict[int, NameMatch], start: int, end: int) -> bool:
    """Whether what looks like a person's name is a state, an organisation or a title."""
    match = at.get(start)
    return match is not None and (match.end >= end or match.entry.kind != TERRITORY)


def belongs_after(text: str, end: int, at: dict[int, NameMatch]) -> int:
    """The end of "of South Korea" after a title or name; the given end when none follows."""
    joint = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?").match(text, end)
    match = at.get(joint.end()) if joint else None
    if match is None and joint is not None:
        match = at.get(joint.start(0) + len(joint.group().rstrip().removesuffix("the").rstrip()) + 1)
    return match.end if match is not None else end


def phrase_start(text: str, matches: Sequence[NameMatch], number: int) -> int:
    """Where the phrase of a title begins: nationality, organisation and adjectives before it included."""
    start = matches[number].start
    for before in range(number - 1, max(-1, number - 4), -1):
        match = matches[before]
        between = text[match.end : start]
        words = re.findall(r"[a-z][\w-]*", between)
        possessive = between[:2] in {"'s", "’s"} or between[:1] in {"'", "’"}
        words = words[1:] if words[:1] == ["s"] else words
        if not BETWEEN.fullmatch(between) or " - " in between or any(word in NO_ADJECTIVE for word in words):
            break
        if "," in between and not possessive:
            break
        if (
            not possessive
            and match.entry.form in {"name", "capital", "place"}
            and match.entry.kind == TERRITORY
            and (words or WHERE.search(text, max(0, match.start - 16), match.start))
        ):
            break
        start = match.start
    window = max(0, start - 60)
    adjectives = LOWER_WORDS.search(text[window:start])
    if adjectives is None:
        capital = CAPITAL_STANDING.search(text[window:start])
        return window + capital.start() if capital else start
    opening = CAPITAL_STANDING.search(text[window : window + adjectives.start()])
    words_before = list(WORD.finditer(adjectives.group()))
    kept = len(adjectives.group())
    for word in reversed(words_before):
        if word.group() in NO_ADJECTIVE:
            break
        kept = word.start()
    if opening is not None and kept == 0:
        return window + opening.start()
    return window + adjectives.start() + kept
