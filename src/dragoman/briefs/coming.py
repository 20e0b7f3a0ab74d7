"""What is coming: dates that the reports look ahead to, and days that return each year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from msgspec import Struct

from dragoman.briefs.brief import Group, Section, Statement
from dragoman.briefs.choose import happenings
from dragoman.briefs.evidence import Evidence
from dragoman.briefs.wording import capitalised, deed, joined, numeral, period
from dragoman.records import CalendarEntry, Document, Event
from dragoman.relations.dyads import FEW
from dragoman.relations.recurring import Recurring
from dragoman.relations.topic import Topic

MOST = 12
RECURRING = "recurring"
LONGEST = 10
"""An occasion of more words is not told: where it ends is not clear."""
YEARS = 4
"""Of more years the first and the last are named."""
YEARLY = re.compile(
    r"\b(?:each|every) year\b|\b(?:each|every) \d|\bannual(?:ly)?\b|\byearly\b", re.IGNORECASE
)

OCCASION = re.compile(
    r"\banniversary(?P<of>\s+of)\b|\bannual\s+(?P<kind>(?:[a-z-]+\s+){0,2}?(?:ceremony|ceremonies|commemoration|memorial|"
    r"service|festival|march|rally|vigil|parade|pilgrimage|drills?|exercises?|summit|meeting|talks))\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[\w$][\w.'’$-]*(?<![.'’-])")
# Where the words for an occasion end and those for what was done on it begin.
STOP = re.compile(
    r"(?:on|when|which|that|who|whose|where|while|with|by|at|after|before|as|but|or|to|since|during|amid|despite|because|"
    r"if|said|says|told|is|was|are|were|be|been|has|had|have|will|would|could|can|may|should|falls?|falling|fell|comes?|"
    r"coming|came|pass(?:es|ed)|drew|draws|mark(?:s|ed|ing)?|today|tomorrow|yesterday|this|next|last|each|every|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?![\w’'-])|in\s+an?\s|for\s+the\s+first|and\s+(?![A-Z])"
)
LOOSE = re.compile(r"(?:of|in|for|and|the|a|an|from|between|against|over|under|near|across)")
OWN = re.compile(r"(?:its|his|her|their|our|my|your|it|them|this|that)\b", re.IGNORECASE)

_Entry = tuple[CalendarEntry, Document]
"""An entry, and the report that it is read from."""


class _Date(Struct, frozen=True):
    """One date ahead: the day it is sorted by, its words, where it is told."""

    date: dt.date
    text: str
    source: str | None
    references: tuple[int, ...]


def coming(
    a: str,
    b: str,
    events: Sequence[Event],
    evidence: Evidence,
    asof: dt.date | None,
    learned: Sequence[Recurring] = (),
) -> Section:
    """The section on what is coming after the as-of date, the nearest first. Without a date: nothing.

    ``learned`` are the days of the year that history shows to return.
    """
    ahead: list[_Date] = []
    if asof is not None:
        ahead = [*_events(a, b, events, evidence, asof), *_entries(a, b, events, evidence, asof)]
        ahead += _learned(a, events, learned, evidence)
    told: dict[tuple[dt.date, int], _Date] = {}
    for one in sorted(ahead, key=lambda one: (one.date, one.references)):
        # an event and a calendar entry read in one sentence are one thing
        told.setdefault((one.date, one.references[0]), one)
    statements = tuple(
        Statement(text=one.text, source=one.source, references=one.references)
        for one in list(told.values())[:MOST]
    )
    return Section(
        key="coming", heading="What is coming", groups=(Group(statements=statements),) if statements else ()
    )


def _learned(
    a: str, events: Sequence[Event], learned: Sequence[Recurring], evidence: Evidence
) -> list[_Date]:
    """Days of the year about which the two have more to do with each other than on others, with the last time."""
    known = {event.id: event for event in events}
    found = []
    for one in learned:
        before = [known[id] for id in one.events if id in known]
        # a handful of acts makes no custom that a reader should count on
        if len(before) < FEW:
            continue
        # of the last time the event nearest to the day
        last = min(happenings(before), key=lambda told: _from_return(told.event, one))
        years = joined([str(year) for year in one.years[-YEARS:]])
        found.append(
            _Date(
                date=one.next,
                text=f"About {period(one.next)}: a time of year that was busier between the two than others in"
                f" {numeral(len(one.years))} of {numeral(one.of)} years, lately in {years}. The last time,"
                f" {period(last.event.date)}: {deed(last.event, first=a)}.",
                source=None,
                references=tuple(dict.fromkeys(evidence.event(event) for event in last.events)),
            )
        )
    return found


def _from_return(event: Event, one: Recurring) -> tuple[int, int, str]:
    """Years since an event, and its days from the day of the year that returns."""
    date = event.date or one.next
    years = round((one.next - date).days / 365.25)
    return years, abs((_in_year(one.next, one.next.year - years) - date).days), event.id


def is_ahead(event: Event, asof: dt.date | None) -> bool:
    """Whether an event is dated after the as-of date."""
    return event.date is not None and asof is not None and event.date > asof


def _events(a: str, b: str, events: Sequence[Event], evidence: Evidence, asof: dt.date) -> list[_Date]:
    """Events that the reports date after the as-of date."""
    future = [
        event
        for event in events
        if is_ahead(event, asof)
        and ("future" in event.auxiliary or event.event == "AGREE")
        and not {"negated", "hypothetical"} & set(event.auxiliary)
    ]
    return [
        _Date(
            date=one.event.date or asof,
            text=f"{capitalised(period(one.event.date, one.event.enddate, one.event.date_precision))}: "
            f"{deed(one.event, first=a)}.",
            source=evidence.sentence(one.event),
            references=tuple(dict.fromkeys(evidence.event(event) for event in one.events)),
        )
        for one in happenings(future)
    ]


def _entries(a: str, b: str, events: Sequence[Event], evidence: Evidence, asof: dt.date) -> list[_Date]:
    """Calendar entries that concern either side: those of several reports on one thing, or one day of the year."""
    topic = Topic([a, b], events)
    returning = _returning(evidence)
    found: dict[tuple[dt.date, str, str], list[_Entry]] = {}
    yearly: dict[tuple[int, int | None], list[_Entry]] = {}
    for annotation in evidence.annotations.values():
        document = annotation.document
        for entry in annotation.calendar:
            recurs = entry.certainty == RECURRING
            if not ((recurs and _season(entry) in returning) or _last(entry) > asof):
                continue
            if topic.is_near(document, entry.start, entry.end):
                if recurs:
                    yearly.setdefault(_season(entry), []).append((entry, document))
                else:
                    key = (entry.date, entry.precision, entry.what.casefold())
                    found.setdefault(key, []).append((entry, document))
    return [
        *(_scheduled(told, evidence) for told in found.values()),
        *(_occasion(told, evidence, asof) for told in yearly.values()),
    ]


def _scheduled(told: Sequence[_Entry], evidence: Evidence) -> _Date:
    """A date that reports look ahead to, in the words of the first."""
    entry, document = told[0]
    when = capitalised(period(entry.date, precision=entry.precision))
    remark = f" ({entry.certainty})" if entry.certainty else ""
    return _Date(
        date=entry.date,
        text=f"{when}{remark}: {capitalised(entry.what.strip().rstrip('.'))}.",
        source=evidence.words(document.id, evidence.around(document.id, entry.start, entry.end)),
        references=_numbers(told, evidence),
    )


def _occasion(told: Sequence[_Entry], evidence: Evidence, asof: dt.date) -> _Date:
    """A day that returns each year, told by its occasion: what a report says of one year is no news of the next."""
    date = min(_next(entry, asof) for entry, _ in told)
    named: dict[str, list[tuple[str, str]]] = {}
    for entry, document in told:
        sentence = evidence.words(document.id, evidence.around(document.id, entry.start, entry.end))
        occasion = occasion_of(entry.what) or occasion_of(sentence)
        if occasion:
            named.setdefault(occasion.casefold(), []).append((occasion, sentence))
    source, said = None, _dwelling(told)
    if named:
        said, source = max(named.values(), key=len)[0]
    when = capitalised(period(date, precision=told[0][0].precision))
    return _Date(
        date=date,
        text=f"{when}, as each year: {said}.",
        source=source,
        references=_numbers(told, evidence),
    )


def occasion_of(text: str) -> str | None:
    """The occasion that a text names: "the anniversary of the armistice", "the annual ceremony for the fallen"."""
    for phrase in OCCASION.finditer(text):
        of = phrase["of"]
        words: list[tuple[int, int]] = []
        at = phrase.end()
        for word in WORD.finditer(text, at):
            fresh = words and word.group() in ("the", "a", "an") and not LOOSE.fullmatch(text, *words[-1])
            # an article without a joint before it begins the next part of the sentence
            if fresh or text[at : word.start()].strip() or STOP.match(text, word.start()):
                break
            words.append(word.span())
            at = word.end()
        if len(words) > LONGEST:
            continue
        while words and LOOSE.fullmatch(text, *words[-1]):
            words.pop()
        if words and not OWN.match(text, words[0][0]):
            kind = "anniversary of" if of else f"annual {phrase['kind'].lower()}"
            return f"the {kind} {' '.join(text[first:last] for first, last in words)}"
        if not of and not words:
            return f"the annual {phrase['kind'].lower()}"
    return None


def _dwelling(told: Sequence[_Entry]) -> str:
    """Which reports speak of a day whose occasion none of them names."""
    years = sorted({(document.published or entry.date).year for entry, document in told})
    if len(years) > YEARS:
        return f"a day on which reports of {len(years)} years from {years[0]} to {years[-1]} dwell"
    one = len(told) == 1
    said = joined([str(year) for year in years])
    return f"a day on which {'a report' if one else 'reports'} of {said} {'dwells' if one else 'dwell'}"


def _numbers(told: Sequence[_Entry], evidence: Evidence) -> tuple[int, ...]:
    return tuple(dict.fromkeys(evidence.span(document.id, one.start, one.end) for one, document in told))


def _season(entry: CalendarEntry) -> tuple[int, int | None]:
    """The day of the year, or the month, that an entry returns in."""
    return entry.date.month, None if entry.precision == "month" else entry.date.day


def _last(entry: CalendarEntry) -> dt.date:
    """The last day that an entry covers."""
    return (
        _in_year(entry.date.replace(day=1), entry.date.year, 31) if entry.precision == "month" else entry.date
    )


def _returning(evidence: Evidence) -> set[tuple[int, int | None]]:
    """The days of the year that reports of two years speak of as an occasion, or one report as returning."""
    years: dict[tuple[int, int | None], set[int]] = {}
    yearly: set[tuple[int, int | None]] = set()
    for annotation in evidence.annotations.values():
        for entry in annotation.calendar:
            if entry.certainty == RECURRING:
                years.setdefault(_season(entry), set()).add(entry.date.year)
                span = evidence.around(annotation.document.id, entry.start, entry.end)
                if YEARLY.search(evidence.words(annotation.document.id, span)):
                    yearly.add(_season(entry))
    return yearly | {season for season, found in years.items() if len(found) > 1}


def _next(entry: CalendarEntry, asof: dt.date) -> dt.date:
    """The first date after the as-of date on which a recurring entry returns."""
    this = _in_year(entry.date, asof.year)
    date = this if this > asof else _in_year(entry.date, asof.year + 1)
    return max(date, entry.date)


def _in_year(date: dt.date, year: int, day: int | None = None) -> dt.date:
    """The same day of another year; 29 February is kept on the 28th in years without it."""
    last = calendar.monthrange(year, date.month)[1]
    return date.replace(year=year, day=min(day or date.day, last))
