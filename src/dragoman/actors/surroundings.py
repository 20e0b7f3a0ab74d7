"""A role without a country, read by what stands around it: right beside it, in its sentence, in the text so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.actors.grounds import AT, city_in, country_of, free_part
from dragoman.actors.lexicon import lexicon
from dragoman.actors.names import same_office
from dragoman.actors.persons import NO_ADJECTIVE, Person
from dragoman.actors.phrase import Phrase
from dragoman.actors.resolution import Resolution
from dragoman.actors.tables import TERRITORY, Entry, territories

if TYPE_CHECKING:
    from dragoman.actors.dossier import Dossier

# What a country taken from the surroundings is worth. Set on our training corpus, about 1,150 roles without a country,
# below the share in which each source was right there: the only state of the sentence .70, the only one before the role
# .60, the leading one of the text so far .82 where it is the only one, the foremost of the text after .53. With several
# to choose from in the sentence the nearest was right in two cases of five, so none is taken.
SENTENCE, AHEAD, LEADING, LATER, DATELINE = 0.5, 0.5, 0.5, 0.4, 0.3

# A country right beside the role: "the congressman [from Texas]", "[Zambia's] minister", "[Curitiba] prosecutors".
BESIDE = 0.8

# The leading state of the text so far must have this share of all that is named; below, it was right once in four.
LEADS = 0.65

# Who acts for a state does so abroad as well, and towards others. Where a sentence names a single state and only after
# the role, it was right for GOV in one case of four, and as the place of what happens ("met in Oslo") in little over
# half for these sectors; for people of the place ("police", "residents") such a place was right in four of five.
GOVERNS, TRAVELS = "GOV", frozenset(("GOV", "MIL", "SPY"))

# With several states in the sentence, the only place of events in the clause was right for police in .77, for people
# of the place in .63, for other walks of life in .56; for officials, soldiers and rebels in less than half.
LOCAL = frozenset(("COP", "CVL", "JUD", "LAB", "EDU", "MED", "AGR", "REL", "CRM", "SOC", "BUS", "JRN"))
CLAUSE = re.compile(
    r"[;:]|,\s+(?:and|but|while|as|after|when|where|which|who)\b|"
    r"\s(?:while|after|when|as|because|although|before|since)\s"
)

# Who is where they are not at home: "soldiers in Iraq", "refugees in Chad", "exiles in Paris".
AWAY = TRAVELS | {"REF", "REB", None}

# "Foreign journalists" are those of no state that is named.
FOREIGN = re.compile(
    r"\b(?:foreign|foreigners|tourists|international|multinational|western|european|african|asian|arab|global|overseas|counterparts?)\b",
    re.I,
)
BEHIND = re.compile(r"\s+(?P<joint>of|from|for|in|at|near)\s+(?:the\s+)?")
AHEAD_OF = re.compile(r"(?:['’]s?)?\s+(?:[a-z][\w-]*\s+){0,2}(?:the\s+)?")


def by_surroundings(dossier: Dossier, phrase: Phrase, found: Resolution, start: int) -> Resolution:
    """Who a role is: the person who holds that office here, else one of the state beside it or spoken of."""
    if phrase.title is not None and phrase.person is None and phrase.head is not None:
        person = holder(dossier, phrase, start)
        if person is not None:
            return replace(
                dossier.of_person(
                    person, start, alone=True, how=f"the last {phrase.title} named is {person.name}"
                ),
                confidence=0.85 if person.code else LEADING,
            )
    if FOREIGN.search(phrase.text) and not (phrase.head and phrase.head.name.startswith("foreign ")):
        return found
    country, confidence, reason = beside(dossier, phrase, start, found.sector)
    if country is None:
        abroad = phrase.head is not None and phrase.head.abroad
        country, confidence, reason = surroundings(dossier, start, found.sector, abroad=abroad)
    if country is None:
        return replace(found, why=f"{found.why[:-1]}; {reason}.")
    state = territories().get(country)
    return replace(
        found,
        code=country,
        country=state.country if state else country,
        confidence=confidence,
        why=f"{found.why.replace('; the words do not say of which country', '')[:-1]}; {reason}.",
    )


def holder(dossier: Dossier, phrase: Phrase, start: int) -> Person | None:
    """The person last named before an offset who has the office a phrase speaks of."""
    wanted = phrase.title or ""
    rows = dossier.traces.people
    for place in range(dossier.traces.before_person(start) - 1, -1, -1):
        person = rows[place][1]
        if same_office(person.office, wanted) and (person.former == phrase.former):
            return person
    later = (
        p for p in dossier.persons.everybody if same_office(p.office, wanted) and p.former == phrase.former
    )
    return next(later, None)


def beside(dossier: Dossier, phrase: Phrase, start: int, sector: str | None) -> tuple[str | None, float, str]:
    """The state named right behind a role ("from Texas"), right before it ("Zambia's"), or by a city within it."""
    text, end = dossier.text, start + len(phrase.text)
    if not text.startswith(phrase.text, start) or phrase.head is None or phrase.head.about:
        return None, 0.0, ""
    spoken = dossier.traces.total
    joint = BEHIND.match(text, end)
    away = phrase.head.abroad or sector in AWAY
    if joint is not None and not (away and joint.group("joint") not in {"of", "from"}):
        place = bisect_left(dossier.starts, joint.end())
        match = dossier.matches[place] if place < len(dossier.matches) else None
        if match is not None and match.start == joint.end() and match.entry.kind == TERRITORY:
            if match.entry.code is not None:
                return match.entry.code, BESIDE, f"{joint.group('joint')} {match.entry.name}"
        elif city := AT.match(text, joint.start() + 1):
            name = free_part(city.group("name"), city.start("name"), dossier.matches)
            country = country_of(name, frozenset(spoken))
            if country is not None:
                return country, BESIDE, f"{name}, a place in {name_of(country)}, stands beside it"
    place = bisect_left(dossier.starts, start) - 1
    match = dossier.matches[place] if place >= 0 else None
    if match is not None and match.entry.kind == TERRITORY and match.entry.code is not None:
        between = text[match.end : start]
        owned = between[:1] in {"'", "’"} or match.entry.form == "adjective"
        words = set(re.findall(r"[a-z][\w-]*", between[2:] if between[:1] in {"'", "’"} else between))
        if owned and AHEAD_OF.fullmatch(between) and not words & NO_ADJECTIVE:
            return match.entry.code, BESIDE, f"of {match.entry.name}, named right before"
    if away or phrase.person is not None:
        return None, 0.0, ""
    country = city_in(phrase.text, lexicon().find(phrase.text), spoken)
    return country, BESIDE, f"a place in {name_of(country)} stands with it" if country else ""


def surroundings(
    dossier: Dossier, start: int, sector: str | None, *, abroad: bool = False
) -> tuple[str | None, float, str]:
    """The state that the sentence, or the text up to here, speaks of, how sure, and why.

    Whoever of ``sector`` acts for a state takes none from a place that follows; with ``abroad``, from no place.
    """
    traces = dossier.traces
    begin, end = traces.bounds(traces.sentence(start))
    travels = abroad or sector in TRAVELS
    here, ahead = traces.states_in(begin, end), traces.states_in(begin, start)
    fit = set(traces.states_in(begin, start, grounds=not abroad))
    if sector != GOVERNS:
        fit |= set(traces.states_in(start, end, grounds=not travels))
    if len(here) == 1 and here.keys() <= fit:
        country = next(iter(here))
        return country, SENTENCE, f"the sentence speaks of {name_of(country)} alone"
    ground = ground_of(dossier, start) if sector in LOCAL else None
    if ground is not None:
        return ground, SENTENCE, f"what is told takes place in {name_of(ground)}"
    if len(ahead) == 1 and ahead.keys() <= fit:
        country = next(iter(ahead))
        return country, AHEAD, f"{name_of(country)} is the only state that the sentence names before"
    before = traces.salience(start)
    weight = sum(share for _, share in before)
    if not fit and len(here) < 2 and before and before[0][1] >= LEADS * weight:
        return before[0][0], LEADING, f"the text so far speaks mostly of {name_of(before[0][0])}"
    later = traces.states_in(end, len(dossier.text), grounds=not travels)
    if not before and len(traces.total) == 1 and later:
        country = next(iter(later))
        return country, LATER, f"{name_of(country)} is the only state that the text names"
    if dossier.home is not None:
        return dossier.home, DATELINE, f"nothing else tells, and the dateline is in {name_of(dossier.home)}"
    return None, 0.2, "nothing around tells the country"


def ground_of(dossier: Dossier, start: int) -> str | None:
    """The only state in which the clause at an offset says that something happens."""
    traces = dossier.traces
    begin, end = traces.bounds(traces.sentence(start))
    cuts = [begin, *(cut.start() for cut in CLAUSE.finditer(dossier.text, begin, end)), end]
    begin = max(cut for cut in cuts if cut <= start)
    end = min((cut for cut in cuts if cut > start), default=end)
    states = traces.states_in(begin, end).keys() - traces.states_in(begin, end, grounds=False).keys()
    return next(iter(states)) if len(states) == 1 else None


def name_of(code: str) -> str:
    entry: Entry | None = territories().get(code)
    return entry.name if entry else code
