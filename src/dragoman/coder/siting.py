"""Where an event takes place, told apart from the dateline and from places that its sentence merely names.

The network's arc from the act to a place is the strongest evidence. Beside it stand the words before a place ("in",
"near", "the city of"), how near it is to the act and whether another clause lies between: "Lawmakers in Paris condemned
the attack in Bamako". An act of words is nowhere unless the arc or a plain "in" says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from dragoman.actors import TERRITORY, lexicon
from dragoman.actors.tables import territories
from dragoman.coder.placing import COUNTRY, place_at
from dragoman.places import is_region, locate
from dragoman.records import Actor, Place

# Acts of words take place nowhere in particular; the others do.
SPOKEN = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT", "CONCEDE"})
# Acts that go somewhere, so that "to Geneva" tells where.
GOING = frozenset({"CONSULT", "MOBILIZE", "AID"})
# Acts whose object may be a place that they are done to: "recaptured Anbar", "blockaded Cochabamba".
DONE_TO = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "CONSULT", "RETREAT"})

ARC, THERE, OBJECT, THITHER, FINER = 2.5, 2.0, 1.6, 1.3, 0.3
ENOUGH = 1.0
CLAUSE, OTHER_ACT, FAR = 0.7, 0.8, 120.0

_AT = frozenset(
    "in at near outside inside around off across throughout over on along within through amid".split()
)
_TO = frozenset("to into toward towards for".split())
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
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday".split()
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
# The whole of a country, or a corner of it, named by a common noun.
_COUNTRY = re.compile(
    r"\b(?:in|across|throughout|around|over) (?:the|this|that)(?: [\w-]+){0,3}? (?:country|kingdom|island|republic"
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
) -> Place | None:
    """The place of the act of type ``kind`` at ``trigger``, or None where its sentence gives none.

    ``arcs`` are the spans that the network ties to the act as its place, ``others`` the triggers of other acts in the
    sentence, ``people`` those who act and are acted upon. Offsets are those of ``text``.
    """
    natives = Counter(one.country for one in people if one.country)
    natives = natives if len(natives) == 1 else Counter()
    named = _outermost([*_named(text, sentence, trigger[1]), *(Site(*arc) for arc in arcs)])
    best: tuple[float, Site] | None = None
    there: list[Site] = []
    for one in named:
        tied = any(start < one.end and one.start < end for start, end in arcs)
        score, plain = _evidence(text, sentence, trigger, kind, one, others)
        if plain:
            there.append(one)
        score += ARC * tied
        if score >= ENOUGH and (best is None or score > best[0]):
            best = (score, one)
    chosen = best[1] if best else None
    if chosen is None and kind not in SPOKEN:
        # The only place that anything is said to be at, clauses away as it may be.
        chosen = there[0] if len(there) == 1 else None
    if chosen:
        return place_at(text, *_finest(text, chosen, named), countries, natives)
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
    return None


def _outermost(sites: Sequence[Site]) -> list[Site]:
    """The sites in order, of those that overlap the longest alone."""
    kept: list[Site] = []
    for one in sorted(set(sites), key=lambda site: (site.start - site.end, site.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda site: site.start)


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
    if behind and kind in DONE_TO and _DETERMINED.fullmatch(text[trigger[1] : one.start]):
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
    score -= OTHER_ACT * sum(low <= start and end <= high for start, end in others)
    if _MEETING.search(before[-60:]) and kind in ("CONSULT", "AGREE"):
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
        for last in _PREPOSITION.finditer(before, 0, end):
            pass
        if last is None:
            return None
        # Nothing but the words of one phrase may stand between, and no comma but after "capital".
        between = before[last.end() : end]
        if "," in between and not _APPOSED.search(between):
            return None
        if last[1].lower() != "of" or not _PLACED.search(before[: last.start()]):
            return last[1].lower()
        end = last.start()


def _named(text: str, within: tuple[int, int], acted: int) -> Iterator[Site]:
    """The names of states, regions and cities in a sentence, leftmost and longest first.

    A city's name of one word counts behind a preposition or as the object of the act that ends at ``acted``.
    """
    start, end = within
    sentence = text[start:end]
    matches = lexicon().find(sentence)
    taken = [(m.start, m.end) for m in matches if m.entry.kind != TERRITORY]
    states = {m.start: m.end for m in matches if m.entry.kind == TERRITORY and m.entry.form in ("name", "capital")}
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
                locate(name)
                and (
                    " " in name
                    or preposition(sentence[:at])
                    or _DETERMINED.fullmatch(text[acted : start + at])
                )
            ):
                stop = at + len(name)
                break
        stop = max(stop, states.get(at, 0))
        if stop:
            yield Site(start + at, start + stop)
            done = stop
