"""Where things stand, in figures; and the long line, year by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.briefs.brief import Group, Section, Statement, Turn
from dragoman.briefs.choose import Happening, foremost, happenings, told_once
from dragoman.briefs.evidence import Evidence
from dragoman.briefs.wording import count, day, lead, numeral, signed
from dragoman.records import Event
from dragoman.relations.countries import country_name
from dragoman.relations.dyads import Measure, Year, has_year, is_measured, is_own_date, measure
from dragoman.store import Summary

LATELY = 365
"""Days before the as-of date that count as lately."""
FRESH = 90
"""The latest significant event is the weightiest of so many days up to the last one."""
SHIFT = 1.0
"""A mean score that moved by less is called about the same."""
MILESTONES = 6
BALANCE = 0.1
"""A share of conflict no further than this from one half is called a balance."""


def stands(
    a: str, b: str, events: Sequence[Event], held: Summary, evidence: Evidence, asof: dt.date | None
) -> Section:
    """The section on where things stand, in three sentences: the state, the tone, the latest event of note.

    ``events`` are those of the dyad up to the as-of date, ``held`` is what the store holds.
    """
    names = f"{country_name(a)} and {country_name(b)}"
    counted = [event for event in events if is_measured(event)]
    current = [event for event in counted if "historical" not in event.auxiliary]
    said = []
    if current:
        said.append(Statement(text=_state(names, current, asof), counted=len(current)))
    elif counted:
        said.append(
            Statement(text=volume(names, counted, current, len(evidence.annotations)), counted=len(counted))
        )
    else:
        said.append(Statement(text=_nothing(names, len(events), held)))
    dated = [event for event in current if has_year(event)]
    if dated:
        said.append(Statement(text=_tone(dated), counted=len(dated)))
        latest = _latest(dated)
        said.append(
            Statement(
                text=f"The latest event of note: {_lowered(lead(latest.event, first=a))}",
                source=evidence.sentence(latest.event),
                references=tuple(dict.fromkeys(evidence.event(event) for event in latest.events)),
            )
        )
    return Section(key="stands", heading="Where things stand", groups=(Group(statements=tuple(said)),))


def _state(names: str, current: Sequence[Event], asof: dt.date | None) -> str:
    """Whether cooperation or conflict prevails, lately against before."""
    recent, before = _split(current, asof)
    if asof and not recent.few:
        said = f"Between {names} {_prevailing(recent)}: in the twelve months to {day(asof)} {_part(recent)}"
        return f"{said}, against {_share(before)} before." if before.events else f"{said}."
    total = measure(current)
    said = f"Between {names} {_prevailing(total)}" if not total.few else f"Little is told of {names}"
    said += f": {_part(total)}"
    if not asof or recent.events == total.events:
        return f"{said}."
    fall = "falls" if recent.events == 1 else "fall"
    lately = f"only {numeral(recent.events)} of these {fall}" if recent.events else "none of these falls"
    return f"{said}, but {lately} in the twelve months to {day(asof)}."


def _part(found: Measure) -> str:
    """``38% of events (23 of 61) are conflict``; few events are not put in per cent."""
    if found.few:
        verb = "is" if found.conflicts < 2 else "are"
        return f"of only {count(found.events, 'event')} {numeral(found.conflicts)} {verb} conflict"
    return f"{found.conflict or 0:.0%} of events ({found.conflicts} of {found.events}) are conflict"


def _prevailing(found: Measure) -> str:
    share = found.conflict or 0.0
    if abs(share - 0.5) < BALANCE:
        return "conflict and cooperation keep the balance"
    return "conflict prevails" if share > 0.5 else "cooperation prevails"


def _nothing(names: str, unreal: int, held: Summary) -> str:
    """That nothing is known to have happened, and how much was looked at."""
    if unreal:
        return (
            f"Nothing is known to have happened between {names}:"
            f" the reports speak only of what did not happen, or might ({count(unreal, 'event')})."
        )
    known = "the store holds no report yet"
    if held.documents:
        tell = "tells" if held.documents == 1 else "tell"
        known = f"{count(held.documents, 'report')} in the store {tell} of none"
    elif held.events:
        known = f"of the {count(held.events, 'event')} in the store none is theirs"
    return f"No event between {names} is known: {known}."


def volume(names: str, counted: Sequence[Event], current: Sequence[Event], read: int) -> str:
    """How many events in how many reports.

    ``read`` is the number of all reports that the brief rests on; of those without a counted event it says so.
    """
    total = measure(counted)
    published = sorted(event.cite_info.date for event in counted if event.cite_info.date)
    span = ""
    if published:
        first, last = published[0], published[-1]
        span = f" of {day(first)}" if first == last else f" published between {day(first)} and {day(last)}"
    reports = count(total.documents, "report")
    tell = "it tells" if total.documents == 1 else "they tell"
    said = f"This rests on {reports}{span}; {tell} of {count(total.events, 'event')} between {names}"
    history = total.events - len(current)
    if history:
        said += f", {numeral(history) if current else 'all'} of them history"
    said += "."
    rest = read - total.documents
    if rest > 0:
        further = "One more speaks" if rest == 1 else f"A further {numeral(rest)} speak"
        said += f" {further} only of what did not happen, might, or is still ahead."
    return said


def _share(found: Measure) -> str:
    """``38% (23 of 61)``; few events are not put in per cent."""
    if found.few:
        return f"{numeral(found.conflicts)} of only {count(found.events, 'event')}"
    return f"{found.conflict or 0:.0%} ({found.conflicts} of {found.events})"


def _split(events: Sequence[Event], asof: dt.date | None) -> tuple[Measure, Measure]:
    """The measures of the twelve months up to the as-of date and of the time before; undated ones in neither."""
    since = asof - dt.timedelta(days=LATELY) if asof else dt.date.max
    return (
        measure(event for event in events if event.date is not None and event.date > since),
        measure(event for event in events if event.date is not None and event.date <= since),
    )


def _tone(dated: Sequence[Event]) -> str:
    """The mean score of the latest year against that of the years before it."""
    year = max(event.date.year for event in dated if event.date)
    now = measure(event for event in dated if event.date and event.date.year == year)
    then = measure(event for event in dated if event.date and event.date.year < year)
    said = f"On a scale from −10 to +10 the mean score of {year} is {_mean(now)}"
    if then.mean_scale is None or now.mean_scale is None:
        return f"{said}; there is no earlier year to compare it with."
    said += f", that of the years before {_mean(then)}"
    if now.few or then.few:
        return f"{said}: too few to speak of a trend."
    change = now.mean_scale - then.mean_scale
    word = "about the same" if abs(change) < SHIFT else "warmer" if change > 0 else "colder"
    return f"{said}: the tone is {word}."


def _mean(found: Measure) -> str:
    only = "only " if found.few else ""
    return f"{signed(found.mean_scale or 0.0)} over {only}{count(found.events, 'event')}"


def _latest(dated: Sequence[Event]) -> Happening:
    """The weightiest happening of the last days that have any."""
    last = max(event.date for event in dated if event.date)
    fresh = [event for event in dated if event.date and (last - event.date).days <= FRESH]
    return foremost(happenings(fresh), last, 1)[0]


def _lowered(sentence: str) -> str:
    """The sentence as it stands behind a colon; only the words that a lead may begin with are lowered."""
    head, _, rest = sentence.partition(" ")
    return (
        f"{head.lower()} {rest}".replace(": ", ", ", 1)
        if head == "Reported"
        else (f"{head.lower()} {rest}" if head in ("On", "In", "From") else sentence)
    )


def line(
    a: str,
    b: str,
    events: Sequence[Event],
    years: Sequence[Year],
    turns: Sequence[Turn],
    evidence: Evidence,
) -> Section:
    """The section with the years: a word on them, the turning points, and what lies further back."""
    groups = []
    total = sum(year.events for year in years)
    if years:
        groups.append(Group(statements=(Statement(text=_years(years), counted=total),)))
    if turns:
        groups.append(Group(heading="Turning points", statements=tuple(turn.statement for turn in turns)))
    past = happenings(
        event
        for event in events
        if "historical" in event.auxiliary and event.date and is_own_date(event) and is_measured(event)
    )
    chosen = sorted(foremost(past, None, MILESTONES), key=lambda one: one.event.date or dt.date.min)
    milestones = told_once(
        Statement(
            text=lead(one.event, first=a),
            source=evidence.sentence(one.event),
            references=tuple(dict.fromkeys(evidence.event(event) for event in one.events)),
        )
        for one in chosen
    )
    if milestones:
        groups.append(Group(heading="From further back", statements=milestones))
    return Section(key="line", heading="The long line", groups=tuple(groups))


def _years(years: Sequence[Year]) -> str:
    """Which years stand out, in one sentence; those with few events are not compared."""
    if len(years) == 1:
        only = years[0]
        said = f"{only.cooperation} of cooperation, {only.conflict} of conflict"
        return f"All events with a date fall in {only.year}: {said}."
    told = [year for year in years if not year.few]
    said = f"Dated events fall in {numeral(len(years))} years between {years[0].year} and {years[-1].year}"
    if len(told) < 2:
        return f"{said}, with too few in each to compare them."
    cold, warm = (pick(told, key=lambda year: (year.mean_scale, year.year)) for pick in (min, max))
    return f"{said}: {cold.year} is the coldest ({_scored(cold)}), {warm.year} the warmest ({_scored(warm)})."


def _scored(year: Year) -> str:
    return f"mean score {signed(year.mean_scale)} over {count(year.events, 'event')}"
