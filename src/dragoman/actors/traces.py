"""Where a text names states, bodies and persons: the indexes that back-references are answered from."""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from dragoman.actors.coding import STATELESS
from dragoman.actors.grounds import grounds
from dragoman.actors.lexicon import NameMatch
from dragoman.actors.names import WORD
from dragoman.actors.persons import Person, Persons
from dragoman.actors.phrase import AGAINST, SIDED
from dragoman.actors.tables import ORGANISATION, TERRITORY

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W\d_a-z])|\n\s*\n")
ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|St|Lt|Col|Maj|Adm|Sgt|Capt|vs|No|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec))\.$"
)
PREPOSITION = re.compile(
    r"\b(?:with|of|by|to|against|from|for|about|than|on|over|like|between)\s+(?:[\w.'’-]+\s+){0,4}$", re.I
)
IN = re.compile(r"\b(?:in|across|inside|near|around)\s+(?:the\s+)?$", re.I)

# A place where something happens: "in Oslo", "near the Polish border"; not "in Norway's view".
LOCATED = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|throughout)\s+"
    r"(?:(?:the|capital|city|town|port|resort|of|downtown|central|eastern|western|north(?:ern|east(?:ern)?|west(?:ern)?)?|"
    r"south(?:ern|east(?:ern)?|west(?:ern)?)?)\s+){0,4}$",
    re.I,
)
OWNS = re.compile(r"['’]s?\b")
GROUND = re.compile(
    r"\s+(?:(?:capital|border|coast|city|town|village|port|resort|province|region|island|airport)\b|soil\b)"
)

# What stands between two states that are named together.
JOINED = re.compile(r"\s*(?:-|–|,?\s+and\s+(?:the\s+)?)\s*")

# How fast a naming fades, in characters (about three sentences), and how far back is looked.
FADES, REACH, MOST = 400.0, 2000, 80

# A bare name weighs more than an adjective, which may only describe something ("Japanese companies").
WEIGHTS = {"name": 1.0, "capital": 1.0, "adjective": 0.6, "people": 0.6, "place": 0.5}


class Traces:
    """The namings of one text in order of their offsets, found by bisection."""

    def __init__(self, text: str, matches: Sequence[NameMatch], persons: Persons) -> None:
        self.text = text
        self.sentences = sentence_starts(text)
        self.people: list[tuple[int, Person]] = list(person_mentions(text, persons))
        self.people_at = [start for start, _ in self.people]
        # No word of these belongs to a person's name, or it would count twice.
        namings: list[tuple[int, str, float]] = []
        for match in matches:
            entry = match.entry
            if entry.kind == TERRITORY and entry.code and not is_sided(text, match):
                weight = WEIGHTS[entry.form] * (
                    1.5 if IN.search(text, max(0, match.start - 12), match.start) else 1
                )
                namings.append((match.start, entry.country or entry.code, weight))
            # A paper or an agency reports from anywhere: "(BBC)" does not make a text one about Britain.
            elif (
                entry.kind == ORGANISATION
                and entry.country
                and entry.country not in STATELESS
                and entry.sector != "JRN"
                and not entry.common
                and all(other.country == entry.country for other in match.others if other.country)
            ):
                namings.append((match.start, entry.country, 0.5))
        namings += [
            (start, person.country, 0.6)
            for start, person in self.people
            if person.country and person.country not in STATELESS
        ]
        spoken = Counter(country for _, country, _ in namings)
        cities = list(grounds(text, matches, spoken))
        namings += [(start, country, WEIGHTS["place"]) for start, _, country in cities]
        self.namings = sorted(namings)
        self.namings_at = [start for start, _, _ in self.namings]
        self.total: dict[str, float] = {}
        for _, country, weight in self.namings:
            self.total[country] = self.total.get(country, 0.0) + weight
        # Where a state is only the ground that something happens on.
        self.grounds = frozenset(
            (
                *(m.start for m in matches if m.entry.kind == TERRITORY and is_ground(text, m)),
                *(start for start, _, _ in cities),
            )
        )
        self.first: dict[str, int] = {}
        for at, country, _ in self.namings:
            self.first.setdefault(country, at)
        self.pairs = pairs(text, matches, self.people)
        self.pairs_at = [start for start, _, _ in self.pairs]
        # Names that belong to one state only, by which a shared one ("Congo") may be told.
        self.plainly = Counter(m.entry.code for m in matches if m.entry.kind == TERRITORY and m.entry.usual)

    def sentence(self, start: int) -> int:
        """The number of the sentence that an offset stands in."""
        return max(0, bisect_right(self.sentences, start) - 1)

    def bounds(self, number: int) -> tuple[int, int]:
        """The span of a sentence by its number."""
        end = self.sentences[number + 1] if number + 1 < len(self.sentences) else len(self.text)
        return self.sentences[number], end

    def salience(self, start: int) -> list[tuple[str, float]]:
        """The states named before an offset, foremost first: often named and lately named count."""
        weights: dict[str, float] = {}
        last = bisect_left(self.namings_at, start)
        for place in range(last - 1, max(-1, last - 1 - MOST), -1):
            at, country, weight = self.namings[place]
            if start - at > REACH:
                break
            weights[country] = weights.get(country, 0.0) + weight * math.exp(-(start - at) / FADES)
        return sorted(weights.items(), key=lambda item: -item[1])

    def states_in(self, start: int, end: int, *, grounds: bool = True) -> dict[str, float]:
        """The weight of each state named in a span; without ``grounds`` places of events do not count."""
        found: dict[str, float] = defaultdict(float)
        for place in range(bisect_left(self.namings_at, start), bisect_left(self.namings_at, end)):
            at, country, weight = self.namings[place]
            if grounds or at not in self.grounds:
                found[country] += weight
        return found

    def foremost(self, start: int, number: int) -> list[str]:
        """The ``number`` states that a plural reference at an offset most likely stands for, in order of naming.

        A pair named together in this sentence or the last ("Peru and Chile") goes first; else those named before it;
        where there are too few, those that the whole text names most.
        """
        chosen = self.last_pair(start) if number == 2 else []
        chosen = chosen or [country for country, _ in self.salience(start)[:number]]
        for country in sorted(self.total, key=lambda code: -self.total[code]):
            if len(chosen) >= number:
                break
            if country not in chosen:
                chosen.append(country)
        return sorted(chosen, key=lambda country: self.first[country])

    def last_pair(self, start: int) -> list[str]:
        """The two states last named side by side, if that was in this sentence or the one before."""
        begin = self.bounds(max(0, self.sentence(start) - 1))[0]
        for place in range(bisect_left(self.pairs_at, start) - 1, -1, -1):
            at, one, other = self.pairs[place]
            return [one, other] if at >= begin else []
        return []

    def last_person(self, start: int, female: bool | None) -> tuple[int, Person] | None:
        """Whom "he" or "she" stands for, and where: the nearest before it, subjects before objects."""
        place = bisect_left(self.people_at, start)
        sentence = self.sentence(start)
        for number in range(sentence, max(-1, sentence - 4), -1):
            begin, end = self.bounds(number)
            low = bisect_left(self.people_at, begin)
            high = min(place, bisect_left(self.people_at, end))
            there = [row for row in self.people[low:high] if fits(row[1], female)]
            free = [
                row for row in there if not PREPOSITION.search(self.text[max(begin, row[0] - 60) : row[0]])
            ]
            if free or there:
                return (free or there)[-1]
        earlier = (self.people[at] for at in range(place - 1, -1, -1) if fits(self.people[at][1], female))
        return next(earlier, None)

    def before_person(self, start: int) -> int:
        """How many namings of persons stand before an offset."""
        return bisect_left(self.people_at, start)


