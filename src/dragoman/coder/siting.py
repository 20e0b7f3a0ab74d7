"""Where an event takes place, told apart from the dateline and from places that its sentence merely names.

The network's arc from the act to a place is the strongest evidence. Beside it stand the words before a place ("in",
"near", "the city of"), how near it is to the act and whether another clause lies between: "Lawmakers in Paris condemned
the attack in Bamako". An act of words is nowhere unless the arc or a plain "in" says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dragoman.actors import TERRITORY, lexicon
from dragoman.actors.tables import territories
from dragoman.coder.entities import LOCAL
from dragoman.coder.placing import place_at
from dragoman.coder.sites import (
    DETERMINED,
    Site,
    named_sites,
    outermost,
    preposition,
    site_words,
    without_holders,
)
from dragoman.places import CITY, COUNTRY, DISTRICT, PROVINCE
from dragoman.records import Actor, Place

# Acts of words take place nowhere in particular; the others do.
SPOKEN = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT", "CONCEDE"})
# Acts that happen where people are: a report dated from a place tells of them there.
HELD = frozenset({"CONSULT", "PROTEST", "ASSAULT", "COERCE"})
COURTS = frozenset({"JUD", "COP"})
# Acts that may come from a place, so that "from" does not speak against it.
LEAVING = frozenset({"RETREAT", "MOBILIZE", "ASSAULT"})
# Acts that go somewhere, so that "to Geneva" tells where.
GOING = frozenset({"CONSULT", "MOBILIZE", "AID"})
# Acts whose object may be a place that they are done to: "recaptured Anbar", "blockaded Cochabamba".
DONE_TO = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "CONSULT", "RETREAT"})

# What speaks for a place and against it, set by reading the errors on the development cases and on hand h05.
ARC, THERE, OBJECT, THITHER, FINER = 2.5, 2.0, 1.6, 1.3, 0.3
CLAUSE, APART, OTHER_ACT, WHENCE = 0.7, 0.7, 0.8, 1.5
# A place loses a point in so many characters between it and the act, and must come to ENOUGH.
FAR, ENOUGH = 120.0, 1.0
# Farther off no place comes to that, whatever speaks for it.
WIDEST = 600
# How far back "the town" looks for its name.
BACK = 400

_BREAK = re.compile(
    r"[;:]|\b(?:who|whom|whose|which|that|after|before|when|while|as|because|although|over|about|against|since|until"
    r"|following|accusing|saying|despite)\b"
)
_MEETING = re.compile(rf"\b(?:{'|'.join(site_words()['meetings'])})\b(?:[^,.;]{{0,30}})$")
# What follows a name that stands for the place itself.
_ENDS = re.compile(
    r"\W*$|[,.;:)—–-]| (?:on|in|at|and|or|but|after|before|for|from|as|to|with|during|late|early|last|this|by|over"
    r"|under|despite"
    r"|when|while|where|which|who|that|amid|against|following|since|until|again|overnight|yesterday|today|through|without"
    r"|since|between|because|killing|is|was|were|has|had|near|off|outside|province|city|region|state|district|valley|airport)\b"
    r"| [A-Z]"
)
# A larger place behind its part: "Valencia, in Venezuela's Carabobo state", "Ferguson, a suburb of St. Louis".
_HOLDING = re.compile(
    r",? (?:(?:in|on|of|near) )?(?:(?:an?|the) )?(?:(?:[A-Z][\w'’-]*|[a-z-]+ern|north|south|east|west|central|far) )*"
    r"(?:[a-z]+ (?:of|in|near|outside) )?(?:the )?|,? \("
)
# The place that the report is dated from.
_HERE = re.compile(r"\bthis (?:[\w-]+ ){0,3}?(?:town|city|village|capital|port|resort|island)\b")
# A place told by a common noun alone.
_COMMON = re.compile(
    r"(?:[Tt]he )?(?:[A-Z][a-z]+n? )?(?:[a-z]+ ){0,2}(?:city|town|village|capital|port|suburb)"
)
# Beyond these a clause has a subject of its own, and beyond those stands what the act is about.
_APART = re.compile(r"; |, (?:and|but|while|yet|as|where|whom|who|one of whose) |(?<=\w), (?=[A-Z])|—|: ")
_TOPIC = re.compile(
    r"\b(?:for (?:his|her|their|its|the|a)|over|about|on (?!\w+day|[A-Z]\w+ \d)(?:the|a|an|its|\w+ \w+ in)"
    r"|accusing|accused|with links)\b| for (?:[a-z]+ )?[a-z]+ (?:in|at|near|on) (?:the )?$"
)
# The whole of a country, or a corner of it, named by a common noun.
_COUNTRY = re.compile(
    r"\b(?:in|across|throughout|around|over) (?:the|this|that)(?: [\w-]+){0,5}? (?:country|kingdom|island|republic"
    r"|nation|emirate|archipelago|territory|sultanate)\b"
)


def site(
    text: str,
    sentence: tuple[int, int],
    trigger: tuple[int, int],
    kind: str,
    arcs: Sequence[tuple[int, int]],
    others: Sequence[tuple[int, int]],
    actors: Sequence[Actor],
    recipients: Sequence[Actor],
    countries: Mapping[str, int],
    dateline: Place | None = None,
) -> Place | None:
    """The place of the act of type ``kind`` at ``trigger``, or None where the text gives none.

    ``arcs`` are the spans that the network ties to the act as its place, ``others`` the triggers of other acts in the
    sentence, ``actors`` and ``recipients`` those who act and are acted upon. Offsets are those of ``text``.
    ``dateline`` is where the report was written, given for acts of its first sentence alone: what takes place there and
    names no other place is reported from there.
    """
    natives = _natives(kind, actors, recipients)
    sentence = _around(text, sentence, trigger)
    named = without_holders(
        text, outermost([*named_sites(text, sentence, trigger[1], countries), *(Site(*arc) for arc in arcs)])
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
            score -= WHENCE
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
    homes = {one.country for one in (*actors, *recipients) if one.country}
    if len(homes) == 1:
        home = homes.pop()
        for one in named:
            place = place_at(text, one.start, one.end, countries, natives)
            if place.resolution in (PROVINCE, DISTRICT) and place.country_code == home:
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
    held = kind in HELD or any(one.sector in COURTS for one in actors)
    return dateline if held and not any(one.end <= trigger[0] for one in named) else None


def _around(text: str, sentence: tuple[int, int], trigger: tuple[int, int]) -> tuple[int, int]:
    """The part of a sentence in which its act's place can stand, so that no endless line is read for each act."""
    start, end = max(sentence[0], trigger[0] - WIDEST), min(sentence[1], trigger[1] + WIDEST)
    while sentence[0] < start < trigger[0] and not text[start - 1].isspace():
        start += 1
    while trigger[1] < end < sentence[1] and not text[end].isspace():
        end -= 1
    return start, end


