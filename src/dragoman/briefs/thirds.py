"""Third parties that matter to both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dragoman.briefs.brief import Group, Section, Statement
from dragoman.briefs.choose import foremost, happenings
from dragoman.briefs.evidence import Evidence
from dragoman.briefs.wording import capitalised, deed, numeral, period, phrases, signed
from dragoman.records import Event
from dragoman.relations.countries import country_name
from dragoman.relations.dyads import direction, is_measured
from dragoman.relations.network import ThirdParty, Tie
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
    said = []
    for one in found[:MOST]:
        acts: list[Event] = []
        for code, tie in ((a, one.with_a), (b, one.with_b)):
            events = [
                event
                for event in store.events(one.code, code, start, asof, confidence=confidence)
                if is_measured(event)
                and "historical" not in event.auxiliary
                # what two do together against somebody else says nothing of the two
                and not (event.quad_code > 2 and direction(event, one.code, code) == "mutual")
                # an example of what the tie mostly is
                and (tie.sign == 0 or (event.quad_code < 3) == (tie.sign > 0))
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
    role = str(phrases()["roles"][one.role]).format(**names)
    return f"{name} {role}: {_tie(one.with_a)} with {names['a']}, {_tie(one.with_b)} with {names['b']}."


def _tie(tie: Tie) -> str:
    return f"{numeral(tie.acts)} acts (mean score {signed(tie.mean_scale)})"


def _lead(event: Event, code: str) -> str:
    when = period(event.date, event.enddate, event.date_precision)
    said = deed(event, first=code)
    return f"{capitalised(when)}: {said}." if when else f"{capitalised(said)}."
