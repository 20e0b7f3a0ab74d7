"""Third parties that matter to both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.briefs.brief import Group, Section, Statement
from dragoman.briefs.choose import foremost, happenings
from dragoman.briefs.evidence import Evidence
from dragoman.briefs.wording import capitalised, count, deed, period, phrases, signed
from dragoman.records import Event
from dragoman.relations.countries import country_name
from dragoman.relations.dyads import direction, is_measured
from dragoman.relations.network import HOSTILE, ThirdParty
from dragoman.store import Store

MOST = 3


def thirds(
    store: Store,
    a: str,
    b: str,
    found: Sequence[ThirdParty],
    evidence: Evidence,
    start: dt.date | None,
    asof: dt.date | None,
    confidence: float,
) -> Section:
    """The section on third parties; each is told with the weightiest act between it and either side."""
    shared = phrases()["names"]["shared"]
    said = []
    for one in [party for party in found if not party.few and party.code not in shared][:MOST]:
        acts: list[Event] = []
        for code, conflict in ((a, one.conflict_a), (b, one.conflict_b)):
            events = [
                event
                for event in store.events(one.code, code, start, asof, confidence=confidence)
                if is_measured(event)
                and "historical" not in event.auxiliary
                # what two do together against somebody else says nothing of the two
                and not (event.quad_code > 2 and direction(event, one.code, code) == "mutual")
                # an example of what the tie mostly is
                and (event.quad_code < 3) == (conflict < HOSTILE)
            ]
            chosen = [happening.event for happening in foremost(happenings(events), asof, 1)]
            acts += [event for event in chosen if event.id not in {other.id for other in acts}]
        evidence.add(store.annotations(list(dict.fromkeys(event.cite_info.document for event in acts))))
        said.append(
            Statement(
                text=_told(one, a, b) + "".join(f" {_lead(event, one.code)}" for event in acts),
                references=tuple(dict.fromkeys(evidence.event(event) for event in acts)),
            )
        )
    return Section(
        key="thirds", heading="Third parties", groups=(Group(statements=tuple(said)),) if said else ()
    )


def _told(one: ThirdParty, a: str, b: str) -> str:
    """Who it is to the two: by the tone of what the reports tell, never more than that."""
    name = capitalised(country_name(one.code))
    names = {"a": country_name(a), "b": country_name(b)}
    role = str(phrases()["ties"][one.tie]).format(**names)
    ties = (
        f"{count(number, 'event')} (mean score {signed(scale)}) with {names[side]}"
        for side, number, scale in (("a", one.events_a, one.scale_a), ("b", one.events_b, one.scale_b))
    )
    return f"{name} {role}: {', '.join(ties)}."


def _lead(event: Event, code: str) -> str:
    when = period(event.date, event.enddate, event.date_precision)
    said = deed(event, first=code)
    return f"{capitalised(when)}: {said}." if when else f"{capitalised(said)}."