def _natives(kind: str, actors: Sequence[Actor], recipients: Sequence[Actor]) -> Counter[str]:
    """The one country whose people an act is among, if there is one.

    Police, courts and crowds act at home; soldiers who attack are as a rule where those are whom they attack.
    """
    everybody = (*actors, *recipients)
    settled = [one for one in actors if one.sector in LOCAL]
    for some in (everybody, settled, recipients if kind == "ASSAULT" else actors):
        codes = {one.country for one in some if one.country}
        if len(codes) == 1:
            return Counter(codes)
    return Counter()


def _meant(text: str, span: tuple[int, int], countries: Mapping[str, int]) -> Place | None:
    """The city that "the Iraqi port city" or "the town" stands for: the last one named before of its country."""
    words = text[slice(*span)]
    common = _COMMON.fullmatch(words)
    if not common:
        return None
    country = place_at(text, *span, countries).country_code
    back = max(0, span[0] - BACK)
    for one in reversed(named_sites(text, (back, span[0]), back, countries)):
        place = place_at(text, one.start, one.end, countries)
        if place.resolution == CITY and country in (None, place.country_code):
            return place
    for match in reversed(lexicon().find(text[back : span[0]])):
        if match.entry.kind == TERRITORY and match.entry.form in ("place", "capital"):
            place = place_at(text, back + match.start, back + match.end, countries)
            if place.resolution == CITY and country in (None, place.country_code):
                return place
    return None


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
    # "Met South Korea's president" and "stoned the U.S. embassy" are done to somebody else.
    whole = _ENDS.match(text, one.end) is not None
    if behind and whole and kind in DONE_TO and DETERMINED.fullmatch(text[trigger[1] : one.start]):
        score = OBJECT
    else:
        word = preposition(before)
        if word in site_words()["at"]:
            score = THERE
        elif (word in site_words()["to"] and kind in GOING and behind) or (
            word == "from" and kind == "RETREAT" and behind
        ):
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
