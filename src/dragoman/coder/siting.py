"""Where an event takes place, told apart from the dateline and from places that its sentence merely names.

The network's arc from the act to a place is the strongest evidence. Beside it stand the words before a place ("in",
"near", "the city of"), how near it is to the act and whether another clause lies between: "Lawmakers in Paris condemned
the attack in Bamako". An act of words is nowhere unless the arc or a plain "in" says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct

from dragoman.actors import TERRITORY, lexicon
from dragoman.actors.tables import territories
from dragoman.coder.placing import place_at
from dragoman.places import CITY, COUNTRY, is_region, locate
from dragoman.records import Actor, Place

# Acts of words take place nowhere in particular; the others do.
SPOKEN = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT", "CONCEDE"})
# Acts that happen where people are: a report dated from a place tells of them there.
HELD = frozenset({"CONSULT", "PROTEST", "ASSAULT", "COERCE"})
COURTS = frozenset({"JUD", "COP"})
# Acts that go somewhere, so that "to Geneva" tells where.
LEAVING = frozenset({"RETREAT", "MOBILIZE", "ASSAULT"})
GOING = frozenset({"CONSULT", "MOBILIZE", "AID"})
# Acts whose object may be a place that they are done to: "recaptured Anbar", "blockaded Cochabamba".
DONE_TO = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "CONSULT", "RETREAT"})

ARC, THERE, OBJECT, THITHER, FINER = 2.5, 2.0, 1.6, 1.3, 0.3
ENOUGH = 1.0
WHENCE = -1.5
# How far back "the town" looks for its name.
BACK = 400
CLAUSE, APART, OTHER_ACT, FAR = 0.7, 0.7, 0.8, 120.0

_AT = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "off",
        "across",
        "throughout",
        "over",
        "on",
        "along",
        "within",
        "through",
        "amid",
    ]
)
_TO = frozenset(["to", "into", "toward", "towards", "for"])
_PREPOSITION = re.compile(
    r"\b(in|at|near|outside|inside|around|off|across|throughout|over|on|along|within|through|from|to|into|towards?"
    r"|for|of|with|by|between|against|about|and|or|behind|beyond)\s+(?=(?:[^\s.;:()]+\s+){0,6}$)",
)
# "the city of", "the northern shore of": the phrase before it tells where.
_PLACED = re.compile(
    r"\b(?:city|town|village|capital|province|state|region|district|islands?|port|resort|valley|county|suburbs?|regency"
    r"|mountains?|hills|shores?|coast|outskirts|north|south|east|west|northeast|northwest|southeast|southwest|parts?"
    r"|cent(?:re|er)|heart|streets|areas?|peninsula|border|department|governorate|municipality|emirate|republic"
    r"|territory|enclave|camp|airport|gates?|square|waters|settlement|base|bay|kingdom) $",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[;:]|\b(?:who|whom|whose|which|that|after|before|when|while|as|because|although|over|about|against|since|until"
    r"|following|accusing|saying|despite)\b"
)
_WORD = re.compile(r"(?:al|el|es|ez|ul)-[A-Z][\w’'-]*|[^\W\d_][\w’'-]*\.?")
_LONGEST = 5
_NO_PLACES = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
_MEETING = re.compile(
    r"\b(?:talks|summit|meeting|conference|ceremony|headquarters|rally|embassy|court|session)\b(?:[^,.;]{0,30})$"
)
_DETERMINED = re.compile(
    r"\s+(?:(?:the|a|an|its|his|their|much of|most of|parts of|all of|[\w-]+ern)\s+)*(?:[a-z-]+ of )?"
    r"(?:[A-Z]\w+(?: [A-Z]\w+)?['’]s )?"
)
_APPOSED = re.compile(r"\b(?:capital|city|town|port|island|resort),\s*$")
# A larger place behind its part: "Valencia, in Venezuela's Carabobo state", "Ferguson, a suburb of St. Louis".
_HOLDING = re.compile(
    r",? (?:(?:in|on|of|near) )?(?:(?:an?|the) )?(?:(?:[A-Z][\w'’-]*|[a-z-]+ern|north|south|east|west|central|far) )*"
    r"(?:[a-z]+ (?:of|in|near|outside) )?(?:the )?|,? \("
)
# The place that the report is dated from.
_HERE = re.compile(r"\bthis (?:[\w-]+ ){0,3}?(?:town|city|village|capital|port|resort|island)\b")
# "The Mediterranean island", "the Pacific nation": a water that says of what kind a country is.
_ADJECTIVE = re.compile(r" (?:island nation|island|islands|nation|country|kingdom|state|republic|port|power)\b(?! of )")
# A place told by a common noun alone.
_COMMON = re.compile(
    r"(?:[Tt]he )?(?:[A-Z][a-z]+n? )?(?:[a-z]+ ){0,2}(?:city|town|village|capital|port|suburb)"
)
# What joins a place to the one that it holds: "Pakistan's southern province of Sindh", "the Red Sea resort of Sharm".
_LEADS_ON = re.compile(
    r"['’]s? (?:[a-z-]+ ){0,4}(?:of (?:the )?)?| (?:[a-z-]+ )?(?:resort|port|town|city|village|province|state|island)s? of (?:the )?"
)
# Beyond these a clause has a subject of its own, and beyond those stands what the act is about.
_APART = re.compile(r"; |, (?:and|but|while|yet|as|where|whom|who|one of whose) |(?<=\w), (?=[A-Z])|—|: ")
_TOPIC = re.compile(
    r"\b(?:for (?:his|her|their|its|the|a)|over|about|on (?!\w+day|[A-Z]\w+ \d)(?:the|a|an|its|\w+ \w+ in)|accusing|accused|with links)\b"
)
# The whole of a country, or a corner of it, named by a common noun.
_COUNTRY = re.compile(
    r"\b(?:in|across|throughout|around|over) (?:the|this|that)(?: [\w-]+){0,5}? (?:country|kingdom|island|republic"
    r"|nation|emirate|archipelago|territory|sultanate)\b"
)


class Site(Struct, frozen=True):
    """A place named in a sentence, offsets in the text."""

    start: int
    end: int


def site(
    text: str,
    sentence: tuple[int, int],
    trigger: tuple[int, int],
    kind: str,
    arcs: Sequence[tuple[int, int]],
    others: Sequence[tuple[int, int]],
    people: Sequence[Actor],
    countries: Mapping[str, int],
    dateline: Place | None = None,
) -> Place | None:
    """The place of the act of type ``kind`` at ``trigger``, or None where neither its sentence nor the dateline gives one.

    ``arcs`` are the spans that the network ties to the act as its place, ``others`` the triggers of other acts in the
    sentence, ``people`` those who act and are acted upon. Offsets are those of ``text``. ``dateline`` is where the report was written,
    given for acts of its first sentence alone: what takes place there and names no other place is reported from there.
    """
    natives = Counter(one.country for one in people if one.country)
    natives = natives if len(natives) == 1 else Counter()
    named = _own(
        text, _outermost([*_named(text, sentence, trigger[1], countries), *(Site(*arc) for arc in arcs)])
    )
    best: tuple[float, Site] | None = None
    there: list[Site] = []
    for one in named:
        tied = any(start < one.end and one.start < end for start, end in arcs)
        score, plain = _evidence(text, sentence, trigger, kind, one, others)
        if plain:
            gap = text[trigger[1] : one.start] if one.start >= trigger[1] else text[one.end : trigger[0]]
            if not _APART.search(gap) and not _TOPIC.search(gap):
                there.append(one)
        score += ARC * tied
        if tied and kind not in LEAVING and preposition(text[sentence[0] : one.start]) == "from":
            score += WHENCE
        if score >= ENOUGH and (best is None or score > best[0]):
            best = (score, one)
    if dateline and kind not in SPOKEN and _HERE.search(text, *sentence):
        return dateline
    chosen = best[1] if best else None
    if chosen is None and kind not in SPOKEN:
        # The only place that anything is said to be at, clauses away as it may be.
        chosen = there[0] if len(there) == 1 else None
    if chosen:
        start, end = _finest(text, chosen, named)
        meant = _meant(text, (start, end), countries)
        return meant or place_at(text, start, end, countries, natives)
    if kind in SPOKEN:
        return None
    if natives:
        home = next(iter(natives))
        for one in named:
            place = place_at(text, one.start, one.end, countries, natives)
            if place.resolution != COUNTRY and place.country_code == home:
                return place
        whole = _COUNTRY.search(text, *sentence)
        if whole:
            return Place(
                extracted_place=whole[0],
                start=whole.start(),
                end=whole.end(),
                resolved_place=territories()[home].name if home in territories() else None,
                country_code=home,
                resolution=COUNTRY,
            )
    held = kind in HELD or any(one.sector in COURTS for one in people)
    return dateline if held and not any(one.end <= trigger[0] for one in named) else None


def _meant(text: str, span: tuple[int, int], countries: Mapping[str, int]) -> Place | None:
    """The city that "the Iraqi port city" or "the town" stands for: the last one named before of its country."""
    words = text[slice(*span)]
    common = _COMMON.fullmatch(words)
    if not common:
        return None
    country = place_at(text, *span, countries).country_code
    back = max(0, span[0] - BACK)
    for one in reversed(list(_named(text, (back, span[0]), back, countries))):
        place = place_at(text, one.start, one.end, countries)
        if place.resolution == CITY and country in (None, place.country_code):
            return place
    for match in reversed(lexicon().find(text[back : span[0]])):
        if match.entry.kind == TERRITORY and match.entry.form in ("place", "capital"):
            place = place_at(text, back + match.start, back + match.end, countries)
            if place.resolution == CITY and country in (None, place.country_code):
                return place
    return None


def _outermost(sites: Sequence[Site]) -> list[Site]:
    """The sites in order, of those that overlap the longest alone."""
    kept: list[Site] = []
    for one in sorted(set(sites), key=lambda site: (site.start - site.end, site.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda site: site.start)


def _own(text: str, sites: Sequence[Site]) -> list[Site]:
    """The sites without those that only say where the next one lies: "Pakistan's Swat valley", "the Red Sea resort of"."""
    return [
        one
        for one, follower in zip_longest(sites, sites[1:])
        if one and not (follower and _LEADS_ON.fullmatch(text[one.end : follower.start]))
    ]


def _finest(text: str, chosen: Site, named: Sequence[Site]) -> tuple[int, int]:
    """The span of the place chosen, or of the one it holds: "Valencia, in Venezuela's Carabobo state"."""
    for one in reversed(named):
        if one.end <= chosen.start and _HOLDING.fullmatch(text[one.end : chosen.start]):
            chosen = one
    return chosen.start, chosen.end


def _evidence(
    text: str,
    sentence: tuple[int, int],
    trigger: tuple[int, int],
    kind: str,
    one: Site,
    others: Sequence[tuple[int, int]],
) -> tuple[float, bool]:
    """How much the words around a place speak for its being where the act took place; whether anything is at it."""
    before = text[sentence[0] : one.start]
    behind = one.start >= trigger[1]
    owner = text[one.end : one.end + 2] in ("'s", "’s")
    if behind and not owner and kind in DONE_TO and _DETERMINED.fullmatch(text[trigger[1] : one.start]):
        score = OBJECT
    else:
        word = preposition(before)
        if word in _AT:
            score = THERE
        elif word in _TO and kind in GOING and behind:
            score = THITHER
        elif not before.strip() and text[one.end : one.end + 1] == ",":
            score = THERE
        else:
            return 0.0, False
    gap = text[trigger[1] : one.start] if behind else text[one.end : trigger[0]]
    low, high = min(trigger[1], one.end), max(trigger[0], one.start)
    score -= CLAUSE * len(_BREAK.findall(gap)) + len(gap) / FAR
    if _APART.search(gap):
        score -= APART
    score -= OTHER_ACT * sum(low <= start and end <= high for start, end in others)
    if _MEETING.search(before[-60:]) and kind in ("CONSULT", "AGREE", "SUPPORT", "COOPERATE"):
        score += FINER * 2
    if kind in SPOKEN:
        score -= FINER * 2
    return score, True


def preposition(before: str) -> str | None:
    """The preposition that governs the phrase a place ends, seen from the text before the place.

    Of "in the southern Indian city of" it is "in".
    """
    end = len(before)
    while True:
        last = None
        for found in _PREPOSITION.finditer(before, 0, end):
            last = found
        if last is None:
            return None
        # Nothing but the words of one phrase may stand between, and no comma but after "capital".
        between = before[last.end() : end]
        if "," in between and not _APPOSED.search(between):
            return None
        if last[1].lower() != "of" or not _PLACED.search(before[: last.start()]):
            return last[1].lower()
        end = last.start()


def _named(text: str, within: tuple[int, int], acted: int, countries: Mapping[str, int]) -> Iterator[Site]:
    """The names of states, regions and cities in a sentence, leftmost and longest first.

    A city's name of one word counts behind a preposition or as the object of the act that ends at ``acted``.
    """
    start, end = within
    sentence = text[start:end]
    matches = lexicon().find(sentence)
    taken = [
        (m.start, m.end)
        for m in matches
        if m.entry.kind != TERRITORY or m.entry.form in ("adjective", "people")
    ]
    states = {
        m.start: m.end for m in matches if m.entry.kind == TERRITORY and m.entry.form in ("name", "capital")
    }
    words = list(_WORD.finditer(sentence))
    done = 0
    for first, word in enumerate(words):
        at = word.start()
        if at < done or not (word[0][:1].isupper() or "-" in word[0][:3]):
            continue
        stop = 0
        for last in range(min(len(words), first + _LONGEST) - 1, first - 1, -1):
            close = words[last].end()
            name = sentence[at:close]
            if "\n" in name or "," in name:
                continue
            name = name.removesuffix("'s").removesuffix("’s")
            if name.endswith(".") and not (first == last and len(name) < 4):
                name = name[:-1]
            if not name or name.lower() in _NO_PLACES or not name[-1].isalnum():
                continue
            if any(at < b and at + len(name) > a for a, b in taken):
                continue
            if is_region(name) or (
                locate(name, countries)
                and (
                    " " in name
                    or preposition(sentence[:at])
                    or _DETERMINED.fullmatch(text[acted : start + at])
                )
            ):
                stop = at + len(name)
                break
        stop = max(stop, states.get(at, 0))
        if stop and not _ADJECTIVE.match(sentence, stop):
            yield Site(start + at, start + stop)
            done = stop
