"""Events that tell of one act: joined, so that each act is one event."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.records import Event


def told_once(events: Sequence[Event]) -> list[Event]:
    """One event for each act: of those of one sentence and type, what names nobody else than another is left out.

    "Condemned and denounced" is one accusation; the one that names more stays, of equal ones the surer.
    """
    kept: list[Event] = []
    for event in sorted(events, key=lambda one: (-len(one.actor) - len(one.recipient), -one.confidence)):
        if not any(_covers(other, event) for other in kept):
            kept.append(event)
    return sorted(kept, key=lambda one: one.text_info.trigger)


def _covers(other: Event, event: Event) -> bool:
    """Whether an event says all that another of the same sentence says."""
    if (other.text_info.sequence, other.event, other.auxiliary) != (
        event.text_info.sequence,
        event.event,
        event.auxiliary,
    ):
        return False
    if event.date_source == "event" and other.date != event.date:
        return False
    return all(
        {(one.code, one.sector, one.name) for one in few}
        <= {(one.code, one.sector, one.name) for one in many}
        for few, many in ((event.actor, other.actor), (event.recipient, other.recipient))
    )


def lent(events: list[Event], told: Event) -> list[Event]:
    """A caption tells when and where of an act that the body tells too; alone it stands for itself."""
    codes = {(actor.name or actor.code) for actor in told.actor}
    for i, event in enumerate(events):
        same = (
            event.event == told.event
            and codes
            and codes <= {(a.name or a.code) for a in (*event.actor, *event.recipient)}
        )
        if not same or (event.date_source == "event" and event.date != told.date):
            continue
        dated = told.date_source in ("event", "passage") and event.date_source != "event"
        events[i] = replace(
            event,
            date=told.date if dated else event.date,
            enddate=told.enddate if dated else event.enddate,
            date_precision=told.date_precision if dated else event.date_precision,
            date_source="caption" if dated else event.date_source,
            event_loc=event.event_loc or told.event_loc,
        )
        return events
    return [*events, told]