def pairs(
    text: str, matches: Sequence[NameMatch], people: Sequence[tuple[int, Person]]
) -> list[tuple[int, str, str]]:
    """Where two states stand side by side, by their names ("Peru and Chile", "Seoul-Tokyo") or their people's."""
    named = [
        (m.start, m.end, m.entry.country)
        for m in matches
        if m.entry.kind == TERRITORY and m.entry.form in {"name", "capital"} and not is_sided(text, m)
    ]
    for start, person in people:
        surname = WORD.match(text, start)
        if surname is not None and person.country not in STATELESS:
            named.append((start, surname.end(), person.country))
    named.sort(key=lambda one: one[:2])
    found = []
    for (_, end, one), (begin, _, other) in itertools.pairwise(named):
        if one and other and one != other and JOINED.fullmatch(text[end:begin]):
            found.append((begin, one, other))
    return found


def fits(person: Person, female: bool | None) -> bool:
    return female is None or person.female is None or person.female == female


def is_sided(text: str, match: NameMatch) -> bool:
    """Whether a name only tells a side: "Moscow-backed", "anti-American"."""
    return bool(SIDED.match(text, match.end) or AGAINST.search(text[max(0, match.start - 8) : match.start]))


def is_ground(text: str, match: NameMatch) -> bool:
    """Whether a state is named only as the ground of what happens: "in Oslo", "near the Polish border"."""
    if LOCATED.search(text, max(0, match.start - 40), match.start) is None or OWNS.match(text, match.end):
        return False
    return match.entry.form in {"name", "capital", "place"} or GROUND.match(text, match.end) is not None


def sentence_starts(text: str) -> list[int]:
    """Where each sentence begins, abbreviations minded; close enough for what "the same sentence" decides."""
    starts = [0]
    for gap in SENTENCE_END.finditer(text):
        if not ABBREVIATED.search(text, max(0, gap.start() - 6), gap.start()):
            starts.append(gap.end())
    return starts


def person_mentions(text: str, persons: Persons) -> list[tuple[int, Person]]:
    """Every place where somebody known is named, by full name or short."""
    found: list[tuple[int, Person]] = []
    if not persons.everybody:
        return found
    last_end = -1
    for word in WORD.finditer(text):
        bare = word.group().rstrip(".")
        if not bare[:1].isupper() or word.start() < last_end:
            continue
        bare = bare[:-2] if bare.endswith(("'s", "’s")) else bare
        named = persons.find(bare, word.start())
        if named is None:
            continue
        if (
            found
            and found[-1][1] is named[0]
            and not text[found[-1][0] : word.start()].strip(" " + named[0].name)
        ):
            continue
        found.append((word.start(), named[0]))
        last_end = word.end()
    return found
