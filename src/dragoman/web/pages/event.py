"""Event: the words it was read in, what each of them was taken for, and what the codes mean."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from dragoman.briefs.wording import entity, lead
from dragoman.errors import UnknownCode
from dragoman.language import find_moments
from dragoman.ontology import Explanation, explain
from dragoman.records import Annotation, Event
from dragoman.schema import part_text
from dragoman.web.errors import NotFound
from dragoman.web.marks import Mark, Stretch, cut
from dragoman.web.pages.common import shelf_of, show
from dragoman.web.shelf import Shelf

AROUND = 4_000
"""Characters of a long text that are shown to either side of the sentence."""


def event(request: Request, id: str) -> Response:
    """The page of one event."""
    shelf = shelf_of(request)
    found = event_of(shelf, id)
    annotations = shelf.store.annotations([found.cite_info.document])
    annotation = annotations[0] if annotations else None
    siblings = shelf.store.events(document=found.cite_info.document) if annotation else []
    return show(
        request,
        "event.html",
        event=found,
        lead=lead(found),
        entity=entity,
        document=annotation.document if annotation else None,
        stretches=stretches(found, annotation),
        is_cut=annotation is not None and len(part_text(found, annotation.document)) > 2 * AROUND,
        meanings=meanings(found),
        siblings=[(one, lead(one)) for one in siblings if one.id != found.id],
    )


def event_of(shelf: Shelf, id: str) -> Event:
    """The event with this id; raises NotFound."""
    found = shelf.store.events(id=id)
    if not found:
        raise NotFound(f"There is no event {id[:40]!r} in this store.")
    return found[0]


def stretches(event: Event, annotation: Annotation | None) -> list[Stretch]:
    """The text around an event with its parts marked; of an imported event the words that came with it."""
    if annotation is None:
        return cut(event.text or "", []) if event.text else []
    document = annotation.document
    text = part_text(event, document)
    info = event.text_info
    marks = [
        Mark(start=info.start, end=info.end, kind="sentence"),
        Mark(start=info.trigger[0], end=info.trigger[1], kind="trigger", label=event.event.lower()),
    ]
    for role, actors in (("actor", event.actor), ("recipient", event.recipient)):
        marks += [Mark(start=one.start, end=one.end, kind=role, label=role) for one in actors]
    if event.event_loc:
        marks.append(Mark(start=event.event_loc.start, end=event.event_loc.end, kind="place", label="place"))
    marks += [Mark(start=one.start, end=one.end, kind="quote", label="quote") for one in event.quotes]
    marks += [Mark(start=one.start, end=one.end, kind="amount", label=one.kind) for one in event.amounts]
    if event.date_source in ("event", "passage", "caption"):
        times = [
            one
            for one in find_moments(text, document.published)
            if one.date == event.date and one.end > one.start
        ]
        near = min(times, key=lambda one: abs(one.start - info.trigger[0]), default=None)
        if near:
            marks.append(Mark(start=near.start, end=near.end, kind="time", label="time"))
    first, last = max(info.start - AROUND, 0), min(info.end + AROUND, len(text))
    return cut(text, marks, first, last)


def meanings(event: Event) -> list[Explanation]:
    """What the codes of an event mean: its type, its modes, its contexts, and what it is besides."""
    wanted: list[tuple[str, str]] = [(event.event, "type")]
    wanted += [(f"{event.event} {mode}", "mode") for mode in event.mode]
    wanted += [(name, "context") for name in event.context]
    wanted += [(name, "auxiliary") for name in event.auxiliary]
    sectors = dict.fromkeys(one.sector for one in (*event.actor, *event.recipient) if one.sector)
    wanted += [(name, "sector") for name in sectors]
    found = []
    for name, kind in wanted:
        try:
            found += [one for one in explain(name) if one.kind == kind][:1]
        except UnknownCode:
            continue
    return found
